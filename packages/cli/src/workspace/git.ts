/** What git said, or why it said nothing. */
export type GitResult =
  | { readonly ok: true; readonly out: string }
  | { readonly ok: false; readonly message: string; readonly missing: boolean };

/**
 * Variables that would make git look at another repository, run programs or speak another language than the one asked for.
 * A hook of git sets some of them.
 */
const UNWANTED = /^(?:GIT_.*|LC_.*|LANG|LANGUAGE|PAGER|EDITOR|VISUAL)$/;

function environment(index: string | null): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!UNWANTED.test(name) || name === "GIT_CONFIG_GLOBAL" || name === "GIT_CONFIG_SYSTEM") env[name] = value;
  }
  return {
    ...env,
    LC_ALL: "C",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_PAGER: "cat",
    ...(index === null ? {} : { GIT_INDEX_FILE: index }),
  };
}

/** Options that keep a hostile repository's configuration from running anything. */
const SAFE = [
  "-c",
  "core.fsmonitor=false",
  "-c",
  "core.hooksPath=/dev/null",
  "-c",
  "core.quotePath=false",
  "-c",
  "log.showSignature=false",
];

/** Room for the answer of git on a large repository. */
const MOST_OUTPUT = 512 * 1024 * 1024;

/**
 * Runs git in a folder. Arguments are an array and never pass a shell; whoever hands in a revision or a path puts
 * `--end-of-options` or `--` in front of it.
 */
export function runGit(
  folder: string,
  args: readonly string[],
  more: { readonly index?: string; readonly encoding?: "utf8" | "latin1" } = {},
): GitResult {
  // Loaded when it is needed: most runs ask git nothing.
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const { status, stdout, stderr, error } = spawnSync("git", [...SAFE, ...args], {
    cwd: folder,
    env: environment(more.index ?? null),
    encoding: more.encoding ?? "utf8",
    maxBuffer: MOST_OUTPUT,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  if (error !== undefined) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    return { ok: false, missing, message: missing ? "git is not installed" : error.message };
  }
  // A program that was killed has no exit code.
  if (status !== 0) return { ok: false, missing: false, message: firstLine(stderr) };
  return { ok: true, out: stdout };
}

function firstLine(stderr: string): string {
  return (stderr.split("\n")[0] ?? "").replace(/^(?:fatal|error): /, "");
}
