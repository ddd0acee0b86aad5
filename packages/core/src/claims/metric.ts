import { languageOf, type Block, type CodeBlock } from "../markdown/tree.ts";
import { cellOf, itemsOf, subItems, type Item } from "../outline/items.ts";
import type { Zone } from "../outline/zones.ts";
import { fold } from "../text/fold.ts";
import { defineClaim, type Emit, type Reading } from "./claim.ts";
import { isDenied } from "./denied.ts";
import { isNegative } from "./negative.ts";

export interface Metric {
  /** Without its labels: "jobs_total" for `jobs_total{state}`. */
  readonly name?: string;
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
/** Questions, chores, and figures of the code rather than of the running system. */
const ABOUT_ELSE =
  /\?$|^(?:are|is|what|how|which|does|do|if|when|users?|same|document|update|see|use|no|add documentation|✅|🎯)\b|^(?:test |code )?(?:coverage|duplication|quality)\b|\b(?:test|code) coverage\b|\b(?:lines of code|commits|maintainability|documentation|duplication)\b/i;
/** Tools that collect metrics are none. */
const TOOL =
  /^(?:prometheus|grafana|datadog|cloud ?watch|new ?relic|sentry|elk|kibana|open ?telemetry|otel|jaeger|zipkin|tempo|loki|splunk|statsd|micrometer|azure monitor|app(?:lication)? insights|stackdriver|cloud monitoring|pagerduty|opsgenie|uptime ?robot)\b(?:\s(?:dashboards?|for .*|metrics|\+.*|and .*))?\W*$/i;
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
        { line: 4, text: "`jobs_total{state}` — jobs by state", value: { name: "jobs_total" } },
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
      claims: [{ line: 5, text: "`orders_created_total`", value: { name: "orders_created_total" } }],
    },
    {
      markdown: "## Metrics\n```yaml\nmetrics:\n  - name: queue_depth\n    type: gauge\n```",
      claims: [{ line: 4, text: "queue_depth", value: { name: "queue_depth", inFence: true } }],
    },
    { markdown: "## Metrics\n- No new metrics; existing ones are unchanged.", claims: [] },
  ],
  zones: {
    of: ["metrics", "observability"],
    recognise(zone, reading, emit) {
      const isMetrics = zone.canonical === "metrics" && !WITH_OTHERS.test(fold(zone.title));
      if (isMetrics && isDenied(reading.tree, zone)) return;
      for (const item of itemsOf(reading.tree, zone)) {
        // "[x] Metrics" over "Metric name: …" heads its bullets.
        const named = /\b(?:metrics?|m[eé]tricas?|kpis?)\b/i.test(item.plain) && !/\blogs?\b/i.test(item.plain);
        const heads = /^metrics?\W*$/i.test(item.plain) || (item.plain.endsWith(":") && (isMetrics || named));
        const below = heads ? subItems(reading.tree, item) : [];
        for (const each of below.length > 0 ? below : [item]) one(each, isMetrics || (heads && named), emit);
      }
      for (const block of zone.blocks) if (block.kind === "code") inFence(block, zone, reading, emit);
    },
  },
  describe: (value, text) => value.name ?? text,
});

function one(item: Item, isMetrics: boolean, emit: Emit<Metric>): void {
  const { plain } = item;
  if (plain === "" || isNegative(plain) || UNCHANGED.test(plain)) return;
  const label = item.label?.separated ? item.label : null;
  const named = label !== null && /^metric(?:s)?(?: names?)?$/i.test(label.text);
  if (!named && (NO_METRIC.test(plain) || ABOUT_ELSE.test(plain) || TOOL.test(plain))) return;
  if (item.form === "heading" && !isMetrics) return;
  const code = firstName(item.text, isMetrics || named);
  if (!isMetrics && !named && code === null && !SAYS_METRIC.test(plain)) return;
  if (!isMetrics && code === null && /^(?:log|trace|dashboards?|alerts?)\b/i.test(plain)) return;
  if (item.form === "paragraph" && code === null && !SAYS_METRIC.test(plain)) return;
  if (item.form === "paragraph" && /[?:]$/.test(plain)) return;
  const name = code ?? nameOf(item, named);
  if (named && (name === null || name === "")) return;
  emit({
    start: item.start,
    end: item.end,
    ...(name === null ? {} : { key: name }),
    value: {
      ...(name === null ? {} : { name }),
      ...(/\b(?:existing|already|existente)\b/i.test(plain) ? { existing: true as const } : {}),
    },
  });
}

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
