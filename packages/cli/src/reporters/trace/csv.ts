import type { TraceRun } from "../reporter.ts";
import { standingWord } from "./words.ts";

const HEAD = [
  "design",
  "criterion",
  "document",
  "line",
  "text",
  "standing",
  "proven",
  "reference",
  "test",
  "file",
  "test line",
  "outcome",
  "because",
];

/** A line for each pair of criterion and test, for a spreadsheet; criteria without a test and tests without a criterion too. */
export function csv({ matrix }: TraceRun): string {
  const lines = [HEAD.map(cell).join(",")];
  const add = (...cells: readonly (string | number | null)[]): void => void lines.push(cells.map(cell).join(","));
  for (const { id: design, rows } of matrix.designs) {
    for (const row of rows) {
      const proven = row.rung === "verified" || row.rung === "guards" || row.rung === "red-green" ? "yes" : "no";
      const own = [design, row.id, row.document, row.line, row.text, standingWord(row), proven] as const;
      for (const test of row.tests)
        add(...own, "found", test.id, test.file, test.line, test.outcomes.join(" "), row.because);
      for (const open of row.open) add(...own, open.is, open.written, null, null, null, row.because);
      if (row.tests.length + row.open.length === 0) add(...own, null, null, null, null, null, row.because);
    }
  }
  for (const test of matrix.orphans) {
    add(
      null,
      test.names.join(" "),
      null,
      null,
      null,
      "orphan",
      "no",
      null,
      test.id,
      test.file,
      test.line,
      test.outcomes.join(" "),
      null,
    );
  }
  return `${lines.join("\r\n")}\r\n`;
}

/** RFC 4180; a text that a spreadsheet would take for a formula gets an apostrophe in front. */
function cell(value: string | number | null): string {
  if (value === null) return "";
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
