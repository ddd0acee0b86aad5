import { defineRule } from "../rule.ts";

export const sectionNearMiss = defineRule({
  id: "section-near-miss",
  severity: "warning",
  documentation: {
    summary: "A heading looks like one of the template with a slip in it.",
    why: "Links, searches and other tools look for the title as the template has it, and a reader wonders whether the other word was meant.",
    notes:
      "Found where a title differs in a letter or two, or has one word more or less, and the document has no better heading for that section.",
  },
  bad: [
    {
      kind: "spec",
      markdown: "# Spec — Retry\n\n## Acceptence Criteria\n- Given a dead bank, when an order comes, then it waits.\n",
      findings: [
        {
          line: 3,
          message: "“Acceptence Criteria” looks like “Acceptance Criteria” of the template. Write it the same.",
        },
      ],
    },
  ],
  good: [
    {
      kind: "spec",
      markdown: "# Spec — Retry\n\n## ACCEPTANCE CRITERIA:\n- Given a dead bank, when an order comes, then it waits.\n",
    },
    { kind: "spec", markdown: "# Spec — Retry\n\n## Acceptance\n\nWe met the bank in May.\n" },
  ],
  check({ document }, report) {
    for (const { spec, by, sections } of document.matches) {
      const [section] = sections;
      if (by !== "near" || section === undefined) continue;
      report({
        start: section.heading.start,
        end: section.heading.end,
        message: `“${section.title}” looks like “${spec.title}” of the template. Write it the same.`,
      });
    }
  },
});
