import type { Document } from "../document/document.ts";
import type { Section } from "../outline/sections.ts";
import { shortHash } from "../rules/fingerprint.ts";
import { fold } from "../text/fold.ts";
import type { Span } from "../text/source.ts";

/** So much of a place's text counts: enough to tell statements apart, and not the whole section behind a heading. */
const MOST_TEXT = 300;

/**
 * What a finding is recognised by in later versions of its document: rule, path, section and the text of its place, folded (or a
 * key that the rule gives instead). It stays the same when lines move or other text changes. Equal findings share it.
 */
export function fingerprintOf(rule: string, document: Document, place: Span, key: string | undefined): string {
  const { outline } = document;
  const { text } = outline.tree;
  const section = sectionAt(outline.sections, place.start);
  const what = key ?? fold(text.slice(place.start, Math.min(place.end, place.start + MOST_TEXT)));
  return shortHash([rule, outline.source.path, section?.folded ?? "", what]);
}

/** The section in which `offset` stands: that of the last heading at or before it. */
function sectionAt(sections: readonly Section[], offset: number): Section | null {
  let low = 0;
  let high = sections.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sections[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return sections[low - 1] ?? null;
}
