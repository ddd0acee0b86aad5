import type { Document } from "../../document/document.ts";
import type { CanonicalId } from "../../outline/canonical.ts";
import { claimsOf, type ClaimOf } from "../views/claims.ts";
import { isDesignLike } from "../views/design-like.ts";
import { perDocument } from "../views/per-document.ts";

/** Sections in which a design proposes what it names. */
const PROPOSES: ReadonlySet<CanonicalId | null> = new Set(["api", "contracts", "design", "components", "data-model"]);

const KINDS: ReadonlySet<string> = new Set(["tdr", "tdd"]);

/**
 * The endpoints that a design proposes, with their methods: what it names in its sections on design and interfaces. None for
 * documents of other kinds, and for texts that are no design.
 */
export const proposedEndpoints = perDocument((document: Document): readonly ClaimOf<"endpoint">[] => {
  const isDesign = document.kind === null ? isDesignLike(document) : KINDS.has(document.kind.name);
  if (!isDesign) return [];
  return claimsOf(document, "endpoint").filter(({ section, value }) => value.method !== null && PROPOSES.has(section));
});

/** "POST /v1/orders" */
export function nameOf({ value }: ClaimOf<"endpoint">): string {
  return `${value.method ?? ""} ${value.path}`.trim();
}
