import { readFileSync, statSync } from "node:fs";
import { resolve, sep } from "node:path";
import { parseGlob } from "@lintel/core";
import type { Problem, RepositoryFiles } from "../source.ts";

/** A file that somebody named as evidence, as it was read. */
export interface NamedFile {
  /** Repository path, or the path as it was given when it lies outside. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** Larger files are not evidence that somebody wrote or a tool reports; they are refused, not cut. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The files that names and globs of a setting mean, in the order of the names. A glob looks at the repository's files, ignored
 * ones excepted; a plain name is any file, also one that git ignores, as reports are. What is named and not there is a problem.
 */
export function readNamed(
  setting: string,
  names: readonly string[],
  files: RepositoryFiles,
): { readonly found: readonly NamedFile[]; readonly problems: readonly Problem[] } {
  const found = new Map<string, NamedFile>();
  const problems: Problem[] = [];
  const root = files.absolute("");
  for (const name of names) {
    const paths = pathsOf(name, files);
    if (paths === null) {
      problems.push({ at: `${setting}: ${name}`, message: "This glob cannot be read." });
      continue;
    }
    if (paths.length === 0) problems.push({ at: `${setting}: ${name}`, message: "No file of the repository matches." });
    for (const path of paths) {
      const absolute = resolve(root, path);
      const inside = absolute.startsWith(root + sep);
      const shown = inside
        ? absolute
            .slice(root.length + 1)
            .split(sep)
            .join("/")
        : path;
      if (found.has(shown)) continue;
      try {
        const { size } = statSync(absolute);
        if (size > MOST_BYTES) {
          problems.push({
            at: shown,
            message: `This is larger than ${MOST_BYTES / 1024 / 1024} MiB, and was not read.`,
          });
          continue;
        }
        const bytes = readFileSync(absolute);
        found.set(shown, { path: shown, bytes, text: bytes.toString("utf8").replace(/^\ufeff/, "") });
      } catch (error) {
        problems.push({ at: shown, message: `This was named as evidence and cannot be read (${reasonOf(error)}).` });
      }
    }
  }
  return { found: [...found.values()], problems };
}

/** Paths that a name means; null when it is a glob that does not parse. */
function pathsOf(name: string, files: RepositoryFiles): readonly string[] | null {
  if (!/[*?[{]/.test(name)) return [name];
  const parsed = parseGlob(name.replace(/^\.\//, ""));
  if (!parsed.ok) return null;
  const { glob } = parsed;
  return files.below("").filter((path) => glob.matches(path));
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const words: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file",
    EISDIR: "it is a folder",
    EACCES: "permission denied",
  };
  return words[code] ?? (code === "" ? "unknown error" : code);
}
