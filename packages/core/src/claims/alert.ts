import { languageOf, walk, type Block, type CodeBlock } from "../markdown/tree.ts";
import type { CanonicalId } from "../outline/canonical.ts";
import { cellOf, itemsOf, subItems, type Item } from "../outline/items.ts";
import { defineClaim, Mark, type Emit, type Reading } from "./claim.ts";
import { isDenied } from "./denied.ts";
import { functionOf } from "./leaves.ts";
import { isNegative } from "./negative.ts";

export interface Alert {
  /** When it fires, as written. */
  readonly condition?: string;
  readonly severity?: string;
  readonly inFence?: true;
}

const ALERTS = /\b(?:alerts?|alerting|alarms?|pages?|paging|notif(?:y|ies) on-?call|alertas?|alarmas?|alertar)\b/i;
const WHEN =
  /\b(?:when|if|on|for|above|below|over|under|exceed\w*|more than|less than|spike\w*|drops?|fail\w*|cuando|si|supera\w*|mayor|menor)\b|[<>≥≤]|\d\s?%/i;
/** Statements of an alerts section that state no condition. */
const NO_ALERT =
  /^✅|^(?:same|users? (?:will|can)|dashboards?|runbooks?|logs?|logging|metrics?|owner|channels?|notification channels?|escalation|routing|tools?|severity|on-?call|existing|reuse|use (?:the )?existing|slos?|traces?|tracing)\b/i;
/** Alerts that are a feature of the product, or what deals with them. */
const OF_PRODUCT =
  /\b(?:apis?|endpoints?|get|post|types?|tests?|scenarios?|cards?|ui|screens?|pages?|banners?|payloads?|examples?|publisher|format\w*|manag\w*|service|model|schema)\b/i;
/** A column that says from which value on somebody is alerted. */
const ALERT_HEADER = /^(?:alert|alarm|alerta|umbral de alerta|page when)/;
const MEASURED = /[<>≥≤]|\d\s?(?:%|ms\b|s\b|min)|\b(?:exceed|above|below|over|under|more than|less than)\b/i;

