import type { FindingReport } from "../../analysis/report.ts";
import type { Reporter } from "../reporter.ts";

const COMMANDS = { error: "error", warning: "warning", info: "notice" } as const;

/** Workflow commands of GitHub Actions, which show as annotations on the lines of a pull request. */
export const github: Reporter = ({ documents, unreadable }) => {
  const lines: string[] = [];
  for (const { path, findings } of documents) for (const finding of findings) lines.push(annotation(path, finding));
  for (const { path, reason } of unreadable) {
    lines.push(`::error file=${property(path)},title=unreadable::${data(`${path} could not be read: ${reason}`)}`);
  }
  return lines.map((line) => `${line}\n`).join("");
};

function annotation(
  path: string,
  { rule, severity, message, line, column, endLine, endColumn }: FindingReport,
): string {
  // A range over several lines is shown without columns: GitHub rejects an end column before the start column.
  const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : "";
  const place = `file=${property(path)},line=${line},endLine=${endLine}${columns}`;
  return `::${COMMANDS[severity]} ${place},title=${property(rule)}::${data(message)}`;
}

/** Escapes of @actions/core: a value of a property, and the text behind `::`. */
function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
