import type { DesignReport } from "../../analysis/portfolio.ts";
import { markdownCode, markdownText } from "../markdown-text.ts";
import type { StatusRun } from "../reporter.ts";
import { documentsWord, findingsWord, headline, outcomesWord, statusWord, waitingWord } from "./words.ts";

/** A table for an issue, a wiki or the page of a job. */
export function markdown({ designs, unreadable }: StatusRun): string {
  const rows = designs.map(row);
  const lines = [
    headline(designs),
    "",
    "| Design | Status | Documents | Findings | Claims | Waits for |",
    "| --- | --- | --- | --- | ---: | --- |",
    ...rows,
    ...unreadable.flatMap(({ path, reason }) => [
      "",
      `${markdownCode(path)} could not be read: ${markdownText(reason)}.`,
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

function row(design: DesignReport): string {
  const cells = [
    design.id,
    statusWord(design),
    documentsWord(design),
    findingsWord(design),
    outcomesWord(design) || String(design.claims.total),
    waitingWord(design),
  ];
  return `| ${cells.map(markdownText).join(" | ")} |`;
}