export const alert = defineClaim<"alert", Alert>({
  kind: "alert",
  title: "Alert",
  documentation: {
    what: "A condition under which somebody is notified.",
    counts: "One per condition; several on a line are several claims.",
    not: "Dashboards, log levels, “no new alerts”.",
  },
  examples: [
    {
      markdown:
        "### Alerts\n- Error rate > 1 % over 5 minutes\n- **Queue stuck**: no job done in 10 minutes (critical)\n- Dashboards: queue overview",
      claims: [
        { line: 2, text: "Error rate > 1 % over 5 minutes", value: { condition: "Error rate > 1 % over 5 minutes" } },
        {
          line: 3,
          text: "**Queue stuck**: no job done in 10 minutes (critical)",
          value: { condition: "no job done in 10 minutes (critical)", severity: "critical" },
        },
      ],
    },
    {
      markdown: "## Observability\n- Alerts: 5xx > 1%; p95 > 2 s\n- Logs as before",
      claims: [
        { line: 2, text: "5xx > 1%", value: { condition: "5xx > 1%" } },
        { line: 2, text: "p95 > 2 s", value: { condition: "p95 > 2 s" } },
      ],
    },
    {
      markdown: "## Alerting\n\n| Alert | Condition | Severity |\n|---|---|---|\n| Lag | consumer lag > 10k | P2 |",
      claims: [{ line: 5, text: "Lag", value: { condition: "consumer lag > 10k", severity: "P2" } }],
    },
    {
      markdown: "## Monitoring\n- Alert when the queue holds more than 1000 jobs\n- No alerts on weekends",
      claims: [
        {
          line: 2,
          text: "Alert when the queue holds more than 1000 jobs",
          value: { condition: "the queue holds more than 1000 jobs" },
        },
      ],
    },
    {
      markdown:
        "## Risks\n\n### Risk 1: Lag\n- **Impact**: late orders\n- **Monitoring**: track lag, alert if > 10 minutes (a stuck worker)\n- Do not alert on weekends",
      claims: [{ line: 5, text: "alert if > 10 minutes (a stuck worker)", value: { condition: "> 10 minutes" } }],
    },
    {
      markdown:
        "```yaml\ngroups:\n  - name: jobs\n    rules:\n      - alert: JobsFailing\n        expr: rate(jobs_failed[5m]) > 1\n        labels:\n          severity: page\n```",
      claims: [
        {
          line: 5,
          text: "alert: JobsFailing",
          value: { condition: "rate(jobs_failed[5m]) > 1", severity: "page", inFence: true },
        },
      ],
    },
  ],
  zones: {
    of: ["alerts", "observability", "metrics", "slos"],
    recognise(zone, reading, emit) {
      if (zone.canonical === "alerts" && isDenied(reading.tree, zone)) return;
      const isAlerts = zone.canonical === "alerts" && !OF_PRODUCT.test(zone.title);
      for (const { item, isAnnounced } of itemsOf(reading.tree, zone).flatMap((each) => announced(each, reading))) {
        if (isNegative(item.plain) || item.plain === "" || item.plain.endsWith("?")) continue;
        if (item.cells !== null && !isAlerts) {
          inColumn(item, reading, emit);
          continue;
        }
        if (NO_ALERT.test(item.plain)) continue;
        if (!isAlerts && !isAnnounced && !announces(item.plain)) continue;
        if (isAlerts && item.form === "paragraph" && (!WHEN.test(item.plain) || /[?:]$/.test(item.plain))) continue;
        conditions(item, reading, emit);
      }
    },
  },
  leaves: {
    marks: Mark.Code,
    recognise(leaf, reading, emit) {
      if (leaf.block.kind === "code") inFence(leaf.block, reading, emit);
    },
  },
  whole(reading, emit) {
    const places = placesOf(reading.tree.text);
    if (places.length === 0) return;
    for (const zone of reading.outline.zones) {
      const canonical = functionOf(zone);
      if (canonical === "alerts" || canonical === "title") continue;
      const own = zone.form === "item" ? zone.opener.children.slice(0, 1) : zone.form === "label" ? [zone.opener] : [];
      for (const block of [...own, ...zone.blocks]) {
        if (!holds(places, block)) continue;
        walk(block, (inner) => {
          if (inner.kind === "paragraph" && holds(places, inner)) inWords(inner, places, canonical, reading, emit);
          return inner.kind !== "code" && holds(places, inner);
        });
      }
    }
  },
  settle(found) {
    let covered = -1;
    return found.filter(({ start, end, doubtful }) => {
      if (doubtful && start < covered) return false;
      covered = Math.max(covered, end);
      return true;
    });
  },
  describe: (value, text) => value.condition ?? text,
});

/** "Alert if …", as an order: at the start of a statement or behind a comma. */
const ORDER = /(?:alert|alertar)\s(?:(?:the\s)?(?:on-?call|team)\s)?(?:if|when|whenever|once|on|si|cuando)\s/iy;
const MOST_PLACES = 1000;

/** Offsets at which such an order may begin, ascending. */
function placesOf(text: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf("lert"); at !== -1 && places.length < MOST_PLACES; at = text.indexOf("lert", at + 4)) {
    const before = text.slice(Math.max(0, at - 6), at - 1);
    if (!/(?:^|\n)[\s>*-]*$|[,;:.(—–*_-]\s*$|\b(?:and|y)\s$/.test(before)) continue;
    ORDER.lastIndex = at - 1;
    if (at > 0 && ORDER.test(text)) places.push(at - 1);
  }
  return places;
}

/** Whether one of the ascending offsets lies in a block. */
function holds(places: readonly number[], block: Block): boolean {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < block.start) low = middle + 1;
    else high = middle;
  }
  const next = places[low];
  return next !== undefined && next < block.end;
}

/** Sections in which such an order is one to those who run the system rather than a feature for its users. */
const OF_OPERATION: ReadonlySet<CanonicalId | null> = new Set([
  "observability",
  "metrics",
  "logging",
  "dashboards",
  "slos",
  "runbooks",
  "risks",
  "risks-open-questions",
  "rollout",
  "revert",
  "backfill",
  "performance",
  "error-handling",
  "security",
]);

