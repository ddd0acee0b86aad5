import { allItemsOf } from "../outline/items.ts";
import { defineClaim } from "./claim.ts";
import { saysNone } from "./negative.ts";
import { isPlaceholder, keyField, partsOfList } from "./statement.ts";

export interface NonGoal {
  /** The parts of an inline list, split at semicolons; absent when there is only one. */
  readonly items?: readonly string[];
}

export const nonGoal = defineClaim<"non-goal", NonGoal>({
  kind: "non-goal",
  title: "Non-goal",
  documentation: {
    what: "Something the design leaves out on purpose.",
    counts: "One per list item under non-goals or out of scope; an inline list on one line is one.",
    not: "“Future work” lists; “None”.",
  },
  examples: [
    {
      markdown: "## 2.3 Non-Goals (Out of Scope)\n- WebSocket transport\n- Protocol versions prior to 0.3.0",
      claims: [
        { line: 2, text: "WebSocket transport", value: {} },
        { line: 3, text: "Protocol versions prior to 0.3.0" },
      ],
    },
    {
      markdown: "## 2. Decision Drivers & Non‑Goals\n- Drivers: cost\n- Non‑Goals: docs cleanup; tuple unpacking",
      claims: [
        { line: 3, text: "docs cleanup; tuple unpacking", value: { items: ["docs cleanup", "tuple unpacking"] } },
      ],
    },
    {
      markdown: "## 2. Decision Drivers & Non-Goals\n- **Drivers**: cost\n- **Non-Goals**:\n  - refunds\n  - receipts",
      claims: [
        { line: 4, text: "refunds" },
        { line: 5, text: "receipts" },
      ],
    },
    {
      markdown: "## Fuera de alcance\n- No se migran los datos antiguos",
      claims: [{ line: 2, text: "No se migran los datos antiguos" }],
    },
    {
      markdown: "## Non-Goals\n\n### Not now\n- refunds\n\n### Future work\n- receipts",
      claims: [{ line: 4, text: "refunds" }],
    },
    { markdown: "## Non-goals\n\nNone.", claims: [] },
  ],
  zones: {
    of: ["non-goals"],
    recognise(zone, reading, emit) {
      for (const item of allItemsOf(reading.tree, zone)) {
        if (item.group !== null && FUTURE.test(item.group)) continue;
        if (isPlaceholder(item.text, reading.tree) || saysNone(item.text, /\b(?:non-?goals?|goals?|exclusions)\b/i))
          continue;
        const items = item.form === "inline" ? partsOfList(item.plain) : [];
        emit({
          start: item.start,
          end: item.end,
          value: items.length > 1 ? { items } : {},
          ...keyField(item.text),
        });
      }
    },
  },
  describe: (_value, text) => text,
});

/** Lists of what is to come later are no non-goals, even under their heading. */
const FUTURE = /\b(?:future|later|next steps|follow-?ups?|futuro|futuras)\b/i;
