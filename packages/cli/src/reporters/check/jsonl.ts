import type { DocumentReport } from "../../analysis/report.ts";
import type { CheckRun, Reporter } from "../reporter.ts";
import { findingJson, summaryJson } from "./json.ts";

/** One JSON object a line: a finding each, then what could not be read, then the summary. */
export const jsonl: Reporter = (run) => run.documents.map(findingLines).join("") + endLines(run);

/** The lines of one document. They may be written before the next document is read. */
export function findingLines({ path, kind, design, findings }: DocumentReport): string {
  return findings.map((finding) => line({ type: "finding", path, kind, design, ...findingJson(finding) })).join("");
}

/** What comes behind the last document. */
export function endLines(run: CheckRun): string {
  const { name, version } = run.tool;
  const unreadable = run.unreadable.map(({ path, reason }) => line({ type: "unreadable", path, reason }));
  return unreadable.join("") + line({ type: "summary", tool: { name, version }, ...summaryJson(run) });
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
