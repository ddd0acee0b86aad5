import { at, numberOf, objectOf } from "../../text/values.ts";
import { latenciesOf, UNKNOWN, type LoadFormat } from "../reading.ts";

/** `vegeta report -type=json`: nanoseconds. `rate` is what was sent, `throughput` what came back well. Requests leave on schedule. */
export const vegeta: LoadFormat = {
  producer: "vegeta",
  recognises: ({ json }) => at(json, "latencies", "99th") !== undefined && at(json, "throughput") !== undefined,
  read({ json }) {
    const latencies = objectOf(at(json, "latencies")) ?? {};
    const milliseconds = (name: string): number | null => {
      const value = numberOf(latencies[name]);
      return value === null ? null : value / 1e6;
    };
    const count = numberOf(at(json, "requests"));
    const success = numberOf(at(json, "success"));
    const nanoseconds = numberOf(at(json, "duration"));
    return {
      producer: "vegeta",
      model: "open",
      isCorrected: false,
      script: null,
      measurements: [
        {
          ...UNKNOWN,
          latencies: latenciesOf({
            count,
            average: milliseconds("mean"),
            quantiles: [
              [0, milliseconds("min")],
              [0.5, milliseconds("50th")],
              [0.9, milliseconds("90th")],
              [0.95, milliseconds("95th")],
              [0.99, milliseconds("99th")],
              [1, milliseconds("max")],
            ],
          }),
          rate: numberOf(at(json, "throughput")),
          askedRate: numberOf(at(json, "rate")),
          errorRate: success === null ? null : 1 - success,
          count,
          duration: nanoseconds === null ? null : nanoseconds / 1e9,
        },
      ],
      incomplete: [],
    };
  },
};
