import { defineRule } from "../rule.ts";
import { isAnswered } from "../views/answered.ts";
import { demandsOf } from "../views/demands.ts";
import { fillOf } from "../views/fill.ts";
import { guidanceFor } from "./guidance.ts";

export const sectionEmpty = defineRule({
  id: "section-empty",
  severity: "error",
  documentation: {
    summary: "A section of the template stands in the document and says nothing.",
    why: "A reviewer cannot tell a question that was thought through from one that was forgotten. “None, because …” is an answer.",
    notes:
      "A section is empty when there is nothing to read under its heading or any heading below it; comments are not read, and dots or dashes alone say nothing. “None” and “N/A” do. A question of the template in bold with nothing behind it is empty, too. A section that still holds the template's own text is unfilled (`section-unfilled`), not empty.",
  },
  bad: [
    {
      kind: "tdr",
      markdown: "# TDR — X\n\n## 7. Security, Privacy, Compliance\n\n## 8. Observability & Operations\n- Logs: none\n",
      findings: [
        {
          line: 3,
          message:
            /^“Security, Privacy, Compliance” is empty\. Write what the template asks for, or why there is nothing to say\. It asks for/,
        },
      ],
    },
    {
      template: "# N\n\n## Rollback\n\n### Can it be undone?\n\n### Is anything lost?\n",
      markdown: "# N\n\n## Rollback\n\n- **Can it be undone?**\n- **Is anything lost?** No, the queue is kept.\n",
      findings: [
        {
          line: 5,
          message:
            "“Can it be undone?” has nothing behind it. Write what the template asks for, or why there is nothing to say.",
        },
      ],
    },
    {
      kind: "spec",
      markdown: "# Spec — Retry\n\n## Goal\n\n<!-- ask Ada -->\n\n## Problem\nOrders get lost.\n",
      findings: [{ line: 3, message: /^“Goal” is empty/ }],
    },
  ],
  good: [
    {
      template: "# N\n\n## Rollback\n\n### Can it be undone?\n\n### Is anything lost?\n",
      markdown: "# N\n\n## Rollback\n\n**Can it be undone?**\n\nYes, by the flag.\n\n**Is anything lost?**\n- No.\n",
    },
    { kind: "tdr", markdown: "# TDR — X\n\n## 7. Security, Privacy, Compliance\nNo change: the job runs offline.\n" },
    {
      kind: "tdr",
      markdown: "# TDR — X\n\n## 7. Security, Privacy, Compliance\n\n### Threats\nNone, because it runs offline.\n",
    },
  ],
  check({ document }, report) {
    const fill = fillOf(document);
    if (fill === null) return;
    for (const { match, isDue } of demandsOf(document)) {
      if (!isDue || match.by === "part") continue;
      for (const section of match.sections) {
        const state = fill.sections.get(section);
        if (state === undefined || state.hasContent || state.holdsText || section.children.length > 0) continue;
        report({
          start: section.heading.start,
          end: section.heading.end,
          message: `“${section.title}” is empty. Write what the template asks for, or why there is nothing to say.${guidanceFor(match.spec)}`,
          key: match.spec.id,
        });
      }
      for (const zone of match.zones) {
        if (zone.label === null || isAnswered(document.outline.tree, zone)) continue;
        report({
          start: zone.label.start,
          end: zone.label.end,
          message: `“${zone.title}” has nothing behind it. Write what the template asks for, or why there is nothing to say.${guidanceFor(match.spec)}`,
          key: match.spec.id,
        });
      }
    }
  },
});
