import type { Design, Document } from "../../document/document.ts";
import type { RuleContext } from "../rule.ts";

/** The other documents of the design, in the order in which they are due. */
export function siblingsOf({ document, design }: Pick<RuleContext, "document" | "design">): readonly Document[] {
  return design === null ? [] : design.documents.filter((other) => pathOf(other) !== pathOf(document));
}

/** The siblings that come before the document: a contradiction is told once, in the later of the two. */
export function earlierSiblingsOf({
  document,
  design,
}: {
  document: Document;
  design: Design | null;
}): readonly Document[] {
  const documents = design?.documents ?? [];
  const at = documents.findIndex((other) => pathOf(other) === pathOf(document));
  return at === -1 ? [] : documents.slice(0, at);
}

export function pathOf(document: Document): string {
  return document.outline.source.path;
}

/** The file name of a document, for messages. */
export function fileNameOf(document: Document): string {
  const path = pathOf(document);
  return path.slice(path.lastIndexOf("/") + 1);
}
