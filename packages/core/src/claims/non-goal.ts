import { itemsOf } from "../outline/items.ts";
import { defineClaim } from "./claim.ts";
import { isNegative } from "./negative.ts";

export interface NonGoal {
  /** The parts of an inline list, split at semicolons. */
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
    { markdown: "## Non-goals\n\nNone.", claims: [] },
  ],
  zones: {
    of: ["non-goals"],
    recognise(zone, reading, emit) {
      for (const item of itemsOf(reading.tree, zone)) {
        if (isNegative(item.plain)) continue;
        const parts = item.form === "inline" ? item.plain.split(/\s*;\s*/).filter((part) => part !== "") : [];
        emit({ start: item.start, end: item.end, value: parts.length > 0 ? { items: parts } : {} });
      }
    },
  },
  describe: (_value, text) => text,
});
