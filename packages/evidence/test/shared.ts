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

/** Reports of test runs by real tools, with the sources of the tests beside them. */
export function testSamples(path: string): string {
  return join(folder, "samples", "test-results", path);
}

/** Whether they are there. */
export const hasTestSamples = existsSync(testSamples("README.md"));

/** The text of one of them. */
export function readTestSample(path: string): string {
  return readFileSync(testSamples(path), "utf8");
}
