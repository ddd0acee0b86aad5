import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { hashOf, userCacheFolder } from "../cache/folder.ts";
import { build } from "../version.ts";

/** What `program.js` offers. */
export interface Program {
  dispatch(args: readonly string[]): Promise<number>;
}

/** The program, and what to do when it has run. */
export interface Loaded {
  readonly program: Program;
  /** Keeps what V8 compiled, so that the next run need not compile it again. */
  keepCode(): void;
}

/** Names in the function that Node makes of a CommonJS module. */
const PARAMETERS = "exports, require, module, __filename, __dirname";

/**
 * What V8 is asked for. Set before the program is loaded, and always alike, because V8 takes compiled code only under the flags
 * under which it was compiled. A flag that a version does not know is told to the user by V8 itself, so none may be set there.
 *
 * @param node Version of Node, such as "20.19.0".
 */
export function flagsFor(node: string): readonly string[] {
  return [
    // The work of a run is spread evenly over some thousand functions, none of them hot: to compile as V8 would by itself, with
    // what each function calls inlined in it, costs a third of all CPU time in other threads, and gains next to nothing.
    "--max-inlined-bytecode-size-cumulative=0",
    // V8 counts otherwise since Node 22.
    ...(Number.parseInt(node, 10) < 22 ? ["--interrupt-budget=400000"] : []),
    // A run uses hundreds of patterns, most of them a few times. V8 interprets a pattern first, and makes machine code of it when
    // it is used again, or meets a long text. To polish the interpreted form, and to compile at the second use already, was a
    // sixth of checking one document.
    "--no-regexp-peephole-optimization",
    "--regexp-tier-up-ticks=30",
  ];
}

/**
 * Loads `program.js` from the folder of the built program. Compiling it is a third of a short run, and half of what its functions
 * cost the first time they are called; V8 can do both once and for all, for one build on one version of itself.
 *
 * The compiled code lies in the user's own cache and nowhere else: what is in a repository may come from anybody, and compiled
 * code is code. It is used only when it is whole, belongs to the user, and nobody else may write it.
 */
export function loadProgram(folder: string, require: NodeJS.Require): Loaded {
  // Loaded when it is needed: an answer that is kept needs no V8 to be asked for anything.
  const { setFlagsFromString } = process.getBuiltinModule("node:v8");
  for (const flag of flagsFor(process.versions.node)) setFlagsFromString(flag);
  const file = join(folder, "program.js");
  const store = storeOf();
  const kept = store === null ? null : readCode(store);
  const script = new Script(`(function (${PARAMETERS}) { ${readFileSync(file, "utf8")}\n})`, {
    filename: file,
    ...(kept === null ? {} : { cachedData: kept }),
  });
  const module = { exports: {} as Program };
  const run = script.runInThisContext() as (...args: unknown[]) => void;
  run(module.exports, require, module, file, folder);
  const isKept = kept !== null && script.cachedDataRejected !== true;
  return {
    program: module.exports,
    keepCode() {
      if (store !== null && !isKept) writeCode(store, script.createCachedData());
    },
  };
}

/** Where the compiled code of this build on this Node lies; null where there is no place for it. */
function storeOf(): string | null {
  if (process.env["LINTEL_CODE_CACHE"] === "off") return null;
  const name = hashOf(Buffer.from(`${build} ${process.version} ${process.arch} ${process.execArgv.join(" ")}`));
  return join(userCacheFolder(), `code-${name}`);
}

function readCode(store: string): Buffer | null {
  try {
    const { uid, mode } = statSync(store);
    if (process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o022) !== 0)) return null;
    const bytes = readFileSync(store);
    const code = bytes.subarray(16);
    return bytes.toString("latin1", 0, 16) === sampleOf(code) ? code : null;
  } catch {
    return null;
  }
}

/** Tells code that is not all there, or of another make: its length, and 4 KiB from all over it. Reading all of it costs 3 ms. */
function sampleOf(code: Buffer): string {
  const sample = Buffer.alloc(4096);
  const step = Math.max(1, Math.floor(code.length / sample.length));
  for (let i = 0; i < sample.length; i++) sample[i] = code[i * step] ?? 0;
  return hashOf(Buffer.concat([sample, Buffer.from(`${code.length}`)]));
}

/** Best effort: without it every run compiles. */
function writeCode(store: string, code: Buffer): void {
  try {
    mkdirSync(dirname(store), { recursive: true, mode: 0o700 });
    const beside = `${store}.${process.pid}.tmp`;
    writeFileSync(beside, Buffer.concat([Buffer.from(sampleOf(code)), code]), { flag: "wx", mode: 0o600 });
    renameSync(beside, store);
    forgetOthers(dirname(store));
  } catch {
    // No home, no room, no permission.
  }
}

const MONTH = 30 * 24 * 3_600_000;

/** Other builds and other versions of Node leave their code behind: what nobody wrote for a month is gone. */
function forgetOthers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (name.startsWith("code-") && statSync(file).mtimeMs < Date.now() - MONTH) rmSync(file, { force: true });
  }
}
