import type { AnyClaim } from "../../claims/kinds.ts";
import type { Document } from "../../document/document.ts";
import { perDocument } from "./per-document.ts";

/** The claims of one kind. */
export type ClaimOf<Kind extends AnyClaim["kind"]> = Extract<AnyClaim, { readonly kind: Kind }>;

const byKind = perDocument((document): ReadonlyMap<string, readonly AnyClaim[]> => {
  const claims = new Map<string, AnyClaim[]>();
  for (const claim of document.claims) {
    const others = claims.get(claim.kind);
    if (others === undefined) claims.set(claim.kind, [claim]);
    else others.push(claim);
  }
  return claims;
});

/** The claims of one kind that a document makes, in reading order. */
export function claimsOf<Kind extends AnyClaim["kind"]>(document: Document, kind: Kind): readonly ClaimOf<Kind>[] {
  return (byKind(document).get(kind) ?? []) as unknown as readonly ClaimOf<Kind>[];
}
