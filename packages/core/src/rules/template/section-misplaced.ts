import { movedIn } from "../../document/order.ts";
import type { SectionMatch } from "../../document/document.ts";
import type { SectionSpec } from "../../template/kind.ts";
import { defineRule } from "../rule.ts";

export const sectionMisplaced = defineRule({
  id: "section-misplaced",
  severity: "warning",
  documentation: {
    summary: "A section stands at another place than in the template.",
    why: "Reviewers of many documents read by habit: they look for risks where risks always are. A section out of its place is read late or not at all.",
    notes:
      "As few sections as possible are named: when one was moved, it is that one and not all that stand behind it.",
  },
  bad: [
    {
      kind: "spec",
      markdown:
        "# Spec — Retry\n\n## Non-Goals\nNo new bank.\n\n## Problem\nOrders get lost.\n\n## Goal\nNone is lost.\n",
      findings: [
        { line: 3, message: "“Non-Goals” stands before “Problem”. The template has it after “Goal”.", related: [9] },
      ],
    },
  ],
  good: [
    {
      kind: "spec",
      markdown:
        "# Spec — Retry\n\n## Problem\nOrders get lost.\n\n## History\nSince May.\n\n## Non-Goals\nNo new bank.\n",
    },
  ],
  check({ document }, report) {
    const siblings = new Map<SectionSpec | null, SectionMatch[]>();
    for (const match of document.matches) {
      const [section] = match.sections;
      if (section === undefined || match.spec.repeats || (match.by !== "title" && match.by !== "number")) continue;
      const group = siblings.get(match.parent);
      if (group === undefined) siblings.set(match.parent, [match]);
      else group.push(match);
    }
    for (const group of siblings.values()) {
      const starts = group.map(({ sections }) => sections[0]?.start ?? 0);
      const moved = new Set(movedIn(starts));
      const kept = group.filter((_, i) => !moved.has(i));
      for (const i of moved) {
        const match = group[i];
        const section = match?.sections[0];
        if (match === undefined || section === undefined) continue;
        const previous = group.slice(0, i).findLast((other) => kept.includes(other))?.sections[0];
        const next = group.slice(i + 1).find((other) => kept.includes(other))?.sections[0];
        const behind = kept
          .map(({ sections }) => sections[0])
          .find((other) => other !== undefined && other.start > section.start);
        const ahead = kept
          .map(({ sections }) => sections[0])
          .findLast((other) => other !== undefined && other.start < section.start);
        const home = previous ?? next;
        if (home === undefined) continue;
        const here =
          behind !== undefined && previous !== undefined ? `before “${behind.title}”` : `after “${ahead?.title ?? ""}”`;
        const there = previous !== undefined ? `after “${previous.title}”` : `before “${next?.title ?? ""}”`;
        report({
          start: section.heading.start,
          end: section.heading.end,
          message: `“${section.title}” stands ${here}. The template has it ${there}.`,
          related: [
            {
              start: home.heading.start,
              end: home.heading.end,
              message: "Its place in the template is beside this one.",
            },
          ],
        });
      }
    }
  },
});
