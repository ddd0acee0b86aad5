import type { AnyClaim } from "../../claims/kinds.ts";
import { explicitId, idKey } from "../../claims/statement.ts";
import { lineAt } from "../../text/source.ts";
import { defineRule } from "../rule.ts";

/** Kinds whose statements are referred to by their IDs, and what one of them is called. */
const KINDS = [
  ["acceptance-criterion", "criterion"],
  ["requirement", "requirement"],
  ["goal", "goal"],
  ["risk", "risk"],
  ["open-question", "question"],
] as const satisfies readonly (readonly [AnyClaim["kind"], string])[];

export const duplicateId = defineRule({
  id: "duplicate-id",
  severity: "error",
  documentation: {
    summary: "Two criteria, requirements, goals, risks or questions of a document have the same ID.",
    why: "Tests, commits and reviews name them by their IDs. With two of the same name one test seems to prove both, and a decision about one is taken for the other.",
    notes:
      "IDs count inside one kind of statement: a risk R1 and a requirement R1 are two things. P0 to P4 are priorities.",
  },
  bad: [
    {
      markdown:
        "# Spec\n\n## Acceptance Criteria\n\n- AC-1: Orders are kept\n- AC-2: Orders are sent\n- **AC 1**: Orders are logged\n\n## Open Questions\n\n- Q1: Which bank?\n- Q1: Which currency?\n",
      findings: [
        {
          line: 7,
          message: "“AC 1” is already the ID of the criterion in line 5. Give this one the next free number.",
          related: [5],
        },
        {
          line: 12,
          message: "“Q1” is already the ID of the question in line 11. Give this one the next free number.",
          related: [11],
        },
      ],
    },
  ],
  good: [
    {
      markdown:
        "# Spec\n\n## Acceptance Criteria\n\n- AC-1: Orders are kept\n- AC-1.1: Also at night\n\n## Risks\n\n- R1: The bank is down\n\n## Requirements\n\n- R1: must be fast\n",
    },
  ],
  check({ document }, report) {
    const { tree } = document.outline;
    for (const [kind, what] of KINDS) {
      const first = new Map<string, AnyClaim>();
      for (const claim of document.claimsOf(kind)) {
        const id =
          claim.kind === "acceptance-criterion" ? (claim.value.id ?? explicitId(claim.text)) : explicitId(claim.text);
        // Criteria that are numbered under their requirement have numbers for IDs, and repeat them in every section.
        if (id === null || !/[A-Za-z]/.test(id) || isCutOff(claim.text, id) || /^P[0-4]$/.test(id)) continue;
        // A list of answers repeats the IDs of its questions.
        if (claim.kind === "open-question" && !claim.text.includes("?")) continue;
        const key = idKey(id);
        const before = first.get(key);
        if (before === undefined) {
          first.set(key, claim);
          continue;
        }
        const line = lineAt(tree.lineStarts, before.start);
        report({
          start: claim.start,
          end: claim.end,
          key: `${kind} ${key} ${claim.text}`,
          message: `“${id}” is already the ID of the ${what} in line ${line}. Give this one the next free number.`,
          related: [{ start: before.start, end: before.end, message: `The first “${id}”.` }],
        });
      }
    }
  },
});

/** Whether the ID goes on behind what was read of it: "FR-005a.1". */
function isCutOff(text: string, id: string): boolean {
  const at = text.indexOf(id);
  return at !== -1 && /^[.-]?\d/.test(text.slice(at + id.length, at + id.length + 2));
}
