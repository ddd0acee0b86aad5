import { readJunit } from "./junit/read.ts";
import type { ReadReport } from "./report.ts";

/** Reads a report of a test run, whatever tool wrote it: what it is shows in its text. Null when it is none that is known. */
export function readReport(text: string): ReadReport | null {
  const start = text.search(/\S/);
  if (start === -1) return null;
  return text[start] === "<" ? readJunit(text) : null;
}
