import type { SectionSpec } from "../../template/kind.ts";
import { compactOf } from "../../template/kind-index.ts";
import { languageOf, type CodeBlock } from "../../markdown/tree.ts";
import { foldTitle } from "../../text/fold.ts";
import type { Span } from "../../text/source.ts";
import { demandsOf } from "./demands.ts";
import { fencesOf } from "./fences.ts";
import { perDocument } from "./per-document.ts";

/** A fenced block with headings in it that the template asks for and the document has nowhere else. */
export interface Swallowing {
  readonly fence: CodeBlock;
  readonly sections: readonly { readonly spec: SectionSpec; readonly at: Span }[];
  /** 1-based line of the first of them. */
  readonly line: number;
}

/** Languages in which `# …` is a comment. */
const HASH_COMMENTS = new Set(
  "sh bash zsh shell console yaml yml toml ini conf py python rb ruby perl r make makefile dockerfile hcl tf terraform nix elixir powershell ps1 properties env gitignore diff".split(
    " ",
  ),
);

/** How a line of a block of code begins that would be a heading outside of it. */
export function headingIn(fence: CodeBlock): RegExp {
  return HASH_COMMENTS.has(languageOf(fence)) ? /^##{1,5} +(?=\S)/ : /^#{1,6} +(?=\S)/;
}

/**
 * The blocks of code that a fence too many or too few made of sections: they run on over headings of the template. What a document
 * has as headings, too, it may well show in an example.
 */
export const swallowingsOf = perDocument((document): readonly Swallowing[] => {
  const missing = new Map<number, SectionSpec>();
  for (const { match, isDue } of demandsOf(document)) {
    if (match.by === null && isDue) missing.set(compactOf(match.spec.folded), match.spec);
  }
  if (missing.size === 0) return [];
  const parents = new Map(document.matches.map(({ spec, parent }) => [spec, parent]));
  const { text } = document.outline.tree;
  const taken = new Set<SectionSpec>();
  return fencesOf(document).flatMap((fence): readonly Swallowing[] => {
    const heading = headingIn(fence);
    const sections: { spec: SectionSpec; at: Span }[] = [];
    let line = 0;
    for (let i = 0; i + 1 < fence.lines.length; i += 2) {
      const start = fence.lines[i] ?? 0;
      if (text.charCodeAt(start) !== 35) continue;
      const end = fence.lines[i + 1] ?? start;
      const source = text.slice(start, Math.min(end, start + 200));
      const mark = heading.exec(source)?.[0];
      const spec = mark === undefined ? undefined : missing.get(compactOf(foldTitle(source.slice(mark.length))));
      if (spec === undefined || taken.has(spec)) continue;
      taken.add(spec);
      if (sections.length === 0) line = fence.line + 1 + i / 2;
      sections.push({ spec, at: { start, end } });
    }
    const [first] = sections;
    if (first === undefined) return [];
    const inside = new Set(sections.map(({ spec }) => spec));
    const outer = sections.filter(({ spec }) => {
      const parent = parents.get(spec) ?? null;
      return parent === null || !inside.has(parent);
    });
    return [{ fence, sections: outer, line }];
  });
});
