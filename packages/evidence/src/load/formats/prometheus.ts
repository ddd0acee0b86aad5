import type { MeasuredQuantile, Measurement } from "@lintel/core";
import { isExposition, readExposition, type ReadFamily, type Sample } from "../../metrics/exposition.ts";
import { requestOf, shareOf, UNKNOWN, type LoadFormat } from "../reading.ts";

/** Names of labels that say which request was served, and how it ended. */
const ROUTE = ["route", "http_route", "path", "endpoint", "handler", "uri", "url"];
const METHOD = ["method", "http_method", "http_request_method", "verb"];
const CODE = ["code", "status", "status_code", "http_status_code", "http_response_status_code"];
/** A quantile lies beyond a bucket as soon as its share is larger by anything. */
const BEYOND = 1e-9;

/**
 * Histograms of durations on a page of metrics: what the service itself counted since it began. Of a quantile a histogram tells the
 * bucket, so that each one is an interval from one limit to the next. What waited in front of the service is not in it.
 */
export const prometheus: LoadFormat = {
  producer: "prometheus",
  recognises: ({ text, json }) => json === undefined && isExposition(text),
  read({ text }) {
    const { families, incomplete } = readExposition(text);
    const measurements = families.flatMap((family) => measurementsOf(family));
    if (measurements.length === 0) return null;
    return { producer: "prometheus", model: null, isCorrected: false, script: null, measurements, incomplete };
  },
};

function measurementsOf(family: ReadFamily): readonly Measurement[] {
  const factor = family.name.endsWith("_seconds") ? 1000 : /_(?:milliseconds|ms)$/.test(family.name) ? 1 : null;
  if (family.type !== "histogram" || factor === null) return [];
  const series = new Map<
    string,
    { readonly first: Sample; readonly byLimit: Map<number, number>; failed: number | null }
  >();
  for (const sample of family.samples) {
    const limit = sample.labels.get("le");
    if (limit === undefined || !sample.name.endsWith("_bucket") || !(sample.value >= 0)) continue;
    const upper = limit === "+Inf" ? Number.POSITIVE_INFINITY : Number(limit) * factor;
    if (Number.isNaN(upper)) continue;
    const [method, route] = [labelOf(sample, METHOD), labelOf(sample, ROUTE)];
    const key = `${method ?? ""} ${route ?? ""}`;
    const code = labelOf(sample, CODE);
    const entry = series.get(key) ?? {
      first: sample,
      byLimit: new Map<number, number>(),
      failed: code === null ? null : 0,
    };
    series.set(key, entry);
    entry.byLimit.set(upper, (entry.byLimit.get(upper) ?? 0) + sample.value);
    if (upper === Number.POSITIVE_INFINITY && entry.failed !== null && code !== null && /^[45]/.test(code))
      entry.failed += sample.value;
  }
  return [...series.values()].flatMap(({ first, byLimit, failed }): Measurement[] => {
    const count = byLimit.get(Number.POSITIVE_INFINITY) ?? 0;
    if (count <= 0) return [];
    const [method, route] = [labelOf(first, METHOD), labelOf(first, ROUTE)];
    const label = [method?.toUpperCase() ?? null, route].filter((part) => part !== null).join(" ");
    return [
      {
        ...UNKNOWN,
        label: label === "" ? family.name : label,
        method: method?.toUpperCase() ?? null,
        path: requestOf(route).path,
        latencies: { count, average: null, quantiles: quantilesOf(byLimit, count), samples: null },
        errorRate: shareOf(failed, count),
        count,
        line: first.line,
      },
    ];
  });
}

/** At the share of each bucket the quantile is at most its limit; a little beyond it, it is more. */
function quantilesOf(byLimit: ReadonlyMap<number, number>, count: number): readonly MeasuredQuantile[] {
  const quantiles: MeasuredQuantile[] = [];
  let below = 0;
  for (const [limit, within] of [...byLimit].toSorted(([a], [b]) => a - b)) {
    const share = Math.min(1, within / count);
    const last = quantiles.at(-1);
    if (last !== undefined && share <= last.share + BEYOND) {
      below = limit;
      if (share < 1)
        quantiles[quantiles.length - 1] = { share: last.share, low: limit, high: Number.POSITIVE_INFINITY };
      continue;
    }
    if (share > 0) quantiles.push({ share, low: below, high: limit });
    if (share < 1) quantiles.push({ share: share + BEYOND * 2, low: limit, high: Number.POSITIVE_INFINITY });
    below = limit;
  }
  return quantiles;
}

function labelOf({ labels }: Sample, names: readonly string[]): string | null {
  for (const name of names) {
    const value = labels.get(name);
    if (value !== undefined && value !== "") return value;
  }
  return null;
}
