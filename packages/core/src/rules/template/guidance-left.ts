import { defineRule } from "../rule.ts";
import { demandsOf } from "../views/demands.ts";
import { fillOf } from "../views/fill.ts";

export const guidanceLeft = defineRule({
  id: "guidance-left",
  severity: "warning",
  documentation: {
    summary: "A comment with the template's instructions was left in a section that is filled in.",
    why: "Nobody sees it on the page, and everybody who edits the text has to read around it. Where instructions stay, a reader of the source cannot tell what is answered.",
    notes:
      "Found in sections that say something of their own; where a comment is all there is, the section is unfilled (`section-unfilled`). Comments in sections that are asked for only in a later state may stay until then.",
  },
  bad: [
    {
      template: "# Note: [title]\n\n## Why\n\n<!-- Say what hurts, and whom. -->\n",
      markdown: "# Note: Retry\n\n## Why\n\n<!-- Say what hurts,\nand whom. -->\n\nOrders get lost.\n",
      findings: [
        {
          line: 5,
          message: "These instructions of the template are done: “Say what hurts, and whom.” Remove the comment.",
        },
      ],
      fixed: "# Note: Retry\n\n## Why\n\nOrders get lost.\n",
    },
  ],
  good: [
    {
      template: "# Note: [title]\n\n## Why\n\n<!-- Say what hurts, and whom. -->\n",
      markdown: "# Note: Retry\n\n## Why\n\n<!-- numbers from June -->\n\nOrders get lost.\n",
    },
  ],
  check({ document }, report) {
    const fill = fillOf(document);
    if (fill === null) return;
    const { text } = document.outline.tree;
    const later = new Set(demandsOf(document).flatMap(({ match, hasBegun }) => (hasBegun ? [] : match.sections)));
    const tell = (start: number, end: number): void => {
      let words = wordsIn(text.slice(start, Math.min(end, start + NEAR)));
      if (words.length <= 81 && end - start > NEAR) words = wordsIn(text.slice(start, end));
      const shown = words.length <= 80 ? words : `${words.slice(0, words.lastIndexOf(" ", 80))} …`;
      const isWhole = text.startsWith("<!--", start) && text.startsWith("-->", end - 3);
      const message = `These instructions of the template are done: “${shown}” Remove ${isWhole ? "the comment" : "them, and what else in this comment is the template's"}.`;
      report(
        isWhole
          ? {
              start,
              end,
              message,
              fix: { title: "Remove the comment", edits: [{ ...withBlanks(text, start, end), text: "" }] },
            }
          : { start, end, message },
      );
    };
    for (const leftover of fill.head) if (leftover.form === "comment") tell(leftover.start, leftover.end);
    for (const section of document.outline.sections) {
      const state = fill.sections.get(section);
      if (state === undefined || section.canonical === "title") continue;
      if (!state.hasContent || (later.has(section) && !state.hasOwn)) continue;
      for (const leftover of state.leftovers) if (leftover.form === "comment") tell(leftover.start, leftover.end);
    }
  },
});

/** So much of a comment holds as many words as are shown, as a rule. */
const NEAR = 400;

/** The words of a comment, on one line. */
function wordsIn(comment: string): string {
  return comment
    .replace(/^<!--+|--+>$/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** A block with its line ending and one blank line behind it, so that none stays where two would stand. */
function withBlanks(text: string, start: number, end: number): { start: number; end: number } {
  const before = /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, start - 80), start));
  if (!before) return { start, end };
  let stop = end;
  for (let lines = 0; lines < 2; lines++) {
    const rest = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(stop, stop + 200));
    if (rest === null) break;
    stop += rest[0].length;
  }
  return { start, end: stop };
}
