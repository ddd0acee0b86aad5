/**
 * How much better a closed loop may look than its users were served. A client that waits for its answer sends nothing while the
 * server stalls: for each slow answer it leaves out those requests that were due meanwhile, and would have been slow as well.
 */
import type { Latencies, Measurement } from "../../facts/load.ts";

/**
 * The largest share of requests that can have been slower than `bound` had they been sent on schedule; null when the report
 * does not tell enough. Each of the `f · n` answers beyond the bound can have hidden as many requests as fit between the bound
 * and the slowest answer, at the pace of one client.
 *
 * @example a p95 below 200 ms is proven by a closed loop when this is at most 0.05 for 200
 */
export function mostBeyond(measurement: Measurement, bound: number): number | null {
  const { latencies, rate, concurrency } = measurement;
  if (latencies === null) return null;
  const slowest = latencies.quantiles.at(-1);
  const max = latencies.samples?.at(-1) ?? (slowest?.share === 1 ? slowest.high : null);
  if (max === null) return null;
  if (max <= bound) return 0;
  if (rate === null || concurrency === null || rate <= 0 || concurrency <= 0) return null;
  const beyond = shareBeyond(latencies, bound);
  const pace = (concurrency / rate) * 1000;
  return Math.min(1, beyond * (1 + (max - bound) / pace));
}

/** The largest share of answers that can have taken longer than `bound`. */
function shareBeyond({ samples, quantiles }: Latencies, bound: number): number {
  if (samples !== null && samples.length > 0) return samples.filter((each) => each > bound).length / samples.length;
  const below = quantiles.findLast((each) => each.high <= bound);
  return below === undefined ? 1 : 1 - below.share;
}
