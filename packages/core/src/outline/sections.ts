import { foldTitle, splitNumber } from "../text/fold.ts";
import { inlinesOf, plainText } from "../markdown/inline.ts";
import type { Block, HeadingBlock, Tree } from "../markdown/tree.ts";
import { withBoldHeadings } from "./bold-headings.ts";
import { canonicalOfWhole, canonicalUnder, type CanonicalId } from "./canonical.ts";

/** A heading and what stands under it. */
export interface Section {
  readonly heading: HeadingBlock;
  readonly line: number;
  /** 1 to 6. */
  readonly level: number;
  /** "2.1", or null. */
  readonly number: string | null;
  /** Without number and marks. */
  readonly title: string;
  /** The title as titles are compared (`foldTitle`). */
  readonly folded: string;
  readonly canonical: CanonicalId | null;
  readonly parent: Section | null;
  readonly children: readonly Section[];
  /** The blocks between this heading and the next one. */
  readonly blocks: readonly Block[];
  /** Offset of the heading. */
  readonly start: number;
  /** Offset behind the last block of the section and its sub-sections. */
  readonly end: number;
}

type Open = { -readonly [K in keyof Section]: Section[K] } & { children: Section[]; blocks: Block[] };

/**
 * The sections of a document in reading order, and the blocks before the first heading. Headings inside lists and quotes
 * structure nothing; a setext heading that holds a field (`Date: 2026-01-01` over a line of dashes) is none. Where there are no
 * headings but the title, a line that is all in bold heads a section.
 */
export function readSections(tree: Tree): { preamble: readonly Block[]; sections: readonly Section[] } {
  const preamble: Block[] = [];
  const sections: Section[] = [];
  const path: Open[] = [];
  let titled = !opensWithTitle(tree);
  const isTitleBlock = (block: HeadingBlock): boolean => block.level === 1 && !titled;
  const blocks = withBoldHeadings(tree, (block) => !isAccidental(tree, block), isTitleBlock);
  /** Where the last block ended. */
  let end = 0;
  for (const block of blocks) {
    const current = path.at(-1);
    if (block.kind !== "heading" || isAccidental(tree, block)) {
      if (current === undefined) preamble.push(block);
      else current.blocks.push(block);
      end = block.end;
      continue;
    }
    while ((path.at(-1)?.level ?? 0) >= block.level) close(path, end);
    const parent = path.at(-1) ?? null;
    const plain = headingText(tree, block);
    const { number, title } = splitNumber(plain);
    const folded = foldTitle(plain);
    const isTitle = isTitleBlock(block);
    titled ||= isTitle;
    const section: Open = {
      heading: block,
      line: block.line,
      level: block.level,
      number,
      title,
      folded,
      canonical: isTitle ? "title" : isCode(tree, block) ? null : canonicalUnder(folded, nearest(parent)),
      parent,
      children: [],
      blocks: [],
      start: block.start,
      end: block.end,
    };
    parent?.children.push(section);
    path.push(section);
    sections.push(section);
    end = block.end;
  }
  while (path.length > 0) close(path, end);
  return { preamble, sections };
}

function close(path: Open[], end: number): void {
  const open = path.pop();
  if (open !== undefined) open.end = end;
}

/** What a reader sees of a heading; most hold no marks, and need no inline parse. */
export function headingText(tree: Tree, heading: HeadingBlock): string {
  const source = tree.text.slice(heading.lines[0], heading.lines[1]);
  if (heading.lines.length === 2 && !/[\\`*_[\]<>&~!@]|www\.|:\/\//.test(source)) return source.trim();
  return plainText(inlinesOf(tree, heading)).trim();
}

/** The function of the closest enclosing section that has one. */
function nearest(section: Section | null): CanonicalId | null {
  for (let s = section; s !== null; s = s.parent) if (s.canonical !== null) return s.canonical;
  return null;
}

/**
 * Whether the first heading of level 1 is the title of the document. In one that has a heading of level 1 for every section
 * ("# Summary", "# Motivation") it is a section like the others.
 */
function opensWithTitle(tree: Tree): boolean {
  let first: HeadingBlock | null = null;
  for (const block of tree.root.children) {
    if (block.kind !== "heading" || block.level !== 1 || isAccidental(tree, block)) continue;
    if (first !== null) return canonicalOfWhole(foldTitle(plainText(inlinesOf(tree, first)))) === null;
    first = block;
  }
  return true;
}

/** A heading in code names a thing: "### `metrics`". */
function isCode(tree: Tree, heading: HeadingBlock): boolean {
  const source = tree.text.slice(heading.lines[0], heading.lines[1]);
  return /^(?:[\d.]+[ \t]+)?(`+)[^`]+\1[ \t]*$/.test(source);
}

const MOST_SETEXT = 80;

/** A paragraph that became a heading because a line of dashes stands right under it. */
function isAccidental(tree: Tree, heading: HeadingBlock): boolean {
  if (!heading.setext) return false;
  if (heading.lines.length > 2) return true;
  const source = tree.text.slice(heading.lines[0], heading.lines[1]);
  return source.length > MOST_SETEXT || /[.;:,]$/.test(source) || /^[*_]*[\w .()/-]{1,40}[*_]*\s*:/.test(source);
}
