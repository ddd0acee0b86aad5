import type { Alert } from "../claims/alert.ts";
import type { AlertFacts, AlertRule, Comparison, Query } from "../facts/alerts.ts";
import type { MetricFacts, MetricPage } from "../facts/metrics.ts";
import { readQuantities, type Quantity } from "../grammar/quantity.ts";
import { languageOf } from "../markdown/tree.ts";
import { defineJudge, type ClaimOf, type JudgeContext } from "./judge.ts";
import { leafAt, statementOf } from "./measured/statement.ts";
import { figures } from "./measured/units.ts";
import { wordsOf } from "./measured/words.ts";
import { broken, holds, unproven, type EvidencePlace, type Opinion } from "./verdict.ts";

/** Words of a condition that name nothing. */
const EMPTY = new Set(
  `a an the if when whenever once for over above below under more than less exceed exceeds is are be of on in at to and or by with per any
  all not no minute minutes min second seconds hour hours day alert alerts alerting page pages paging on-call call critical warning
  high low info severity rate ratio count total number value metric threshold sustained consecutive during within last window than
  sev p0 p1 p2 p3 p4 notify fire fires trigger ms sec percent si cuando mayor menor que por durante minutos`
    .split(/\s+/)
    .flatMap(wordsOf),
);
/** What people say for what a metric is called. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  latency: ["latency", "duration", "seconds"],
  slow: ["latency", "duration"],
  "5xx": ["error", "5xx", "500"],
  failure: ["error", "failed", "failure", "fail"],
  failed: ["error", "failed", "failure"],
  error: ["error", "failed", "failure", "5xx"],
  queue: ["queue", "backlog", "lag", "depth"],
  down: ["up", "down", "absent"],
};
/** Written as a query rather than in words: a function, a selector, or a metric's name that is compared. */
const QUERY =
  /^\s*(?:\w+\s*(?:by|without)?\s*\(.*[[(]|[a-z_:][\w:]*\s*[{[]|[a-z][a-z0-9]*[_:][\w:]+\s*(?:[<>]=?|==|!=|\/|\*)\s*[\w(.]).*/s;
/** Longer ones are looked at as words. */
const MOST_QUERY = 2000;
/** Metrics that Prometheus makes itself. */
const OWN = /^(?:up|ALERTS|ALERTS_FOR_STATE|scrape_\w+|prometheus_\w+|alertmanager_\w+)$/;

/**
 * Whether a rule notifies under the condition: matched by its name, or by words and threshold. Several that fit are none, and a rule
 * whose metrics nobody shows never fires.
 */
export const alertJudge = defineJudge({
  kind: "alert",
  documentation: {
    holds:
      "Exactly one rule fires under this condition, its query and durations are right, and the pages of metrics show every metric that it reads.",
    broken:
      "The query in the design or in the rule cannot be read, or the rule of that very name fires at another threshold, after another time, or is not there after delivery.",
    unproven: "No rule or several may be meant, a metric of the rule is on no page, or the rule is not due yet.",
  },
  needs: ["alerts"],
  judge(claim, context) {
    const { alerts } = context.facts;
    return alerts === undefined ? null : judgeAlert(claim, alerts, context);
  },
});

function judgeAlert(claim: ClaimOf<"alert">, facts: AlertFacts, context: JudgeContext): Opinion {
  const condition = claim.value.condition ?? claim.text;
  const wrong = wrongQuery(claim, condition, facts, context);
  if (wrong !== null) return wrong;
  if (facts.files.length === 0) {
    return {
      ...unproven("no-evidence", `No file of rules to look for “${short(condition)}” in.`),
      next: "Name your rules of Prometheus under `evidence: alerts:` in lintel.yaml, or with `--evidence alerts=FILE`.",
    };
  }
  const statement = statementOf(context.document, claim);
  const names = namesIn(`${claim.text} ${statement.line}`);
  const named = facts.rules.filter(({ name }) => names.has(name));
  const [first] = named;
  if (first !== undefined && named.length === 1) return judgeRule(claim.value, condition, first, true, facts, context);
  if (named.length > 1) return ambiguous(condition, named);
  const wanted = readCondition(condition, facts);
  const similar = facts.rules.filter((rule) => isAbout(rule, wanted.words));
  const fitting = similar.filter((rule) => firesAt(rule, wanted));
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return judgeRule(claim.value, condition, only, false, facts, context);
  if (fitting.length > 1) return ambiguous(condition, fitting);
  return notFound(condition, names, similar, context);
}

/** A query that the design gives itself, and that is none. */
function wrongQuery(
  claim: ClaimOf<"alert">,
  condition: string,
  facts: AlertFacts,
  { document }: JudgeContext,
): Opinion | null {
  const { tree, source } = document.outline;
  const queries: { readonly text: string; readonly line: number }[] = [];
  const leaf = leafAt(document.leaves, claim.start);
  const own = lineAt(tree.text, claim.start);
  const code = [...tree.text.slice(claim.start, claim.end).matchAll(/`([^`\n]{4,500})`/g)].map(
    ([, written]) => written ?? "",
  );
  for (const text of claim.value.inFence === true ? [condition] : [condition, ...code])
    if (isQuery(text)) queries.push({ text, line: own });
  // The fence that belongs to it: the next block of PromQL below the claim, in the same zone.
  if (leaf !== null) {
    const next = document.leaves.find(
      ({ block, zone }) => block.start > claim.start && zone === leaf.zone && block.kind === "code",
    );
    if (
      next?.block.kind === "code" &&
      /^promql$/i.test(languageOf(next.block)) &&
      !hasClaimBetween(document.claimsOf("alert"), claim, next.block.start)
    ) {
      const [start = next.block.start] = next.block.lines;
      queries.push({ text: tree.text.slice(start, next.block.lines.at(-1) ?? start), line: lineAt(tree.text, start) });
    }
  }
  for (const { text, line } of queries) {
    const query = facts.query(text);
    if (query.ok) continue;
    const at = line + text.slice(0, query.at).split("\n").length - 1;
    return {
      ...broken(`The query “${short(text)}” cannot be read: ${query.found} is not expected.`, {
        source: "document",
        at: `${source.path}:${at}`,
        detail: `character ${query.at + 1} of the query`,
      }),
      next: "Correct the query in the design.",
    };
  }
  return null;
}

function hasClaimBetween(
  claims: readonly { readonly start: number }[],
  claim: { readonly start: number },
  end: number,
): boolean {
  return claims.some(({ start }) => start > claim.start && start < end);
}

/** Names of rules as they are written: several words joined by capitals, or whatever stands in code. A capital alone begins a sentence. */
function namesIn(text: string): ReadonlySet<string> {
  const joined = [...text.matchAll(/(?<![\w/.])([A-Z][a-z0-9]*(?:_?[A-Z][a-z0-9]*){1,12})(?![\w/(])/g)];
  const code = [...text.matchAll(/`([A-Za-z]\w{2,100})`|\balert:\s*["']?([A-Za-z]\w{1,100})/g)];
  return new Set([
    ...joined.map(([, name]) => name ?? ""),
    ...code.map(([, quoted, called]) => quoted ?? called ?? ""),
  ]);
}

function isQuery(text: string): boolean {
  return text.length <= MOST_QUERY && QUERY.test(text);
}

/** A condition taken apart: its words, its limit in all the units that a rule may have it in, and for how long. */
interface Condition {
  readonly words: readonly string[];
  readonly limits: readonly number[];
  readonly isAbove: boolean | null;
  readonly seconds: number | null;
}

function readCondition(condition: string, facts: AlertFacts): Condition {
  const query = isQuery(condition) ? facts.query(condition) : null;
  if (query?.ok === true) {
    const [comparison] = query.comparisons;
    return {
      words: [...new Set(query.selectors.flatMap(({ metric }) => wordsOf(metric ?? "")))],
      limits: comparison === undefined ? [] : [comparison.value],
      isAbove: comparison === undefined ? null : comparison.op.startsWith(">"),
      seconds: null,
    };
  }
  const words = [...new Set(wordsOf(condition))].filter((word) => !EMPTY.has(word) && !/^\d+$/.test(word));
  const five = /\b5xx\b/i.test(condition) ? ["5xx"] : [];
  const quantities = readQuantities(condition);
  const lasting = quantities.find(
    (each) =>
      each.dimension === "time" &&
      /\b(?:for|over|in|during|within|durante|por)\s(?:the last |at least |more than )?$/i.test(
        condition.slice(0, each.start),
      ),
  );
  const main = quantities.find((each) => each !== lasting);
  return {
    words: [...new Set([...words, ...five])],
    limits: main === undefined ? bareLimits(condition) : limitsOf(main),
    isAbove:
      main?.op === undefined || main.op === null
        ? /[<]|\b(?:below|under|less|drops?)\b/i.test(condition)
          ? false
          : null
        : main.op.startsWith(">"),
    seconds: lasting === undefined ? null : secondsIn(lasting),
  };
}

/** "consumer lag > 10k", where nothing is counted by name. */
function bareLimits(condition: string): readonly number[] {
  const match =
    /(?:[<>]=?|[≥≤]|\b(?:above|below|over|under|than|exceeds?))\s*(\d[\d,_]{0,12}(?:\.\d+)?)([kM])?(?![\w%])/.exec(
      condition,
    );
  if (match === null) return [];
  return [Number((match[1] ?? "").replace(/[,_]/g, "")) * (match[2] === "k" ? 1e3 : match[2] === "M" ? 1e6 : 1)];
}

/** A percentage is a ratio or a number of hundredths; a time is in seconds or milliseconds. */
function limitsOf(quantity: Quantity): readonly number[] {
  if (quantity.dimension === "percent") return [quantity.value / 100, quantity.value];
  const seconds = quantity.dimension === "time" ? secondsIn(quantity) : null;
  if (seconds !== null) return [seconds, seconds * 1000];
  const perMinute = quantity.unit.endsWith("/min") ? [quantity.value / 60] : [];
  return [quantity.value, ...perMinute];
}

function secondsIn({ value, unit }: Quantity): number | null {
  const factor = (
    { ns: 1e-9, µs: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600, d: 86_400 } as Readonly<Record<string, number>>
  )[unit];
  return factor === undefined ? null : value * factor;
}

/** Whether a rule speaks of the same: every word of the condition is in its name, its metrics, its labels or its summary. */
function isAbout(rule: AlertRule, words: readonly string[]): boolean {
  if (words.length === 0) return false;
  const known = wordsOfRule(rule);
  return words.every((word) => (SAME[word] ?? [word]).some((each) => known.has(each) || known.has(word)));
}

const ruleWords = new WeakMap<AlertRule, ReadonlySet<string>>();

/** The words of a rule: its name, its summary, its metrics and the values of its labels. */
function wordsOfRule(rule: AlertRule): ReadonlySet<string> {
  const kept = ruleWords.get(rule);
  if (kept !== undefined) return kept;
  const known = new Set(wordsOf(`${rule.name} ${rule.words}`));
  if (rule.query.ok) {
    for (const { metric, matchers } of rule.query.selectors) {
      for (const word of wordsOf(metric ?? "")) known.add(word);
      for (const { value } of matchers) {
        for (const word of wordsOf(value)) known.add(word);
        if (/^5[.x\d[]/.test(value)) known.add("5xx");
      }
    }
  }
  ruleWords.set(rule, known);
  return known;
}

function firesAt(rule: AlertRule, { limits, isAbove }: Condition): boolean {
  if (!rule.query.ok || limits.length === 0) return false;
  return rule.query.comparisons.some(
    (each) => limits.some((limit) => isSame(limit, each.value)) && (isAbove === null || isAbove === goesUp(each)),
  );
}

function judgeRule(
  value: Alert,
  condition: string,
  rule: AlertRule,
  isNamed: boolean,
  facts: AlertFacts,
  context: JudgeContext,
): Opinion {
  const place = placeOf(rule);
  const [problem] = rule.problems;
  if (problem !== undefined)
    return {
      ...broken(`The rule ${rule.name} is none: ${problem}.`, place),
      next: `Correct it in ${rule.path}:${rule.line}.`,
    };
  if (!rule.query.ok) return broken(`The query of the rule ${rule.name} cannot be read.`, place);
  const wanted = readCondition(condition, facts);
  const differs = isNamed ? difference(rule, rule.query, wanted) : durationDiffers(rule, rule.query, wanted);
  if (differs !== null) {
    const because = `The rule ${rule.name} ${differs}.`;
    return {
      ...(isNamed ? broken(because, place) : unproven("inconclusive", because, place)),
      next: `Change the rule in ${rule.path}, or the design.`,
    };
  }
  if (isNamed && wanted.limits.length === 0) {
    return {
      ...unproven(
        "inconclusive",
        `The rule ${rule.name} is there, and the design gives no threshold that it could be held against.`,
        place,
      ),
      next: "Write the condition with its number: “above 1 % for 5 minutes”.",
    };
  }
  const severity = value.severity?.toLowerCase();
  if (severity !== undefined && rule.severity !== null && isOtherSeverity(severity, rule.severity.toLowerCase())) {
    return {
      ...unproven(
        "inconclusive",
        `The rule ${rule.name} has the severity “${rule.severity}”, and the design says “${value.severity}”.`,
        place,
      ),
      next: "Let both say the same.",
    };
  }
  if (!rule.isCurrent)
    return {
      ...unproven(
        "inconclusive",
        `The rule ${rule.name} fits, and ${rule.path} is no file of this repository: nothing says of which state it is.`,
        place,
      ),
      next: "Keep the rules with the code that they watch.",
    };
  return withMetrics(rule, rule.query.selectors, place, facts, context.facts.metrics);
}

/** What a rule of that very name does otherwise; null when it does the same. */
function difference(rule: AlertRule, query: Extract<Query, { ok: true }>, wanted: Condition): string | null {
  const { limits, isAbove } = wanted;
  if (
    limits.length > 0 &&
    query.comparisons.length > 0 &&
    !query.comparisons.some((each) => limits.some((limit) => isSame(limit, each.value)))
  ) {
    const said = query.comparisons.map(({ op, value }) => `${op} ${figures(value)}`).join(", ");
    return `fires at ${said}, and the design says ${figures(limits[0] ?? 0)}`;
  }
  if (isAbove !== null && query.comparisons.length > 0 && query.comparisons.every((each) => goesUp(each) !== isAbove))
    return `fires ${isAbove ? "below" : "above"} its threshold, and the design says ${isAbove ? "above" : "below"}`;
  return durationDiffers(rule, query, wanted);
}

function durationDiffers(rule: AlertRule, query: Extract<Query, { ok: true }>, { seconds }: Condition): string | null {
  if (seconds === null || rule.seconds === null) return null;
  if (isSame(rule.seconds, seconds) || query.ranges.some((range) => isSame(range, seconds))) return null;
  return `fires after ${figures(rule.seconds)} s, and the design says ${figures(seconds)} s`;
}

/** Levels of one vocabulary that are not the same; those of different ones cannot be compared. */
function isOtherSeverity(a: string, b: string): boolean {
  const level = (word: string): number | null => {
    const found = [
      /^(?:critical|page|p0|p1|sev-?[01])$/,
      /^(?:error|high|p2|sev-?2)$/,
      /^(?:warning|warn|p3|sev-?3)$/,
      /^(?:info|low|p4|sev-?4)$/,
    ].findIndex((pattern) => pattern.test(word));
    return found === -1 ? null : found;
  };
  const [x, y] = [level(a), level(b)];
  return x !== null && y !== null && x !== y;
}

/** A rule fires only on metrics that there are. */
function withMetrics(
  rule: AlertRule,
  selectors: Extract<Query, { ok: true }>["selectors"],
  place: EvidencePlace,
  facts: AlertFacts,
  metrics: MetricFacts | undefined,
): Opinion {
  const names = [
    ...new Set(
      selectors.flatMap(({ metric, isAbsent }) =>
        metric === null || isAbsent || OWN.test(metric) || facts.recorded.has(metric) ? [] : [metric],
      ),
    ),
  ];
  if (names.length === 0 && selectors.some(({ metric }) => metric !== null))
    return { ...holds(`The rule ${rule.name} fires under this condition.`, place), rung: "rule" };
  const pages = metrics?.pages ?? [];
  if (pages.length === 0) {
    return {
      ...unproven(
        "inconclusive",
        `The rule ${rule.name} fits; whether ${list(names)} is measured, no page of metrics shows.`,
        place,
      ),
      next: "Name the page of metrics as well: `--evidence metrics=http://localhost:9090/metrics`.",
    };
  }
  const missing = names.filter((name) => !pages.some((page) => shows(page, name)));
  if (missing.length > 0) {
    return {
      ...unproven(
        "inconclusive",
        `The rule ${rule.name} fits, and ${list(missing)} is on none of the pages of metrics: it may never fire.`,
        place,
      ),
      next: "Correct the name in the rule, or name the page of the service that measures it.",
    };
  }
  const proving = pages.filter((page) => (page.binding === null ? page.isLive : page.binding.isCurrent));
  const unproved = names.filter((name) => !proving.some((page) => shows(page, name)));
  if (unproved.length > 0) {
    const isStale = pages.some((page) => page.binding !== null && unproved.some((name) => shows(page, name)));
    return {
      ...unproven(
        isStale ? "stale" : "inconclusive",
        `The rule ${rule.name} fits; the page of metrics that shows ${list(unproved)} is one of another or an unknown state.`,
        place,
      ),
      next: "Name the address of the running service.",
    };
  }
  const page = proving.find((each) => names.some((name) => shows(each, name)));
  return {
    ...holds(
      `The rule ${rule.name} fires under this condition, and ${list(names)} is measured.`,
      place,
      ...(page === undefined ? [] : [{ source: "metrics", at: page.at, detail: names.join(", ") }]),
    ),
    rung: "measured",
  };
}

/** Whether a page has samples of a metric. */
function shows({ families }: MetricPage, name: string): boolean {
  return families.some((family) => family.sampleCount > 0 && family.names.includes(name));
}

function notFound(
  condition: string,
  names: ReadonlySet<string>,
  similar: readonly AlertRule[],
  { stage }: JudgeContext,
): Opinion {
  const [near] = similar;
  if (near !== undefined) {
    const fires = near.query.ok
      ? near.query.comparisons.map(({ op, value }) => `${op} ${figures(value)}`).join(", ")
      : "";
    return {
      ...unproven(
        "inconclusive",
        `No rule fires at “${short(condition)}”; ${near.name} is about the same${fires === "" ? "" : ` and fires at ${fires}`}.`,
        placeOf(near),
      ),
      next: "Name the rule in the design, or bring both to the same threshold.",
    };
  }
  const named = [...names].find((name) => /^[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+$/.test(name));
  if (stage === "planned") return unproven("planned", `No rule fires at “${short(condition)}” yet.`);
  return {
    ...unproven(
      "inconclusive",
      named === undefined
        ? `No rule was found that fires at “${short(condition)}”.`
        : `There is no rule “${named}”, and none that fires at “${short(condition)}”.`,
    ),
    next: "Write the rule, or name it in the design as it is called.",
  };
}

function ambiguous(condition: string, rules: readonly AlertRule[]): Opinion {
  return {
    ...unproven(
      "ambiguous",
      `“${short(condition)}” may be ${rules
        .slice(0, 3)
        .map(({ name, path, line }) => `${name} (${path}:${line})`)
        .join(", ")}.`,
      ...rules.slice(0, 3).map(placeOf),
    ),
    next: "Name the rule in the design.",
  };
}

function placeOf({ name, path, line, expression }: AlertRule): EvidencePlace {
  return { source: "alerts", at: `${path}:${line}`, detail: `${name}: ${short(expression)}` };
}

function goesUp({ op }: Comparison): boolean {
  return op.startsWith(">");
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(Math.abs(a), Math.abs(b)) * 1e-9;
}

function list(names: readonly string[]): string {
  return names.map((name) => `“${name}”`).join(", ");
}

function short(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