function inWords(
  paragraph: Block,
  places: readonly number[],
  canonical: CanonicalId | null,
  reading: Reading,
  emit: Emit<Alert>,
): void {
  const { text } = reading.tree;
  if (
    !OF_OPERATION.has(canonical) &&
    !/\b(?:monitor\w*|observab\w*)\b/i.test(text.slice(paragraph.start, paragraph.start + 40))
  )
    return;
  for (const start of places) {
    if (start < paragraph.start || start >= paragraph.end) continue;
    const rest = text.slice(start, Math.min(paragraph.end, start + MOST_ORDER));
    const stop = /[;\n]|\.(?=\s|$)/.exec(rest);
    const written = (stop === null ? rest : rest.slice(0, stop.index)).trimEnd();
    const condition = conditionIn(written, null);
    emit({ start, end: start + written.length, value: condition === "" ? {} : { condition }, doubtful: true });
  }
}

const MOST_ORDER = 300;

/** The bullets below "Alerts:"; other items as they are. */
function announced(item: Item, reading: Reading): readonly { readonly item: Item; readonly isAnnounced: boolean }[] {
  if (!item.plain.endsWith(":") || !ALERTS.test(item.plain)) return [{ item, isAnnounced: false }];
  const below = subItems(reading.tree, item);
  return below.length === 0 ? [{ item, isAnnounced: false }] : below.map((each) => ({ item: each, isAnnounced: true }));
}

/** Whether a statement outside of an alerts section says that somebody is alerted, and when. */
function announces(plain: string): boolean {
  const match = ALERTS.exec(plain);
  if (match === null || /\b(?:existing|no|without|not)\s(?:\w+\s){0,2}$/i.test(plain.slice(0, match.index)))
    return false;
  if (/^(?:pages?|paging)$/i.test(match[0]) && !/on-?call|oncall/i.test(plain)) return false;
  return match.index < 60 && WHEN.test(plain.slice(match.index + match[0].length, match.index + 160));
}

/** "| Queue depth | how many wait | > 1000 |" under a column "Alert threshold". */
function inColumn(item: Item, reading: Reading, emit: Emit<Alert>): void {
  const cell = cellOf(item, ALERT_HEADER);
  if (cell === null ? announces(item.plain) : cell.start === item.start) return conditions(item, reading, emit);
  const condition = cell === null ? "" : reading.tree.text.slice(cell.start, cell.end);
  if (cell === null || isNegative(condition) || !(WHEN.test(condition) || MEASURED.test(condition))) return;
  emit({ start: cell.start, end: cell.end, key: item.plain, value: { condition } });
}

function conditions(item: Item, reading: Reading, emit: Emit<Alert>): void {
  if (item.cells !== null) {
    const cell = cellOf(
      item,
      /^(?:conditions?|alert (?:threshold|condition|when)|trigger|threshold|expression|when|query|condici[oó]n|umbral)\b/,
    );
    const rank = cellOf(item, /^(?:severity|priority|level|severidad|prioridad)\b/);
    const { text } = reading.tree;
    const condition = cell === null ? item.plain : text.slice(cell.start, cell.end);
    const severity = rank === null ? {} : { severity: text.slice(rank.start, rank.end) };
    emit({ start: item.start, end: item.end, key: item.plain, value: { condition, ...severity } });
    return;
  }
  const parts = partsOf(item);
  for (const [from, to] of parts) {
    const written = item.text.slice(from - item.start, to - item.start);
    const condition = conditionIn(written, parts.length === 1 ? item : null);
    const severity = /\b(critical|warning|page|p[0-4]|sev-?\d|high|info|crítica?)\b(?=[^()]*\)\s*\.?$)/i.exec(
      written,
    )?.[1];
    emit({
      start: from,
      end: to,
      value: {
        ...(condition === "" ? {} : { condition }),
        ...(severity === undefined ? {} : { severity: severity.toLowerCase() }),
      },
    });
  }
}

