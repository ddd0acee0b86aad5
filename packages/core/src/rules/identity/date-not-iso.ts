import { defineRule } from "../rule.ts";
import { dateIn, isoOf, isReal } from "./dates.ts";

const DATES: ReadonlySet<string> = new Set(["created", "date", "updated"]);

export const dateNotIso = defineRule({
  id: "date-not-iso",
  severity: "info",
  documentation: {
    summary: "A date field that is not written as YYYY-MM-DD.",
    why: "Portfolios sort by these fields. Dates in words do not sort, and dates with slashes are read as two different days on two sides of an ocean.",
    notes:
      "The fix rewrites dates that mean one day only. A date such as 03/04/2026 is left alone: nobody can say which one it is.",
  },
  bad: [
    {
      markdown:
        "# Orders\n\n**Created**: January 14th, 2026  \n**Date**: 20260114\n**Last updated**: 2026/1/20 (Ada)\n",
      findings: [
        { line: 3, message: "“January 14th, 2026” is 2026-01-14. Write it so." },
        { line: 4, message: "“20260114” is 2026-01-14. Write it so." },
        { line: 5, message: "“2026/1/20” is 2026-01-20. Write it so." },
      ],
      fixed: "# Orders\n\n**Created**: 2026-01-14  \n**Date**: 2026-01-14\n**Last updated**: 2026-01-20 (Ada)\n",
    },
  ],
  good: [{ markdown: "# Orders\n\n**Spec ID**: 20260114\n**Created**: 2026-01-14\n**Date**: 03/04/2026\n" }],
  check({ document }, report) {
    for (const field of document.outline.fields) {
      if (!DATES.has(field.key)) continue;
      const date = dateIn(field.raw);
      if (date === null || !isReal(date)) continue;
      const written = field.raw.slice(date.start, date.end);
      const iso = isoOf(date);
      if (written === iso) continue;
      const start = field.start + date.start;
      const end = field.start + date.end;
      report({
        start,
        end,
        message: `“${written}” is ${iso}. Write it so.`,
        fix: { title: `Write ${iso}`, edits: [{ start, end, text: iso }] },
      });
    }
  },
});
