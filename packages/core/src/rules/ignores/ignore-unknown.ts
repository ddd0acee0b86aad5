import { closest } from "../../text/closest.ts";
import { defineRule } from "../rule.ts";
import { IGNORE_WORDS } from "./read.ts";

export const ignoreUnknown = defineRule({
  id: "ignore-unknown",
  severity: "error",
  about: "ignores",
  documentation: {
    summary: "A comment that silences a rule names one that does not exist, none at all, or is misspelt itself.",
    why: "Its author believes that something was looked at and accepted. Nothing was: the finding is still there, or a renamed rule reports again and nobody knows why it was once fine.",
  },
  bad: [
    {
      markdown: "<!-- lintel-ignore-next heading-skiped: moves in with the next release -->\n[Page](page.md)\n",
      findings: [{ line: 1, message: "There is no rule “heading-skiped”. Did you mean “heading-skipped”?" }],
    },
    {
      markdown: "<!-- lintel-ignore-netx heading-skipped: moves in with the next release -->\n[Page](page.md)\n",
      findings: [{ line: 1, message: "There is no comment “lintel-ignore-netx”. Did you mean “lintel-ignore-next”?" }],
    },
    {
      markdown: "Some text <!-- lintel-ignore: we know -->\n",
      findings: [
        {
          line: 1,
          message: "The comment names no rule. Name those that it silences: “lintel-ignore <rule>: <reason>”.",
        },
      ],
    },
  ],
  good: [
    { markdown: "`<!-- lintel-ignore heading-skiped: this is code -->`\n" },
    {
      markdown: "<!-- lintel-ignore-next fence-unclosed: ends with the page -->\n```\ntext\n",
    },
  ],
  check({ ignores }, report) {
    for (const { form, word, rules, start, end } of ignores) {
      if (form === null) {
        const guess = closest(word, IGNORE_WORDS);
        const known = IGNORE_WORDS.map((each) => `“${each}”`).join(", ");
        const advice = guess === null ? `Lintel knows ${known}.` : `Did you mean “${guess}”?`;
        report({ start, end, message: `There is no comment “${word}”. ${advice}` });
        continue;
      }
      if (rules.length === 0 && form !== "end") {
        const message = `The comment names no rule. Name those that it silences: “${word} <rule>: <reason>”.`;
        report({ start, end, message });
      }
      for (const { name, outcome, guess, ...place } of rules) {
        if (outcome !== "unknown") continue;
        const advice = guess === null ? "`lintel explain` lists the rules." : `Did you mean “${guess}”?`;
        report({ ...place, message: `There is no rule “${name}”. ${advice}` });
      }
    }
  },
});
