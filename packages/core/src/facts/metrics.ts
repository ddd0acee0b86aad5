/** What the running system measures and shows: pages of metrics, and where the sources name one. */
import type { ReportBinding } from "./tests.ts";

export type MetricType = "counter" | "gauge" | "histogram" | "summary" | "info" | "stateset" | "unknown";

/** All samples of one metric, as one page shows them. */
export interface MetricFamily {
  /** As the page calls it: "orders_created" with samples `orders_created_total`, "http.server.request.duration". */
  readonly name: string;
  /** Every name under which somebody may ask for it: its own, those of its samples, and its Prometheus names where it has others. */
  readonly names: readonly string[];
  readonly type: MetricType;
  readonly unit: string | null;
  /** Names of its labels, without those that belong to its type (`le`, `quantile`). */
  readonly labels: readonly string[];
  /** 0 for one that is announced and has no value. */
  readonly sampleCount: number;
  /** 1-based. */
  readonly line: number;
}

/** One page or file of metrics. */
export interface MetricPage {
  /** Repository path, path as given, or address. */
  readonly at: string;
  /** Fetched from a running system rather than read from a file. */
  readonly isLive: boolean;
  readonly families: readonly MetricFamily[];
  /** Lines that could not be read, and ends that are missing. One sentence each. */
  readonly incomplete: readonly string[];
  /** The state that the system was built from, by its own word (a `…_build_info` metric) or by that of whoever saved the page. */
  readonly binding: ReportBinding | null;
}

/** A place in the sources. */
export interface SourcePlace {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

export interface MetricFacts {
  readonly pages: readonly MetricPage[];
  /** What was named and could not be read. */
  readonly unread: readonly string[];
  /** Where sources (no documents) name a metric. Only for names that documents claim. */
  named(name: string): readonly SourcePlace[];
}
