/** What a report proves by where it comes from: only one of the state that is judged proves anything; others may inform. */
import type { ReportBinding } from "../../facts/tests.ts";

/** Why a report proves nothing: of which reason a verdict is that rests on it alone, and in which words. */
export interface Doubt {
  /** A report of which nobody knows the state is doubtful; one of another state is stale. */
  readonly reason: "inconclusive" | "stale";
  /** A clause that stands behind what the report shows. */
  readonly because: string;
  readonly next: string;
}

/** Null for a report of the state that is judged; else what is to be said of it, behind its name, and what to do. */
export function doubtOf(binding: ReportBinding | null, path: string): Doubt | null {
  if (binding === null) {
    return {
      reason: "inconclusive",
      because: "nothing says on which commit it was made",
      next: `Run \`lintel evidence add ${path}\` where the report is made, so that it is bound to its commit.`,
    };
  }
  if (binding.isCurrent) return null;
  const commit = binding.commit.slice(0, 10);
  return binding.dirty
    ? {
        reason: "stale",
        because: `it was made at ${commit} with changes that are not committed`,
        next: "Commit, and make the report again.",
      }
    : {
        reason: "stale",
        because: `it was made at ${commit}, another state than this one`,
        next: "Make the report again on this commit.",
      };
}
