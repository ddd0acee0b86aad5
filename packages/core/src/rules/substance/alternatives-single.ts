import { isBuiltInName } from "../../template/builtin/kinds.ts";
import type { Kind, SectionSpec } from "../../template/kind.ts";
import { defineRule } from "../rule.ts";
import { claimsOf } from "../views/claims.ts";

const AT_LEAST_TWO = /\b(?:at least (?:two|2)|two or more|al menos dos)\b/i;
const OPTIONS = /\b(?:options|opciones)\b/i;

export const alternativesSingle = defineRule({
  id: "alternatives-single",
  severity: "warning",
  documentation: {
    summary: "Only one option was considered where the template asks for several.",
    why: "A single option is no decision: nobody can see what it was weighed against, and the first question of the review will be “why did you not just …”.",
    notes:
      "It speaks where the template asks for several options. A section that says why there was no other way is an answer; one option that the text rejects counts as two, because the design itself is the other.",
  },
  bad: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 5. Alternatives Considered\n\n### Option A: a queue per bank\n- Pros: banks do not wait for each other\n",
      findings: [
        {
          line: 5,
          message:
            "“a queue per bank” is the only option that was considered. Name at least one more that could have been chosen, or say why there is none.",
        },
      ],
    },
    {
      kind: "adr",
      markdown: "# Retry\n\n## Considered Options\n\n* A queue per bank\n\n## Decision Outcome\n\nNot yet.\n",
      findings: [{ line: 5, message: /^“A queue per bank” is the only option/ }],
    },
  ],
  good: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 5. Alternatives Considered\n\n- Option A: a queue per bank (chosen)\n- Option B: one queue\n",
    },
    {
      kind: "tdd",
      markdown:
        "# TDD: Retry\n\n## 6. Alternatives Considered\n\n- Keep polling: rejected, because the bank limits requests.\n",
    },
    { kind: "tdr", markdown: "# TDR — Retry\n\n## 5. Alternatives Considered\n\nNone: the bank prescribes the way.\n" },
    { markdown: "# Retry\n\n## Alternatives\n\n- Polling\n" },
  ],
  check({ document }, report) {
    if (document.kind === null || !asksForSeveral(document.kind)) return;
    const [only, second] = claimsOf(document, "alternative");
    if (only === undefined || second !== undefined) return;
    if (only.value.chosen === false) return;
    report({
      start: only.start,
      end: only.end,
      message: `“${only.value.name}” is the only option that was considered. Name at least one more that could have been chosen, or say why there is none.`,
    });
  },
});

const known = new WeakMap<Kind, boolean>();

function asksForSeveral(kind: Kind): boolean {
  let answer = known.get(kind);
  if (answer === undefined) {
    answer = kind.sections.some((spec) => severalIn(spec, isBuiltInName(kind.name)));
    known.set(kind, answer);
  }
  return answer;
}

function severalIn(spec: SectionSpec, isOurs: boolean): boolean {
  if (spec.canonical !== "alternatives") return spec.children.some((child) => severalIn(child, isOurs));
  return (
    spec.children.filter((child) => child.repeats).length > 1 ||
    AT_LEAST_TWO.test(spec.guidance) ||
    (isOurs && (spec.prompts.length > 1 || OPTIONS.test(spec.title)))
  );
}
