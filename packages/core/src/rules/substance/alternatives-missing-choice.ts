import type { Document } from "../../document/document.ts";
import { partsOf, type Item } from "../../outline/items.ts";
import type { Zone } from "../../outline/zones.ts";
import { foldTitle } from "../../text/fold.ts";
import { defineRule } from "../rule.ts";
import { claimsOf, type ClaimOf } from "../views/claims.ts";
import { spanOfZone } from "../views/extent.ts";
import { within } from "../views/within.ts";
import { zonesOf } from "../views/zones.ts";
import { asks } from "./asked.ts";

/** What says which one was taken, whatever the words for the option itself. */
const DECIDES =
  /\b(?:chosen|chose|choose|choice|selected|decision|decided|decid\w*|recommend\w*|prefer\w*|adopt\w*|conclusion|outcome|we (?:will )?(?:go|went) with|winner|elegid[oa]|elegimos|decisión|recomend\w*)\b|✅|⭐/iu;

const asksForChoice = asks(
  ["alternatives"],
  /\b(?:the chosen|was chosen|mark the one|which (?:one|option) (?:was|is|won))\b/i,
);

export const alternativesMissingChoice = defineRule({
  id: "alternatives-missing-choice",
  severity: "warning",
  documentation: {
    summary: "Options stand side by side, and none of them is said to be chosen.",
    why: "The reader cannot tell whether the decision is still open or was only not written down, and half of them will build on the wrong option.",
    notes:
      "A mark, a line “Chosen: …”, a section “Decision” or “Why the chosen option”, and a rejection of all but one are choices. Alternatives to the design itself, which are all set aside, need none.",
  },
  bad: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 5. Alternatives Considered\n\n### Option A: a queue per bank\n- Pros: no bank waits for another\n\n### Option B: one queue\n- Pros: simple\n",
      findings: [
        {
          line: 3,
          message:
            "None of the 2 options is said to be chosen. Mark the one that was, and say what decided it; if it is still open, make it an open question.",
          related: [5, 8],
        },
      ],
    },
    {
      markdown:
        "# Retry\n\n## Problem\n\n## Goals\n\n## Design\n\n## Options\n\n| Option | Cost |\n|---|---|\n| Option 1: queue | low |\n| Option 2: table | high |\n",
      findings: [{ line: 9, message: /^None of the 2 options/ }],
    },
  ],
  good: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 5. Alternatives Considered\n\n### Option A: a queue per bank\n- Pros: no bank waits for another\n\n### Option B: one queue\n- Pros: simple\n\n### Why the chosen option\nBanks fail alone.\n",
    },
    { markdown: "# Retry\n\n## Alternatives\n\n- Polling: too slow.\n- A library: none fits.\n" },
    {
      kind: "adr",
      markdown:
        "# Retry\n\n## Considered Options\n\n* Queue\n* Table\n\n## Decision Outcome\n\nChosen option: “Queue”, because it is there.\n",
    },
  ],
  check({ document }, report) {
    if (!asksForChoice(document)) return;
    const options = claimsOf(document, "alternative");
    if (options.length < 2 || document.outline.sections.some(({ folded }) => DECIDED_APART.test(folded))) return;
    for (const zone of zonesOf(document, "alternatives")) {
      const here = within(options, spanOfZone(zone));
      if (here.length < 2 || here.some(({ value }) => value.chosen === true)) continue;
      if (here.filter(({ value }) => value.chosen === null).length < 2) continue;
      if (document.kind === null && !presentsChoice(document, zone, here)) continue;
      if (decides(document, zone, here)) continue;
      report({
        start: zone.opener.start,
        end: zone.label?.end ?? zone.opener.end,
        message: `None of the ${here.length} options is said to be chosen. Mark the one that was, and say what decided it; if it is still open, make it an open question.`,
        related: here.map((option) => ({ start: option.start, end: option.end, message: `“${option.value.name}”.` })),
      });
      return;
    }
  },
});

/** Whether a section sets out options to choose from, rather than alternatives to the design that it is part of. */
function presentsChoice(document: Document, zone: Zone, options: readonly ClaimOf<"alternative">[]): boolean {
  if (/\b(?:options?|opciones)\b/i.test(zone.title)) return true;
  const { text } = document.outline.tree;
  return options.every(({ start }) => /^[\s*_]*(?:option|opción)\b/i.test(text.slice(start, start + 16)));
}

/** Whether some line of the section says what was decided. */
function decides(document: Document, zone: Zone, options: readonly ClaimOf<"alternative">[]): boolean {
  const { tree } = document.outline;
  const starts = new Set(options.map(({ start }) => start));
  const says = (part: Item): boolean =>
    !starts.has(part.start) && DECIDES.test(part.form === "heading" ? foldTitle(part.plain) : part.plain);
  return partsOf(tree, zone).some(says) || zone.children.some((child) => DECIDES.test(child.title));
}

/** Sections of their own that say it. */
const DECIDED_APART =
  /^(?:the )?(?:decision|decision outcome|outcome|recommendation|chosen (?:option|solution|approach)|decisión)\b/;
