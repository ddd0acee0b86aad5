import { markdownCode, markdownText } from "../markdown-text.ts";
import type { TraceRun } from "../reporter.ts";
import { headline, nameOf, openWord, standingWord, suspectWord } from "./words.ts";

/** A table for each design, for a merge request, an issue or a wiki: gaps first. */
export function markdown({ matrix, comparison, unreadable, problems }: TraceRun): string {
  const lines = [
    headline(matrix),
    ...matrix.designs
      .filter(({ rows }) => rows.length > 0)
      .flatMap(({ id, rows, goals }) => [
        "",
        `## ${markdownText(id)}`,
        ...(goals.length === 0
          ? []
          : [
              "",
              ...goals.map(
                (goal) =>
                  `- [${goal.isCovered ? "x" : " "}] ${markdownText(goal.text)} (${goal.criteria.map(markdownText).join(", ")})`,
              ),
            ]),
        "",
        "| Criterion | Standing | Tests | Why |",
        "| --- | --- | --- | --- |",
        ...rows.map((row) => {
          const tests = [
            ...row.tests.map(({ id: name, outcomes }) =>
              `${markdownCode(name)} ${markdownText(outcomes.join(", "))}`.trim(),
            ),
            ...row.open.map((each) => markdownText(openWord(each))),
          ];
          const name = nameOf(row);
          return `| ${markdownText(name)} | ${markdownText(standingWord(row))} | ${tests.join("<br>")} | ${markdownText(row.because)} |`;
        }),
      ]),
    ...(comparison === null || comparison.suspects.length + comparison.falls.length === 0
      ? []
      : [
          "",
          "## Since the snapshot",
          "",
          ...comparison.falls.map(
            ({ criterion, from, to }) => `- ${markdownText(`${criterion} fell from ${from} to ${to}`)}`,
          ),
          ...comparison.suspects.map((suspect) => `- ${markdownText(suspectWord(suspect))}`),
        ]),
    ...unreadable.flatMap(({ path, reason }) => [
      "",
      `${markdownCode(path)} could not be read: ${markdownText(reason)}.`,
    ]),
    ...problems.flatMap(({ at, message }) => ["", `${markdownCode(at)}: ${markdownText(message)}`]),
  ];
  return `${lines.join("\n")}\n`;
}
