import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { isAbsolute } from "node:path";
import { parseGlob } from "@lintel/core";
import type { EvidenceRequest, Problem, RepositoryFiles } from "./source.ts";

/** A file that a setting names. */
export interface NamedFile {
  /** Repository path; as given where it lies elsewhere. */
  readonly path: string;
  readonly text: string;
  /** `sha256:…` of its bytes. */
  readonly digest: string;
  /** What stands behind `#` where it was named. */
  readonly fragment: string | null;
  /** Whether it is a file of the repository, so that the state that is judged has it. */
  readonly isInRepository: boolean;
}

/** Larger than these is no report that somebody made to be read. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_FILES = 1000;

/** Whether a setting names something to be fetched rather than a file. */
export function isAddress(where: string): boolean {
  return /^https?:\/\//i.test(where);
}

/**
 * Reads the files that a setting names: paths and globs from the repository's root, and absolute paths. What is named and not
 * there is a problem; addresses are left to whoever may fetch them.
 */
export function readNamed(
  patterns: readonly string[],
  { files }: Pick<EvidenceRequest, "files">,
): { readonly files: readonly NamedFile[]; readonly problems: readonly Problem[] } {
  const read: NamedFile[] = [];
  const problems: Problem[] = [];
  for (const where of patterns) {
    if (isAddress(where)) continue;
    const [pattern, fragment] = parted(where, files);
    const paths = pathsOf(pattern, files);
    if (typeof paths === "string") problems.push({ at: where, message: paths });
    else {
      if (paths.length === 0)
        problems.push({ at: where, message: "There is no such file. Paths begin at the repository's root." });
      for (const path of paths.slice(0, MOST_FILES)) {
        const file = readOne(path, files);
        if (typeof file === "string") problems.push({ at: path, message: file });
        else read.push({ ...file, fragment });
      }
    }
  }
  return { files: read, problems };
}

/** A file may have a `#` in its name; else what stands behind the first one is a fragment. */
function parted(where: string, files: RepositoryFiles): readonly [string, string | null] {
  const hash = where.indexOf("#");
  if (hash <= 0 || (!isAbsolute(where) && files.exists(where) !== null)) return [where, null];
  return [where.slice(0, hash), where.slice(hash + 1).trim() || null];
}

function pathsOf(pattern: string, files: RepositoryFiles): readonly string[] | string {
  if (isAbsolute(pattern)) return [pattern];
  const plain = pattern.replace(/^\.\//, "");
  if (/(?:^|\/)\.\.(?:\/|$)/.test(plain))
    return "A path here stays inside the repository; an absolute one may lead anywhere.";
  if (!/[*?[{]/.test(plain)) return [plain];
  const parsed = parseGlob(plain);
  return parsed.ok ? files.below("").filter((path) => parsed.glob.matches(path)) : parsed.message;
}

/** A file, or in a sentence why it cannot be read. */
function readOne(path: string, files: RepositoryFiles): Omit<NamedFile, "fragment"> | string {
  let handle;
  try {
    handle = openSync(isAbsolute(path) ? path : files.absolute(path), "r");
    const { size } = fstatSync(handle);
    if (!fstatSync(handle).isFile()) return "This is no file.";
    if (size > MOST_BYTES) return `This is larger than ${MOST_BYTES / 1024 / 1024} MiB.`;
    const bytes = Buffer.alloc(size);
    let length = 0;
    for (let got = 1; got > 0 && length < size; length += got)
      got = readSync(handle, bytes, length, size - length, null);
    const whole = bytes.subarray(0, length);
    return {
      path,
      text: whole.toString("utf8").replace(/^\uFEFF/, ""),
      digest: `sha256:${createHash("sha256").update(whole).digest("hex")}`,
      isInRepository: !isAbsolute(path) && files.exists(path) === "file",
    };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    return code === "ENOENT" ? "There is no such file. Paths begin at the repository's root." : "This cannot be read.";
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
