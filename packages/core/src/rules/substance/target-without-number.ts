import type { Leaf } from "../../claims/claim.ts";
import type { CanonicalId } from "../../outline/canonical.ts";
import { labelAt } from "../../outline/label.ts";
import { isNegative } from "../../claims/negative.ts";
import { defineRule } from "../rule.ts";
import { asks } from "./asked.ts";
import { shown } from "./shown.ts";

const asksForTargets = asks(
  ["performance", "nfr", "design"],
  /\b(?:p9\d|latency targets?|throughput|RPS|requests per second|targets? with)\b/i,
);

/** Built-in kinds that set no targets. */
const OTHERS: ReadonlySet<string> = new Set(["adr", "impact", "implementation-summary"]);

/** Sections in which a wish for speed is a target. */
const SECTIONS: ReadonlySet<CanonicalId | null> = new Set([
  "performance",
  "nfr",
  "slos",
  "design",
  "architecture",
  "components",
  "requirements",
  "drivers",
  "drivers-non-goals",
]);

const WISH =
  /\b(?:should|must|shall|needs? to|has to|have to|will)\b[^.;:!?|\n]{0,40}?\b(?:be (?:very |really |reasonably |as )?(?:fast|quick|snappy|responsive|performant|low[- ]latency|scalable|highly available)|(?:load|respond|return|answer|complete|finish|start|render|scale|perform|run)s? (?:very )?(?:fast|quickly|promptly|well|easily)|have (?:minimal|low|little) (?:latency|overhead)|have (?:a )?high throughput)\b/iu;

/** Names of quantities that are nothing without a number. */
const QUANTITY =
  /^(?:expected |target )?(?:latency|latencies|throughput|response times?|rps|qps|p9\d|p50|availability|uptime|latency targets?)(?: targets?| goals?)?(?: \([^)]*\))?$/i;

/** What may stand in place of a number. */
const ANSWERED =
  /\d|\b(?:not|no|none|unchanged|same|as today|as before|see|n\/a|identical|inherit\w*|depends on|dominated|measured|baseline|existing|within (?:the )?budget|one|two|three|five|ten|constant|linear|sin cambios)\b|O\(/iu;

export const targetWithoutNumber = defineRule({
  id: "target-without-number",
  severity: "warning",
  documentation: {
    summary: "Something must be fast, responsive or scalable, and no number says how much.",
    why: "Nobody can load-test “fast”. The number will be set by the first customer who complains.",
    notes:
      "Found are wishes (“should be fast”) in the sections on design, requirements and performance, and labels such as “Latency:” without a number behind them. “Unchanged” and “see …” are answers.",
  },
  bad: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 4. Proposed Design\n\n- The list should be fast.\n\n### Performance\n\n- Latency: low\n- Throughput: 200 jobs per second\n",
      findings: [
        {
          line: 5,
          message:
            "“should be fast” has no number. Say how fast under which load, as p95 below 200 ms at 50 requests per second, so that it can be measured.",
        },
        { line: 9, message: /^“Latency: low” has no number/ },
      ],
    },
  ],
  good: [
    {
      kind: "tdd",
      markdown:
        "# TDD: Retry\n\n### 4.1 Scalability & Performance\n\n* The list must be fast: p95 below 200 ms.\n* Latency: unchanged\n* Caching strategy: none\n",
    },
    { kind: "tdr", markdown: "# TDR — Retry\n\n## 1. Summary\n\nIt should be fast.\n" },
  ],
  check({ document }, report) {
    if (document.kind !== null && OTHERS.has(document.kind.name)) return;
    if (!asksForTargets(document)) return;
    const { text } = document.outline.tree;
    for (const leaf of document.leaves) {
      const { block } = leaf;
      if (!SECTIONS.has(leaf.canonical) || (block.kind !== "paragraph" && block.kind !== "cell")) continue;
      const found = bareQuantity(text, leaf) ?? bareWish(text, leaf);
      if (found === null) continue;
      report({
        ...found,
        message: `“${shown(text.slice(found.start, found.end))}” has no number. Say how fast under which load, as p95 below 200 ms at 50 requests per second, so that it can be measured.`,
      });
    }
  },
});

/** "Latency: low". */
function bareQuantity(text: string, { block, canonical }: Leaf): { start: number; end: number } | null {
  if (canonical !== "performance" && canonical !== "nfr") return null;
  const start = block.lines[0] ?? block.start;
  const end = block.lines[1] ?? start;
  if (block.lines.length > 2) return null;
  const label = labelAt(text, start, end);
  if (label === null || !label.separated || label.rest >= end || !QUANTITY.test(label.text)) return null;
  const said = text.slice(label.rest, end);
  return ANSWERED.test(said) || isNegative(said) || /[`<[]/.test(said) ? null : { start, end };
}

/** "should be fast", in a sentence without a number. */
function bareWish(text: string, { block }: Leaf): { start: number; end: number } | null {
  const source = text.slice(block.start, block.end);
  const match = WISH.exec(source);
  if (match === null) return null;
  const from = source.lastIndexOf(". ", match.index) + 1;
  const stop = source.slice(match.index).search(/[.!?](?:\s|$)/);
  const sentence = source.slice(from, stop === -1 ? source.length : match.index + stop);
  if (/\d|`/.test(sentence) || ANSWERED.test(sentence.slice(match.index - from + match[0].length))) return null;
  if (/\b(?:not|never|no)\b/i.test(match[0])) return null;
  return { start: block.start + match.index, end: block.start + match.index + match[0].length };
}
