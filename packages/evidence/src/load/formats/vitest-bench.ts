import type { Measurement } from "@lintel/core";
import { at, listOf, numberOf, numbersOf, textOf } from "../../text/values.ts";
import { latenciesOf, UNKNOWN, type LoadFormat } from "../reading.ts";

/** `vitest bench --outputJson`: milliseconds, p75, p99, p99.5 and p99.9; single times only when somebody asked for them. */
export const vitestBench: LoadFormat = {
  producer: "vitest bench",
  recognises: ({ json }) =>
    listOf(at(json, "files")).some((file) =>
      listOf(at(file, "groups")).some((group) => Array.isArray(at(group, "benchmarks"))),
    ),
  read({ json }) {
    const measurements: Measurement[] = [];
    for (const file of listOf(at(json, "files"))) {
      for (const group of listOf(at(file, "groups"))) {
        for (const each of listOf(at(group, "benchmarks"))) {
          const number = (name: string): number | null => numberOf(at(each, name));
          const [suite, name] = [textOf(at(group, "fullName")), textOf(at(each, "name"))];
          const samples = numbersOf(at(each, "samples"));
          const count = number("sampleCount");
          measurements.push({
            ...UNKNOWN,
            operation: "function",
            label: [suite, name].filter((part) => part !== null).join(" > ") || null,
            latencies: latenciesOf({
              count,
              average: number("mean"),
              quantiles: [
                [0, number("min")],
                [0.5, number("median")],
                [0.75, number("p75")],
                [0.99, number("p99")],
                [0.995, number("p995")],
                [0.999, number("p999")],
                [1, number("max")],
              ],
              samples,
            }),
            rate: number("hz"),
            count,
          });
        }
      }
    }
    return { producer: "vitest bench", model: null, isCorrected: false, script: null, measurements, incomplete: [] };
  },
};
