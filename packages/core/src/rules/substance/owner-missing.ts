import type { Document } from "../../document/document.ts";
import { defineRule } from "../rule.ts";
import { claimsOf, type ClaimOf } from "../views/claims.ts";
import { textAround } from "../views/extent.ts";
import { shown } from "./shown.ts";

/** A word that names who does it. */
const NAMES = /\b(?:owners?|owned by|assignee|assigned|responsible|dri|lead|team|responsable)\b|@[\w-]+/iu;

export const ownerMissing = defineRule({
  id: "owner-missing",
  severity: "info",
  documentation: {
    summary: "Some steps of the plan have an owner, and this one has none.",
    why: "The step that belongs to nobody is the one that is late. It is found when everybody else is done and waits for it.",
    notes:
      "It speaks where other steps of the same plan name their owners; a plan without any is that of its author. Steps that are done need none.",
  },
  bad: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 12. Milestones / Plan\n\n| Task | Owner | DoD |\n|---|---|---|\n| Queue | Ada | tests pass |\n| Callers | | old client gone |\n",
      findings: [
        {
          line: 8,
          message: "“Callers” has no owner, while 1 of the 2 steps of this plan has one. Name who answers for it.",
          related: [7],
        },
      ],
    },
  ],
  good: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 12. Milestones / Plan\n\n| Task | Owner |\n|---|---|\n| Queue | Ada |\n| Callers | Bo |\n",
    },
    { kind: "tdr", markdown: "# TDR — Retry\n\n## 12. Milestones / Plan\n\n1. Queue (2 days)\n2. Callers (1 day)\n" },
  ],
  check({ document }, report) {
    const steps = claimsOf(document, "milestone");
    const owned = steps.filter(({ value }) => isName(value.owner));
    const [example] = owned;
    if (example === undefined || owned.length * 2 < steps.length) return;
    for (const step of steps) {
      if (step.section !== example.section || step.value.done === true || hasOwner(document, step)) continue;
      report({
        start: step.start,
        end: step.end,
        message: `“${shown(step.text)}” has no owner, while ${owned.length} of the ${steps.length} steps of this plan ${owned.length === 1 ? "has" : "have"} one. Name who answers for it.`,
        related: [{ start: example.start, end: example.end, message: "This one has." }],
      });
    }
  },
});

function isName(owner: string | undefined): boolean {
  return (
    owner !== undefined && /\p{L}{2}/u.test(owner) && !/^\W*(?:tbd|tbc|todo|none|n\/a|unassigned|open)\b/i.test(owner)
  );
}

function hasOwner(document: Document, step: ClaimOf<"milestone">): boolean {
  if (isName(step.value.owner)) return true;
  // In a table, what is no owner's cell says nothing about owners.
  const said = textAround(document, step.start);
  return !said.startsWith("|") && NAMES.test(said);
}
