import { createHash } from "node:crypto";
import { isAbsolute } from "node:path";
import type { EvidenceRequest, Problem, RepositoryFiles } from "./source.ts";
import { readNamed as readFiles, type NamedFile as ReadFile } from "./text/named-files.ts";

/** A file that a setting names, with what the setting says of it. */
export interface NamedFile extends Pick<ReadFile, "path" | "text"> {
  /** `sha256:…` of its bytes. */
  readonly digest: string;
  /** What stands behind `#` where it was named. */
  readonly fragment: string | null;
  /** Whether it is a file of the repository, so that the state that is judged has it. */
  readonly isInRepository: boolean;
}

/** Whether a setting names something to be fetched rather than a file. */
export function isAddress(where: string): boolean {
  return /^https?:\/\//i.test(where);
}

/** Reads the files that a setting names, each with what is said of it behind `#`. Addresses are left to whoever may fetch them. */
export function readNamed(
  setting: string,
  names: readonly string[],
  { files }: Pick<EvidenceRequest, "files">,
): { readonly files: readonly NamedFile[]; readonly problems: readonly Problem[] } {
  const read: NamedFile[] = [];
  const problems: Problem[] = [];
  for (const where of names) {
    if (isAddress(where)) continue;
    const [name, fragment] = parted(where, files);
    const { found, problems: unread } = readFiles(setting, [name], files);
    problems.push(...unread);
    for (const { path, text, bytes } of found) {
      const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
      read.push({ path, text, digest, fragment, isInRepository: !isAbsolute(path) && files.exists(path) === "file" });
    }
  }
  return { files: read, problems };
}

/** A file may have a `#` in its name; else what stands behind the first one is said of it. */
function parted(where: string, files: RepositoryFiles): readonly [string, string | null] {
  const hash = where.indexOf("#");
  if (hash <= 0 || (!isAbsolute(where) && files.exists(where) !== null)) return [where, null];
  return [where.slice(0, hash), where.slice(hash + 1).trim() || null];
}
