import type { Measurement } from "@lintel/core";
import { readCsv, type CsvRow } from "../csv.ts";
import { latenciesOf, requestOf, shareOf, UNKNOWN, type LoadFormat } from "../reading.ts";

/** Raw rows of JMeter (JTL as CSV): one for each sample. `elapsed` is the whole answer, `Latency` its first byte. Threads wait. */
export const jmeter: LoadFormat = {
  producer: "jmeter",
  recognises: ({ text }) => text.startsWith("timeStamp,elapsed,label,"),
  read({ text }) {
    const { headings, rows } = readCsv(text);
    const byLabel = new Map<string, CsvRow[]>();
    for (const row of rows) {
      const label = row.cell("label") ?? "";
      const same = byLabel.get(label);
      if (same === undefined) byLabel.set(label, [row]);
      else same.push(row);
    }
    const hasConcurrency = headings.includes("allThreads");
    const all = measurementOf(null, rows, hasConcurrency);
    const single = [...byLabel].map(([label, group]) => measurementOf(label, group, hasConcurrency));
    if (all === null) return null;
    const measurements = [...(single.length > 1 ? [all] : []), ...single.filter((each) => each !== null)];
    return { producer: "jmeter", model: "closed", isCorrected: false, script: null, measurements, incomplete: [] };
  },
};

function measurementOf(label: string | null, rows: readonly CsvRow[], hasConcurrency: boolean): Measurement | null {
  const samples: number[] = [];
  let [failed, from, to, threads] = [0, Number.POSITIVE_INFINITY, 0, 0];
  for (const row of rows) {
    const [begun, elapsed] = [Number(row.cell("timeStamp")), Number(row.cell("elapsed"))];
    if (!Number.isFinite(begun) || !Number.isFinite(elapsed) || elapsed < 0) continue;
    samples.push(elapsed);
    if (row.cell("success") !== "true") failed++;
    from = Math.min(from, begun);
    to = Math.max(to, begun + elapsed);
    if (hasConcurrency) threads = Math.max(threads, Number(row.cell("allThreads")) || 0);
  }
  if (samples.length === 0) return null;
  const duration = to > from ? (to - from) / 1000 : null;
  const request = requestOf(label);
  const address = requestOf(rows[0]?.cell("URL") ?? null);
  return {
    ...UNKNOWN,
    label,
    method: request.method,
    path: request.path ?? (label === null ? null : address.path),
    latencies: latenciesOf({
      count: samples.length,
      average: samples.reduce((sum, each) => sum + each, 0) / samples.length,
      quantiles: [],
      samples,
    }),
    rate: duration === null ? null : samples.length / duration,
    errorRate: shareOf(failed, samples.length),
    count: samples.length,
    duration,
    concurrency: threads === 0 ? null : threads,
    line: rows[0]?.line ?? null,
  };
}
