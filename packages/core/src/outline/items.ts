/** Items: the single statements of a zone, in whatever form people list them. */
import { inlinesOf, plainText } from "../markdown/inline.ts";
import type { Block, CellBlock, ItemBlock, RowBlock, TableBlock, Tree } from "../markdown/tree.ts";
import { fold } from "../text/fold.ts";
import { labelAt, type Label } from "./label.ts";
import type { Zone } from "./zones.ts";

export interface Item {
  readonly form: "bullet" | "numbered" | "row" | "heading" | "paragraph" | "inline";
  /** Offsets of the item's first line without marker, checkbox and `#`s; in a row, of its first cell with text. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** The source between `start` and `end`. */
  readonly text: string;
  /** All of the item's own paragraph as a reader sees it, without marks. */
  readonly plain: string;
  readonly label: Label | null;
  readonly checked: boolean | null;
  /** Cells by folded column header; null outside tables. */
  readonly cells: ReadonlyMap<string, CellBlock> | null;
  readonly block: Block;
  /** What stands under the item: nested lists, further paragraphs; for a heading, the blocks of its section. */
  readonly below: readonly Block[];
  /** The zone that a heading item opens. */
  readonly zone: Zone | null;
}

/**
 * The items of a zone, top level only, in reading order: list items, table rows, its own line ("inline"), sub-headings without
 * a function of their own, and paragraphs where there is nothing else.
 */
export function itemsOf(tree: Tree, zone: Zone): readonly Item[] {
  const items: Item[] = [];
  if (zone.inline !== null) items.push(inlineItem(tree, zone, zone.inline));
  for (const block of zone.blocks) {
    if (block.kind === "list") for (const item of block.children) pushListItem(tree, item, items);
    else if (block.kind === "item") pushListItem(tree, block, items);
    else if (block.kind === "table") for (const row of rowsOf(block)) items.push(rowItem(tree, block, row));
  }
  for (const child of zone.children) {
    if (child.form === "heading" && child.canonical === null) items.push(headingItem(tree, child));
  }
  if (items.length === 0) {
    for (const block of zone.blocks)
      if (block.kind === "paragraph") items.push(paragraphItem(tree, block, "paragraph"));
  }
  return items.toSorted((a, b) => a.start - b.start);
}

/** The items nested directly under an item. */
export function subItems(tree: Tree, item: Item): readonly Item[] {
  const items: Item[] = [];
  for (const block of item.below) {
    if (block.kind === "list") for (const child of block.children) pushListItem(tree, child, items);
    else if (block.kind === "table") for (const row of rowsOf(block)) items.push(rowItem(tree, block, row));
  }
  return items;
}

/** The body rows of a table. */
export function rowsOf(table: TableBlock): readonly RowBlock[] {
  return table.children.slice(1).filter((row): row is RowBlock => row.kind === "row");
}

/** Folded column headers of a table, in order. */
export function headersOf(tree: Tree, table: TableBlock): readonly string[] {
  return (table.children[0]?.children ?? []).map((cell) => fold(plainText(inlinesOf(tree, cell))));
}

/** The cell under the first header that matches, when it holds text. */
export function cellOf(item: Item, header: RegExp): CellBlock | null {
  if (item.cells === null) return null;
  for (const [name, cell] of item.cells) if (header.test(name) && cell.end > cell.start) return cell;
  return null;
}

function pushListItem(tree: Tree, block: Block, items: Item[]): void {
  if (block.kind !== "item") return;
  const first = block.children[0];
  if (first?.kind === "paragraph") items.push(listItem(tree, block, first));
}

/** One list item as an Item. */
export function listItem(tree: Tree, block: ItemBlock, first: Block): Item {
  const item = paragraphItem(tree, first, block.level >= 0 ? "numbered" : "bullet");
  return { ...item, checked: block.checked, block, below: block.children.slice(1) };
}

function paragraphItem(tree: Tree, block: Block, form: Item["form"]): Item {
  const start = block.lines[0] ?? block.start;
  const end = trimEnd(tree.text, start, block.lines[1] ?? start);
  return {
    form,
    start,
    end,
    line: block.line,
    text: tree.text.slice(start, end),
    plain: plainText(inlinesOf(tree, block)).trim(),
    label: labelAt(tree.text, start, end),
    checked: null,
    cells: null,
    block,
    below: [],
    zone: null,
  };
}

function inlineItem(tree: Tree, zone: Zone, span: { start: number; end: number }): Item {
  const feed = tree.text.indexOf("\n", span.start);
  const end = trimEnd(tree.text, span.start, feed === -1 ? span.end : Math.min(span.end, feed));
  const text = tree.text.slice(span.start, end);
  const all = tree.text.slice(span.start, span.end);
  return {
    form: "inline",
    start: span.start,
    end,
    line: zone.opener.line,
    text,
    plain: all
      .replace(/[*_`]+/g, "")
      .replace(/\s+/g, " ")
      .trim(),
    label: null,
    checked: null,
    cells: null,
    block: zone.opener,
    below: zone.blocks,
    zone,
  };
}

function headingItem(tree: Tree, zone: Zone): Item {
  const start = zone.opener.lines[0] ?? zone.opener.start;
  const end = zone.opener.lines[1] ?? start;
  return {
    form: "heading",
    start,
    end,
    line: zone.opener.line,
    text: tree.text.slice(start, end),
    plain: zone.title,
    label: labelAt(tree.text, start, end),
    checked: null,
    cells: null,
    block: zone.opener,
    below: zone.blocks,
    zone,
  };
}

function rowItem(tree: Tree, table: TableBlock, row: RowBlock): Item {
  const headers = headersOf(tree, table);
  const cells = new Map<string, CellBlock>();
  row.children.forEach((cell, column) => {
    if (cell.kind === "cell") cells.set(headers[column] || `column ${column + 1}`, cell);
  });
  const first = row.children.find((cell) => cell.end > cell.start) ?? row;
  return {
    form: "row",
    start: first.start,
    end: first.end,
    line: row.line,
    text: tree.text.slice(first.start, first.end),
    plain: plainText(inlinesOf(tree, first)).trim(),
    label: null,
    checked: null,
    cells,
    block: row,
    below: [],
    zone: null,
  };
}

function trimEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && (text.charCodeAt(last - 1) === 32 || text.charCodeAt(last - 1) === 9)) last--;
  return last;
}
