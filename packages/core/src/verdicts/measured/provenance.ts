/** What a report proves by where it comes from: only one of the state that is judged proves anything; others may inform. */
import type { ReportBinding } from "../../facts/tests.ts";

/** Null for a report of the state that is judged; else what is to be said of it, behind its name, and what to do. */
export function doubtOf(
  binding: ReportBinding | null,
  path: string,
): { readonly because: string; readonly next: string } | null {
  if (binding === null) {
    return {
      because: "nothing says on which commit it was made",
      next: `Run \`lintel evidence add ${path}\` where the report is made, so that it is bound to its commit.`,
    };
  }
  if (binding.isCurrent) return null;
  const commit = binding.commit.slice(0, 10);
  return binding.dirty
    ? {
        because: `it was made at ${commit} with changes that are not committed`,
        next: "Commit, and make the report again.",
      }
    : {
        because: `it was made at ${commit}, another state than this one`,
        next: "Make the report again on this commit.",
      };
}
