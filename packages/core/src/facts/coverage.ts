/** How much of the code tests ran, as reports of coverage tell it. */
import type { ReportBinding } from "./tests.ts";

/** What may be covered. */
export type CoverageKind = "lines" | "branches" | "functions" | "statements";

export interface CoverageCount {
  readonly covered: number;
  readonly total: number;
}

export type CoverageCounts = Readonly<Partial<Record<CoverageKind, CoverageCount>>>;

export interface CoverageReport {
  readonly path: string;
  readonly digest: string;
  /** "lcov", "istanbul", "coverage.py", "cobertura", "jacoco", "clover", "go". */
  readonly producer: string;
  /** What whoever named the report says that it covers; null when they said nothing. */
  readonly name: string | null;
  readonly total: CoverageCounts;
  /** By source file, as the report calls it; none for reports that have totals only. */
  readonly files: readonly { readonly path: string; readonly counts: CoverageCounts }[];
  readonly binding: ReportBinding | null;
}

export interface CoverageFacts {
  readonly reports: readonly CoverageReport[];
}
