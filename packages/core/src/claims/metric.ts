import { languageOf, type Block, type CodeBlock } from "../markdown/tree.ts";
import type { CanonicalId } from "../outline/canonical.ts";
import { cellOf, itemsOf, subItems, type Item } from "../outline/items.ts";
import type { Zone } from "../outline/zones.ts";
import { fold } from "../text/fold.ts";
import { defineClaim, Mark, type Emit, type Leaf, type Reading } from "./claim.ts";
import { isDenied } from "./denied.ts";
import { functionOf } from "./leaves.ts";
import { isNegative } from "./negative.ts";
import { explicitId } from "./statement.ts";

export interface Metric {
  /** Without its labels: "jobs_total" for `jobs_total{state}`. */
  readonly name?: string;
  readonly type?: "counter" | "gauge" | "histogram" | "summary";
  /** Names of its labels, as far as they are given. */
  readonly labels?: readonly string[];
  /** Said to be there already. */
  readonly existing?: true;
  readonly inFence?: true;
}

const NAME_LIKE = /^[a-zA-Z_:][\w:.-]*[_.:-][\w:.-]*$|^[a-z]+(?:[A-Z][a-z]+)+$/;
/** A name that means a metric wherever it stands. */
const SURELY =
  /^[a-z][\w:]*_(?:total|seconds|bytes|count|ms|milliseconds|ratio|info|bucket|sum|duration|latency|errors)$|^[a-z]+(?:\.[a-z_]+){2,}$/;
const SAYS_METRIC =
  /\b(?:metrics?|counters?|gauges?|histograms?|summar(?:y|ies) metric|m[eé]tricas?|contador(?:es)?|histogramas?)\b/i;
/** Bullets under a metric that describe it, and other signals. */
const NO_METRIC =
  /^(?:\[?optional\]?\s*)?(?:aggregation|components? exposing|details|owner|other|labels?|type|dashboards?|alerts?|alerting|logs?|logging|tracing|traces|slos?|slis?|condition name|event reason|api \.status|note|example|where|condition|reviewers?)\b/i;
const UNCHANGED = /\b(?:unchanged|no changes?|not affected|remain|reused?|stay|no new|sin cambios)\b/i;
/** Figures of the code or of the work rather than of the running system. */
const OF_CODE =
  /\b(?:quality|code|codebase|success|complexity|coverage|baseline|size|improvements?|project|implementation)\b/;
const ABOUT_ELSE =
  /\?$|^(?:are|is|what|how|which|does|do|not)\b|\btracing\b|^(?:implementation|documentation|(?:unit |integration |e2e )?tests|benchmarks?)$|^(?:✅|🎯|zero\b|no\b|there (?:are|is)\b|none\b)|^(?:test |code )?(?:coverage|duplication|quality)\b|\b(?:test|code) coverage\b|\b(?:lines of code|commits|maintainability|cyclomatic|duplication|zero regressions?)\b|\.(?:py|ts|js|go|rs|java|rb)\b/i;
/** A sentence about metrics rather than the name of one; "Track …" and its like name one. */
const SENTENCE =
  /^(?:the|this|these|that|an?|if|when|users?(?!-)|both|same|see|use|using|update|document|identify|understand|helps?|could|would|should|compare|maintain|keep|ensure|allow|integrate|reviews?|success criteria|configure|set up|create|export|send|navigate|toggle|enable|open|click|select|deploy|run|handle|provides?|identif(?:y|ies)|links|add|fetch|reuses?|visibility|all|we|it|they|are|is|what|how|which|does|do)\b|\b(?:will|would|should|could|can|may|must|helps?|shows?|sees?|is|are|was|were|have|has|don't|doesn't|does|be)\b/i;
