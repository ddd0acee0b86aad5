import type { DocumentReport, FindingReport } from "../../analysis/report.ts";
import { count } from "../../program/text.ts";
import type { CheckRun, Reporter } from "../reporter.ts";

const SIGNS = { error: "🛑", warning: "⚠️", info: "ℹ️" } as const;

/** More rows than this make a comment nobody reads; forges cut at 65,536 characters. */
const MOST_ROWS = 200;

/** A summary for a merge request or a job page: GitHub's dialect of Markdown. */
export const markdown: Reporter = (run) => {
  const lines = [`## Lintel: ${headline(run)}`, ""];
  let left = MOST_ROWS;
  for (const document of run.documents) {
    if (document.findings.length === 0 || left <= 0) continue;
    lines.push(...section(document, left), "");
    left -= document.findings.length;
  }
  if (left < 0) lines.push(`… and ${count(-left, "more finding")}.`, "");
  for (const { path, reason } of run.unreadable) lines.push(`🛑 ${code(path)} could not be read: ${text(reason)}.`, "");
  if (run.known > 0) lines.push(`${count(run.known, "finding")} of the baseline not shown.`, "");
  return lines.join("\n");
};

function headline({ documents, summary, unreadable }: CheckRun): string {
  const { errors, warnings, infos } = summary;
  const read = count(documents.length, "document");
  if (unreadable.length > 0)
    return `${count(unreadable.length, "document")} of ${documents.length + unreadable.length} could not be read`;
  if (errors + warnings + infos === 0) return `${read}, nothing found`;
  const parts = [
    ...(errors > 0 ? [count(errors, "error")] : []),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
    ...(infos > 0 ? [count(infos, "remark")] : []),
  ];
  return `${parts.join(", ")} in ${read}`;
}

function section({ path, findings }: DocumentReport, most: number): string[] {
  return [
    `### ${code(path)}`,
    "",
    "| line | | finding | rule |",
    "| ---: | --- | --- | --- |",
    ...findings.slice(0, most).map(row),
  ];
}

function row({ line, severity, message, rule, fix }: FindingReport): string {
  const fixable = fix === undefined ? "" : ` *Fix: ${text(fix.title)}*`;
  return `| ${line} | ${SIGNS[severity]} | ${text(message)}${fixable} | ${code(rule)} |`;
}

/** Text of a document as text: nothing in it is Markdown, HTML, a mention or a cell. */
function text(raw: string): string {
  return raw
    .replace(/[\u0000-\u001f]+/g, " ")
    .replace(/[\\`*_{}[\]<>#|~]/g, "\\$&")
    .replaceAll("@", "@\u200b");
}

function code(raw: string): string {
  const clean = raw.replace(/[\u0000-\u001f|]/g, " ");
  const longest = Math.max(0, ...(clean.match(/`+/g) ?? []).map(({ length }) => length));
  const ticks = "`".repeat(longest + 1);
  return longest === 0 ? `\`${clean}\`` : `${ticks} ${clean} ${ticks}`;
}
