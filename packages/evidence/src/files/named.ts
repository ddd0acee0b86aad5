import { parseGlob } from "@lintel/core";
import type { Problem, RepositoryFiles } from "../source.ts";
import { filesOnDisk, isGlob, isInside, NO_MATCH, pathOf } from "./find.ts";
import { readFile, type ReadFile } from "./read.ts";

/** A file that a setting names, with what the setting says of it. */
export interface NamedFile extends ReadFile {
  /** Repository path. */
  readonly path: string;
  /** What stands behind `#` where it was named. */
  readonly fragment: string | null;
  /** Whether git sees it: then the state that is judged has it. */
  readonly isInRepository: boolean;
}

/**
 * What a glob looks through: sources are written by people and belong to the repository, so ignored copies of them do not count;
 * reports are made by tools, and most are ignored.
 */
export type Among = "sources" | "reports";

export interface NamedFiles {
  readonly files: readonly NamedFile[];
  readonly problems: readonly Problem[];
}

/** Whether a setting names something to be fetched rather than a file. */
export function isAddress(where: string): boolean {
  return /^https?:\/\//i.test(where);
}

/**
 * Reads the files that a setting names, in its order, each with what is said of it behind `#`. What is named and not there is a
 * problem. Addresses are left to whoever may fetch them.
 */
export function readNamed(names: readonly string[], files: RepositoryFiles, among: Among): NamedFiles {
  const problems: Problem[] = [];
  const wanted = new Map<string, readonly [path: string, fragment: string | null]>();
  for (const where of names) {
    if (isAddress(where)) continue;
    const [name, fragment] = parted(where, files);
    const paths = pathsOf(name, files, among);
    if (typeof paths === "string") problems.push({ at: name, message: paths });
    else for (const path of paths) wanted.set(`${path}#${fragment}`, [path, fragment]);
  }
  const { files: read, problems: unread } = readAll([...wanted.values()], files);
  return { files: read, problems: [...problems, ...unread] };
}

/** Reads files that were found and not named: their names are no patterns. */
export function readFound(paths: readonly string[], files: RepositoryFiles): NamedFiles {
  return readAll(
    paths.map((path) => [path, null]),
    files,
  );
}

function readAll(
  wanted: readonly (readonly [path: string, fragment: string | null])[],
  files: RepositoryFiles,
): NamedFiles {
  const root = files.absolute("");
  const read: NamedFile[] = [];
  const problems: Problem[] = [];
  for (const [path, fragment] of wanted) {
    const absolute = files.absolute(path);
    const file = readFile(absolute);
    if (typeof file === "string") problems.push({ at: path, message: file });
    else if (!isInside(root, absolute)) problems.push({ at: path, message: "It is a link out of the repository." });
    else read.push({ path, ...file, fragment, isInRepository: files.exists(path) === "file" });
  }
  return { files: read, problems };
}

/** Repository paths, or why there are none. */
function pathsOf(name: string, files: RepositoryFiles, among: Among): readonly string[] | string {
  const root = files.absolute("");
  if (among === "reports" || !isGlob(name)) return filesOnDisk(root, name, () => false);
  const inside = pathOf(root, name);
  if (typeof inside === "string") return inside;
  const parsed = parseGlob(inside.path);
  if (!parsed.ok) return `It is not a glob: ${parsed.message}`;
  const matches = files.below("").filter((each) => parsed.glob.matches(each));
  return matches.length === 0 ? NO_MATCH : matches;
}

/** A file may have a `#` in its name; else what stands behind the first one is said of it. */
function parted(where: string, files: RepositoryFiles): readonly [string, string | null] {
  const hash = where.indexOf("#");
  if (hash <= 0 || files.exists(where) !== null) return [where, null];
  return [where.slice(0, hash), where.slice(hash + 1).trim() || null];
}
