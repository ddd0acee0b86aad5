import { latenciesOf, shareOf, UNKNOWN, type LoadFormat } from "../reading.ts";

/** Whole milliseconds. */
const ROUNDING = { step: 1, relative: 0 };

/** What ApacheBench prints: whole milliseconds, one connection each that waits for its answer. */
export const ab: LoadFormat = {
  producer: "ab",
  recognises: ({ text }) =>
    text.startsWith("This is ApacheBench") || /^Percentage of the requests served within a certain time/m.test(text),
  read({ text }) {
    const number = (name: string): number | null => {
      const found = new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(text)?.[1];
      return found === undefined ? null : Number(found);
    };
    const count = number("Complete requests");
    const failed = (number("Failed requests") ?? 0) + (number("Non-2xx responses") ?? 0);
    const [, min, average, max] = /^Total:\s+(\d+)\s+(\d+)\s+[\d.]+\s+\d+\s+(\d+)/m.exec(text) ?? [];
    const path = /^Document Path:\s+(\S+)/m.exec(text)?.[1];
    return {
      producer: "ab",
      model: "closed",
      isCorrected: false,
      script: null,
      measurements: [
        {
          ...UNKNOWN,
          path: path?.replace(/[?#].*$/, "") ?? null,
          latencies: latenciesOf(
            {
              count,
              average: average === undefined ? null : Number(average),
              quantiles: [
                [0, min === undefined ? null : Number(min)],
                ...[...text.matchAll(/^\s+(\d{1,3})%\s+(\d+)/gm)].map(
                  ([, percent, time]) => [Number(percent) / 100, Number(time)] as const,
                ),
                [1, max === undefined ? null : Number(max)],
              ],
            },
            ROUNDING,
          ),
          rate: number("Requests per second"),
          errorRate: shareOf(failed, count),
          count,
          duration: number("Time taken for tests"),
          concurrency: number("Concurrency Level"),
        },
      ],
      incomplete: [],
    };
  },
};
