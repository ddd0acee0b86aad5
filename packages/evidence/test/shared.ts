/** Data of real tools that stands beside the repository and is not part of it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = process.env["LINTEL_SHARED"] ?? fileURLToPath(new URL("../../../../shared", import.meta.url));

/** Whether the shared samples are there; tests that need them say that they skip when they are not. */
export const hasSamples = existsSync(join(folder, "samples", "evidence"));

/** The text of a report that a real tool wrote. */
export function readSample(name: string): string {
  return readFileSync(join(folder, "samples", "evidence", name), "utf8");
}
