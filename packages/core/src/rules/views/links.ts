import type { Document } from "../../document/document.ts";
import { Mark } from "../../claims/claim.ts";
import { linksBeside, type Link } from "../../claims/link.ts";
import type { ImageInline, LinkInline } from "../../markdown/inline-nodes.ts";
import { inlinesOf, walkInlines } from "../../markdown/inline.ts";
import { normaliseLabel } from "../../markdown/escape.ts";
import type { Span } from "../../text/source.ts";
import { claimsOf } from "./claims.ts";
import { perDocument } from "./per-document.ts";

/** A place that points somewhere. */
export interface LinkUse extends Span {
  /** As written, with its anchor; escapes resolved. */
  readonly target: string;
  /** Where the target stands. */
  readonly at: Span;
  /** `path`: a bare path in a field such as Links. A reference link stands where it is defined. */
  readonly form: "inline" | "definition" | "image" | "html" | "path";
}

/** Every link, image and definition of a document in reading order; of bare URLs only those that a reader can follow. */
export const linksOf = perDocument((document): readonly LinkUse[] => {
  const { tree } = document.outline;
  const { text } = tree;
  const links: LinkUse[] = [];
  const used = labelsIn(text, tree.definitions);
  for (const [label, definition] of tree.definitions) {
    // Nobody follows a definition that no text refers to; some people write comments as such.
    if (!used.has(label)) continue;
    const { start, end, target, targetSpan } = definition;
    links.push({ start, end, target, at: targetSpan, form: "definition" });
  }
  // Attributes of tags inside a text, which claims read in more forms than rules do.
  let hasHref = false;
  for (const { block, marks } of document.leaves) {
    if (block.kind === "code" || (marks & (Mark.Bracket | Mark.Angle)) === 0) continue;
    const leaf = text.slice(block.start, block.end);
    const mayLink =
      ((marks & Mark.Bracket) !== 0 && leaf.includes("](")) || ((marks & Mark.Angle) !== 0 && TAG.test(leaf));
    if (!mayLink) continue;
    walkInlines(inlinesOf(tree, block), (inline) => {
      if (inline.kind === "link" && inline.form === "inline") links.push(linkUse(inline, "inline"));
      // The target of a reference image is that of its definition.
      else if (
        inline.kind === "image" &&
        inline.targetSpan.start >= inline.start &&
        inline.targetSpan.end <= inline.end
      )
        links.push(linkUse(inline, "image"));
      else if (inline.kind === "html") {
        hasHref ||= /^<a\s/i.test(inline.value);
        links.push(...htmlLinks(inline.value, inline.start));
      }
    });
  }
  for (const block of htmlBlocks(document)) links.push(...htmlLinks(text.slice(block.start, block.end), block.start));
  const known = new Set(links.map(({ at }) => at.start));
  // The links of a text are all found by now, and nearly no document has a path in a field besides.
  if (hasHref || pointsElsewhere(document, known)) {
    for (const { value, start, end } of claimsOf(document, "link")) {
      if (!isPath(value) || known.has(start)) continue;
      links.push({ start, end, target: value.target, at: { start, end }, form: "path" });
    }
  }
  // Paths are recognised for these alone, and nearly no document names one.
  for (const { value, start, end } of text.includes("specs") && DOCUMENT.test(text)
    ? claimsOf(document, "code-path")
    : []) {
    if (OF_A_DESIGN.test(value.path) && !known.has(start))
      links.push({ start, end, target: value.path, at: { start, end }, form: "path" });
  }
  return links.toSorted((a, b) => a.start - b.start);
});

/** Whether a field, or a definition that no text refers to, names a document. */
function pointsElsewhere(document: Document, known: ReadonlySet<number>): boolean {
  let found = false;
  linksBeside(document.outline, ({ value, start }) => {
    found ||= isPath(value) && !known.has(start);
  });
  return found;
}

function isPath({ type, placeholder }: Link): boolean {
  return type === "doc" && placeholder !== true;
}

/** Documents of a design, which texts name in code where others would link: `/directive/specs/retry/spec.md`. */
const OF_A_DESIGN = /^\/?(?:[\w.-]+\/){0,6}specs\/[\w.-]+\/(?:spec|impact|tdr|implementation_summary)\.md$/;

const DOCUMENT = /(?:spec|impact|tdr|implementation_summary)\.md/;

/** The labels of definitions to which something in brackets may refer. */
function labelsIn(text: string, definitions: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  const labels = new Set<string>();
  const bracketed = /\[([^[\]]{1,300})\](?!:)/g;
  while (labels.size < definitions.size) {
    const written = bracketed.exec(text)?.[1];
    if (written === undefined) break;
    const label = normaliseLabel(written);
    if (definitions.has(label)) labels.add(label);
  }
  return labels;
}

const TAG = /<(?:a|img)\s/i;

function linkUse({ start, end, target, targetSpan }: LinkInline | ImageInline, form: LinkUse["form"]): LinkUse {
  return { start, end, target, at: targetSpan, form };
}

/** The HTML blocks on the top level of sections: that is where people put `<img>`. */
function htmlBlocks(document: Document): readonly Span[] {
  const blocks: Span[] = [];
  for (const block of document.outline.tree.root.children)
    if (block.kind === "html" && !block.comment) blocks.push(block);
  return blocks;
}

const ATTRIBUTE =
  /<(?:a|img)\s[^<>]{0,500}?\b(?:href|src)\s{0,5}=\s{0,5}(?:"([^"<>\s]{1,1000})"|'([^'<>\s]{1,1000})')/gi;

function htmlLinks(html: string, offset: number): readonly LinkUse[] {
  if (!html.includes("=")) return [];
  return [...html.matchAll(ATTRIBUTE)].map((match) => {
    const target = match[1] ?? match[2] ?? "";
    const end = offset + match.index + match[0].length - 1;
    return {
      start: offset + match.index,
      end: end + 1,
      target,
      at: { start: end - target.length, end },
      form: "html",
    };
  });
}
