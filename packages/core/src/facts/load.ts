/** What load tests and benchmarks measured, as their reports tell it. Times are milliseconds, rates per second, shares 0 to 1. */
import type { ReportBinding } from "./tests.ts";

/** What a number may be: a report that writes whole milliseconds, or two digits, leaves that much open. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The time that no more than `share` of all operations exceeded by being slower: 0.95 is p95. */
export interface MeasuredQuantile extends Interval {
  readonly share: number;
}

/** How long operations of one sort took. */
export interface Latencies {
  /** How many were timed; null when the report does not say. */
  readonly count: number | null;
  readonly average: Interval | null;
  /** Ascending by share, each once; the slowest one is share 1. */
  readonly quantiles: readonly MeasuredQuantile[];
  /** Every single time, ascending, where the report has them. */
  readonly samples: readonly number[] | null;
}

/** What was done again and again: a request to a server, a command, a function, or a longer scenario of several requests. */
type Operation = "request" | "command" | "function" | "scenario";

/** One row of a report: one endpoint, one command, or the run as a whole. */
export interface Measurement {
  readonly operation: Operation;
  /** What the report calls it: "POST /v1/orders", "checkout", "node -e 0"; null for a run that has no name. */
  readonly label: string | null;
  /** The request, where the report tells it. */
  readonly method: string | null;
  readonly path: string | null;
  readonly latencies: Latencies | null;
  /** Operations that came back, per second. */
  readonly rate: number | null;
  /** Operations per second that were asked for; null when nobody asked for a rate. */
  readonly askedRate: number | null;
  /** Share of operations that failed. */
  readonly errorRate: number | null;
  /** How many operations there were, failed ones included. */
  readonly count: number | null;
  /** Seconds. */
  readonly duration: number | null;
  /** Users, connections or threads that worked at the same time. */
  readonly concurrency: number | null;
  /** 1-based line of the report, for formats that have lines. */
  readonly line: number | null;
}

/**
 * `open`: operations begin on schedule, however long others take. `closed`: the next one begins when the one before has ended, so
 * that a server that stalls is asked less, and its report looks better than its users were served.
 */
export type LoadModel = "open" | "closed";

/** One report of one run. */
export interface LoadReport {
  /** Repository path, or the path as given. */
  readonly path: string;
  /** `sha256:…` of its bytes. */
  readonly digest: string;
  /** Who wrote it, as its shape shows: "k6", "wrk". */
  readonly producer: string;
  /** What whoever named the report says that it measured; null when they said nothing. */
  readonly name: string | null;
  /** Null when the report does not tell. */
  readonly model: LoadModel | null;
  /** Whether times are counted from when an operation was due rather than from when it was sent. */
  readonly isCorrected: boolean;
  /** The script that made it, as the report names it. */
  readonly script: string | null;
  readonly measurements: readonly Measurement[];
  /** Why it may not tell everything. One sentence each. */
  readonly incomplete: readonly string[];
  /** The state of the repository that the run was made on; null when nobody has said so. */
  readonly binding: ReportBinding | null;
}

export interface LoadFacts {
  readonly reports: readonly LoadReport[];
}
