import { findingJson } from "./json.ts";
import type { Reporter } from "../reporter.ts";

/** One JSON object a line: a finding each, then what could not be read, then the summary. */
export const jsonl: Reporter = ({ tool, documents, unreadable, summary, known, fixed }) => {
  const lines: unknown[] = [];
  for (const { path, kind, design, findings } of documents) {
    for (const finding of findings) lines.push({ type: "finding", path, kind, design, ...findingJson(finding) });
  }
  for (const each of unreadable) lines.push({ type: "unreadable", ...each });
  lines.push({ type: "summary", tool, ...summary, unreadable: unreadable.length, known, fixed });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
};
