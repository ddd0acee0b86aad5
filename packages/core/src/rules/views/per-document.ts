import type { Document } from "../../document/document.ts";
import { Memo } from "../../text/memo.ts";

/**
 * A view: something that several rules want to know of a document, worked out when the first of them asks and kept as long as
 * the document is. Each view is a file of this folder.
 *
 * @example export const fencesOf = perDocument((document) => document.leaves.filter(({ block }) => block.kind === "code"));
 */
export function perDocument<View>(compute: (document: Document) => View): (document: Document) => View {
  const known = new Memo<Document, { readonly view: View }>();
  return (document) => {
    const before = known.get(document);
    if (before !== undefined) return before.view;
    const view = compute(document);
    known.set(document, { view });
    return view;
  };
}
