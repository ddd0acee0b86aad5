import { readQuantities } from "../grammar/quantity.ts";
import { cellOf, itemsOf } from "../outline/items.ts";
import { boundOf, describeBound, type Bound } from "./bound.ts";
import { defineClaim, Mark, type Emit, type Leaf, type Reading } from "./claim.ts";
import { isDenied } from "./denied.ts";
import { isNegative } from "./negative.ts";

export type Slo = Partial<Bound> & { readonly inFence?: true };

const CALLED = /\bSL[OA]s?\b|\berror[- ]budgets?\b|\bpresupuestos? de errores?\b/;
const NO_SLO = /^(?:sli|alerts?|dashboards?|runbooks?|metrics?|owner|component)\b/i;

export const slo = defineClaim<"slo", Slo>({
  kind: "slo",
  title: "Service level objective",
  documentation: {
    what: "A service level that the design promises.",
    counts: "One per statement of an SLO, SLA or error budget that has an objective or is called so.",
    not: "Plain targets.",
  },
  examples: [
    {
      markdown: "### SLOs\n- Availability: 99.9 % per month\n- p95 latency < 300 ms\n- Runbook: to be written",
      claims: [
        {
          line: 2,
          text: "Availability: 99.9 % per month",
          value: { metric: "availability", op: ">=", value: 99.9, unit: "%" },
        },
        {
          line: 3,
          text: "p95 latency < 300 ms",
          value: { metric: "latency", op: "<", value: 300, unit: "ms", quantile: "p95" },
        },
      ],
    },
    {
      markdown: "## Performance\n- SLO: 99.5% of requests succeed\n- p99 < 1 s",
      claims: [{ line: 2, text: "99.5% of requests succeed", value: { op: ">=", value: 99.5, unit: "%" } }],
    },
    { markdown: "## SLOs\nNo SLOs change.", claims: [] },
  ],
  zones: {
    of: ["slos"],
    recognise(zone, reading, emit) {
      if (isDenied(reading.tree, zone)) return;
      for (const item of itemsOf(reading.tree, zone)) {
        if (isNegative(item.plain) || NO_SLO.test(item.plain)) continue;
        if (item.form === "heading") continue;
        const objective = cellOf(item, /^(?:objectives?|targets?|slos?|goals?|thresholds?|objetivos?|metas?)\b/);
        const words = objective === null ? item.text : reading.tree.text.slice(objective.start, objective.end);
        const value = boundIn(words, `${item.plain} ${words}`);
        if (
          value === null &&
          (item.form === "paragraph" ||
            item.cells !== null ||
            !CALLED.test(item.plain) ||
            /unchanged|not affected|if any/i.test(item.plain))
        )
          continue;
        emit({ start: item.start, end: item.end, value: value ?? {} });
      }
    },
  },
  leaves: {
    marks: Mark.Digit,
    recognise(leaf, reading, emit) {
      if (leaf.block.kind !== "paragraph" || isInSlos(leaf)) return;
      statements(leaf, reading, emit);
    },
  },
  describe: (value, text) => {
    const { metric, op, value: bound, unit } = value;
    return metric === undefined || op === undefined || bound === undefined || unit === undefined
      ? text
      : describeBound({ ...value, metric, op, value: bound, unit });
  },
});

function isInSlos(leaf: Leaf): boolean {
  return (
    leaf.canonical === "slos" ||
    leaf.canonical === "non-goals" ||
    leaf.canonical === "alternatives" ||
    leaf.canonical === "current-state" ||
    leaf.canonical === "alerts"
  );
}

/** Lines elsewhere that are called an SLO and have an objective. */
function statements(leaf: Leaf, reading: Reading, emit: Emit<Slo>): void {
  const { lines, start: from, end: to } = leaf.block;
  const all = reading.tree.text.slice(from, to);
  if (!all.includes("SL") && !all.includes("budget") && !all.includes("presupuesto")) return;
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const start = lines[i] ?? 0;
    const line = reading.tree.text.slice(start, lines[i + 1] ?? start);
    if (!CALLED.test(line) || isNegative(line)) continue;
    const value = boundIn(line, line);
    if (value !== null) emit({ start, end: start + line.trimEnd().length, value });
  }
}

/** The first objective of a statement; shares and times come before counts. */
function boundIn(words: string, all: string): Bound | null {
  const quantities = readQuantities(words);
  const main =
    quantities.find((each) => each.dimension === "percent") ??
    quantities.find((each) => each.dimension === "time" && each.unit !== "d") ??
    quantities.find((each) => each.dimension === "rate");
  return main === undefined ? null : boundOf(main, all, null);
}
