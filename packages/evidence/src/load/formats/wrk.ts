import { latenciesOf, requestOf, shareOf, UNKNOWN, type LoadFormat } from "../reading.ts";

/** "4.27ms", "912.00us", "1.02s", "1.5m". */
function milliseconds(written: string | undefined): number | null {
  const match = /^(\d+(?:\.\d+)?)(us|ms|s|m|h)$/.exec(written ?? "");
  if (match === null) return null;
  const factor = { us: 0.001, ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[match[2] ?? ""] ?? 1;
  return Number(match[1]) * factor;
}

/** What `wrk` and `wrk2` print with `--latency`: each number has a unit of its own. wrk2 says so, and counts from when a request was due. */
export const wrk: LoadFormat = {
  producer: "wrk",
  recognises: ({ text }) => /^Running \S+ test @ /m.test(text) && /^Requests\/sec:/m.test(text),
  read({ text }) {
    const address = /^Running (\S+) test @ (\S+)/m.exec(text);
    const totals = /^\s*(\d+) requests in ([\d.]+\w+),/m.exec(text);
    const count = totals === null ? null : Number(totals[1]);
    const max = /^\s+Latency\s+\S+\s+\S+\s+(\S+)/m.exec(text)?.[1];
    const average = /^\s+Latency\s+(\S+)/m.exec(text)?.[1];
    const quantiles = [...text.matchAll(/^\s+(\d{1,3}(?:\.\d{1,4})?)%\s+(\d[\d.]*(?:us|ms|s|m|h))\s*$/gm)].map(
      ([, percent, time]) => [Math.round(Number(percent) * 1e4) / 1e6, milliseconds(time)] as const,
    );
    const failed =
      Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0) +
      [...(/Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text) ?? [])]
        .slice(1)
        .reduce((sum, each) => sum + Number(each), 0);
    const rate = /^Requests\/sec:\s*([\d.]+)/m.exec(text)?.[1];
    const seconds = milliseconds(totals?.[2]);
    const isCorrected = /Latency Distribution \(HdrHistogram - Recorded Latency\)/.test(text);
    return {
      producer: isCorrected ? "wrk2" : "wrk",
      model: isCorrected ? "open" : "closed",
      isCorrected,
      script: null,
      measurements: [
        {
          ...UNKNOWN,
          ...requestOf(address?.[2] ?? null),
          latencies: latenciesOf({
            count,
            average: milliseconds(average),
            quantiles: [...quantiles, [1, milliseconds(max)]],
          }),
          rate: rate === undefined ? null : Number(rate),
          errorRate: shareOf(failed, count),
          count,
          duration: seconds === null ? null : seconds / 1000,
          concurrency: Number(/(\d+) connections/.exec(text)?.[1] ?? Number.NaN) || null,
        },
      ],
      incomplete: [],
    };
  },
};