/** One stretch per condition: several on a line are parted by semicolons, or by commas where each part is measured. */
function partsOf(item: Item): readonly (readonly [number, number])[] {
  const lead =
    item.form === "inline" || !(item.label?.separated ?? false) ? item.start : (item.label?.rest ?? item.start);
  const text = item.text.slice(Math.max(0, lead - item.start));
  for (const separator of [/;\s*/g, /(?:,|\band\b|\by\b)\s*/g]) {
    const parts: [number, number][] = [];
    let from = 0;
    for (const match of text.matchAll(separator)) {
      parts.push([from, match.index]);
      from = match.index + match[0].length;
    }
    parts.push([from, text.length]);
    const real = parts.filter(([a, b]) => text.slice(a, b).trim().replace(/\.$/, "") !== "");
    if (real.length > 1 && real.every(([a, b]) => MEASURED.test(text.slice(a, b)))) {
      return real.map(([a, b]) => {
        const part = text.slice(a, b);
        const blanks = part.length - part.trimStart().length;
        return [lead + a + blanks, lead + a + part.trimEnd().replace(/\.$/, "").length] as const;
      });
    }
  }
  return [[item.start, item.end]];
}

function conditionIn(written: string, item: Item | null): string {
  const label = item?.label;
  const ordered = label?.separated ? null : AS_ORDER.exec(written);
  // Behind an order, what is in brackets says what it may mean: "Alert if lag > 10 s (a stuck worker)".
  if (ordered !== null) return closed(written.slice(ordered[0].length).replace(/\s\([^()<>\d]*\)\.?$/, ""));
  const said = label?.separated && item !== null ? item.text.slice(Math.max(0, label.rest - item.start)) : written;
  return said
    .replace(/[*_`]+/g, "")
    .replace(
      /^\s*(?:(?:an?\s)?(?:alerts?|alarms?|page|notify)\b(?:\s(?:on-?call|the team))?\s?(?:fires?|triggers?)?\s?(?:when|if|on|for|:)\s)/i,
      "",
    )
    .replace(label?.separated ? /$^/ : /\s\((?:[^()]*\balert\b[^()]*)\)$/i, "")
    .trim()
    .replace(/\.$/, "");
}

const AS_ORDER = /^\s*(?:alert|alertar)\s(?:(?:the\s)?(?:on-?call|team)\s)?(?:if|when|whenever|once|on|si|cuando)\s/i;

function closed(text: string): string {
  return text
    .replace(/[*_`]+/g, "")
    .trim()
    .replace(/\.$/, "");
}

/** Prometheus rules, and other lists of alerts in YAML. */
function inFence(block: CodeBlock, reading: Reading, emit: Emit<Alert>): void {
  if (!/^(?:ya?ml|json|)$/.test(languageOf(block))) return;
  const { text } = reading.tree;
  const from = block.lines[0] ?? 0;
  const to = block.lines.at(-1) ?? from;
  if (!/\balert["']?\s?:/i.test(text.slice(from, to))) return;
  let pending: { start: number; end: number; condition?: string; severity?: string } | null = null;
  const flush = (): void => {
    if (pending === null) return;
    const { start, end, condition, severity } = pending;
    emit({
      start,
      end,
      value: {
        ...(condition === undefined ? {} : { condition }),
        ...(severity === undefined ? {} : { severity }),
        inFence: true,
      },
    });
    pending = null;
  };
  for (let i = 0; i + 1 < block.lines.length; i += 2) {
    const start = block.lines[i] ?? 0;
    const line = text.slice(start, Math.min(block.lines[i + 1] ?? start, start + 400));
    const named = /^\s*(?:-\s*)?(["']?alert["']?\s?:\s?["']?[\w .-]{2,100})/.exec(line);
    if (named?.[1] !== undefined) {
      flush();
      const at = start + named[0].length - named[1].length;
      pending = { start: at, end: at + named[1].trimEnd().length };
      continue;
    }
    if (pending === null) continue;
    const pair = /^\s*["']?(expr|condition|query|severity)["']?\s?:\s?["']?([^"']{1,300}?)["']?,?\s*$/.exec(line);
    if (pair?.[2] === undefined) continue;
    if (pair[1] === "severity") pending.severity ??= pair[2];
    else if (!/^[|>]/.test(pair[2])) pending.condition ??= pair[2];
  }
  flush();
}
