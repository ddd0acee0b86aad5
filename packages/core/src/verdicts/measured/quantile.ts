/** What a report allows to say of one quantile: never more than an interval, and why it is as wide as it is. */
import type { Interval, Latencies } from "../../facts/load.ts";

export interface Estimate extends Interval {
  /** How it was come by, in words that follow the number: "p95", "between p90 and p97.5", "95 % confidence from 1,200 samples". */
  readonly basis: string;
  /** What was reported or counted, for people: the middle of what is known. Null where only limits are known. */
  readonly reported: number | null;
}

/** So many must lie beyond a quantile for it to say anything: p99 needs a thousand, p95 two hundred. */
const LEAST_BEYOND = 10;
/** Two-sided share of doubt that is left by an interval of confidence. */
const DOUBT = 0.05;

/** What is known of the quantile of a share; null when the report says nothing that bounds it. */
export function estimate(latencies: Latencies, share: number): Estimate | null {
  if (latencies.samples !== null) return fromSamples(latencies.samples, share);
  const exact = latencies.quantiles.find((each) => same(each.share, share));
  if (exact !== undefined)
    return { low: exact.low, high: exact.high, basis: nameOf(share), reported: (exact.low + exact.high) / 2 };
  const below = latencies.quantiles.findLast((each) => each.share < share);
  const above = latencies.quantiles.find((each) => each.share > share);
  if (below === undefined && above === undefined) return null;
  const basis =
    below === undefined || above === undefined
      ? `no ${nameOf(share)}, ${below === undefined ? "below" : "above"} ${nameOf((below ?? above)?.share ?? 0)}`
      : `no ${nameOf(share)}, between ${nameOf(below.share)} and ${nameOf(above.share)}`;
  return { low: below?.low ?? 0, high: above?.high ?? Number.POSITIVE_INFINITY, basis, reported: null };
}

/** What is known of the average. */
export function estimateAverage({ average }: Latencies): Estimate | null {
  return average === null ? null : { ...average, basis: "average", reported: (average.low + average.high) / 2 };
}

/** How many operations it takes before a quantile says anything. */
export function leastCount(share: number): number {
  const beyond = Math.min(1 - share, share);
  return beyond <= 0 ? 1 : Math.ceil(LEAST_BEYOND / beyond - 1e-9);
}

/** "p95", "p99.9", "the slowest", "the median". */
export function nameOf(share: number): string {
  if (share >= 1) return "the slowest";
  if (share <= 0) return "the fastest";
  return `p${Math.round(share * 1e6) / 1e4}`;
}

/** The share that a quantile of a document means; null for an average and for words that are none. */
export function shareOf(quantile: string): number | null {
  if (/^(?:max(?:imum)?|worst|p100)$/i.test(quantile)) return 1;
  const digits = /^p(\d{1,2}(?:\.\d{1,4})?|\d{3,5})$/i.exec(quantile)?.[1];
  if (digits === undefined) return null;
  // "p999" is how people write p99.9.
  const percent =
    digits.includes(".") || digits.length <= 2 ? Number(digits) : Number(digits) / 10 ** (digits.length - 2);
  return percent > 0 && percent < 100 ? percent / 100 : null;
}

/**
 * An interval that holds the quantile with a confidence of 95 %, from the order of the samples alone: how many of them lie below
 * the quantile is binomial, whatever they are distributed like.
 */
function fromSamples(samples: readonly number[], share: number): Estimate {
  const n = samples.length;
  const at = samples[Math.min(n - 1, Math.max(0, Math.ceil(n * share) - 1))] ?? 0;
  if (share >= 1) return { low: at, high: at, basis: `the slowest of ${count(n)}`, reported: at };
  const [lower, upper] = ranks(n, share);
  return {
    low: samples[lower - 1] ?? 0,
    high: upper > n ? Number.POSITIVE_INFINITY : (samples[upper - 1] ?? Number.POSITIVE_INFINITY),
    basis: `95 % confidence from ${count(n)} samples`,
    reported: at,
  };
}

/** 1-based ranks of the samples between which the quantile lies; 0 and n + 1 when there are too few of them. */
function ranks(n: number, share: number): readonly [number, number] {
  if (n > 5000) {
    const spread = 1.96 * Math.sqrt(n * share * (1 - share));
    return [Math.floor(n * share - spread), Math.ceil(n * share + spread) + 1];
  }
  let lower = 0;
  let upper = n + 1;
  let below = 0;
  let term = n * Math.log1p(-share);
  const odds = Math.log(share) - Math.log1p(-share);
  // P(at most k of n samples lie below the quantile), k ascending.
  for (let k = 0; k <= n; k++) {
    below += Math.exp(term);
    if (below <= DOUBT / 2) lower = k + 1;
    if (below >= 1 - DOUBT / 2) {
      upper = k + 1;
      break;
    }
    term += Math.log(n - k) - Math.log(k + 1) + odds;
  }
  return [Math.min(lower, n), upper];
}

function same(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-7;
}

/** "1,200". */
export function count(n: number): string {
  return Math.round(n)
    .toString()
    .replace(/\B(?=(?:\d{3})+$)/g, ",");
}
