import type { Document, SectionMatch } from "../../document/document.ts";
import { isRequiredNow } from "../../document/required.ts";
import type { SectionSpec } from "../../template/kind.ts";
import { perDocument } from "./per-document.ts";

/** One section of the kind, as far as it is asked of the document in the state that it is in. */
export interface Demand {
  readonly match: SectionMatch;
  /** Whether the section must be there now: it is required itself, and so is every section around it. */
  readonly isDue: boolean;
  /** False for a section that is only asked for later: nobody is told about it yet. */
  readonly hasBegun: boolean;
  /** Whether the document has the section that holds it; true at the top. */
  readonly hasParent: boolean;
}

/** What the kind demands of a document as it stands, section by section, in the template's order. */
export const demandsOf = perDocument((document: Document): readonly Demand[] => {
  const bySpec = new Map<SectionSpec, Demand>();
  return document.matches.map((match) => {
    const parent = match.parent === null ? null : (bySpec.get(match.parent) ?? null);
    const hasParent = parent === null || parent.match.by !== null;
    const { required } = match.spec;
    // An optional section that an author took up asks for its own sub-sections.
    const asksInside = parent === null || parent.isDue || (parent.match.by !== null && parent.hasBegun);
    const demand: Demand = {
      match,
      isDue: asksInside && !match.spec.repeats && isRequiredNow(required, document),
      hasBegun: (parent === null || parent.hasBegun) && (required.when !== "at" || isRequiredNow(required, document)),
      hasParent,
    };
    bySpec.set(match.spec, demand);
    return demand;
  });
});
