import { lineAt } from "../../text/source.ts";
import { contentOf, type Block, type Tree } from "../../markdown/tree.ts";

/** The content of a leaf as one string, and the way from its indices back to offsets in the source. */
export interface LeafContent {
  readonly text: string;
  /** The offset at which `text[index]` stands. */
  offset(index: number): number;
}

/** The content of a leaf without the marks of the containers around it (`contentOf`), with the place of every character. */
export function leafContent(tree: Tree, leaf: Block): LeafContent {
  const text = contentOf(tree, leaf);
  const { lines } = leaf;
  const starts: number[] = [];
  let at = 0;
  for (let i = 0; i + 1 < lines.length; i += 2) {
    starts.push(at);
    at += (lines[i + 1] ?? 0) - (lines[i] ?? 0) + 1;
  }
  return {
    text,
    offset: (index) => {
      const line = lineAt(starts, index) - 1;
      return (lines[line * 2] ?? leaf.start) + index - (starts[line] ?? 0);
    },
  };
}
