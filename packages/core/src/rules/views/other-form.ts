import type { Document } from "../../document/document.ts";
import { perDocument } from "./per-document.ts";

/**
 * Whether a decision record has another form than the built-in template. Records are written in several (context, decision and
 * consequences; a paragraph; a policy with its own headings), and until a team names a template its own form is as good: only
 * a record that begins to follow the built-in one is held to it.
 */
export const isOfOtherForm = perDocument((document: Document): boolean => {
  if (document.kind?.template.path !== "built-in:adr") return false;
  const { outline } = document;
  const sections = outline.sections.filter((section) => section.canonical !== "title");
  if (sections.length < 2) return sections.length === 0 && outline.tree.text.length >= FEWEST_PROSE;
  return !sections.some((section) => OWN.has(section.folded));
});

/** A record that tells its decision without any section is at least so long; a shorter one was only begun. */
const FEWEST_PROSE = 600;

/** Titles that no other form has. */
const OWN: ReadonlySet<string> = new Set([
  "context and problem statement",
  "decision drivers",
  "considered options",
  "decision outcome",
  "pros and cons of the options",
]);