/** Tools that collect metrics are none. */
const TOOL =
  /^(?:prometheus|grafana|datadog|cloud ?watch|new ?relic|sentry|elk|kibana|open ?telemetry|otel|jaeger|zipkin|tempo|loki|splunk|statsd|micrometer|azure monitor|app(?:lication)? insights|stackdriver|cloud monitoring|pagerduty|opsgenie|uptime ?robot)\b(?:\s(?:dashboards?|for .*|metrics|\+.*|and .*|\(.*|\/.*))?\W*$/i;
const WITH_OTHERS = /\b(?:logs?|logging|traces?|tracing|events?)\b/;

export const metric = defineClaim<"metric", Metric>({
  kind: "metric",
  title: "Metric",
  documentation: {
    what: "Something that the running system measures and emits.",
    counts: "One per item that says what is measured, in a metrics section or list.",
    not: "Log lines, traces, dashboards; “no new metrics”.",
  },
  examples: [
    {
      markdown:
        "## 8. Observability\n\n### Metrics\n- `jobs_total{state}` — jobs by state\n- Queue depth\n\n### Logs\n- one line per job",
      claims: [
        { line: 4, text: "`jobs_total{state}` — jobs by state", value: { name: "jobs_total", labels: ["state"] } },
        { line: 5, text: "Queue depth", value: { name: "Queue depth" } },
      ],
    },
    {
      markdown:
        "## Observability\n- Structured logs per stage\n- Basic metrics (job duration, failure rate)\n- No dashboards",
      claims: [
        { line: 3, text: "Basic metrics (job duration, failure rate)", value: { name: "job duration, failure rate" } },
      ],
    },
    {
      markdown: "## Observability\n- **Metrics:** error rate, latency\n- **Logging:** no PII",
      claims: [{ line: 2, text: "error rate, latency", value: { name: "error rate, latency" } }],
    },
    {
      markdown:
        "## Metrics\n\n| Metric | Type | Labels |\n|---|---|---|\n| `orders_created_total` | counter | region |",
      claims: [
        {
          line: 5,
          text: "`orders_created_total`",
          value: { name: "orders_created_total", type: "counter", labels: ["region"] },
        },
      ],
    },
    {
      markdown: "## Metrics\n```yaml\nmetrics:\n  - name: queue_depth\n    type: gauge\n```",
      claims: [{ line: 4, text: "queue_depth", value: { name: "queue_depth", inFence: true } }],
    },
    {
      markdown:
        "## Requirements\n\n### FR-1: Scale\n\n**Custom metrics:**\n1. `queue_len`\n2. **calls_now** (target: 5)",
      claims: [
        { line: 6, text: "`queue_len`", value: { name: "queue_len" } },
        { line: 7, text: "**calls_now** (target: 5)", value: { name: "calls_now" } },
      ],
    },
    {
      markdown:
        "## Monitoring\n\n**REQ-9**: The system SHALL expose metrics\n\n- The server SHALL track: open sockets\n- The server SHALL expose them",
      claims: [{ line: 5, text: "The server SHALL track: open sockets", value: { name: "open sockets" } }],
    },
    { markdown: "## Metrics\n- No new metrics; existing ones are unchanged.", claims: [] },
  ],
  zones: {
    of: ["metrics", "observability", "slos"],
    recognise(zone, reading, emit) {
      const title = fold(zone.title);
      const isMetrics =
        zone.canonical === "metrics" &&
        !WITH_OTHERS.test(title) &&
        !OF_PRODUCT.test(title) &&
        !OTHERS_METRICS.has(functionOf(zone.parent));
      if (isMetrics && isDenied(reading.tree, zone)) return;
      const isOfCode = OF_CODE.test(title);
      for (const item of itemsOf(reading.tree, zone))
        spread(item, { isMetrics, isOfCode, onlyNamed: zone.canonical === "slos", depth: 0 }, reading, emit);
      for (const block of zone.blocks) if (block.kind === "code") inFence(block, zone, reading, emit);
    },
  },
  leaves: {
    marks: Mark.Underscore,
    recognise(leaf, reading, emit) {
      if (!ELSEWHERE.has(leaf.canonical)) inList(leaf, reading, emit);
    },
  },
  settle(found) {
    const names = new Set(found.filter((each) => !each.doubtful).map(({ value }) => value.name));
    return found.filter(({ value, doubtful }) => {
      if (!doubtful) return true;
      if (names.has(value.name)) return false;
      names.add(value.name);
      return true;
    });
  },
  describe: (value, text) => value.name ?? text,
});

/** Metrics of which the document speaks, or that it offers to its users, rather than what the system measures of itself. */
const OF_PRODUCT = /\b(?:apis?|endpoints?|get|post|routes?|research|evidence|pages?|screens?|tables|api reference)\b/;
const OTHERS_METRICS: ReadonlySet<CanonicalId | null> = new Set([
  "references",
  "user-story",
  "summary",
  "current-state",
]);
/** A table whose rows are metrics says so in its first column. */
const METRIC_HEADER =
  /^(?:(?:key|custom|prometheus) )?(?:metrics?|m[eé]tricas?|indicators?|kpis?|signals?)(?: names?)?$/;

/** Sections that have their own reading, or where such a name is a column rather than a metric. */
const ELSEWHERE: ReadonlySet<CanonicalId | null> = new Set([
  "metrics",
  "observability",
  "data-model",
  "contracts",
  "alternatives",
  "alerts",
  "dashboards",
  "slos",
  "current-state",
  "title",
]);
/** A name that no column or variable has: Prometheus' suffixes, or several words and a unit. */
const PLAIN_METRIC =
  /^[\s>*_]*`?([a-z][a-z0-9]*(?:_[a-z0-9]+){1,8}_(?:total|seconds)|[a-z][a-z0-9]*(?:_[a-z0-9]+){3,8}_(?:bytes|count|ratio|info|percent|milliseconds))(?=[\s`{:*(,.—–-]|$)/;

/** A name in code or in bold at the start of an item. */
const LISTED = /^(?:`|\*\*`?)([a-zA-Z_:][\w:]*_[\w:]+)(?:\{[^}`]{0,100}\})?(?:`|\*\*)/;
/** The line over a list that says of its items that they are metrics. */
const LISTS_METRICS = /(?:^|\n)[^\n]{0,60}\b(?:metrics?|m[eé]tricas)\b[^\n]{0,20}:[*_]*[ \t]*\n\s*$/i;
const MOST_LEAD = 100;

function isListOfMetrics(leaf: Leaf, reading: Reading): boolean {
  const list = leaf.block.parent?.parent;
  if (list?.kind !== "list") return false;
  return LISTS_METRICS.test(reading.tree.text.slice(Math.max(0, list.start - MOST_LEAD), list.start));
}

/** A list item or the first cell of a row that begins with a metric's name. */
function inList(leaf: Leaf, reading: Reading, emit: Emit<Metric>): void {
  const { block } = leaf;
  if (block.kind === "cell" ? block.level !== 0 : block.kind !== "paragraph" || block.parent?.kind !== "item") return;
  const start = block.lines[0] ?? block.start;
  const line = reading.tree.text.slice(start, Math.min(block.lines[1] ?? start, start + 300));
  const name = PLAIN_METRIC.exec(line)?.[1] ?? (isListOfMetrics(leaf, reading) ? LISTED.exec(line)?.[1] : undefined);
  if (name !== undefined)
    emit({ start, end: start + line.trimEnd().length, key: name, value: { name }, doubtful: true });
}

/** What can be measured, where a list about watching the system names it: "Queue depth", "Track failed imports per hour". */
const MEASURED =
  /\b(?:latenc(?:y|ies)|throughput|(?:error|success|failure|hit|miss|cache|retry|request|conversion|drop)[- ](?:rates?|ratios?|counts?)|response times?|durations?|(?:number|count|rate|percentage|amount|volume) of|(?:queue|backlog) (?:depth|size|length)|backlog|lag|(?:cpu|memory|disk|resource|connection pool) (?:usage|utili[sz]ation|consumption)|uptime|qps|rps|requests? per (?:second|minute)|processing time|execution time|failed \w+ per|latencias?|tasa de \w+|tiempos? de respuesta|n[uú]mero de|uso de (?:cpu|memoria))\b/i;
/** Work on metrics, or a word about them, in a list about watching the system. */
const TELLS =
  /^(?:deploy|monitor|included?|provides?|integrat\w*|use|using|set up|configure|ensure|data|every|check|verify|review|enable|update|document)\b|\b(?:will likely|included in|dashboard open)\b/i;
const NOT_MEASURED =
  /\b(?:logs?|logged|logging|traces?|tracing|spans?|alerts?|alerting|dashboards?|runbooks?|page|pagerduty|logs|alertas?|registros?|limit|timeout|must|should|shall|debe|improve\w*|monitoring|so|because|reduce[ds]?)\b|[<>≥≤]|\d\s?%|[.;:]\s\S/i;

function isMeasured({ form, plain }: Item): boolean {
  return (
    (form === "bullet" || form === "numbered") &&
    plain.length <= 110 &&
    MEASURED.test(plain) &&
    !NOT_MEASURED.test(plain) &&
    !SENTENCE.test(plain)
  );
}

interface Place {
  readonly isMetrics: boolean;
  readonly isOfCode: boolean;
  /** Only what is called "Metric name: …" counts. */
  readonly onlyNamed: boolean;
  readonly depth: number;
}

/** An item, or the bullets below it where it only announces them: "[x] Metrics", "Key metrics:". */
function spread(item: Item, place: Place, reading: Reading, emit: Emit<Metric>): void {
  const { plain } = item;
  const isNamed = /\b(?:metrics?|m[eé]tricas?|kpis?)\b/i.test(plain) && !/\blogs?\b/i.test(plain);
  // A requirement about metrics is none: what it asks to measure stands below it.
  if (explicitId(item.text) !== null && item.form === "strong") {
    for (const each of subItems(reading.tree, item)) if (MEASURES.test(each.plain)) asked(each, emit);
    return undefined;
  }
  const heads =
    /^metrics?\W*$/i.test(plain) || (plain.endsWith(":") && !NO_METRIC.test(plain) && (place.isMetrics || isNamed));
  const below = heads && place.depth < 3 ? subItems(reading.tree, item) : [];
  if (below.length === 0) return one(item, place, reading, emit);
  const inside = { ...place, isMetrics: place.isMetrics || isNamed, depth: place.depth + 1 };
  for (const each of below) spread(each, inside, reading, emit);
}

/** "The server shall track …" */
const MEASURES =
  /^(?:the )?[\w -]{2,40}\s(?:shall|must|should|will)\s(?:track|measure|record|count|emit)\b(?!\s+events?\b)/i;

function asked(item: Item, emit: Emit<Metric>): void {
  const name = item.plain.replace(MEASURES, "").replace(/^[\s:]+|[\s.]+$/g, "");
  emit({ start: item.start, end: item.end, ...(name === "" ? {} : { key: name }), value: name === "" ? {} : { name } });
}

function one(item: Item, { isMetrics, isOfCode, onlyNamed }: Place, reading: Reading, emit: Emit<Metric>): void {
  const { plain } = item;
  if (plain === "" || isNegative(plain) || UNCHANGED.test(plain)) return;
  const label = item.label?.separated ? item.label : null;
  const isRow = item.cells !== null && METRIC_HEADER.test(item.cells.keys().next().value ?? "");
  const named = label !== null && /^metrics?(?: names?)?$/i.test(label.text);
  if (onlyNamed && !named) return;
  // A table of figures says what was measured, not what is emitted.
  if (
    cellOf(item, /^(?:values?|actual|current|result|score|counts?|valor)$/) !== null &&
    cellOf(item, /type|labels?|description|purpose|unit|source|target|tipo/) === null
  )
    return;
  if (label !== null && TOOL.test(plain.slice(plain.indexOf(":") + 1).trim())) return;
  if (!named && ((!isRow && NO_METRIC.test(plain)) || ABOUT_ELSE.test(plain) || TOOL.test(plain))) return;
  const code = firstName(item.text, isMetrics || named);
  if (item.form === "heading" && code === null) return;
  if (!named && code === null) {
    if (
      isMetrics || isRow
        ? isOfCode || SENTENCE.test(plain)
        : (!SAYS_METRIC.test(plain) || TELLS.test(plain)) && !isMeasured(item)
    )
      return;
    if (!isMetrics && /^(?:log|trace|dashboards?|alerts?)\b/i.test(plain)) return;
    if (item.form === "paragraph" && (!SAYS_METRIC.test(plain) || plain.endsWith(":") || SENTENCE.test(plain))) return;
  }
  // A paragraph is about a metric where it begins with it; further in, it speaks of one.
  if (item.form === "paragraph" && code !== null && item.text.indexOf(code) > 14) return;
  const name = code ?? nameOf(item, named);
  if (named && (name === null || name === "")) return;
  emit({
    start: item.start,
    end: item.end,
    ...(name === null ? {} : { key: name }),
    value: {
      ...(name === null ? {} : { name }),
      ...shapeOf(item, reading),
      ...(/\b(?:existing|already|existente)\b/i.test(plain) ? { existing: true as const } : {}),
    },
  });
}

/** Type and labels: from the columns of a table, from braces behind the name, or from the words. */
function shapeOf(item: Item, reading: Reading): Pick<Metric, "type" | "labels"> {
  const source = (cell: Block | null): string => (cell === null ? "" : reading.tree.text.slice(cell.start, cell.end));
  // Behind a semicolon another metric is spoken of.
  const said =
    item.cells === null ? (item.plain.split(";", 1)[0] ?? "") : source(cellOf(item, /^(?:type|kind|tipo)\b/));
  const type = /\b(counter|gauge|histogram|summary|contador|histograma)\b/i.exec(said)?.[1]?.toLowerCase();
  const list =
    /`[\w:.]+\s?\{([^}`]{1,200})\}`/.exec(item.text)?.[1] ??
    (item.cells === null
      ? /\blabel(?:l?ed by|s?:)\s([\w`, ]{2,120})/i.exec(item.text)?.[1]
      : source(cellOf(item, /^(?:labels?|dimensions?|tags?|etiquetas?)\b/)));
  const labels = (list ?? "")
    .split(/[,;]/)
    .map((label) => /^[\s`*]*([A-Za-z_]\w{0,60})/.exec(label)?.[1])
    .filter((label) => label !== undefined);
  return {
    ...(type === undefined ? {} : { type: TYPES[type] ?? "counter" }),
    ...(labels.length === 0 ? {} : { labels }),
  };
}

const TYPES: Readonly<Record<string, Metric["type"]>> = {
  counter: "counter",
  contador: "counter",
  gauge: "gauge",
  histogram: "histogram",
  histograma: "histogram",
  summary: "summary",
};

/** The first name between backticks, or bare when it can only be one, that looks like a metric's. */
function firstName(text: string, isMetrics: boolean): string | null {
  const code = /`([^`\n]{2,160})`/
    .exec(text)?.[1]
    ?.replace(/\s?[{([].*$/, "")
    .trim();
  if (
    code !== undefined &&
    (isMetrics ? NAME_LIKE : SURELY).test(code) &&
    !/[/]|\.(?:py|ts|js|go|rs|md|ya?ml|json)$/.test(code)
  )
    return code;
  const bare =
    /(?<![\w/.])[a-z][a-z0-9]{0,40}(?:_[a-z0-9]{1,40}){1,8}_(?:total|seconds|bytes|count|ms|ratio|info|bucket|sum)\b/.exec(
      text,
    );
  return bare?.[0] ?? null;
}

function nameOf(item: Item, named: boolean): string | null {
  const cell = cellOf(item, /^(?:metrics?|names?|m[eé]tricas?|nombre)\b/);
  if (cell !== null) return item.plain;
  const label = item.label;
  const plain = item.plain.replace(/\s+/g, " ").trim();
  if (named && label !== null) return plain.slice(plain.indexOf(":") + 1).trim();
  const listed = /^(?:[\w-]+\s){0,2}(?:metrics?|m[eé]tricas?)\s?\(([^)]{3,100})\)\.?$/i.exec(plain)?.[1];
  if (listed !== undefined) return listed;
  if (label?.separated && label.text.length <= 60 && !SAYS_METRIC.test(label.text)) return label.text;
  const head = /^(.{3,80}?)(?:\s[—–-]\s|\s?\(|:\s|\.?$)/.exec(plain)?.[1];
  return head ?? null;
}

/** Entries of a block that defines metrics. */
function inFence(block: CodeBlock, zone: Zone, reading: Reading, emit: Emit<Metric>): void {
  if (!/^(?:ya?ml|json[c5]?)$/.test(languageOf(block)) || zone.canonical !== "metrics") return;
  eachLine(block, reading, (line, start) => {
    const match =
      /^\s*(?:-\s*)?["']?(?:name|metric|metric_name|metricName)["']?\s*:\s*["']?([A-Za-z_:][\w:.-]{2,100})/.exec(line);
    if (match?.[1] === undefined) return;
    const from = start + match[0].length - match[1].length;
    emit({ start: from, end: from + match[1].length, key: match[1], value: { name: match[1], inFence: true } });
  });
}

function eachLine(block: Block, reading: Reading, visit: (line: string, start: number) => void): void {
  for (let i = 0; i + 1 < block.lines.length; i += 2) {
    const start = block.lines[i] ?? 0;
    visit(reading.tree.text.slice(start, Math.min(block.lines[i + 1] ?? start, start + 400)), start);
  }
}
