import type { Document } from "../../document/document.ts";
import { isBuiltInName } from "../../template/builtin/kinds.ts";
import { defineRule } from "../rule.ts";
import { claimsOf } from "../views/claims.ts";
import { textAround } from "../views/extent.ts";
import { asks } from "./asked.ts";
import { shown } from "./shown.ts";

const asksForMeasures = asks(
  ["goals", "success-criteria", "goals-non-goals"],
  /\b(?:measur\w+|with (?:its|a) number|quantif\w+|SMART|can be checked)\b/i,
);

/** Words of degree, by which a goal can be claimed to be met at any time. */
const DEGREE =
  /\b(?:better|faster|easier|simpler|cleaner|nicer|smoother|quicker|cheaper|improv(?:e|es|ed|ing)|enhanc\w*|optimi[sz]\w*|streamlin\w*|moderni[sz]\w*|increas\w*|reduc\w*|decreas\w*|lower|higher|more (?:reliable|robust|scalable|efficient|flexible|maintainable|intuitive|secure|stable|usable|readable|consistent)|scalable|robust|performant|efficient|user[- ]friendly|intuitive|delight\w*|happy|happier|satisfied|great|world[- ]class|state[- ]of[- ]the[- ]art|high[- ]quality|good|fast|mejorar|optimizar|más rápid\w*)\b/iu;

/** What makes a goal checkable whatever else it says: numbers, names, absolutes, a means. */
const CHECKABLE =
  /\d|`|["“”«»]|\]\(|%|\b(?:all|every|each|any|no|none|never|only|without|always|zero|one|two|both|same|instead of|existing|by \w+ing|so that|through|via|using|todos?|ningún|sin|cada)\b/iu;

/** Longer goals explain themselves in ways that words do not tell. */
const MOST_WORDS = 14;

export const goalUnmeasurable = defineRule({
  id: "goal-unmeasurable",
  severity: "warning",
  documentation: {
    summary: "A goal names a direction and nothing by which one could see that it is reached.",
    why: "“Faster and better” is reached by every change and by none. Nobody can later say whether the work was worth it, or when to stop.",
    notes:
      "Only short goals of words of degree are found. A number, a name, an absolute (“no”, “every”), a means (“by …”) or sub-items make a goal checkable. It speaks for specs and TDDs, and where the template asks for measurable goals.",
  },
  bad: [
    {
      kind: "spec",
      markdown:
        "# Spec — Retry\n\n## Goal\n\n- Make payments faster and better.\n- Fewer than 1 % of the payments fail.\n\n## Success Criteria\n\n- [ ] Customers are happy.\n",
      findings: [
        {
          line: 5,
          message:
            "“Make payments faster and better.” cannot be measured. Say from what to what and by when, or name something that one can check.",
        },
        { line: 10, message: /^“Customers are happy\.”/ },
      ],
    },
  ],
  good: [
    {
      kind: "tdd",
      markdown:
        "# TDD: Retry\n\n### 2.2 Goals (Must-Haves)\n\n* Reduce failed payments from 4 % to 1 %\n* Improve retries:\n  * p95 below 2 s\n* No payment is lost\n* A payment can be cancelled\n* Explain the choice (fast or good)\n",
    },
    { markdown: "# Proposal\n\n## Goals\n\n- Better errors\n" },
  ],
  check({ document }, report) {
    if (!isAsked(document)) return;
    for (const goal of claimsOf(document, "goal")) {
      if (goal.value.role === "in-scope" || !DEGREE.test(withoutAside(goal.text))) continue;
      if (CHECKABLE.test(goal.text)) continue;
      if ((goal.text.match(/[\p{L}\p{N}’'-]+/gu)?.length ?? 0) > MOST_WORDS) continue;
      // What stands below may hold the number.
      if (CHECKABLE.test(textAround(document, goal.start))) continue;
      report({
        start: goal.start,
        end: goal.end,
        message: `“${shown(goal.text)}” cannot be measured. Say from what to what and by when, or name something that one can check.`,
      });
    }
  },
});

/** Specs and TDDs are asked for it; goals of other built-in kinds are somebody else's. */
function isAsked(document: Document): boolean {
  const { kind } = document;
  if (kind === null) return false;
  return kind.name === "spec" || kind.name === "tdd" || (!isBuiltInName(kind.name) && asksForMeasures(document));
}

function withoutAside(text: string): string {
  return text.replace(/\([^()]*\)/g, "");
}
