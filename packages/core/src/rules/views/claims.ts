import type { AnyClaim, ClaimOf } from "../../claims/kinds.ts";
import type { Document } from "../../document/document.ts";

export type { ClaimOf } from "../../claims/kinds.ts";

/** The claims of one kind that a document makes, in reading order. */
export function claimsOf<Kind extends AnyClaim["kind"]>(document: Document, kind: Kind): readonly ClaimOf<Kind>[] {
  return document.claimsOf(kind);
}
