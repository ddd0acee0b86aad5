/** What targets and service levels share: a quantity, what it measures, and which way it is bounded. */
import type { Operator, Quantity } from "../grammar/quantity.ts";

export interface Bound {
  /** What is measured, in the author's words where there are some ("checkout latency"), else by its unit ("latency"). */
  readonly metric: string;
  readonly op: Operator;
  readonly value: number;
  /** The lower end where a range is given. */
  readonly from?: number;
  readonly unit: string;
  readonly quantile?: string;
  /** To what it applies: the row or the label that it stands under. */
  readonly scope?: string;
}

/** Names of what is measured, the particular before the general. */
const METRICS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:time[- ]to[- ]first[- ](?:byte|token)|ttf[bt])\b/i, "time to first byte"],
  [/\bcold[- ]?starts?\b/i, "cold start"],
  [/\b(?:start-?up|boot|launch)(?:[- ]time)?\b|\barranque\b/i, "startup time"],
  [/\bresponse[- ]times?\b|\btiempos? de respuesta\b/i, "response time"],
  [/\b(?:recovery time|rto|mttr)\b|\btiempo de recuperaci[oó]n\b/i, "recovery time"],
  [/\b(?:rpo|data loss)\b/i, "recovery point"],
  [/\blatenc(?:y|ies)\b|\blatencias?\b/i, "latency"],
  [/\blag\b|\bfreshness\b|\bstaleness\b/i, "lag"],
  [
    /\b(?:error|failure|fail|fallo|loss|drop|crash|bounce|flak(?:e|iness)|false[- ](?:positive|negative))[- ]?(?:rates?|ratio)?\b|\berrores\b|\b5xx\b|\btasa de error\b/i,
    "error rate",
  ],
  [/\bsuccess(?:ful)?(?:[- ]rates?)?\b|\btasa de [eé]xito\b/i, "success rate"],
  [/\b(?:cache )?hit[- ]?(?:rates?|ratio)\b/i, "hit rate"],
  [/\bavailability\b|\bup-?time\b|\bdisponibilidad\b/i, "availability"],
  [/\bcoverage\b|\bcobertura\b/i, "coverage"],
  [/\b(?:accuracy|precision|recall|f1)\b|\bexactitud\b|\bprecisi[oó]n\b/i, "accuracy"],
  [/\bthroughput\b|\brendimiento\b|\bingest(?:ion|s)?\b|\bprocess(?:es|ing)?\b.{0,20}\bper\b/i, "throughput"],
  [/\bmemory\b|\bheap\b|\brss\b|\bmemoria\b/i, "memory"],
  [/\bcpu\b/i, "cpu"],
  [/\b(?:bundle|binary|image|package|payload|footprint)(?:[- ]size)?\b/i, "size"],
  [/\boverhead\b|\bregression\b|\bdegradation\b|\bslow-?down\b|\bsobrecarga\b/i, "overhead"],
  [/\b(?:adoption|conversion|retention rate|satisfaction|nps|adopci[oó]n)\b/i, "adoption"],
  [
    /\b(?:build|compile|ci|pipeline|test)[- ](?:time|duration|suite)\b|\bduraci[oó]n\b|\bduration\b|\bexecution time\b|\bruntime\b|\bload[- ]?time\b|\bpage load\b/i,
    "duration",
  ],
  [
    /\b(?:complet|finish|return|respond|render|load|process|deliver|propagat|sync|execut|run|resolv|detect|apply|restor|recover|replicat|notif|refresh|repl(?:y|ies)|answers?|takes?|arriv|carg|respond|complet|proces|ejecut)\w*/i,
    "duration",
  ],
];

/** What a stretch of text says is measured, or null. */
export function metricIn(text: string): string | null {
  let best: string | null = null;
  let at = -1;
  for (const [pattern, name] of METRICS) {
    const match = pattern.exec(text);
    // The general words at the end of the list only help when nothing particular was named.
    if (match === null || (best !== null && name === "duration")) continue;
    if (match.index > at) {
      best = name;
      at = match.index;
    }
  }
  return best;
}

/** The bound that a quantity states, in the given words. Where no comparison is written, the kind of quantity decides its way. */
export function boundOf(quantity: Quantity, words: string, scope: string | null): Bound {
  const named = metricIn(words);
  const metric = named === null || isOther(named, quantity) ? DEFAULT_METRIC[quantity.dimension] : named;
  return {
    metric,
    op: isCapacity(quantity, words) ? ">=" : (quantity.op ?? defaultOperator(quantity, metric)),
    value: quantity.value,
    ...(quantity.from === undefined ? {} : { from: quantity.from }),
    unit: quantity.unit,
    ...(quantity.quantile === null ? {} : { quantile: quantity.quantile }),
    ...(scope === null || scope === "" ? {} : { scope }),
  };
}

/** Whether the words name what a quantity of this kind cannot be: "answers in 50 ms at 100 requests per second" has two metrics. */
function isOther(metric: string, { dimension }: Quantity): boolean {
  if (dimension === "rate") return metric === "duration" || metric === "latency" || metric === "lag";
  return dimension === "time" && metric === "throughput";
}

/** "Supports up to 10,000 orders" promises at least as many. */
function isCapacity(quantity: Quantity, words: string): boolean {
  if (quantity.op !== "<=" || (quantity.dimension !== "count" && quantity.dimension !== "rate")) return false;
  return /\b(?:support|handl|scal|serv(?:e|ing)|sustain|process|ingest|accommodat|capacity|soport|manej|escal)\w*\b/i.test(
    words,
  );
}

const DEFAULT_METRIC: Readonly<Record<Quantity["dimension"], string>> = {
  time: "duration",
  percent: "share",
  rate: "throughput",
  size: "size",
  count: "scale",
  factor: "factor",
};

function defaultOperator(quantity: Quantity, metric: string): Operator {
  if (quantity.dimension === "rate" || quantity.dimension === "count" || quantity.dimension === "factor") return ">=";
  if (quantity.dimension !== "percent") return "<=";
  return /^(?:error rate|cpu|memory|overhead)$/.test(metric) ? "<=" : ">=";
}

/** "latency p95 < 200 ms". */
export function describeBound(bound: Bound): string {
  const quantile = bound.quantile === undefined ? "" : ` ${bound.quantile}`;
  const unit = /^[%x]$/.test(bound.unit) || bound.unit === "" ? bound.unit : ` ${bound.unit}`;
  const range = bound.from === undefined ? String(bound.value) : `${bound.from}–${bound.value}`;
  return `${bound.metric}${quantile} ${bound.op} ${range}${unit}`;
}
