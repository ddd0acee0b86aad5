import type { Rule, RuleExample } from "@lintel/core";

/** What a rule says of itself; rules at the edge have no examples. */
interface Explained {
  readonly id: string;
  readonly documentation: Rule["documentation"];
  readonly bad?: Rule["bad"];
  readonly good?: Rule["good"];
}

/** The documentation of a rule as SARIF holds it: a line, a paragraph, and a page as plain text and as Markdown. */
export function ruleHelp({ id, documentation, bad, good }: Explained) {
  const { summary, why, notes } = documentation;
  const paragraphs = [why, ...(notes === undefined ? [] : [notes])];
  const more = `\`lintel explain ${id}\` says this in the terminal.`;
  const examples = [...example("Wrong", bad), ...example("Right", good)];
  return {
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: {
      text: [summary, ...paragraphs, more].join("\n\n"),
      markdown: [`**${summary}**`, ...paragraphs, ...examples, more].join("\n\n"),
    },
  };
}

/** The first example of a kind; its fence is longer than every one in it. */
function example(title: string, examples: readonly RuleExample[] | undefined): string[] {
  const markdown = examples?.[0]?.markdown;
  if (markdown === undefined) return [];
  const longest = Math.max(2, ...(markdown.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return [`${title}:`, `${fence}markdown\n${markdown.replace(/\n$/, "")}\n${fence}`];
}
