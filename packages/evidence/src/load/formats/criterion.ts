import type { Interval } from "@lintel/core";
import { at, numberOf } from "../../text/values.ts";
import { UNKNOWN, type LoadFormat } from "../reading.ts";

/** `estimates.json` of Criterion: nanoseconds, a mean and a median of means with their intervals of confidence, no tail. */
export const criterion: LoadFormat = {
  producer: "criterion",
  recognises: ({ json }) =>
    at(json, "mean", "point_estimate") !== undefined && at(json, "median_abs_dev") !== undefined,
  read({ json }) {
    const average = intervalOf(at(json, "mean"));
    if (average === null) return null;
    return {
      producer: "criterion",
      model: null,
      isCorrected: false,
      script: null,
      measurements: [
        { ...UNKNOWN, operation: "function", latencies: { count: null, average, quantiles: [], samples: null } },
      ],
      incomplete: [],
    };
  },
};

function intervalOf(estimate: unknown): Interval | null {
  const low = numberOf(at(estimate, "confidence_interval", "lower_bound"));
  const high = numberOf(at(estimate, "confidence_interval", "upper_bound"));
  return low === null || high === null ? null : { low: low / 1e6, high: high / 1e6 };
}
