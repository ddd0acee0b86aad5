import type { Document } from "../../document/document.ts";
import { defineRule } from "../rule.ts";
import { claimsOf, type ClaimOf } from "../views/claims.ts";
import { asks } from "./asked.ts";

const asksForNames = asks(["metrics", "observability"], /\b(?:names? of each|metric names?|names?,)\b/i);

/** What the name of a metric looks like in a system that measures it. */
const NAME = /^[A-Za-z][\w:]*(?:[._:/-][\w:]+)+$|^[a-z]+(?:[A-Z][a-z0-9]+)+$/;

export const metricUnnamed = defineRule({
  id: "metric-unnamed",
  severity: "info",
  documentation: {
    summary: "Metrics are planned, and none of them has the name under which it will be found.",
    why: "A dashboard, an alert and a later reader look for a name. “Error rate” is three different numbers to three people.",
    notes:
      "One finding for a design without a single name such as `jobs_failed_total`; where some metrics have names, the others are left alone. Existing metrics and those without a section of their own are, too.",
  },
  bad: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 8. Observability & Operations\n\n### Metrics\n- Number of retries\n- Age of the oldest job\n",
      findings: [
        {
          line: 6,
          message:
            "None of the 2 metrics has a name. Write the name that it will have, such as `jobs_failed_total`, so that alerts and dashboards can use it.",
          related: [7],
        },
      ],
    },
  ],
  good: [
    {
      kind: "tdr",
      markdown: "# TDR — Retry\n\n### Metrics\n- `retries_total`: number of retries\n- Age of the oldest job\n",
    },
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n### Metrics\n\n**Histogram: `retry.bank.attempts`**\n- Labels: bank\n- Track attempts per job\n",
    },
    { kind: "tdr", markdown: "# TDR — Retry\n\n### Metrics\n- No new metrics.\n" },
    { markdown: "# Retry\n\n### Metrics\n- Number of retries\n" },
  ],
  check({ document }, report) {
    if (document.kind === null || !KINDS.has(document.kind.name)) return;
    const metrics = claimsOf(document, "metric").filter(
      ({ value, text }) => value.existing !== true && !NONE.test(text),
    );
    const [first, ...others] = metrics;
    if (first === undefined || !asksForNames(document) || metrics.some(hasName) || headsMetrics(document)) return;
    report({
      start: first.start,
      end: first.end,
      key: "metrics",
      message:
        metrics.length === 1
          ? "This metric has no name. Write the name that it will have, such as `jobs_failed_total`, so that alerts and dashboards can use it."
          : `None of the ${metrics.length} metrics has a name. Write the name that it will have, such as \`jobs_failed_total\`, so that alerts and dashboards can use it.`,
      ...(others.length === 0
        ? {}
        : { related: others.map(({ start, end }) => ({ start, end, message: "Another one." })) }),
    });
  },
});

/** Kinds that are asked for the names. */
const KINDS: ReadonlySet<string> = new Set(["tdr", "tdd"]);

/** Statements that speak of metrics and plan none. */
const NONE = /\b(?:no|none|not|without|unchanged|sufficient|existing|sin)\b/i;

function hasName({ text, value }: ClaimOf<"metric">): boolean {
  return (value.name !== undefined && NAME.test(value.name)) || /`[^`\n]+`/.test(text);
}

/** A paragraph that names a metric in bold and heads the list that describes it: "**Histogram: `jobs.age`**". */
const HEAD = /^(?:\*\*|__)[^`\n]{0,40}`[A-Za-z][\w:]*(?:[._:/-][\w:]+)+[^`\n]{0,120}`/;

function headsMetrics({ outline }: Document): boolean {
  return outline.zones.some(
    ({ canonical, section }) =>
      canonical === "metrics" &&
      section.blocks.some(
        ({ kind, start }) => kind === "paragraph" && HEAD.test(outline.tree.text.slice(start, start + 240)),
      ),
  );
}
