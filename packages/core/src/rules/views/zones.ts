import type { CanonicalId } from "../../outline/canonical.ts";
import type { Zone } from "../../outline/zones.ts";
import type { Document } from "../../document/document.ts";
import { perDocument } from "./per-document.ts";

const byFunction = perDocument((document): ReadonlyMap<CanonicalId, readonly Zone[]> => {
  const zones = new Map<CanonicalId, Zone[]>();
  for (const zone of document.outline.zones) {
    if (zone.canonical === null) continue;
    const others = zones.get(zone.canonical);
    if (others === undefined) zones.set(zone.canonical, [zone]);
    else others.push(zone);
  }
  return zones;
});

/** The zones of a document that serve one function, in reading order. */
export function zonesOf(document: Document, canonical: CanonicalId): readonly Zone[] {
  return byFunction(document).get(canonical) ?? [];
}
