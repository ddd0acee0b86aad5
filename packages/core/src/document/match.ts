import type { Outline } from "../outline/outline.ts";
import type { Kind, SectionSpec } from "../template/kind.ts";
import type { SectionMatch } from "./document.ts";

/** Holds the sections of a document against those of its kind. */
export function matchSections(outline: Outline, kind: Kind): readonly SectionMatch[] {
  const matches: SectionMatch[] = [];
  const visit = (spec: SectionSpec): void => {
    const sections = outline.sections.filter((section) => section.folded === spec.folded);
    matches.push({ spec, sections, zones: [], prompts: spec.prompts.map((prompt) => ({ spec: prompt, zones: [] })) });
    for (const child of spec.children) visit(child);
  };
  for (const spec of kind.sections) visit(spec);
  return matches;
}
