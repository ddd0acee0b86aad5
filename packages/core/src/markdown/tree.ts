import type { LineStarts } from "../text/source.ts";
import type { Inline } from "./inline-nodes.ts";

/** What every block has. Offsets are UTF-16 units into the source; `end` is exclusive and leaves out the final line ending. */
interface BlockBase {
  readonly start: number;
  readonly end: number;
  /** 1-based. */
  readonly line: number;
  readonly endLine: number;
  readonly parent: Block | null;
  readonly children: readonly Block[];
  /**
   * The content of a leaf, line by line, without the marks of the containers around it: pairs of start and end offsets,
   * flat (`[s0, e0, s1, e1, …]`). Empty for containers.
   */
  readonly lines: readonly number[];
  /** Memo of the inline parse; use `inlinesOf`. */
  inlines: readonly Inline[] | null;
  /** Memo of the offsets of code; use `codeSpansOf`. */
  codeSpans: readonly number[] | null;
}

export interface DocumentBlock extends BlockBase {
  readonly kind: "document";
}
export interface FrontMatterBlock extends BlockBase {
  readonly kind: "front-matter";
  /** `---` gives YAML, `+++` TOML. */
  readonly info: "yaml" | "toml";
}
export interface HeadingBlock extends BlockBase {
  readonly kind: "heading";
  /** 1 to 6. */
  readonly level: number;
  /** Underlined with `===` or `---` instead of opened with `#`. */
  readonly setext: boolean;
}
export interface ParagraphBlock extends BlockBase {
  readonly kind: "paragraph";
}
export interface QuoteBlock extends BlockBase {
  readonly kind: "quote";
}
export interface ListBlock extends BlockBase {
  readonly kind: "list";
  readonly ordered: boolean;
}
export interface ItemBlock extends BlockBase {
  readonly kind: "item";
  /** Number of an ordered item, −1 for a bullet. */
  readonly level: number;
  /** `[x]` true, `[ ]` false, no checkbox null. */
  readonly checked: boolean | null;
}
export interface CodeBlock extends BlockBase {
  readonly kind: "code";
  readonly fenced: boolean;
  /** The info string after the opening fence, trimmed; empty for indented code. */
  readonly info: string;
  /** False for a fence that runs to the end of its container without a closing fence. */
  readonly closed: boolean;
}
export interface HtmlBlock extends BlockBase {
  readonly kind: "html";
  /** True when the block opens with `<!--`. */
  readonly comment: boolean;
  /** False for a comment or raw element that runs to the end of its container. */
  readonly closed: boolean;
}
export interface RuleBlock extends BlockBase {
  readonly kind: "rule";
}
export interface TableBlock extends BlockBase {
  readonly kind: "table";
  /** Number of columns, as the delimiter row sets it. The first child is the header row; the delimiter row is not a child. */
  readonly level: number;
}
export interface RowBlock extends BlockBase {
  readonly kind: "row";
}
export interface CellBlock extends BlockBase {
  readonly kind: "cell";
  /** 0-based column. */
  readonly level: number;
}
export interface DefinitionBlock extends BlockBase {
  readonly kind: "definition";
  /** Normalised label: case folded, white space collapsed. */
  readonly info: string;
  readonly target: string;
  readonly targetSpan: { readonly start: number; readonly end: number };
}
export interface FootnoteBlock extends BlockBase {
  readonly kind: "footnote";
  readonly info: string;
}

/** One block of a Markdown text (CommonMark 0.31 with the tables, task lists and footnotes of GitHub's dialect). */
export type Block =
  | DocumentBlock
  | FrontMatterBlock
  | HeadingBlock
  | ParagraphBlock
  | QuoteBlock
  | ListBlock
  | ItemBlock
  | CodeBlock
  | HtmlBlock
  | RuleBlock
  | TableBlock
  | RowBlock
  | CellBlock
  | DefinitionBlock
  | FootnoteBlock;

export type BlockKind = Block["kind"];

/** Something that a parser did not read in full, to stay linear on hostile text. */
export interface Limit {
  readonly what: "nesting" | "long-text";
  readonly start: number;
  readonly end: number;
}

/** A parsed Markdown text. Blocks are complete; the inline content of a leaf is parsed when somebody asks (`inlinesOf`). */
export interface Tree {
  readonly text: string;
  readonly lineStarts: LineStarts;
  readonly root: DocumentBlock;
  /** Link reference definitions by normalised label; the first one wins. */
  readonly definitions: ReadonlyMap<string, DefinitionBlock>;
  /** Footnotes by normalised label; the first one wins. */
  readonly footnotes: ReadonlyMap<string, FootnoteBlock>;
  /** What was not read in full. Leaves that are too long are in here before anybody asks for their inline content. */
  readonly limits: readonly Limit[];
}

/** Visits `block` and everything below it in reading order. Returning `false` skips what is below. */
export function walk(block: Block, visit: (block: Block) => boolean | void): void {
  if (visit(block) === false) return;
  for (const child of block.children) walk(child, visit);
}

/** The content of a leaf as one string, lines joined by `\n`, container marks left out. */
export function contentOf(tree: Tree, block: Block): string {
  const { lines } = block;
  if (lines.length === 2) return tree.text.slice(lines[0], lines[1]);
  let content = "";
  for (let i = 0; i + 1 < lines.length; i += 2) {
    if (i > 0) content += "\n";
    content += tree.text.slice(lines[i], lines[i + 1]);
  }
  return content;
}

/** The language of a fenced block: the first word of its info string, lower case, without braces or a leading dot. */
export function languageOf(block: CodeBlock): string {
  const word = /^\{?\.?([^\s,{}:]+)/.exec(block.info);
  return (word?.[1] ?? "").toLowerCase();
}
