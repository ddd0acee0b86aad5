import type { Measurement } from "@lintel/core";
import { at, numberOf, numbersOf, textOf } from "../../text/values.ts";
import { latenciesOf, requestOf, shareOf, UNKNOWN, type LoadFormat } from "../reading.ts";

/** What `lintel verify --load` writes: requests on schedule, each timed from when it was due, in milliseconds. */
export const lintel: LoadFormat = {
  producer: "lintel",
  recognises: ({ json }) => at(json, "producer") === "lintel load" && at(json, "schemaVersion") === 1,
  read({ json }) {
    const samples = numbersOf(at(json, "latencies"));
    const count = numberOf(at(json, "sent"));
    const failed = numberOf(at(json, "failed"));
    const request = requestOf(textOf(at(json, "url")));
    const measurement: Measurement = {
      ...UNKNOWN,
      method: textOf(at(json, "method")),
      path: request.path,
      latencies: latenciesOf({
        count: samples.length,
        average: samples.length === 0 ? null : samples.reduce((sum, each) => sum + each, 0) / samples.length,
        quantiles: [],
        samples,
      }),
      rate: numberOf(at(json, "rate")),
      askedRate: numberOf(at(json, "askedRate")),
      errorRate: shareOf(failed, count),
      count,
      duration: numberOf(at(json, "duration")),
    };
    const dropped = numberOf(at(json, "dropped")) ?? 0;
    return {
      producer: "lintel",
      model: "open",
      isCorrected: true,
      script: null,
      measurements: [measurement],
      incomplete: dropped > 0 ? [`${dropped} requests were due and never sent.`] : [],
    };
  },
};
