/** Data of real repositories that stands beside the repository and is not part of it: seeds, corpora, labelled documents. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = process.env["LINTEL_SHARED"] ?? fileURLToPath(new URL("../../../../shared", import.meta.url));

/** Whether the shared data is there; tests that need it say that they skip when it is not. */
export const hasShared = existsSync(join(folder, "seeds", "tdr-template.md"));

/** The absolute path of a shared file or folder. */
export function sharedPath(path: string): string {
  return join(folder, path);
}

/** The text of a shared file. */
export function readShared(path: string): string {
  return readFileSync(sharedPath(path), "utf8");
}
