import { latenciesOf, shareOf, UNKNOWN, type LoadFormat } from "../reading.ts";

/** Four digits behind the point of a second. */
const ROUNDING = { step: 0.05, relative: 0 };

/** What `hey` prints: seconds. It names no address. */
export const hey: LoadFormat = {
  producer: "hey",
  recognises: ({ text }) => /^Latency distribution:/m.test(text) && /^\s+Slowest:\s+[\d.]+ secs/m.test(text),
  read({ text }) {
    const seconds = (name: string): number | null => {
      const found = new RegExp(`^\\s+${name}:\\s+([\\d.]+) secs`, "m").exec(text)?.[1];
      return found === undefined ? null : Number(found);
    };
    const inMilliseconds = (value: number | null): number | null => (value === null ? null : value * 1000);
    const codes = [...text.matchAll(/^\s+\[(\d{3})\]\s+(\d+) responses/gm)];
    const answered = codes.reduce((sum, [, , each]) => sum + Number(each), 0);
    const failed = codes.reduce((sum, [, code, each]) => sum + (/^[45]/.test(code ?? "") ? Number(each) : 0), 0);
    const section = text.indexOf("Error distribution:");
    const never =
      section === -1
        ? 0
        : [...text.slice(section).matchAll(/^\s+\[(\d+)\]\s/gm)].reduce((sum, [, each]) => sum + Number(each), 0);
    const rate = /^\s+Requests\/sec:\s+([\d.]+)/m.exec(text)?.[1];
    const count = answered + never;
    return {
      producer: "hey",
      model: "closed",
      isCorrected: false,
      script: null,
      measurements: [
        {
          ...UNKNOWN,
          latencies: latenciesOf(
            {
              count: answered,
              average: inMilliseconds(seconds("Average")),
              quantiles: [
                [0, inMilliseconds(seconds("Fastest"))],
                ...[...text.matchAll(/^\s+(\d{1,2})%+ in ([\d.]+) secs/gm)].map(
                  ([, percent, time]) => [Number(percent) / 100, Number(time) * 1000] as const,
                ),
                [1, inMilliseconds(seconds("Slowest"))],
              ],
            },
            ROUNDING,
          ),
          rate: rate === undefined ? null : Number(rate),
          errorRate: shareOf(failed + never, count),
          count: count === 0 ? null : count,
          duration: seconds("Total"),
        },
      ],
      incomplete: [],
    };
  },
};
