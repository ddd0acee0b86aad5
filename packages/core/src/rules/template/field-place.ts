/** Where findings about fields stand: at the field, or at the top of the document. */
import type { Document, FieldMatch } from "../../document/document.ts";
import type { Report } from "../rule.ts";

/** A report about a field; one in the file of metadata is told at the document's title, with the place as related. */
export function aboutField(
  document: Document,
  match: FieldMatch,
  message: string,
  span?: { start: number; end: number },
): Report {
  const { field, isBeside, spec } = match;
  if (field === null) return { ...topOf(document), message, key: spec.key };
  if (!isBeside) {
    const start = span?.start ?? field.start;
    const end = span?.end ?? field.end;
    return { start, end, message, key: `${spec.key} ${field.raw}` };
  }
  const path = document.metadata?.outline.source.path ?? "";
  const line = Math.max(1, field.line + (document.metadata?.lineShift ?? 0));
  return {
    ...topOf(document),
    message: `${path.split("/").at(-1) ?? path}, line ${line}: ${message}`,
    key: `${spec.key} ${field.raw}`,
    related: [{ start: 0, end: 0, path, line, message: `“${field.label}” stands here.` }],
  };
}

/** The title, or the very start of a document without one. */
function topOf(document: Document): { start: number; end: number } {
  const heading = document.outline.sections[0]?.heading;
  return { start: heading?.start ?? 0, end: heading?.end ?? 0 };
}
