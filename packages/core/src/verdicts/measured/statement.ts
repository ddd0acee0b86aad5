/** What stands around a claim: its clause, its line or row, and the title above it. */
import type { Leaf } from "../../claims/claim.ts";
import type { Document } from "../../document/document.ts";
import { inlinesOf, plainText } from "../../markdown/inline.ts";
import type { Block, Tree } from "../../markdown/tree.ts";

export interface Statement {
  /** The author's words for this claim; for a cell with its heading and the first cell of its row. */
  readonly clause: string;
  /** What the clause shares with others of its line: everything in front of the first number. */
  readonly lead: string;
  /** The whole line, or row. */
  readonly line: string;
  /** Title of the section, or the label, under which it stands, where that names no function of a document ("Checkout"). */
  readonly title: string;
}

/** What a claim says, as far as its words are needed to know what it is about. */
export function statementOf(document: Document, claim: { readonly start: number; readonly end: number }): Statement {
  const { tree } = document.outline;
  const leaf = leafAt(document.leaves, claim.start);
  const zone = leaf?.zone ?? null;
  const title = zone !== null && zone.canonical === null ? zone.title : "";
  const row = leaf?.block.kind === "cell" ? leaf.block.parent : null;
  const table = row?.parent ?? null;
  if (leaf !== null && row !== null && table !== null && leaf.block.kind === "cell") {
    const cells = row.children.map((cell) => textOf(tree, cell));
    const heading = table.children[0]?.children[leaf.block.level];
    const clause = [
      heading === undefined ? "" : textOf(tree, heading),
      leaf.block.level === 0 ? "" : (cells[0] ?? ""),
      tree.text.slice(claim.start, claim.end),
    ];
    return { clause: clause.join(" "), lead: "", line: rowWithHeadings(tree, table, row), title };
  }
  const { text } = tree;
  const from = text.lastIndexOf("\n", claim.start - 1) + 1;
  const newline = text.indexOf("\n", claim.end);
  const line = text.slice(from, newline === -1 ? text.length : newline);
  return { clause: text.slice(claim.start, claim.end), lead: /^[^\d]*/.exec(line)?.[0] ?? "", line, title };
}

/** Each cell behind its heading, so that a number under "Load" is read as one of load. */
function rowWithHeadings(tree: Tree, table: Block, row: Block): string {
  return row.children
    .map((cell, i) => {
      const heading = table.children[0]?.children[i];
      return `${heading === undefined ? "" : textOf(tree, heading)} ${textOf(tree, cell)}`;
    })
    .join(" | ");
}

function textOf(tree: Tree, block: Block): string {
  return plainText(inlinesOf(tree, block)).trim();
}

/** The leaf that holds an offset: the last one that begins at or before it. Leaves are in reading order. */
export function leafAt(leaves: readonly Leaf[], offset: number): Leaf | null {
  let [low, high] = [0, leaves.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((leaves[middle]?.block.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const leaf = leaves[low - 1];
  return leaf !== undefined && offset < leaf.block.end ? leaf : null;
}
