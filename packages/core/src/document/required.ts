import { fold } from "../text/fold.ts";
import type { Requirement } from "../template/kind.ts";
import type { Document, Status } from "./document.ts";
import { statusOf } from "./status.ts";

/** The stored states in the order in which a document goes through them. */
const ORDER: Readonly<Record<Status, number>> = { draft: 0, "in-review": 1, approved: 2, superseded: 2, closed: -1 };

/**
 * Whether something is required of a document as it stands: always, or because the document has reached the state from which
 * on it is. States of the template's own lists (`stage: alpha | beta | stable`) are compared in the order of the list, others
 * by the lifecycle that they belong to. A document that does not say its state has reached none.
 */
export function isRequiredNow(required: Requirement, document: Document): boolean {
  if (required.when !== "at") return required.when === "always";
  return required.states.some((state) => hasReached(document, fold(state)));
}

function hasReached(document: Document, state: string): boolean {
  // What was rejected or withdrawn need not be finished, wherever its word stands in the list.
  if (document.status === "closed") return false;
  for (const { spec, field } of document.fieldMatches) {
    if (spec.type.is !== "choice" || field === null) continue;
    const choices = spec.type.of.map(fold);
    const wanted = choices.indexOf(state);
    if (wanted !== -1) return choices.indexOf(fold(field.raw)) >= wanted;
  }
  const wanted = statusOf(state);
  return wanted !== null && document.status !== null && ORDER[document.status] >= ORDER[wanted];
}
