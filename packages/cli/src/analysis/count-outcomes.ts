import type { VerifiedDocument } from "./report.ts";

/** What became of claims, in numbers. */
export interface OutcomeCounts {
  readonly holds: number;
  readonly broken: number;
  readonly unproven: number;
  readonly waived: number;
  /** Claims that state nothing which evidence could prove: an author, a driver. */
  readonly notJudged: number;
}

export function countOutcomes(documents: readonly Pick<VerifiedDocument, "claims" | "verdicts">[]): OutcomeCounts {
  const counts = { holds: 0, broken: 0, unproven: 0, waived: 0, notJudged: 0 };
  for (const { claims, verdicts } of documents) {
    for (const { outcome } of verdicts) counts[outcome]++;
    counts.notJudged += claims.length - verdicts.length;
  }
  return counts;
}
