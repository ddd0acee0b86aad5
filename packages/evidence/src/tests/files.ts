import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, posix, relative, sep } from "node:path";
import { parseGlob } from "@lintel/core";
import type { Problem, RepositoryFiles } from "../source.ts";

/** Reports are commonly ignored by git, so they are looked for on the disk and not among the files of the repository. */
const MOST_ENTRIES = 50_000;
const MOST_REPORTS = 2_000;
const MOST_DEPTH = 12;
/** A report of 300,000 tests has 40 MiB. */
export const MOST_BYTES = 64 * 1024 * 1024;

const NEVER = new Set([".git", ".hg", ".svn", ".jj", "node_modules", ".venv", "venv"]);

/** What a file with results may be called; of a folder that was named, only these are read. */
const REPORT = /\.(?:xml|json|jsonl|ndjson|tap|trx|ctrf)$/i;

/** Where runners write to when nobody tells them otherwise. */
const USUAL: readonly string[] = [
  "junit.xml",
  "junit*.xml",
  "test-results.{xml,json}",
  "test-report.{xml,json}",
  "reports/**/*.{xml,json,tap}",
  "test-reports/**/*.{xml,json,tap}",
  "test-results/**/*.{xml,json,tap}",
  "TestResults/**/*.{trx,xml}",
  "allure-results/*-result.json",
  "ctrf/*.json",
  "target/{surefire,failsafe}-reports/*.xml",
  "target/nextest/*/junit.xml",
  "build/test-results/**/*.xml",
  "*/target/{surefire,failsafe}-reports/*.xml",
  "*/build/test-results/**/*.xml",
  "{packages,apps,services,libs}/*/junit.xml",
  "{packages,apps,services,libs}/*/{reports,test-results}/*.{xml,json}",
];

/** One file that may be a report. */
export interface ReportFile {
  /** Repository path. */
  readonly path: string;
  readonly absolute: string;
}

/**
 * The files that patterns name, or those in the usual places when there are no patterns. A pattern is a file, a folder or a glob,
 * inside of the repository; one that names nothing is a problem.
 */
export function findReports(
  files: RepositoryFiles,
  patterns: readonly string[] | undefined,
): { readonly found: readonly ReportFile[]; readonly problems: readonly Problem[] } {
  const root = files.absolute("");
  const found = new Map<string, ReportFile>();
  const problems: Problem[] = [];
  for (const pattern of patterns ?? USUAL) {
    const outcome = find(root, pattern);
    if (typeof outcome === "string") {
      if (patterns !== undefined) problems.push({ at: pattern, message: outcome });
      continue;
    }
    for (const path of outcome)
      if (found.size < MOST_REPORTS) found.set(path, { path, absolute: files.absolute(path) });
  }
  return { found: [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)), problems };
}

/** Repository paths, or why there are none. */
function find(root: string, pattern: string): readonly string[] | string {
  const inside = isAbsolute(pattern) ? relative(root, pattern).split(sep).join("/") : pattern.replaceAll("\\", "/");
  const path = posix.normalize(inside);
  if (path.startsWith("../") || path === ".." || isAbsolute(path)) {
    return "It lies outside of the repository. Copy the report into the repository (it may be ignored by git) and name it there.";
  }
  if (!/[*?[{]/.test(path)) return named(root, path);
  const parsed = parseGlob(path);
  if (!parsed.ok) return `It is not a glob: ${parsed.message}`;
  const start = path.slice(0, path.search(/[*?[{]/));
  const folder = start.slice(0, Math.max(0, start.lastIndexOf("/")));
  const matches = walk(root, folder).filter((each) => parsed.glob.matches(each));
  return matches.length === 0 ? "No file matches it. Run the tests first, or correct the pattern." : matches;
}

function named(root: string, path: string): readonly string[] | string {
  const absolute = path === "." ? root : `${root}/${path.replace(/\/$/, "")}`;
  const stat = statSync(absolute, { throwIfNoEntry: false });
  if (stat === undefined) return "There is no such file. Run the tests first, or correct the path.";
  const real = realpathSync(absolute);
  if (real !== root && !real.startsWith(root + sep)) return "It is a link to a place outside of the repository.";
  if (stat.isFile()) return [path];
  const inside = walk(root, path === "." ? "" : path.replace(/\/$/, "")).filter((each) => REPORT.test(each));
  return inside.length === 0 ? "It is a folder without reports (.xml, .json, .jsonl, .ndjson, .tap, .trx)." : inside;
}

/** All files below a folder, without following links, to a limit. */
function walk(root: string, folder: string): readonly string[] {
  const found: string[] = [];
  const open: { readonly path: string; readonly depth: number }[] = [{ path: folder, depth: 0 }];
  let seen = 0;
  for (let next = open.pop(); next !== undefined && seen < MOST_ENTRIES; next = open.pop()) {
    let entries;
    try {
      if (lstatSync(`${root}/${next.path}`).isSymbolicLink()) continue;
      entries = readdirSync(`${root}/${next.path}`, { withFileTypes: true });
    } catch {
      continue;
    }
    seen += entries.length;
    for (const entry of entries) {
      const path = next.path === "" ? entry.name : `${next.path}/${entry.name}`;
      if (entry.isFile()) found.push(path);
      else if (entry.isDirectory() && next.depth < MOST_DEPTH && !NEVER.has(entry.name))
        open.push({ path, depth: next.depth + 1 });
    }
  }
  return found.toSorted();
}

/** The text of a report and the digest of its bytes, or why it cannot be read. */
export function readBytes(absolute: string): { readonly text: string; readonly digest: string } | string {
  try {
    const { size } = statSync(absolute);
    if (size > MOST_BYTES)
      return `It has ${Math.round(size / 1024 / 1024)} MiB, and reports of more than ${MOST_BYTES / 1024 / 1024} MiB are not read.`;
    const bytes = readFileSync(absolute);
    return { text: decode(bytes), digest: `sha256:${createHash("sha256").update(bytes).digest("hex")}` };
  } catch (error) {
    return `It cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

/** The digest of a report that is a folder of files: of their digests in order, whatever the files are called. */
export function digestOfFolder(digests: readonly string[]): string {
  return `sha256:${createHash("sha256").update(digests.toSorted().join("\n")).digest("hex")}`;
}

/** UTF-8, or UTF-16 with its mark, as .NET writes it. */
function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return bytes.toString("utf16le", 2);
  if (first === 0xfe && second === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString("utf16le");
  const hasMark = first === 0xef && second === 0xbb && bytes[2] === 0xbf;
  return bytes.toString("utf8", hasMark ? 3 : 0);
}
