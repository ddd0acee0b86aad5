import { CLAIM_KINDS } from "@lintel/core";
import type { ClaimReport } from "./report.ts";

/** How many claims of each kind, in the order of the kinds; kinds of which there are none are left out. */
export function countByKind(claims: readonly Pick<ClaimReport, "kind">[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { kind } of claims) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return Object.fromEntries(
    CLAIM_KINDS.flatMap(({ kind }) => {
      const n = counts.get(kind);
      return n === undefined ? [] : [[kind, n]];
    }),
  );
}
