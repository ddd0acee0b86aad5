import type { Latencies, Measurement } from "@lintel/core";
import { at, numberOf, objectOf, type JsonObject } from "../../text/values.ts";
import { latenciesOf, requestOf, shareOf, UNKNOWN, type LoadFormat } from "../reading.ts";

/** Its sketch promises one hundredth of each number. */
const ROUNDING = { step: 0.05, relative: 0.01 };
const BY_ENDPOINT = "plugins.metrics-by-endpoint.response_time.";

/** Reports of `artillery run --output`. Users arrive on schedule. The rate is counted: `http.request_rate` is that of one period. */
export const artillery: LoadFormat = {
  producer: "artillery",
  recognises: ({ json }) =>
    at(json, "aggregate", "counters") !== undefined && at(json, "aggregate", "summaries") !== undefined,
  read({ json }) {
    const counters = objectOf(at(json, "aggregate", "counters")) ?? {};
    const summaries = objectOf(at(json, "aggregate", "summaries")) ?? {};
    const requests = numberOf(counters["http.requests"]);
    const [from, to] = [
      numberOf(at(json, "aggregate", "firstMetricAt")),
      numberOf(at(json, "aggregate", "lastMetricAt")),
    ];
    const duration = from === null || to === null || to <= from ? null : (to - from) / 1000;
    const whole: Measurement = {
      ...UNKNOWN,
      latencies: summaryOf(objectOf(summaries["http.response_time"])),
      rate: requests === null || duration === null ? null : requests / duration,
      errorRate: shareOf(failures(counters), requests),
      count: requests,
      duration,
    };
    const failedBy = failuresByEndpoint(counters);
    const rows = Object.entries(summaries).flatMap(([key, summary]): Measurement[] => {
      if (!key.startsWith(BY_ENDPOINT)) return [];
      const label = key.slice(BY_ENDPOINT.length);
      const latencies = summaryOf(objectOf(summary));
      const count = latencies?.count ?? null;
      const failed = failedBy.get(label) ?? 0;
      const rate = count === null || duration === null ? null : count / duration;
      return [
        { ...UNKNOWN, ...requestOf(label), label, latencies, rate, errorRate: shareOf(failed, count), count, duration },
      ];
    });
    return {
      producer: "artillery",
      model: "open",
      isCorrected: false,
      script: null,
      measurements: [whole, ...rows],
      incomplete: [],
    };
  },
};

/** Answers with 400 and above, by endpoint. */
function failuresByEndpoint(counters: JsonObject): ReadonlyMap<string, number> {
  const failed = new Map<string, number>();
  for (const [name, value] of Object.entries(counters)) {
    const label = /^plugins\.metrics-by-endpoint\.(.+)\.codes\.[45]\d\d$/.exec(name)?.[1];
    if (label !== undefined) failed.set(label, (failed.get(label) ?? 0) + (numberOf(value) ?? 0));
  }
  return failed;
}

function failures(counters: JsonObject): number {
  return Object.entries(counters).reduce(
    (sum, [name, value]) => sum + (/^http\.codes\.[45]\d\d$|^errors\./.test(name) ? (numberOf(value) ?? 0) : 0),
    0,
  );
}

function summaryOf(summary: JsonObject | null): Latencies | null {
  if (summary === null) return null;
  const names: readonly (readonly [string, number])[] = [
    ["min", 0],
    ["p50", 0.5],
    ["p75", 0.75],
    ["p90", 0.9],
    ["p95", 0.95],
    ["p99", 0.99],
    ["p999", 0.999],
    ["max", 1],
  ];
  return latenciesOf(
    {
      count: numberOf(summary["count"]),
      average: numberOf(summary["mean"]),
      quantiles: names.map(([name, share]) => [share, numberOf(summary[name])] as const),
    },
    ROUNDING,
  );
}
