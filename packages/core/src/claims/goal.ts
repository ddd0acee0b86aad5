import type { Tree } from "../markdown/tree.ts";
import { allItemsOf, type Item } from "../outline/items.ts";
import { fold } from "../text/fold.ts";
import type { Zone } from "../outline/zones.ts";
import { defineClaim } from "./claim.ts";
import { saysNone } from "./negative.ts";
import { isDefinitionOfDone } from "./plan.ts";
import { doneField, isPlaceholder, keyField } from "./statement.ts";

export interface Goal {
  readonly role: "goal" | "success-criterion" | "in-scope";
  /** Present where the document marks it. */
  readonly done?: boolean;
}

export const goal = defineClaim<"goal", Goal>({
  kind: "goal",
  title: "Goal",
  documentation: {
    what: "What the design wants to reach, how one will know that it did, or what is in scope.",
    counts: "One per list item under goals, success criteria or in scope; one per paragraph where there is no list.",
    not: "Prose of summaries and motivations; “None”.",
  },
  examples: [
    {
      markdown:
        "## Goal\nExports finish while the user waits.\n\n## Success Criteria\n- [ ] An export of 1 GB works\n- [x] Logs hold no names",
      claims: [
        { line: 2, text: "Exports finish while the user waits.", value: { role: "goal" } },
        { line: 5, text: "An export of 1 GB works", value: { role: "success-criterion", done: false } },
        { line: 6, text: "Logs hold no names", value: { role: "success-criterion", done: true } },
      ],
    },
    {
      markdown: "## Scope\n### In Scope\n* Retries\n### Out of Scope\n* Refunds",
      claims: [{ line: 3, text: "Retries", value: { role: "in-scope" } }],
    },
    {
      markdown: "# Retry\n\n**Goals:** fewer failed payments; no double charges\n\n## Context\nPayments fail.",
      claims: [{ line: 3, text: "fewer failed payments; no double charges", value: { role: "goal" } }],
    },
    {
      markdown: "## Objetivos\n1. Reducir el tiempo de espera\n2. **Seguridad**: cifrar los datos",
      claims: [
        { line: 2, text: "Reducir el tiempo de espera" },
        { line: 3, text: "**Seguridad**: cifrar los datos" },
      ],
    },
    {
      markdown: "## Success Metrics\n\n| # | Metric | Target |\n|---|---|---|\n| 1 | Failed payments | < 1 % |",
      claims: [{ line: 5, text: "Failed payments", value: { role: "success-criterion" } }],
    },
    { markdown: "## Goals\n\nN/A", claims: [] },
    { markdown: "## Definition of Done\n- [ ] Docs are written", claims: [] },
  ],
  zones: {
    of: ["goals", "success-criteria", "goals-non-goals"],
    recognise(zone, reading, emit) {
      // What is on a list of things done before it is over is work.
      if (isDefinitionOfDone(zone)) return;
      const { tree } = reading;
      const role = roleOf(zone);
      const items = allItemsOf(tree, zone);
      for (const item of items) {
        // A section for both kinds that tells them apart by headings may open with prose.
        if (zone.canonical === "goals-non-goals" && item.form === "paragraph") continue;
        if (isAside(item, tree)) continue;
        if (isPlaceholder(item.text, tree) || saysNone(item.text, /\b(?:goals?|objectives?|criteria|metrics?)\b/i))
          continue;
        emit({ start: item.start, end: item.end, value: { role, ...doneField(item) }, ...keyField(item.text) });
      }
    },
  },
  describe: (_value, text) => text,
});

/** Groups among goals that hold none: how they are measured, and what would count as failure. */
const ASIDE =
  /^(?:how (?:to|we|we will|will we|is it) (?:measure|verify|validate)|measurement|verification|failure (?:criteria|conditions))/i;
const FAILS = /\b(?:ha(?:s|ve) failed|fails?|is a failure|is not successful) if\b[^\n]{0,40}:[*_]{0,2}\s*$/i;
const MOST_LEAD = 120;

function isAside({ group, block }: Item, tree: Tree): boolean {
  if (group !== null) return ASIDE.test(group);
  const list = block.kind === "item" ? block.parent : null;
  return list?.kind === "list" && FAILS.test(tree.text.slice(Math.max(0, list.start - MOST_LEAD), list.start));
}

function roleOf(zone: Zone): Goal["role"] {
  if (zone.canonical === "success-criteria") return "success-criterion";
  return /\b(?:scope|alcance)\b/.test(fold(zone.title)) ? "in-scope" : "goal";
}
