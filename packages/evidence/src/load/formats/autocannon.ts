import { at, numberOf, objectOf, textOf } from "../../text/values.ts";
import { latenciesOf, requestOf, shareOf, UNKNOWN, type LoadFormat } from "../reading.ts";

/** Whole milliseconds. */
const ROUNDING = { step: 1, relative: 0 };

/** JSON of autocannon: whole milliseconds, p97.5 and no p95, and no word of whether a rate was asked for. */
export const autocannon: LoadFormat = {
  producer: "autocannon",
  recognises: ({ json }) => at(json, "latency", "p97_5") !== undefined && at(json, "requests", "average") !== undefined,
  read({ json }) {
    const latency = objectOf(at(json, "latency")) ?? {};
    const completed = numberOf(latency["totalCount"]) ?? numberOf(at(json, "requests", "total"));
    // `errors` counts time-outs as well and is not among those that completed; `non2xx` and `mismatches` are.
    const never = numberOf(at(json, "errors")) ?? 0;
    const failed = never + (numberOf(at(json, "non2xx")) ?? 0) + (numberOf(at(json, "mismatches")) ?? 0);
    const count = completed === null ? null : completed + never;
    const duration = numberOf(at(json, "duration"));
    const quantiles = Object.entries(latency).flatMap(([key, value]): (readonly [number, number | null])[] => {
      if (key === "min") return [[0, numberOf(value)]];
      if (key === "max") return [[1, numberOf(value)]];
      const percent = /^p(\d{1,2})(?:_(\d{1,3}))?$/.exec(key);
      if (percent === null) return [];
      return [[Math.round(Number(`${percent[1]}.${percent[2] ?? "0"}`) * 1e6) / 1e8, numberOf(value)]];
    });
    return {
      producer: "autocannon",
      model: null,
      isCorrected: false,
      script: null,
      measurements: [
        {
          ...UNKNOWN,
          ...requestOf(textOf(at(json, "url"))),
          label: textOf(at(json, "title")),
          latencies: latenciesOf({ count: completed, average: numberOf(latency["average"]), quantiles }, ROUNDING),
          rate:
            completed === null || duration === null || duration <= 0
              ? numberOf(at(json, "requests", "average"))
              : completed / duration,
          errorRate: shareOf(failed, count),
          count,
          duration,
          concurrency: numberOf(at(json, "connections")),
        },
      ],
      incomplete: [],
    };
  },
};
