/** The words that reports for people share, so that all of them count in the same way. */
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import type { Severity } from "@lintel/core";
import type { DocumentReport, FindingReport } from "../analysis/report.ts";
import { count, printable, type Styles } from "../program/text.ts";
import type { Place } from "./reporter.ts";

/** Worst first. */
export const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** "2 errors, 1 warning and 3 infos"; empty for nothing. */
export function tally(findings: readonly Pick<FindingReport, "severity">[]): string {
  const numbers = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) numbers[severity]++;
  const { error, warning, info } = numbers;
  return enumerate([
    ...(error > 0 ? [count(error, "error")] : []),
    ...(warning > 0 ? [count(warning, "warning")] : []),
    ...(info > 0 ? [count(info, "info")] : []),
  ]);
}

/** "a, b and c". */
export function enumerate(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

/** How often each value of `of` occurs, most frequent first, equals in the order in which they came. */
export function frequencies<T>(items: readonly T[], of: (item: T) => string): readonly (readonly [string, T[]])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = of(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups].toSorted(([, a], [, b]) => b.length - a.length);
}

/**
 * Text from a document for a page or a log that keeps its lines: as `printable`, but a line break stays one.
 *
 * @example visible("a\u001b[2Jb\nc") // "a\\u001b[2Jb\nc"
 */
export function visible(text: string): string {
  return text.includes("\n") ? text.split("\n").map(printable).join("\n") : printable(text);
}

/** What a document is, in a few words: "Retry payments · tdr · in-review". Its design is left out where the path names it. */
export function subject({ path, title, kind, design, status }: DocumentReport): string {
  const inPath = design !== null && path.split("/").some((part) => part.includes(design));
  const parts = [title === null || title === "" ? null : title, kind, inPath ? null : design, status];
  return parts.flatMap((part) => (part === null ? [] : [printable(part)])).join(" · ");
}

/** Text as a link to a file, on terminals that show such links (OSC 8); editors among them go to the line (`#12`). */
export function fileLink(text: string, path: string, line: number | null, { terminal, root }: Place): string {
  if (!terminal.links) return text;
  const address = `${pathToFileURL(join(root, path)).href}${line === null ? "" : `#${line}`}`;
  return `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\`;
}

/** The colour of a severity. */
export function colourOf(severity: Severity, s: Styles): (text: string) => string {
  if (severity === "error") return s.red;
  return severity === "warning" ? s.yellow : s.blue;
}
