import { defineRule } from "../rule.ts";
import { charactersOf } from "../views/characters.ts";
import { isInCode } from "../views/in-code.ts";
import { judgedFieldsOf } from "../views/judged-fields.ts";
import { dateIn, isReal, whyImpossible } from "./dates.ts";

export const dateImpossible = defineRule({
  id: "date-impossible",
  severity: "error",
  documentation: {
    summary: "A date that no calendar has.",
    why: "Somebody counts on the day. Tools that sort by it put the document at the end or drop it, and nobody knows which day was meant.",
    notes:
      "Dates of the form YYYY-MM-DD anywhere outside of code, and dates with the month's name in fields. Whether a day lies in the future is not asked: what is right today would be wrong tomorrow.",
  },
  bad: [
    {
      markdown: "# Orders\n\n**Due**: 31 April 2026\n\nBeta starts on 2026-02-30, and ends on 2026-13-01.\n",
      findings: [
        { line: 3, message: "There is no 31 April 2026. April 2026 has 30 days." },
        { line: 5, message: "There is no 2026-02-30. February 2026 has 28 days." },
        { line: 5, message: "There is no 2026-13-01. A year has twelve months." },
      ],
    },
  ],
  good: [
    {
      markdown:
        "# Orders\n\n**Due**: 29 February 2028\n\nOn 2028-02-29; build 2026-99-99-1, id 1234-56-78, `2026-02-30`.\n\n```\n2026-02-30\n```\n",
    },
  ],
  check({ document }, report) {
    const { tree, fields } = document.outline;
    const { text } = tree;
    const judged = judgedFieldsOf(document);
    const tell = (start: number, source: string): void => {
      const date = dateIn(source);
      if (date === null || date.form === "digits" || isReal(date)) return;
      const written = source.slice(date.start, date.end);
      const message = `There is no ${written}. ${whyImpossible(date)}`;
      report({ start: start + date.start, end: start + date.end, message, key: written });
    };
    for (const field of fields) {
      if (judged.get(field) !== "date" && judged.get(field) !== "id" && !/\d-\d/.test(field.raw))
        tell(field.start, field.raw);
    }
    let judgedSpans: readonly { start: number; end: number }[] | null = null;
    for (const at of charactersOf(document).digits) {
      if (text.charCodeAt(at + 4) !== 45) continue;
      const source = text.slice(at, at + 11);
      if (!/^(?:19|20)\d{2}-\d{2}-\d{2}(?![\d-])/.test(source) || /[\w/.:=-]/.test(text.charAt(at - 1))) continue;
      const date = dateIn(source);
      if (date === null || isReal(date)) continue;
      judgedSpans ??= fields.filter((field) => judged.get(field) === "date" || judged.get(field) === "id");
      if (judgedSpans.some((span) => span.start <= at && at < span.end) || isInCode(document, at)) continue;
      tell(at, source);
    }
  },
});
