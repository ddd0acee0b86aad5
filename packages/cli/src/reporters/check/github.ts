import type { FindingReport } from "../../analysis/report.ts";
import type { Reporter } from "../reporter.ts";
import { visible } from "../words.ts";

const COMMANDS = { error: "error", warning: "warning", info: "notice" } as const;

/**
 * Workflow commands of GitHub Actions, which show as annotations on the lines of a pull request. The runner shows the first ten
 * of each severity for a step; all of them stand in the log.
 */
export const github: Reporter = ({ documents, unreadable }) => {
  const lines: string[] = [];
  for (const { path, findings } of documents) for (const finding of findings) lines.push(annotation(path, finding));
  for (const { path, reason } of unreadable) {
    lines.push(`::error file=${property(path)},title=unreadable::${data(`${path} could not be read: ${reason}.`)}`);
  }
  return lines.map((line) => `${line}\n`).join("");
};

function annotation(path: string, { rule, severity, message, fix, ...place }: FindingReport): string {
  const { line, column, endLine, endColumn } = place;
  // Columns are for places within a line only, and GitHub wants none that end where they begin.
  const columns = line === endLine && endColumn > column ? `,col=${column},endColumn=${endColumn}` : "";
  const properties = `file=${property(path)},line=${line},endLine=${endLine}${columns},title=${property(rule)}`;
  const hint = fix === undefined ? "" : `\nlintel check --fix: ${fix.title}`;
  return `::${COMMANDS[severity]} ${properties}::${data(message + hint)}`;
}

/** Escapes of @actions/core: the value of a property, and the text behind `::`. */
function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function data(text: string): string {
  return visible(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
