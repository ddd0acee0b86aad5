import { execFileSync, spawnSync, type SpawnSyncReturns } from "node:child_process";
import {
  existsSync,
  readdirSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { dispatch } from "../src/program/dispatch.ts";
import type { Io, Terminal } from "../src/program/io.ts";

const house = fileURLToPath(new URL("../../../", import.meta.url));

/** The built program; the tests that start it build it first when it is older than its sources. */
const built = `${house}packages/cli/dist/lintel.js`;

/** A folder in a temporary place that is gone after the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "lintel-test-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder with files, by path; not a git repository. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  return folder;
}

/** A git repository with these files, all committed. */
export function repositoryWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = folderWith(files);
  git(folder, "init", "--quiet", "--initial-branch=main");
  git(folder, "config", "user.name", "Ada Test");
  git(folder, "config", "user.email", "ada@example.com");
  git(folder, "config", "commit.gpgsign", "false");
  commit(folder, "start");
  return folder;
}

export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

export function git(folder: string, ...args: string[]): string {
  return execFileSync("git", args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Commits everything that is there. `date` is what git writes as the day of the commit. */
export function commit(folder: string, message: string, date = "2026-01-14T12:00:00Z"): void {
  git(folder, "add", "--all", "--force");
  execFileSync("git", ["commit", "--quiet", "--allow-empty", "-m", message], {
    cwd: folder,
    env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    stdio: "ignore",
  });
}

/** How a command ended and what it said. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const PLAIN: Terminal = { isTerminal: false, colour: false, links: false, width: 80 };

/** Runs a command line in this process, in a folder, without the cache. */
export async function lintel(folder: string, args: readonly string[], terminal: Terminal = PLAIN): Promise<Said> {
  let out = "";
  let err = "";
  const io: Io = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    note: () => {},
    passing: () => {},
    talks: false,
    terminal,
  };
  const cached = ["check", "claims", "status"].includes(args[0] ?? "");
  const code = await dispatch(
    [...args.slice(0, 1), "--cwd", folder, ...(cached ? ["--no-cache"] : []), ...args.slice(1)],
    io,
  );
  return { code, out, err };
}

/** What `lintel check --format json` says, as data. */
export async function check(folder: string, ...args: string[]): Promise<CheckJson> {
  const { out, err } = await lintel(folder, ["check", "--format", "json", ...args]);
  if (out === "") throw new Error(`lintel check said nothing, but: ${err}`);
  return JSON.parse(out) as CheckJson;
}

export interface CheckJson {
  readonly documents: readonly {
    readonly path: string;
    readonly kind: string | null;
    readonly design: string | null;
    readonly digest: string | null;
    readonly status: string | null;
    readonly findings: readonly {
      readonly rule: string;
      readonly severity: string;
      readonly message: string;
      readonly line: number;
      readonly column: number;
      readonly fingerprint: string;
    }[];
  }[];
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
  readonly summary: Readonly<Record<string, number>>;
}

/** `path:line rule` of every finding, in order. */
export function placesOf(json: CheckJson): readonly string[] {
  return json.documents.flatMap(({ path, findings }) => findings.map(({ line, rule }) => `${path}:${line} ${rule}`));
}

/** A cache of the user's that is only for these tests; it stays, as it does on the machine of a user. */
const userCache = `${house}node_modules/.cache/lintel-test`;

let isFresh = false;

/** Starts the built program in a folder. */
export function start(
  folder: string,
  args: readonly string[],
  options: { readonly input?: string | Uint8Array; readonly env?: Readonly<Record<string, string>> } = {},
): Said & Pick<SpawnSyncReturns<string>, "signal"> {
  buildWhenStale();
  const { status, stdout, stderr, signal } = spawnSync(process.execPath, [built, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", XDG_CACHE_HOME: userCache, ...options.env },
    ...(options.input === undefined ? {} : { input: options.input }),
  });
  return { code: status ?? -1, out: stdout, err: stderr, signal };
}

/** The path of the built program, for tests that need a shell around it. */
export function programFile(): string {
  buildWhenStale();
  return built;
}

function buildWhenStale(): void {
  if (isFresh) return;
  const newest = Math.max(...["core", "evidence", "cli"].flatMap((name) => times(`${house}packages/${name}/src`)));
  if (!existsSync(built) || statSync(built).mtimeMs < newest) {
    execFileSync(process.execPath, [`${house}tools/build.mjs`], { stdio: "ignore" });
  }
  isFresh = true;
}

function times(folder: string): readonly number[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => statSync(join(folder, path)).mtimeMs);
}

export function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

/** A design review that Lintel has nothing to say about but what a test adds to it. */
export const SPEC = `# Spec — Retry payments

**Feature name**: Retry payments
**One-line summary**: A payment that failed for a passing reason is tried again.

---

## Problem

One payment in two hundred fails because a bank does not answer, and nobody tries it again (ticket PAY-12).

## Goal

Payments that can succeed do.

## Success Criteria

- [ ] Fewer than 0.1 % of payments are lost by 2026-06-30

## User Story

As a shopper, I want my payment to be tried again, so that I keep my basket.

## Flow / States

The payment fails, waits a minute, is tried again, and succeeds. After three failures the shopper is told.

## UX Links

- Designs: none, because nothing is shown
- Prototype: none, because nothing is shown
- Copy: none, because nothing is shown

## Requirements

- Must try three times
- Must not charge twice

## Acceptance Criteria

- **AC-1** Given a bank that does not answer, when a payment is made, then it is tried again after one minute
- **AC-2** (negative) Given a card that is refused, when a payment is made, then it is not tried again

## Non-Goals

- Choosing another bank
`;
