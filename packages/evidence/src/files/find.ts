import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, posix, relative, sep } from "node:path";
import { parseGlob } from "@lintel/core";

const MOST_ENTRIES = 50_000;
const MOST_DEPTH = 12;

const NEVER = new Set([".git", ".hg", ".svn", ".jj", "node_modules", ".venv", "venv"]);

/** Whether a pattern is a glob; anything else is the name of one file or folder. */
export function isGlob(pattern: string): boolean {
  return /[*?[{]/.test(pattern);
}

/** A pattern as a repository path, or why it is none: what lies outside of the repository is no evidence. */
export function pathOf(root: string, pattern: string): { readonly path: string } | string {
  const inside = isAbsolute(pattern) ? relative(root, pattern).split(sep).join("/") : pattern.replaceAll("\\", "/");
  const path = posix.normalize(inside);
  return path.startsWith("../") || path === ".." || isAbsolute(path)
    ? "It lies outside of the repository. Copy it into the repository (it may be ignored by git) and name it there."
    : { path };
}

/**
 * The files on the disk that a pattern means, as sorted repository paths, or why there are none. A pattern is a file, a folder or a
 * glob. Reports are commonly ignored by git, so they are looked for here and not among the files of the repository.
 *
 * @param isWanted Which files of a folder that was named count.
 */
export function filesOnDisk(
  root: string,
  pattern: string,
  isWanted: (path: string) => boolean,
): readonly string[] | string {
  const inside = pathOf(root, pattern);
  if (typeof inside === "string") return inside;
  const { path } = inside;
  if (!isGlob(path)) return named(root, path.replace(/\/$/, ""), isWanted);
  const parsed = parseGlob(path);
  if (!parsed.ok) return `It is not a glob: ${parsed.message}`;
  const start = path.slice(0, path.search(/[*?[{]/));
  const folder = start.slice(0, Math.max(0, start.lastIndexOf("/")));
  const matches = walk(root, folder, foldersOf(path)).filter((each) => parsed.glob.matches(each));
  return matches.length === 0 ? NO_MATCH : matches;
}

/** What is said of a glob without files. */
export const NO_MATCH = "No file matches it. Make it first, or correct the pattern.";

function named(root: string, path: string, isWanted: (path: string) => boolean): readonly string[] | string {
  const absolute = path === "." ? root : `${root}/${path}`;
  const stat = statSync(absolute, { throwIfNoEntry: false });
  if (stat === undefined) return "There is no such file. Make it first, or correct the path.";
  if (!isInside(root, absolute)) return "It is a link to a place outside of the repository.";
  if (stat.isFile()) return [path];
  const inside = walk(root, path === "." ? "" : path).filter(isWanted);
  return inside.length === 0 ? "It is a folder, and nothing in it is of use here. Name the files." : inside;
}

/** Whether what a path leads to, links followed, lies in the repository. */
export function isInside(root: string, absolute: string): boolean {
  const [real, top] = [realpathSync(absolute), realpathSync(root)];
  return real === top || real.startsWith(top + sep);
}

/** Which folders may hold what a glob means: those that match its beginning, so that a pattern for one folder looks at no other. */
function foldersOf(pattern: string): (folder: string) => boolean {
  const parts = pattern.split("/");
  // Alternatives of several segments are rare, and looked for everywhere.
  if (parts.some((part) => part.split("{").length !== part.split("}").length)) return () => true;
  const anywhere = parts.indexOf("**");
  const beginnings = parts
    .slice(0, anywhere === -1 ? -1 : anywhere)
    .map((_, i) => parseGlob(parts.slice(0, i + 1).join("/")));
  return (folder) => {
    const beginning = beginnings[folder.split("/").length - 1];
    return beginning === undefined ? anywhere !== -1 : !beginning.ok || beginning.glob.matches(folder);
  };
}

/** All files below a folder, without following links, to a limit; of folders in it those that may hold what is looked for. */
function walk(root: string, folder: string, mayHold: (folder: string) => boolean = () => true): readonly string[] {
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
      else if (entry.isDirectory() && next.depth < MOST_DEPTH && !NEVER.has(entry.name) && mayHold(path))
        open.push({ path, depth: next.depth + 1 });
    }
  }
  return found.toSorted();
}
