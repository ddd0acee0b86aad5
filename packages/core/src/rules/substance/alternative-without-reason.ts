import type { Document } from "../../document/document.ts";
import { partsOf, type Item } from "../../outline/items.ts";
import type { Zone } from "../../outline/zones.ts";
import { defineRule } from "../rule.ts";
import { claimsOf, type ClaimOf } from "../views/claims.ts";
import { extentAt, spanOfZone } from "../views/extent.ts";
import { within } from "../views/within.ts";
import { zonesOf } from "../views/zones.ts";
import { asks } from "./asked.ts";

const asksForReasons = asks(["alternatives"], /\b(?:pros?|cons?|advantages|what speaks (?:for|against))\b/i);

/** Lines that weigh the options together. */
const WEIGHS =
  /\b(?:why|reasons?|rationale|because|decision|chosen|chose|reject\w*|trade-?offs?|comparison|compared|pros|cons|since|due to|por qué|porque)\b/iu;

/** Words of an option beyond its name that are still no reason. */
const FEWEST_WORDS = 3;

export const alternativeWithoutReason = defineRule({
  id: "alternative-without-reason",
  severity: "warning",
  documentation: {
    summary: "An option is named, and nothing is said for it or against it.",
    why: "An option without a reason will be proposed again, by the next reviewer or in the next year, and the discussion starts from nothing.",
    notes:
      "The chosen option needs no reason here, and a section that weighs the options together gives one to each. It speaks where the template asks what speaks for and against each option.",
  },
  bad: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 5. Alternatives Considered\n\n- Option A: a queue per bank (chosen)\n- Option B: one queue for all\n",
      findings: [
        {
          line: 6,
          message:
            "Nothing is said for or against “one queue for all”. Say in a sentence what speaks for it and why it was not taken.",
        },
      ],
    },
    {
      kind: "tdd",
      markdown:
        "# TDD: Retry\n\n## 6. Alternatives Considered\n\n### Polling\n\n### A library\n\nNone fits our licence.\n",
      findings: [{ line: 5, message: /“Polling”/ }],
    },
  ],
  good: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 5. Alternatives Considered\n\n- Option A: a queue per bank (chosen)\n- Option B: one queue for all — one slow bank holds up the others\n- Option C: polling\n  - Cons: the bank limits requests\n",
    },
    {
      kind: "adr",
      markdown:
        "# Retry\n\n## Considered Options\n\n* Queue\n* Table\n\n## Decision Outcome\n\nChosen option: “Queue”, because it is there.\n",
    },
    {
      kind: "tdd",
      markdown:
        "# TDD: Retry\n\n## 6. Alternatives Considered\n\n| Option | Pros | Cons |\n|---|---|---|\n| Queue | fast | new |\n| Table | there | slow |\n",
    },
  ],
  check({ document }, report) {
    if (document.kind === null || !asksForReasons(document)) return;
    const options = claimsOf(document, "alternative");
    if (options.length === 0) return;
    if (document.outline.sections.some(({ folded }) => APART.test(folded))) return;
    for (const zone of zonesOf(document, "alternatives")) {
      const here = within(options, spanOfZone(zone));
      if (here.length === 0) continue;
      const bare = here.filter((option) => option.value.chosen !== true && isBare(document, option));
      if (bare.length === 0 || weighsTogether(document, zone, here)) continue;
      for (const option of bare) {
        report({
          start: option.start,
          end: option.end,
          message: `Nothing is said for or against “${option.value.name}”. Say in a sentence what speaks for it and why it was not taken.`,
        });
      }
    }
  },
});

/** Whether an option is nothing but its name. */
function isBare(document: Document, option: ClaimOf<"alternative">): boolean {
  const { text } = document.outline.tree;
  const extent = extentAt(document, option.start);
  // A row says more in its other cells; "X vs Y" presents two on one line.
  if (extent.form === "row" || extent.form === "paragraph") return false;
  const own = text.slice(option.start, option.end);
  const rest = `${text.slice(extent.start, option.start)} ${text.slice(option.end, extent.end)}`;
  if (/[\p{L}\p{N}]{3}/u.test(rest)) return false;
  return wordsIn(own) - wordsIn(option.value.name) < FEWEST_WORDS;
}

/** Whether the section weighs the options together. */
function weighsTogether(document: Document, zone: Zone, options: readonly ClaimOf<"alternative">[]): boolean {
  const starts = new Set(options.map((option) => option.start));
  const says = (part: Item): boolean => !starts.has(part.start) && WEIGHS.test(part.plain);
  return partsOf(document.outline.tree, zone).some(says) || zone.children.some((child) => WEIGHS.test(child.title));
}

/** Sections that weigh them elsewhere. */
const APART =
  /^(?:the )?(?:decision|decision outcome|outcome|rationale|pros and cons|pros & cons|comparison|trade-?offs?|evaluation|why)\b/;

function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)?.length ?? 0;
}
