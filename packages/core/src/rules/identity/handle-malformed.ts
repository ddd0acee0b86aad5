import { defineRule } from "../rule.ts";
import { deadHandles } from "../template/handles.ts";
import { judgedFieldsOf } from "../views/judged-fields.ts";

const PEOPLE: ReadonlySet<string> = new Set(["author", "reviewers", "approvers", "owners"]);

export const handleMalformed = defineRule({
  id: "handle-malformed",
  severity: "warning",
  documentation: {
    summary: "A handle among the authors, reviewers or owners that no person or team can have.",
    why: "A review request to it reaches nobody, and an approval can never come from it: the design waits for somebody who does not exist.",
    notes: "Where the template names the field, `field-invalid` looks at it.",
  },
  bad: [
    {
      markdown: "# RFC: Queues\n\n- **Author**: Ada (@ada)\n- **Reviewers**: @payments/, @ sre, @-ops\n",
      findings: [
        { line: 4, message: "“@payments/” names nobody. Write a person or team as @name or @organisation/team." },
        { line: 4, message: "“@” names nobody. Write a person or team as @name or @organisation/team." },
        { line: 4, message: "“@-ops” names nobody. Write a person or team as @name or @organisation/team." },
      ],
    },
  ],
  good: [{ markdown: "# RFC: Queues\n\n- **Author**: Ada <ada@acme.io>\n- **Reviewers**: @acme/payments, @ada-l.\n" }],
  check({ document }, report) {
    const judged = judgedFieldsOf(document);
    for (const field of document.outline.fields) {
      if (!PEOPLE.has(field.key) || judged.has(field)) continue;
      for (const part of field.items.length > 0 ? field.items : [field]) {
        if (!part.raw.includes("@")) continue;
        for (const { text, start } of deadHandles(part.raw)) {
          const at = part.start + start;
          const message = `“${text}” names nobody. Write a person or team as @name or @organisation/team.`;
          report({ start: at, end: at + text.length, message });
        }
      }
    }
  },
});
