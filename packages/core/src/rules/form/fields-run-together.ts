import type { Field } from "../../outline/fields.ts";
import type { Span } from "../../text/source.ts";
import { defineRule } from "../rule.ts";
import { blockAt } from "../views/block-at.ts";

export const fieldsRunTogether = defineRule({
  id: "fields-run-together",
  severity: "info",
  documentation: {
    summary: "Fields on lines of their own are shown as one line, because nothing breaks the lines.",
    why: "Markdown joins the lines of a paragraph. The author sees a tidy head in the editor, and readers see author, date and status in one run of text.",
    notes:
      "Two blanks or a backslash at the end of a line break it. The fix adds two blanks. One finding per paragraph.",
  },
  bad: [
    {
      markdown: "# TDR — Retry\n\n**Author**: Ada\n**Created**: 2026-01-14  \n**Status**: Draft\n",
      findings: [{ line: 3, message: "This line and the next are shown as one. End it with two blanks." }],
      fixed: "# TDR — Retry\n\n**Author**: Ada  \n**Created**: 2026-01-14  \n**Status**: Draft\n",
    },
    {
      markdown: "# TDR — Retry\n\n**Author**: Ada\n**Created**: 2026-01-14\n**Status**: Draft\n",
      findings: [{ line: 3, message: "These 3 lines are shown as one. End each but the last with two blanks." }],
      fixed: "# TDR — Retry\n\n**Author**: Ada  \n**Created**: 2026-01-14  \n**Status**: Draft\n",
    },
  ],
  good: [
    { markdown: "# TDR — Retry\n\n**Author**: Ada  \n**Created**: 2026-01-14\\\n**Status**: Draft\n" },
    { markdown: "# TDR — Retry\n\n- **Author**: Ada\n- **Created**: 2026-01-14\n" },
    {
      markdown: "---\nauthor: Ada\ncreated: 2026-01-14\n---\n\n# TDR — Retry\n\n**Author**: Ada\n\n**Status**: Draft\n",
    },
  ],
  check({ document }, report) {
    const { tree } = document.outline;
    const { text, lineStarts } = tree;
    const lines = document.outline.fields.filter(({ form }) => form === "line");
    let run: Field[] = [];
    const tell = (): void => {
      const [first] = run;
      if (first !== undefined) {
        const many = run.length > 1;
        report({
          start: lineStarts[first.line - 1] ?? first.start,
          end: first.end,
          key: first.label,
          message: many
            ? `These ${run.length + 1} lines are shown as one. End each but the last with two blanks.`
            : "This line and the next are shown as one. End it with two blanks.",
          fix: {
            title: "Break the lines with two blanks",
            edits: run.map((field) => ({ ...tailOf(text, field), text: "  " })),
          },
        });
      }
      run = [];
    };
    for (const [i, field] of lines.entries()) {
      const next = lines[i + 1];
      const joins =
        next?.line === field.line + 1 &&
        !isBroken(text, field) &&
        blockAt(tree, field.start) === blockAt(tree, next.start);
      if (joins) run.push(field);
      else tell();
    }
  },
});

/** The blanks at the end of the line on which a field stands. */
function tailOf(text: string, field: Field): Span {
  const at = text.slice(field.start, field.start + 5000).search(/[\r\n]/);
  const end = at === -1 ? text.length : field.start + at;
  let start = end;
  while (start > 0 && (text.charCodeAt(start - 1) === 32 || text.charCodeAt(start - 1) === 9)) start--;
  return { start, end };
}

/** Whether the line is broken: by two blanks, a backslash or an element. */
function isBroken(text: string, field: Field): boolean {
  const { start, end } = tailOf(text, field);
  return end - start >= 2 || /(?:\\|<br ?\/?>)$/i.test(text.slice(Math.max(0, start - 6), start));
}
