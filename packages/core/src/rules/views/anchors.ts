import { anchorsOf } from "../../outline/anchors.ts";
import { perDocument } from "./per-document.ts";

/** The names of a document's anchors. */
export const anchorNamesOf = perDocument(
  (document): ReadonlySet<string> => new Set(anchorsOf(document.outline.tree).map(({ name }) => name)),
);
