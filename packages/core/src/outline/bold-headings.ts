import type { Block, HeadingBlock, ParagraphBlock, Tree } from "../markdown/tree.ts";
import { isKnownField } from "./field-keys.ts";

/** The level of a line in bold that heads a section: right below the title. */
const LEVEL = 2;

/** Longer ones are statements. */
const MOST_TITLE = 100;

/** So many of them make sections where the document has headings as well. */
const ENOUGH = 2;

/**
 * The blocks of a document with lines in bold in the place of headings: `**Problem**` alone in its line, above or under nothing
 * but the title. Some teams head all their sections so; who mixes forms does it with two lines at least. A field without a
 * value (`**Status:**`) above the first of them is none.
 *
 * `isHeading` says which headings structure the document, `isTitle` which of these is its title.
 */
export function withBoldHeadings(
  tree: Tree,
  isHeading: (block: HeadingBlock) => boolean,
  isTitle: (block: HeadingBlock) => boolean,
): readonly Block[] {
  const blocks = tree.root.children;
  const heads = new Map<Block, Title>();
  let title = false;
  let stop = blocks.length;
  for (const [i, block] of blocks.entries()) {
    if (block.kind === "heading" && isHeading(block)) {
      if (title || !isTitle(block)) {
        stop = i;
        break;
      }
      // What stands above the title belongs to no section.
      title = true;
      heads.clear();
      continue;
    }
    const head = block.kind === "paragraph" ? titleIn(tree, block) : null;
    if (head === null || (heads.size === 0 && head.isLabel && isKnownField(head.text))) continue;
    heads.set(block, head);
  }
  if (heads.size < (stop === blocks.length ? 1 : ENOUGH)) return blocks;
  return blocks.flatMap((block) => {
    const head = block.kind === "paragraph" ? heads.get(block) : undefined;
    return head === undefined || block.kind !== "paragraph" ? [block] : headed(block, head);
  });
}

interface Title {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether a colon stands behind it. */
  readonly isLabel: boolean;
}

const BOLD =
  /^(\*\*|__)(?=[^\s*_])((?:[^*_\n]|\*(?!\*)|_(?!_)){1,100}?)(\s*[:：])?\1(\s*\([^()\n]{1,60}\))?(\s*[:：])?[ \t\\]*$/;

/** The title that the first line of a paragraph is: all of it in bold, and no sentence. */
function titleIn({ text }: Tree, { lines }: ParagraphBlock): Title | null {
  const [start = 0, end = start] = lines;
  const code = text.charCodeAt(start);
  if ((code !== 42 && code !== 95) || text.charCodeAt(start + 1) !== code || end - start > MOST_TITLE + 70) return null;
  const match = BOLD.exec(text.slice(start, end));
  const name = match?.[2];
  if (match === null || name === undefined || !/\p{L}/u.test(name) || /[.!;,]$/.test(name)) return null;
  const [, , , inner, remark, outer] = match;
  const bare = { start: start + 2, end: start + 2 + name.length };
  return {
    text: name,
    // A remark behind the bold letters belongs to the title, with the marks before it.
    ...(remark === undefined ? bare : { start, end: bare.end + (inner ?? "").length + 2 + remark.length }),
    isLabel: inner !== undefined || outer !== undefined,
  };
}

/** A heading in the place of a paragraph's first line, and the rest of the paragraph below it. */
function headed(paragraph: ParagraphBlock, title: Title): readonly Block[] {
  const { lines, line, endLine, parent } = paragraph;
  const heading: HeadingBlock = {
    kind: "heading",
    level: LEVEL,
    setext: false,
    start: paragraph.start,
    end: lines[1] ?? paragraph.end,
    line,
    endLine: line,
    parent,
    children: [],
    lines: [title.start, title.end],
    inlines: null,
    codeSpans: null,
  };
  const from = lines[2];
  if (from === undefined) return [heading];
  return [
    heading,
    {
      kind: "paragraph",
      start: from,
      end: paragraph.end,
      line: line + 1,
      endLine,
      parent,
      children: [],
      lines: lines.slice(2),
      inlines: null,
      codeSpans: null,
    },
  ];
}
