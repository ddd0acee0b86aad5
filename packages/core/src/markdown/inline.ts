/** The inline content of a leaf: parsed when somebody asks for it the first time, and kept. */
import type { Inline } from "./inline-nodes.ts";
import { InlineParser } from "./inline-parser.ts";
import { JoinedLines } from "./joined-lines.ts";
import { isTooLong } from "./limits.ts";
import type { Block, DefinitionBlock, FootnoteBlock, Tree } from "./tree.ts";

export type { Inline, LinkInline } from "./inline-nodes.ts";

/**
 * The inline content of a leaf (heading, paragraph, cell); empty for every other block. Parsed on first use and kept.
 *
 * @example
 * const tree = parseMarkdown("Holds *answers*.");
 * inlinesOf(tree, tree.root.children[0]).map((inline) => inline.kind); // ["text", "emphasis", "text"]
 */
export function inlinesOf(tree: Tree, block: Block): readonly Inline[] {
  if (block.inlines !== null) return block.inlines;
  const { kind } = block;
  block.inlines =
    kind === "paragraph" || kind === "cell" || kind === "heading"
      ? parse(tree.text, block.lines, tree.definitions, tree.footnotes, kind === "cell")
      : [];
  return block.inlines;
}

/**
 * Parses inline content whose lines are the given pairs of offsets into `text`, against the given link reference
 * definitions and footnotes. Content longer than MAX_INLINE is one text.
 *
 * @example parseInlines("a `b`", [0, 5], new Map()).map((inline) => inline.kind) // ["text", "code"]
 */
export function parseInlines(
  text: string,
  lines: readonly number[],
  definitions: ReadonlyMap<string, DefinitionBlock>,
  footnotes: ReadonlyMap<string, FootnoteBlock> = new Map(),
): readonly Inline[] {
  return parse(text, lines, definitions, footnotes, false);
}

function parse(
  text: string,
  lines: readonly number[],
  definitions: ReadonlyMap<string, DefinitionBlock>,
  footnotes: ReadonlyMap<string, FootnoteBlock>,
  inCell: boolean,
): readonly Inline[] {
  const start = lines[0];
  const end = lines.at(-1);
  if (start === undefined || end === undefined || start >= end) return [];
  if (isTooLong(lines)) return [{ kind: "text", start, end, value: text.slice(start, end) }];
  return new InlineParser(new JoinedLines(text, lines), definitions, footnotes, inCell).parse();
}

/**
 * The text of inline content as a reader sees it: marks gone, code and link texts kept, comments and tags left out, line
 * breaks as blanks.
 *
 * @example plainText(parseInlines("a *b* `c`<!-- d -->", [0, 19], new Map())) // "a b c"
 */
export function plainText(inlines: readonly Inline[]): string {
  let text = "";
  for (const inline of inlines) {
    switch (inline.kind) {
      case "text":
      case "code":
        text += inline.value;
        break;
      case "break":
        text += " ";
        break;
      case "emphasis":
      case "strong":
      case "strike":
      case "link":
      case "image":
        text += plainText(inline.children);
        break;
      case "html":
      case "footnote-reference":
        break;
    }
  }
  return text;
}

/** Visits inline nodes and what is inside them, in reading order. Returning `false` skips the children. */
export function walkInlines(inlines: readonly Inline[], visit: (inline: Inline) => boolean | void): void {
  for (const inline of inlines) {
    if (visit(inline) === false) continue;
    if ("children" in inline) walkInlines(inline.children, visit);
  }
}
