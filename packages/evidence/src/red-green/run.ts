import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestCase } from "@lintel/core";
import { readReport } from "../tests/read.ts";
import { commandOf } from "./command.ts";

/** One run of the tests may take this long, in milliseconds. */
const PATIENCE = 10 * 60 * 1000;

/** What a run told. */
export type Ran =
  | { readonly ok: true; readonly cases: readonly TestCase[] }
  | { readonly ok: false; readonly message: string };

/** Runs test files in a folder by the configured command, and reads the report that it writes. */
export function runTests(command: string, folder: string, files: readonly string[]): Ran {
  const place = mkdtempSync(join(tmpdir(), "lintel-report-"));
  try {
    const report = join(place, "report");
    const parsed = commandOf(command, files, report);
    if (!parsed.ok) return parsed;
    const [program = "", ...args] = parsed.args;
    const ran = spawnSync(program, args, {
      cwd: folder,
      timeout: PATIENCE,
      stdio: ["ignore", "ignore", "pipe"],
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      env: withoutRunner(process.env),
    });
    if (ran.error !== undefined) return { ok: false, message: `“${program}” could not be run: ${ran.error.message}` };
    // Runners end with an error when a test fails; only a run without a report tells nothing.
    if (!existsSync(report)) {
      return { ok: false, message: `the runner wrote no report${firstLine(ran.stderr)}` };
    }
    const read = readReport(readFileSync(report, "utf8"));
    return read === null
      ? { ok: false, message: "what the runner wrote is no report of tests" }
      : { ok: true, cases: read.cases };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The environment without what tells a runner that it runs inside of another one. */
function withoutRunner(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(?:NODE_TEST_CONTEXT|VITEST.*|JEST_WORKER_ID|GIT_.*)$/.test(name)),
  );
}

function firstLine(text: string): string {
  const line = text.split("\n").find((each) => each.trim() !== "");
  return line === undefined ? "" : ` (${line.trim().slice(0, 200)})`;
}
