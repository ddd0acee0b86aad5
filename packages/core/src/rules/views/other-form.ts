import type { Document } from "../../document/document.ts";
import { perDocument } from "./per-document.ts";

/**
 * Whether a decision record has another form than the built-in template. Records are written in several (context, decision and
 * consequences; a paragraph; a policy with its own headings), and until a team names a template its own form is as good: only
 * a record that begins to follow the built-in one is held to it.
 */
export const isOfOtherForm = perDocument((document: Document): boolean => {
  if (document.kind?.template.path !== "built-in:adr") return false;
  const sections = document.outline.sections.filter((section) => section.canonical !== "title");
  // A record without sections has no form at all.
  return sections.length >= 2 && !sections.some((section) => OWN.has(section.folded));
});

/** Titles that no other form has. */
const OWN: ReadonlySet<string> = new Set([
  "context and problem statement",
  "decision drivers",
  "considered options",
  "decision outcome",
  "pros and cons of the options",
]);
