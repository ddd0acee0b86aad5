import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { formatRun, placeOfRun, type StoredFile } from "./run.ts";
import { isRecent, provesNothing, type Trace } from "./trace.ts";

/** So many answers are kept for one repository; the oldest go first. */
const MOST_KEPT = 24;

/** Answers beyond this cost more to read than to find again. */
const MOST_OUTPUT = 4 * 1024 * 1024;

/**
 * Keeps the answer to a command line with everything that it rests on. Best effort: what cannot be kept is not, and nobody is
 * told. Several processes may do this at once; each file is replaced as a whole.
 */
export function keepRun(
  args: readonly string[],
  trace: Trace,
  answer: { code: number; out: string; err: string },
): void {
  const place = placeOfRun(args);
  if (place === null || !trace.repeatable || answer.out.length > MOST_OUTPUT || isRacy(trace)) return;
  try {
    const { code, out, err } = answer;
    const run = { key: place.key, folders: [...trace.folders], files: byFolder(trace), code, err };
    replaceFile(place.file, formatRun(run, out));
    prune(dirname(place.file));
  } catch {
    // A read-only repository, a full disk: the next run finds the answer again.
  }
}

function byFolder(trace: Trace): [string, StoredFile[]][] {
  const folders = new Map<string, StoredFile[]>();
  for (const [path, signature] of trace.files) {
    const slash = path.lastIndexOf(sep) + 1;
    const folder = path.slice(0, slash);
    const entry: StoredFile = [path.slice(slash), signature];
    const entries = folders.get(folder);
    if (entries === undefined) folders.set(folder, [entry]);
    else entries.push(entry);
  }
  return [...folders];
}

/** Whether something in a trace proves nothing, because it was changed shortly before it was looked at. */
function isRacy(trace: Trace): boolean {
  for (const signature of trace.files.values()) if (provesNothing(signature, trace.started)) return true;
  for (const state of trace.folders.values()) if (state !== null && isRecent(state[0], trace.started)) return true;
  return false;
}

/** Writes a file of the cache so that no reader ever sees a part of it. @throws when it cannot be written. */
export function replaceFile(file: string, content: Uint8Array): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  const beside = `${file}.${process.pid}.${Math.random().toString(36).slice(2, 10)}.tmp`;
  try {
    writeFileSync(beside, content, { flag: "wx" });
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Leaves a temporary file of a killed process lie for an hour, and the newest answers for good. */
function prune(folder: string): void {
  const names = readdirSync(folder).filter((name) => name.startsWith("run-"));
  if (names.length <= MOST_KEPT) return;
  const aged = names.map((name) => ({
    name,
    time: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  }));
  const old = aged.filter(({ name, time }) => name.endsWith(".tmp") && time < Date.now() - 3_600_000);
  const kept = aged.filter(({ name }) => !name.endsWith(".tmp")).toSorted((a, b) => b.time - a.time);
  for (const { name } of [...old, ...kept.slice(MOST_KEPT)]) rmSync(join(folder, name), { force: true });
}
