import { isRequiredNow } from "../../document/required.ts";
import type { FieldSpec } from "../../template/kind.ts";
import { defineRule } from "../rule.ts";
import { aboutField } from "./field-place.ts";
import { allOf } from "./words.ts";

export const fieldMissing = defineRule({
  id: "field-missing",
  severity: "error",
  documentation: {
    summary: "A field that the template requires is not in the document.",
    why: "Without author, date and status nobody knows whom to ask, how old a statement is, and whether it holds.",
    notes:
      "A field may be written in any form (bold label, bullet, table, front matter). One that the template calls optional, or fills with a value that may stay, is never missed.",
  },
  bad: [
    {
      kind: "tdd",
      markdown: "# TDD: Retry\n\n**Author:** Ada\n**Date:** 2026-04-01\n**Reviewers:** @payments\n",
      findings: [
        {
          line: 1,
          message: /^The field “Status” is missing\. It is one of Draft, In-Review, Approved, Superseded and Closed\.$/,
        },
      ],
    },
  ],
  good: [
    {
      kind: "tdd",
      markdown:
        "---\ntitle: Retry\nauthor: Ada\nstatus: Draft\ndate: 2026-04-01\nreviewers: ['@payments']\n---\n\n# TDD: Retry\n",
    },
  ],
  check({ document }, report) {
    for (const match of document.fieldMatches) {
      const { spec, field } = match;
      if (field !== null || !isRequiredNow(spec.required, document)) continue;
      // A file of metadata that was not handed in cannot lack anything.
      if (spec.from === "metadata" && document.metadata === null) continue;
      report(aboutField(document, match, `The field “${spec.label}” is missing.${helpFor(spec)}`));
    }
  },
});

function helpFor({ type, guidance }: FieldSpec): string {
  if (type.is === "date") return " It is a date: YYYY-MM-DD.";
  if (type.is === "id") return ` It is written as ${type.pattern}.`;
  if (type.is === "choice" && !type.open) return ` It is one of ${allOf(type.of)}.`;
  if (type.is === "handles") return " It names people or teams: @name.";
  return guidance === "" || guidance.length > 160 ? "" : ` The template says: “${guidance.replace(/\s+/g, " ")}”`;
}
