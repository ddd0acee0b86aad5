import { contentOf, type Block } from "../../markdown/tree.ts";
import type { Document, SectionMatch } from "../../document/document.ts";
import { isBuiltInName } from "../../template/builtin/kinds.ts";
import type { Section } from "../../outline/sections.ts";
import { defineRule } from "../rule.ts";

/** How a template asks for a short text: "1–2 short paragraphs", "One-paragraph summary", "a few sentences". */
const ASKS_FOR_LITTLE =
  /\b(?:one|1|two|2|single|short|brief)[ -](?:short |brief )?paragraphs?\b|\b(?:few|two|three|2|3) (?:short )?sentences\b/i;

const LONG = `${"The worker keeps each job until the bank has answered and asks again when it has not. ".repeat(13).trim()}\n`;
const SHORT = "Jobs that fail are tried again, three times at most.\n";

export const summaryTooLong = defineRule({
  id: "summary-too-long",
  severity: "info",
  documentation: {
    summary: "The summary is longer than the template asks for.",
    why: "Most readers of a design read its summary and nothing else. When it runs over a page they read the first lines, and what they were to decide stands further down.",
    notes:
      "It speaks where the template asks for a paragraph or two. Paragraphs are counted in the built-in kinds alone, and more of them than the limit are fine as long as all together have fewer than half as many words as the limit; lists count by their words.",
  },
  options: {
    paragraphs: {
      type: "number",
      default: 2,
      description: "The largest number of paragraphs that a summary may have.",
    },
    words: { type: "number", default: 200, description: "The largest number of words that a summary may have." },
  },
  bad: [
    {
      kind: "tdr",
      markdown: `# TDR — Retry\n\n## 1. Summary\n\n${LONG}`,
      findings: [
        {
          line: 3,
          message:
            "The summary has 1 paragraph and 221 words, where the template asks for a short one (at most 2 paragraphs, 200 words). Move the details to the sections that are about them.",
        },
      ],
    },
    {
      kind: "tdd",
      markdown: `# TDD: Retry\n\n## 1. Executive Summary\n${SHORT}\n${SHORT}\n${SHORT}`,
      options: { words: 40 },
      findings: [{ line: 3, message: /has 3 paragraphs and 30 words/ }],
    },
  ],
  good: [
    { kind: "tdr", markdown: `# TDR — Retry\n\n## 1. Summary\n${SHORT}\n${SHORT}\n${SHORT}` },
    { kind: "tdd", markdown: `# TDD: Retry\n\n## 1. Executive Summary\n\n${SHORT}` },
    { markdown: `# RFC: Retry\n\n## Summary\n\n${LONG}` },
  ],
  check({ document, options }, report) {
    const isOurs = document.kind !== null && isBuiltInName(document.kind.name);
    for (const match of document.matches) {
      if (match.spec.canonical !== "summary" || !ASKS_FOR_LITTLE.test(match.spec.guidance)) continue;
      const [section] = match.sections;
      if (section === undefined) continue;
      const size = sizeOf(document, match);
      const tooMany = isOurs && size.paragraphs > options.paragraphs && size.words > options.words / 2;
      if (!tooMany && size.words <= options.words) continue;
      report({
        ...headingOf(section),
        key: "length",
        message: `The summary has ${count(size.paragraphs, "paragraph")} and ${count(size.words, "word")}, where the template asks for a short one (at most ${count(options.paragraphs, "paragraph")}, ${options.words} words). Move the details to the sections that are about them.`,
      });
    }
  },
});

function headingOf({ heading }: Section): { start: number; end: number } {
  return { start: heading.start, end: heading.end };
}

function sizeOf(document: Document, match: SectionMatch): { paragraphs: number; words: number } {
  const { tree } = document.outline;
  let paragraphs = 0;
  let words = 0;
  const add = (block: Block): void => {
    if (block.kind === "paragraph" || block.kind === "cell") words += wordsIn(contentOf(tree, block));
    for (const child of block.children) add(child);
  };
  for (const section of match.sections) {
    for (const block of section.blocks) {
      if (block.kind === "paragraph") paragraphs++;
      add(block);
    }
  }
  return { paragraphs, words };
}

function wordsIn(text: string): number {
  let words = 0;
  for (const word of text.split(/\s+/)) if (/[\p{L}\p{N}]/u.test(word)) words++;
  return words;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
