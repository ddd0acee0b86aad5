import type { Measurement } from "@lintel/core";
import { at, listOf, numberOf, numbersOf, textOf } from "../../text/values.ts";
import { latenciesOf, shareOf, UNKNOWN, type LoadFormat } from "../reading.ts";

/** `hyperfine --export-json`: seconds, and every single run. */
export const hyperfine: LoadFormat = {
  producer: "hyperfine",
  recognises: ({ json }) =>
    listOf(at(json, "results")).some((each) => at(each, "command") !== undefined && at(each, "mean") !== undefined),
  read({ json }) {
    const measurements = listOf(at(json, "results")).map((each): Measurement => {
      const samples = numbersOf(at(each, "times")).map((seconds) => seconds * 1000);
      const milliseconds = (name: string): number | null => {
        const value = numberOf(at(each, name));
        return value === null ? null : value * 1000;
      };
      const codes = listOf(at(each, "exit_codes"));
      return {
        ...UNKNOWN,
        operation: "command",
        label: textOf(at(each, "command")),
        latencies: latenciesOf({
          count: samples.length === 0 ? null : samples.length,
          average: milliseconds("mean"),
          quantiles: [
            [0, milliseconds("min")],
            [0.5, milliseconds("median")],
            [1, milliseconds("max")],
          ],
          samples,
        }),
        errorRate: shareOf(codes.filter((code) => code !== 0).length, codes.length),
        count: samples.length === 0 ? null : samples.length,
      };
    });
    return { producer: "hyperfine", model: null, isCorrected: false, script: null, measurements, incomplete: [] };
  },
};
