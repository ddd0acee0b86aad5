import { defineRule } from "../rule.ts";

export const sectionDuplicate = defineRule({
  id: "section-duplicate",
  severity: "warning",
  documentation: {
    summary: "A section of the template stands twice.",
    why: "Readers and tools stop at the first one. What stands in the second is not reviewed, or contradicts the first.",
    notes:
      "Sections of which the template has several (“Option A”, “User Story 1”) may stand as often as there are such things, and a joined section may be parted in two.",
  },
  bad: [
    {
      kind: "spec",
      markdown:
        "# Spec — Retry\n\n## Non-Goals\nNo new bank.\n\n## Problem\nOrders get lost.\n\n## Non Goals\nNo new queue.\n",
      findings: [{ line: 9, message: "“Non Goals” stands a second time. Put both together.", related: [3] }],
    },
  ],
  good: [
    { kind: "tdr", markdown: "# TDR — X\n\n## Risks\n\nR1.\n\n## Open questions\n\nQ1.\n" },
    {
      kind: "tdr",
      markdown: "# TDR — X\n\n## 5. Alternatives Considered\n\n### Option A: queue\n\nx\n\n### Option B: table\n\ny\n",
    },
  ],
  check({ document }, report) {
    for (const { spec, by, sections } of document.matches) {
      const [first, ...more] = sections;
      if (first === undefined || spec.repeats || (by !== "title" && by !== "near")) continue;
      for (const section of more) {
        if (section.level !== first.level || section.parent !== first.parent) continue;
        report({
          start: section.heading.start,
          end: section.heading.end,
          message: `“${section.title}” stands a second time. Put both together.`,
          related: [{ start: first.heading.start, end: first.heading.end, message: "The first one." }],
        });
      }
    }
  },
});
