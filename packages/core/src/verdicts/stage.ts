import type { Design, Document } from "../document/document.ts";

/**
 * `planned`: what the design means to make need not be there yet. `shipped`: the design says that it was delivered, by an
 * implementation summary or by its status, and what it promised is due.
 */
export type Stage = "planned" | "shipped";

const DELIVERED =
  /\b(?:implemented|shipped|released|delivered|deployed|complete[d]?|done|live|implementad[oa]|entregad[oa])\b/i;
const NOT_YET = /\b(?:not|to be|partially|partly|in progress|no)\b/i;

/** How far the design of a document is, by what its documents say. */
export function stageOf(document: Document, design: Design | null): Stage {
  const documents = design?.documents ?? [document];
  return documents.some(saysDelivered) ? "shipped" : "planned";
}

function saysDelivered(document: Document): boolean {
  if (document.kind?.name === "implementation-summary") return true;
  const status = document.outline.fields.find(({ key }) => key === "status")?.raw ?? "";
  return DELIVERED.test(status) && !NOT_YET.test(status);
}
