import type { Rule } from "@lintel/core";

/** What a rule says of itself. */
type Explained = Pick<Rule, "id" | "documentation">;

/** The documentation of a rule as SARIF holds it: a line, a paragraph, and a page as plain text and as Markdown. */
export function ruleHelp({ id, documentation }: Explained) {
  const { summary, why, notes } = documentation;
  const more = `\`lintel explain ${id}\` shows examples.`;
  const paragraphs = [why, ...(notes === undefined ? [] : [notes]), more];
  return {
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: { text: [summary, ...paragraphs].join("\n\n"), markdown: [`**${summary}**`, ...paragraphs].join("\n\n") },
  };
}
