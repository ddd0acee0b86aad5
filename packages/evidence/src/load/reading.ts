import type { Interval, Latencies, LoadReport, MeasuredQuantile, Measurement } from "@lintel/core";

/** What a reader makes of the text of a report; file, digest and binding are known to whoever read the file. */
export type LoadReading = Omit<LoadReport, "path" | "digest" | "name" | "binding">;

/** A text that looks like a report; JSON is parsed once for all readers. */
export interface LoadInput {
  readonly text: string;
  /** Undefined when the text is not JSON. */
  readonly json: unknown;
}

/** Reads reports of one tool. One file each. */
export interface LoadFormat {
  readonly producer: string;
  /** Whether the text has the shape of this tool's reports, whatever its file is called. */
  recognises(input: LoadInput): boolean;
  /** Null when it has the shape and nothing in it can be used. */
  read(input: LoadInput): LoadReading | null;
}

/** A measurement of which nothing is known, to be filled. */
export const UNKNOWN: Measurement = {
  operation: "request",
  label: null,
  method: null,
  path: null,
  latencies: null,
  rate: null,
  askedRate: null,
  errorRate: null,
  count: null,
  duration: null,
  concurrency: null,
  line: null,
};

/** How a tool rounds what it writes. */
export interface Rounding {
  /** Milliseconds of its smallest step. */
  readonly step: number;
  /** Share of a number that its buckets leave open. */
  readonly relative: number;
}

const EXACT: Rounding = { step: 0, relative: 0 };

/** What a number may have been before it was rounded, to the nearest or down. */
function around(value: number, { step, relative }: Rounding): Interval {
  const open = step + value * relative;
  return { low: Math.max(0, value - open), high: value + open };
}

/** Latencies made of what a report names; shares outside of 0 to 1 and numbers that are none are left out. */
export function latenciesOf(
  given: {
    readonly count: number | null;
    readonly average: number | null;
    readonly quantiles: readonly (readonly [share: number, milliseconds: number | null])[];
    readonly samples?: readonly number[];
  },
  rounding: Rounding = EXACT,
): Latencies | null {
  const byShare = new Map<number, MeasuredQuantile>();
  for (const [share, value] of given.quantiles) {
    if (value === null || !(value >= 0) || !(share >= 0 && share <= 1) || byShare.has(share)) continue;
    byShare.set(share, { share, ...around(value, rounding) });
  }
  const samples =
    given.samples === undefined || given.samples.length === 0 ? null : given.samples.toSorted((a, b) => a - b);
  if (byShare.size === 0 && samples === null && given.average === null) return null;
  return {
    count: given.count ?? samples?.length ?? null,
    average: given.average === null ? null : around(given.average, rounding),
    quantiles: [...byShare.values()].toSorted((a, b) => a.share - b.share),
    samples,
  };
}

/** Method and path of a label or an address: "POST /v1/orders", "http://host:80/v1/orders?x=1". */
export function requestOf(written: string | null): Pick<Measurement, "method" | "path"> {
  if (written === null) return { method: null, path: null };
  const match =
    /^\s*(?:(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+)?(?:https?:\/\/[^\s/?#]{1,300})?(\/[^\s?#]{0,500})?(?:[?#]\S*)?\s*$/.exec(
      written,
    );
  if (match === null) return { method: null, path: null };
  const isAddress = /^\s*(?:[A-Z]+\s+)?https?:/.test(written);
  return { method: match[1] ?? null, path: match[2] ?? (isAddress ? "/" : null) };
}

/** A share of two counts; null when there is nothing to divide by. */
export function shareOf(part: number | null, all: number | null): number | null {
  return part === null || all === null || all <= 0 ? null : Math.min(1, part / all);
}
