import { allItemsOf } from "../outline/items.ts";
import { defineClaim } from "./claim.ts";
import { saysNone } from "./negative.ts";
import { isPlaceholder, partsOfList } from "./statement.ts";

export interface Driver {
  /** The parts of an inline list, split at semicolons; absent when there is only one. */
  readonly items?: readonly string[];
}

export const driver = defineClaim<"driver", Driver>({
  kind: "driver",
  title: "Decision driver",
  documentation: {
    what: "A force that decides between the options: cost, a deadline, a rule to keep.",
    counts: "One per list item under decision drivers; an inline list on one line is one.",
    not: "Reasons that stand elsewhere.",
  },
  examples: [
    {
      markdown: "## 2. Decision Drivers & Non‑Goals\n- Drivers: cost; a launch in May\n- Non‑Goals: refunds",
      claims: [{ line: 2, text: "cost; a launch in May", value: { items: ["cost", "a launch in May"] } }],
    },
    {
      markdown: "## Decision Drivers\n\n* **Cost** - we pay per call\n* Nobody may lose data",
      claims: [
        { line: 3, text: "**Cost** - we pay per call", value: {} },
        { line: 4, text: "Nobody may lose data" },
      ],
    },
  ],
  zones: {
    of: ["drivers"],
    recognise(zone, reading, emit) {
      for (const item of allItemsOf(reading.tree, zone)) {
        if (isPlaceholder(item.text, reading.tree) || saysNone(item.text, /\bdrivers?\b/i)) continue;
        const items = item.form === "inline" ? partsOfList(item.plain) : [];
        emit({ start: item.start, end: item.end, value: items.length > 1 ? { items } : {} });
      }
    },
  },
  describe: (_value, text) => text,
});
