import type { Fix } from "../rules/finding.ts";

export type Outcome = "holds" | "broken" | "unproven" | "waived";

/**
 * Why nobody could tell: nothing was there to judge by, what was there does not suffice, belongs to another state of the
 * repository, does not exist yet and is not due, fits several things, or could not be reached.
 */
export type UnprovenReason = "no-evidence" | "inconclusive" | "stale" | "planned" | "ambiguous" | "unreachable";

/** A place in the world outside that a verdict rests on. */
export interface EvidencePlace {
  /** Topic and, where it helps, the producer: "repository", "tests: vitest". */
  readonly source: string;
  /** File with line, URL, test, commit: something to go to. */
  readonly at: string;
  /** What is to be seen there, in a few words. */
  readonly detail: string;
}

/** A claim held against evidence. */
export interface Verdict {
  /** ID of the claim. */
  readonly claim: string;
  readonly outcome: Outcome;
  /** Only for `unproven`. */
  readonly reason?: UnprovenReason;
  /** Why, in one sentence that stands alone. */
  readonly because: string;
  readonly evidence: readonly EvidencePlace[];
  /** How far up the ladder of its kind the evidence reaches: "declared", "verified". */
  readonly rung?: string;
  /** What to do or to provide, as an order, when the claim does not hold. */
  readonly next?: string;
  /** A change of the document after which it says what is so. */
  readonly fix?: Fix;
}

/** What a judge hands in; the engine adds the claim. */
export type Opinion = Omit<Verdict, "claim">;

export function holds(because: string, ...evidence: readonly EvidencePlace[]): Opinion {
  return { outcome: "holds", because, evidence };
}

export function broken(because: string, ...evidence: readonly EvidencePlace[]): Opinion {
  return { outcome: "broken", because, evidence };
}

export function unproven(reason: UnprovenReason, because: string, ...evidence: readonly EvidencePlace[]): Opinion {
  return { outcome: "unproven", reason, because, evidence };
}
