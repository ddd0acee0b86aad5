import type { LoadModel, Measurement } from "@lintel/core";
import { at, listOf, numberOf, objectOf, textOf, type JsonObject } from "../../text/values.ts";
import { latenciesOf, requestOf, UNKNOWN, type LoadFormat, type LoadInput } from "../reading.ts";

/** One metric of a summary, wherever the three shapes keep its values. */
interface K6Metric {
  readonly name: string;
  readonly values: JsonObject;
}

/**
 * Summaries of k6: what `handleSummary` gets (`metrics.X.values`), `--summary-export` (the values stand beside the name; its
 * booleans say that a threshold FAILED) and the machine-readable one (a list of metrics). Verdicts of thresholds are not read:
 * the numbers are there.
 */
export const k6: LoadFormat = {
  producer: "k6",
  recognises: ({ json }) => {
    const metrics = at(json, "metrics") ?? at(json, "results", "metrics");
    const isK6 = at(json, "root_group") !== undefined || at(json, "metadata", "k6Version") !== undefined;
    return (
      metrics !== undefined &&
      (isK6 || at(metrics, "iteration_duration") !== undefined || at(metrics, "http_reqs") !== undefined)
    );
  },
  read(input) {
    const metrics = metricsOf(input);
    const named = new Map(metrics.map((metric) => [metric.name, metric.values]));
    const seconds = secondsOf(input);
    const concurrency = numberOf(named.get("vus")?.["max"]) ?? numberOf(named.get("vus_max")?.["max"]);
    const measurements = metrics.flatMap((metric): Measurement[] => {
      const tags = tagsOf(metric.name);
      if (tags === null) return [];
      return [measurementOf(metric.values, tags, named, seconds, concurrency)];
    });
    if (measurements.length === 0) return null;
    const isOnSchedule = named.has("dropped_iterations");
    const model: LoadModel | null = isOnSchedule ? "open" : null;
    const dropped = numberOf(named.get("dropped_iterations")?.["count"]) ?? 0;
    return {
      producer: "k6",
      model,
      isCorrected: false,
      script: textOf(at(input.json, "config", "script")),
      measurements,
      incomplete: dropped > 0 ? [`${dropped} iterations were due and never begun.`] : [],
    };
  },
};

/** What the braces of `http_req_duration{name:orders}` say; null for another metric. */
function tagsOf(name: string): ReadonlyMap<string, string> | null {
  const match = /^http_req_duration(?:\{([^}]{0,500})\})?$/.exec(name);
  if (match === null) return null;
  const tags = new Map<string, string>();
  for (const pair of (match[1] ?? "").split(",")) {
    const colon = pair.indexOf(":");
    if (colon > 0) tags.set(pair.slice(0, colon).trim(), pair.slice(colon + 1).trim());
  }
  return tags;
}

function measurementOf(
  values: JsonObject,
  tags: ReadonlyMap<string, string>,
  named: ReadonlyMap<string, JsonObject>,
  seconds: number | null,
  concurrency: number | null,
): Measurement {
  const braces = tags.size === 0 ? "" : `{${[...tags].map(([key, value]) => `${key}:${value}`).join(",")}}`;
  const requests = named.get(`http_reqs${braces}`);
  const failed = named.get(`http_req_failed${braces}`);
  const count = numberOf(requests?.["count"]) ?? numberOf(values["count"]);
  const where = tags.get("name") ?? tags.get("url") ?? null;
  const request = requestOf(where);
  // `expected_response:true` leaves failed requests out: it is the same run, and no scenario of its own.
  const others = [...tags].filter(([key]) => key !== "expected_response" && key !== "method" && key !== "status");
  const label = where ?? (others.length === 0 ? null : others.map(([, value]) => value).join(" "));
  return {
    ...UNKNOWN,
    label,
    method: request.method ?? tags.get("method") ?? null,
    path: request.path,
    latencies: latenciesOf({ count, average: numberOf(values["avg"]), quantiles: quantilesOf(values) }),
    rate: numberOf(requests?.["rate"]) ?? (count === null || seconds === null ? null : count / seconds),
    errorRate: numberOf(failed?.["rate"]) ?? numberOf(failed?.["value"]),
    count,
    duration: seconds ?? secondsBy(requests),
    concurrency,
  };
}

function quantilesOf(values: JsonObject): readonly (readonly [number, number | null])[] {
  return Object.entries(values).flatMap(([key, value]): (readonly [number, number | null])[] => {
    if (key === "min") return [[0, numberOf(value)]];
    if (key === "med") return [[0.5, numberOf(value)]];
    if (key === "max") return [[1, numberOf(value)]];
    const percent = /^p\((\d{1,3}(?:\.\d{1,4})?)\)$/.exec(key)?.[1];
    return percent === undefined ? [] : [[Math.round(Number(percent) * 1e4) / 1e6, numberOf(value)]];
  });
}

function metricsOf({ json }: LoadInput): readonly K6Metric[] {
  const list = at(json, "results", "metrics");
  if (Array.isArray(list)) {
    return listOf(list).flatMap((each) => {
      const [name, values] = [textOf(at(each, "name")), objectOf(at(each, "values"))];
      return name === null || values === null ? [] : [{ name, values }];
    });
  }
  return Object.entries(objectOf(at(json, "metrics")) ?? {}).flatMap(([name, metric]) => {
    const values = objectOf(at(metric, "values")) ?? objectOf(metric);
    return values === null ? [] : [{ name, values }];
  });
}

function secondsOf({ json }: LoadInput): number | null {
  const milliseconds = numberOf(at(json, "state", "testRunDurationMs"));
  return milliseconds === null ? numberOf(at(json, "config", "duration")) : milliseconds / 1000;
}

function secondsBy(requests: JsonObject | undefined): number | null {
  const [count, rate] = [numberOf(requests?.["count"]), numberOf(requests?.["rate"])];
  return count === null || rate === null || rate <= 0 ? null : count / rate;
}
