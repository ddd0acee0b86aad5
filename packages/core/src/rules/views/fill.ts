import { readFill, type Fill } from "../../document/fill.ts";
import { perDocument } from "./per-document.ts";

/** How far a document is filled in; null for a document of no kind. */
export const fillOf = perDocument(({ outline, kind }): Fill | null => (kind === null ? null : readFill(outline, kind)));
