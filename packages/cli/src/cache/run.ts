import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isTerminal } from "../program/is-terminal.ts";
import { build } from "../version.ts";
import { cacheFolder, hashOf } from "./folder.ts";
import { seal, unseal } from "./seal.ts";

/**
 * A finished run: what it said, and everything that it rested on. As long as all of that is as it was, the same command line has
 * the same answer, and giving it again costs little more than looking.
 *
 * This module is loaded before anything else of the program, and must stay as small as it is.
 */
export interface StoredRun {
  /** Everything besides files that the answer depends on; compared in full, since the name of the file is only a hash of it. */
  readonly key: string;
  /** Folders with the time of their last change and their inode; null for one that was not there. */
  readonly folders: readonly (readonly [path: string, state: readonly [number, number] | null])[];
  /** Files by folder; null in place of a state for one that was not there. */
  readonly files: readonly (readonly [folder: string, entries: readonly StoredFile[]])[];
  readonly code: number;
  /** What went to standard error. */
  readonly err: string;
}

/** An answer as it is given again. */
export interface Answer {
  readonly code: number;
  readonly err: string;
  /** Bytes for standard output. */
  readonly out: Uint8Array;
}

export type StoredFile = readonly [name: string, state: readonly [number, number, number, number] | null];

/** Commands whose answers are kept. */
const KEPT = new Set(["check", "claims", "status"]);

/** Options that make an answer depend on more than files, or do more than answer. */
const UNKEPT =
  /^(?:-|--(?:no-cache|fix|diff|changed|staged|profile|output|write-baseline|stdin-filename)(?:=.*)?|-o.*)$/;

/** Variables that change what is read or how it is shown. */
const VARIABLES = [
  "HOME",
  "USERPROFILE",
  "XDG_CONFIG_HOME",
  "GIT_CONFIG_GLOBAL",
  "NO_COLOR",
  "FORCE_COLOR",
  "NO_HYPERLINKS",
  "FORCE_HYPERLINK",
  "COLUMNS",
  "TERM",
  "TERM_PROGRAM",
  "VTE_VERSION",
  "WT_SESSION",
  "KONSOLE_VERSION",
  "CI",
] as const;

/** Where the answer to a command line is kept, and under which key; null for one whose answer is not kept. */
export function placeOfRun(args: readonly string[]): { readonly file: string; readonly key: string } | null {
  const [command = ""] = args;
  if (!KEPT.has(command) || args.some((arg) => UNKEPT.test(arg))) return null;
  const cwd = process.cwd();
  const key = JSON.stringify([build, args, cwd, terminals(), VARIABLES.map((name) => process.env[name] ?? null)]);
  return { file: join(cacheFolder(cwd), `run-${hashOf(Buffer.from(key))}`), key };
}

/** Whether standard output and standard error are terminals, and how wide. */
function terminals(): readonly [out: number, err: boolean] {
  return [isTerminal(1) ? (process.stdout.columns ?? 80) : 0, isTerminal(2)];
}

/** The kept answer to a command line, when nothing that it rests on has changed; null otherwise. Never throws. */
export function recallRun(args: readonly string[]): Answer | null {
  try {
    const place = placeOfRun(args);
    if (place === null) return null;
    const opened = unseal(NAME, readFileSync(place.file));
    if (opened === null) return null;
    const run = JSON.parse(opened.head) as StoredRun;
    return run.key === place.key && isCurrent(run) ? { code: run.code, err: run.err, out: opened.rest } : null;
  } catch {
    // There is none, or it is not readable: it is found again.
    return null;
  }
}

/** Name and format of the file. */
const NAME = "lintel run 2";

/** A run as bytes: what it rests on, and behind it what it wrote, which is given again as it is. */
export function formatRun(run: StoredRun, out: string): Buffer {
  return seal(NAME, JSON.stringify(run), Buffer.from(out));
}

function isCurrent({ folders, files }: StoredRun): boolean {
  for (const [path, state] of folders) {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined || state === null) {
      if (stat !== undefined || state !== null) return false;
    } else if (stat.mtimeMs !== state[0] || stat.ino !== state[1]) return false;
  }
  for (const [folder, entries] of files) {
    for (const [name, state] of entries) {
      const stat = lstatSync(folder + name, { throwIfNoEntry: false });
      if (stat === undefined || state === null) {
        if (stat !== undefined || state !== null) return false;
      } else if (
        stat.mtimeMs !== state[0] ||
        stat.ctimeMs !== state[1] ||
        stat.size !== state[2] ||
        stat.ino !== state[3]
      ) {
        return false;
      }
    }
  }
  return true;
}
