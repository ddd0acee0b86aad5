import type { Measurement } from "@lintel/core";
import { at, listOf, numberOf, objectOf, textOf } from "../../text/values.ts";
import { latenciesOf, UNKNOWN, type LoadFormat } from "../reading.ts";

/** Milliseconds of one unit of time. */
const UNITS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, min: 60_000 };

/**
 * JSON of JMH. In throughput mode the score is operations per time, in `sample` mode percentiles are those of single calls; in
 * the other modes they are those of a few iterations, means themselves, and say nothing of a tail.
 */
export const jmh: LoadFormat = {
  producer: "jmh",
  recognises: ({ json }) =>
    listOf(json).some((each) => at(each, "benchmark") !== undefined && at(each, "primaryMetric") !== undefined),
  read({ json }) {
    const measurements = listOf(json).map((each): Measurement => {
      const unit = textOf(at(each, "primaryMetric", "scoreUnit")) ?? "";
      const score = numberOf(at(each, "primaryMetric", "score"));
      const parameters = Object.entries(objectOf(at(each, "params")) ?? {}).map(
        ([name, value]) => `${name}=${String(value)}`,
      );
      const label = [textOf(at(each, "benchmark")), ...parameters].filter((part) => part !== null).join(" ");
      const measurement: Measurement = { ...UNKNOWN, operation: "function", label };
      const perTime = /^ops\/(\S+)$/.exec(unit)?.[1];
      if (perTime !== undefined) {
        const factor = UNITS[perTime];
        return { ...measurement, rate: score === null || factor === undefined ? null : (score * 1000) / factor };
      }
      const factor = UNITS[/^(\S+)\/op$/.exec(unit)?.[1] ?? ""];
      if (factor === undefined || score === null) return measurement;
      const isSampled = at(each, "mode") === "sample";
      const percentiles = isSampled
        ? Object.entries(objectOf(at(each, "primaryMetric", "scorePercentiles")) ?? {})
        : [];
      return {
        ...measurement,
        latencies: latenciesOf({
          count: null,
          average: score * factor,
          quantiles: percentiles.map(([percent, value]) => {
            const time = numberOf(value);
            return [Math.round(Number(percent) * 1e4) / 1e6, time === null ? null : time * factor] as const;
          }),
        }),
      };
    });
    return { producer: "jmh", model: null, isCorrected: false, script: null, measurements, incomplete: [] };
  },
};
