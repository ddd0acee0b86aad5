/** Items: the single statements of a zone, in whatever form people list things. */
import { inlinesOf, plainText } from "../markdown/inline.ts";
import type { Block, CellBlock, ItemBlock, RowBlock, TableBlock, Tree } from "../markdown/tree.ts";
import { fold, foldTitle } from "../text/fold.ts";
import { namesOne, type CanonicalId } from "./canonical.ts";
import { canonicalOfLabel, isOnlyLabel, labelAt, type Label } from "./label.ts";
import type { Zone } from "./zones.ts";
import { Memo } from "../text/memo.ts";

export interface Item {
  /** "strong" is a line in bold that heads what follows it, as a heading would: `**Risk 1: data loss**`. */
  readonly form: "bullet" | "numbered" | "row" | "heading" | "strong" | "paragraph" | "inline";
  /** Offsets of the item's first line without marker, checkbox and `#`s; in a row, of the cell that names it. */
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
  /** The label or heading over the list from which the item was taken; null for an item of the zone itself. */
  readonly group: string | null;
}

const partsMemo = new Memo<Zone, readonly Item[]>();
const itemsMemo = new Memo<Zone, readonly Item[]>();
const headersMemo = new Memo<TableBlock, readonly string[]>();

/**
 * What a zone consists of, in reading order: list items, table rows, its own line ("inline"), sub-headings without a function of
 * their own, lines in bold with what they head, and paragraphs.
 */
export function partsOf(tree: Tree, zone: Zone): readonly Item[] {
  const known = partsMemo.get(zone);
  if (known !== undefined) return known;
  let parts: Item[];
  if (zone.inline !== null && !endsWithColon(tree, zone.inline.end)) {
    // The label has its statement on its own line; what stands below belongs to that.
    parts = [inlineItem(tree, zone, zone.inline)];
    if (zone.form === "label") parts.push(...partsOfBlocks(tree, zone.blocks, null));
  } else parts = partsOfBlocks(tree, zone.blocks, null);
  for (const child of zone.children) {
    if (child.form === "heading" && child.canonical === null) parts.push(headingItem(tree, child));
  }
  parts.sort((a, b) => a.start - b.start);
  partsMemo.set(zone, parts);
  return parts;
}

/**
 * The statements of a zone, in reading order. A heading, a line in bold or a bullet that only heads a list stands for the items
 * of that list. Paragraphs are statements where there is nothing else.
 */
export function itemsOf(tree: Tree, zone: Zone): readonly Item[] {
  const known = itemsMemo.get(zone);
  if (known !== undefined) return known;
  const items = statements(tree, partsOf(tree, zone), null);
  itemsMemo.set(zone, items);
  return items;
}

/** Functions that are areas of concern as well: a heading "Security" under *Goals* groups goals, it leaves them not. */
export const AREAS: ReadonlySet<CanonicalId> = new Set([
  "performance",
  "security",
  "observability",
  "compatibility",
  "error-handling",
  "api",
  "contracts",
  "data-model",
  "architecture",
  "components",
  "nfr",
  "test-strategy",
  "feature-flags",
  "modules",
  "ci",
  "negative-cases",
  "flow",
  "rollout",
  "backfill",
  "ux-links",
  "logging",
  "metrics",
  "alerts",
  "dashboards",
]);

/** The zones of a section that belong to its list: itself, and the areas of concern into which it is divided. */
export function areasOf(zone: Zone): readonly { readonly zone: Zone; readonly area: string | null }[] {
  const areas: { zone: Zone; area: string | null }[] = [{ zone, area: null }];
  const add = (parent: Zone): void => {
    for (const child of parent.children) {
      if (child.form !== "heading") continue;
      if (child.canonical !== null) {
        if (child.canonical === zone.canonical || !AREAS.has(child.canonical)) continue;
        areas.push({ zone: child, area: child.title });
      }
      add(child);
    }
  };
  add(zone);
  return areas;
}

/** The statements of a zone and of the areas of concern into which it is divided. */
export function allItemsOf(tree: Tree, zone: Zone): readonly Item[] {
  return areasOf(zone).flatMap((each) => itemsOf(tree, each.zone));
}

function statements(tree: Tree, parts: readonly Item[], group: string | null): readonly Item[] {
  const items: Item[] = [];
  for (const part of parts) {
    if (part.form === "paragraph") continue;
    if (headsList(part)) items.push(...statements(tree, subItems(tree, part), nameOf(part)));
    else items.push(group === null ? part : inGroup(tree, part, group));
  }
  if (items.length > 0) return items;
  return parts.filter((part) => part.form === "paragraph" && !endsWithColon(tree, part.end));
}

/** Whether an item says nothing itself and heads a list (or table) instead. "Risk 1" over a list is a risk, though. */
export function headsList(item: Item): boolean {
  if (!item.below.some(isListing) && !(item.zone?.children.some(isPlainHeading) ?? false)) return false;
  if (item.form === "heading" || item.form === "strong") return !namesOne(foldedOf(item));
  if (item.form !== "bullet" && item.form !== "numbered") return false;
  const { label } = item;
  if (label === null || !label.separated || !isOnlyLabel(label, item.end)) return false;
  return label.strong || canonicalOfLabel(label) !== null;
}

function isListing(block: Block): boolean {
  return block.kind === "list" || block.kind === "table";
}

function isPlainHeading(zone: Zone): boolean {
  return zone.form === "heading" && zone.canonical === null;
}

function nameOf(item: Item): string {
  const name = item.form === "heading" || item.form === "strong" ? item.plain : (item.label?.text ?? item.plain);
  return name.replace(/[\s:：]+$/, "");
}

/** The parts directly under an item: of its nested lists and tables, of the section that it heads. */
export function subItems(tree: Tree, item: Item): readonly Item[] {
  return item.zone !== null && item.form === "heading"
    ? partsOf(tree, item.zone)
    : partsOfBlocks(tree, item.below, null);
}

/** The parts that a run of blocks consists of. */
export function partsOfBlocks(tree: Tree, blocks: readonly Block[], group: string | null): Item[] {
  const parts: Item[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i];
    if (block === undefined) continue;
    if (block.kind === "list") {
      const deeper: Block[] = [];
      for (let next = blocks[i + 1]; next !== undefined && isDeeperList(tree, block, next); next = blocks[i + 1]) {
        deeper.push(next);
        i++;
      }
      const last = block.children.at(-1);
      for (const item of block.children) pushListItem(tree, item, group, parts, item === last ? deeper : []);
    } else if (block.kind === "item") pushListItem(tree, block, group, parts);
    else if (block.kind === "table") for (const row of rowsOf(block)) parts.push(rowItem(tree, block, row, group));
    else if (block.kind === "quote") {
      // A quoted list is a list; a quoted remark is none.
      if (block.children.some(isListing)) parts.push(...partsOfBlocks(tree, block.children, group));
    } else if (block.kind === "paragraph") {
      const head = strongHead(tree, block, blocks[i + 1]);
      if (head === null) {
        parts.push(paragraphItem(tree, block, "paragraph", group));
        continue;
      }
      const listed = listedLines(tree, block, group);
      const below: Block[] = [];
      for (
        let next = blocks[i + 1];
        next !== undefined && !headsMore(tree, next, blocks[i + 2]);
        next = blocks[i + 1]
      ) {
        // Behind its list another label starts something else: "**Cons:**", a list, "**Rejected**: too slow".
        if (below.some(isListing) && isLabelled(tree, next)) break;
        below.push(next);
        i++;
      }
      parts.push(strongItem(tree, block, head, below, group), ...listed);
    }
  }
  return parts;
}

const MOST_REMARK = 48;

/**
 * The bold name with which a paragraph heads what follows: nothing else stands on its line, or it names one of several things
 * ("**Risk 2:** …"), or a few words part it from its list ("**Prototype** - 15 May").
 */
function strongHead(tree: Tree, paragraph: Block, next: Block | undefined): Label | null {
  const start = paragraph.lines[0] ?? 0;
  const end = paragraph.lines[1] ?? start;
  const code = tree.text.charCodeAt(start);
  if (code !== 42 && code !== 95) return null;
  if (tree.text.charCodeAt(start + 1) !== code) return null;
  const label = labelAt(tree.text, start, end);
  if (label === null) return null;
  if (isOnlyLabel(label, end) || namesOne(foldTitle(label.text))) return label;
  const listed = next !== undefined && isListing(next) && paragraph.lines.length === 2;
  return listed && end - label.rest <= MOST_REMARK ? label : null;
}

const LISTED = /^(?:\d{1,3}[.)][ \t]+)(?:\[([ xX])\][ \t]+)?/;

/**
 * A numbered list that does not start with 1 cannot follow a line of text at once: Markdown reads it as more text. Under a name
 * in bold it was meant as a list all the same: "**Tasks:**" over "5. Write the test".
 */
function listedLines(tree: Tree, paragraph: Block, group: string | null): Item[] {
  const { lines } = paragraph;
  const items: Item[] = [];
  for (let i = 2; i + 1 < lines.length; i += 2) {
    const from = lines[i] ?? 0;
    const end = trimEnd(tree.text, from, lines[i + 1] ?? from);
    const marker = LISTED.exec(tree.text.slice(from, Math.min(end, from + 12)));
    if (marker === null) continue;
    const start = from + marker[0].length;
    const checked = marker[1] === undefined ? null : marker[1] !== " ";
    const span = { start, end, line: paragraph.line + i / 2 };
    items.push(
      create(tree, { ...span, form: "numbered", block: paragraph, source: { start, end }, group, below: [], checked }),
    );
  }
  return items;
}

function isLabelled(tree: Tree, block: Block): boolean {
  if (block.kind !== "paragraph") return false;
  const start = block.lines[0] ?? 0;
  const code = tree.text.charCodeAt(start);
  if (code !== 42 && code !== 95) return false;
  return labelAt(tree.text, start, block.lines[1] ?? start)?.separated === true;
}

function headsMore(tree: Tree, block: Block, next: Block | undefined): boolean {
  return block.kind === "rule" || (block.kind === "paragraph" && strongHead(tree, block, next) !== null);
}

/** The body rows of a table. */
export function rowsOf(table: TableBlock): readonly RowBlock[] {
  return table.children.slice(1).filter((row): row is RowBlock => row.kind === "row");
}

/** Folded column headers of a table, in order. */
export function headersOf(tree: Tree, table: TableBlock): readonly string[] {
  const known = headersMemo.get(table);
  if (known !== undefined) return known;
  const headers = (table.children[0]?.children ?? []).map((cell) => fold(plainText(inlinesOf(tree, cell))));
  headersMemo.set(table, headers);
  return headers;
}

/** The cell under the first header that matches, when it holds text. */
export function cellOf(item: Item, header: RegExp): CellBlock | null {
  if (item.cells === null) return null;
  for (const [name, cell] of item.cells) if (header.test(name) && cell.end > cell.start) return cell;
  return null;
}

/** The item's own text as titles are compared; that of a heading is there already. */
export function foldedOf(item: Item): string {
  return item.form === "heading" && item.zone !== null ? item.zone.section.folded : foldTitle(item.plain);
}

/** What a reader sees of a block's own text, as far as it is looked at. */
export function plainOf(tree: Tree, block: Block): string {
  return plainText(inlinesOf(tree, block)).slice(0, LONGEST_ITEM).trim();
}

/** A list that is indented against the one before, though not by enough to lie within its last item: it is meant to. */
function isDeeperList(tree: Tree, list: Block, next: Block): boolean {
  return next.kind === "list" && list.kind === "list" && indentOf(tree, next) > indentOf(tree, list);
}

function indentOf(tree: Tree, list: Block): number {
  const marker = list.children[0]?.start ?? list.start;
  let at = tree.lineStarts[list.line - 1] ?? marker;
  const from = at;
  while (tree.text.charCodeAt(at) === 32 || tree.text.charCodeAt(at) === 9) at++;
  return at - from;
}

function pushListItem(
  tree: Tree,
  block: Block,
  group: string | null,
  items: Item[],
  deeper: readonly Block[] = [],
): void {
  if (block.kind !== "item") return;
  const first = block.children[0];
  if (first?.kind === "paragraph") items.push(listItem(tree, block, first, group, deeper));
}

/** Boxes beyond Markdown's own: `[-]` and `[~]` (under way), `[]`, and `[ ]*` (optional). */
const BOX = /^\[([ xX~-]?)\]\*?[ \t]+/;

/** One list item as an Item. */
function listItem(tree: Tree, block: ItemBlock, first: Block, group: string | null, deeper: readonly Block[]): Item {
  const form = block.level >= 0 ? "numbered" : "bullet";
  const below =
    block.children.length === 1
      ? deeper
      : deeper.length === 0
        ? block.children.slice(1)
        : [...block.children.slice(1), ...deeper];
  const { start, end, line } = firstLine(tree, first);
  const box =
    block.checked === null && tree.text.charCodeAt(start) === 91 ? BOX.exec(tree.text.slice(start, start + 8)) : null;
  if (box === null) return create(tree, { start, end, line, form, block, source: first, group, below });
  const from = Math.min(end, start + box[0].length);
  const checked = box[1]?.toLowerCase() === "x";
  return create(tree, { start: from, end, line, form, block, source: first, group, below, checked });
}

const NOTHING: readonly Block[] = [];

function paragraphItem(tree: Tree, block: Block, form: Item["form"], group: string | null): Item {
  const { start, end, line } = firstLine(tree, block);
  return create(tree, { start, end, line, form, block, source: block, group, below: NOTHING });
}

function strongItem(tree: Tree, block: Block, head: Label, below: readonly Block[], group: string | null): Item {
  const { start, end, line } = firstLine(tree, block);
  const only = isOnlyLabel(head, end);
  const span = only ? { start: head.start, end: head.end, line } : { start, end, line };
  return create(tree, { ...span, form: "strong", block, source: block, group, below });
}

function inlineItem(tree: Tree, zone: Zone, span: { start: number; end: number }): Item {
  const feed = tree.text.indexOf("\n", span.start);
  const end = trimEnd(tree.text, span.start, feed === -1 ? span.end : Math.min(span.end, feed));
  // A label alone on its line has its statement on the next one.
  const line = zone.opener.line + linesBetween(tree.text, zone.opener.start, span.start);
  const below = zone.form === "item" ? zone.blocks : [];
  return create(tree, {
    start: span.start,
    end,
    line,
    form: "inline",
    block: zone.opener,
    source: span,
    group: null,
    below,
    zone,
  });
}

/** The heading of a zone as an item, whatever its function. */
export function headOf(tree: Tree, zone: Zone): Item {
  return headingItem(tree, zone);
}

function headingItem(tree: Tree, zone: Zone): Item {
  const { start, end, line } = firstLine(tree, zone.opener);
  return create(tree, {
    start,
    end,
    line,
    form: "heading",
    block: zone.opener,
    source: zone.title,
    group: null,
    below: zone.blocks,
    zone,
  });
}

const NUMBERING = /^(?:#|no\.?|nr\.?|id|nº|n°|number)?$/;

/** A row is named by its first cell with text; behind a cell that only counts, by the next one. */
function rowItem(tree: Tree, table: TableBlock, row: RowBlock, group: string | null): Item {
  const headers = headersOf(tree, table);
  const cells = new Map<string, CellBlock>();
  const filled: CellBlock[] = [];
  row.children.forEach((cell, column) => {
    if (cell.kind !== "cell") return;
    const header = headers[column] ?? "";
    cells.set(header === "" || cells.has(header) ? `column ${column + 1}` : header, cell);
    if (cell.end > cell.start) filled.push(cell);
  });
  let named: Block = filled[0] ?? row;
  const second = filled[1];
  if (named.kind === "cell" && second !== undefined) {
    const counts =
      NUMBERING.test(headers[named.level] ?? "") || /^\W*\d+\W*$/.test(tree.text.slice(named.start, named.end));
    if (counts) named = second;
  }
  const span = { start: named.start, end: named.end, line: row.line };
  return create(tree, { ...span, form: "row", block: row, source: named, group, below: [], cells });
}

/** The same item under a group. */
function inGroup(tree: Tree, item: Item, group: string): Item {
  if (item.group !== null) return item;
  const { start, end, line, form, block, below, zone, cells } = item;
  return create(tree, { start, end, line, form, block, source: item, group, below, zone, cells });
}

interface Draft {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly form: Item["form"];
  readonly block: Block;
  /** Where the plain text comes from: a leaf, a span, the text itself, or another item. */
  readonly source: Block | Item | { readonly start: number; readonly end: number } | string;
  readonly group: string | null;
  readonly below: readonly Block[];
  readonly zone?: Zone | null;
  readonly checked?: boolean | null;
  readonly cells?: ReadonlyMap<string, CellBlock> | null;
}

/**
 * As much of an item as is looked at. What a statement says it says in the first page; patterns that look for its parts take
 * time by the square of what they are given.
 */
export const LONGEST_ITEM = 4000;

/**
 * An item whose text, label and plain text are read when somebody asks: most are looked at and left. A class, because items are
 * made by the ten thousand, and getters of a literal are made anew for each.
 */
class LazyItem implements Item {
  readonly form: Item["form"];
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly checked: boolean | null;
  readonly cells: Item["cells"];
  readonly block: Block;
  readonly below: readonly Block[];
  readonly zone: Zone | null;
  readonly group: string | null;
  private readonly ownTree: Tree;
  private readonly ownSource: Draft["source"];
  private ownText: string | null = null;
  private ownPlain: string | null = null;
  private ownLabel: Label | null | undefined;

  constructor(tree: Tree, draft: Draft) {
    const { block } = draft;
    this.form = draft.form;
    this.start = draft.start;
    this.end = draft.end;
    this.line = draft.line;
    this.checked = draft.checked ?? (block.kind === "item" ? block.checked : null);
    this.cells = draft.cells ?? null;
    this.block = block;
    this.below = draft.below;
    this.zone = draft.zone ?? null;
    this.group = draft.group;
    this.ownTree = tree;
    this.ownSource = draft.source;
    this.ownLabel = draft.form === "row" ? null : undefined;
  }

  get text(): string {
    return (this.ownText ??= this.ownTree.text.slice(this.start, Math.min(this.end, this.start + LONGEST_ITEM)));
  }

  get plain(): string {
    return (this.ownPlain ??= plainFrom(this.ownTree, this.ownSource).slice(0, LONGEST_ITEM));
  }

  get label(): Label | null {
    if (this.ownLabel === undefined) this.ownLabel = labelAt(this.ownTree.text, this.start, this.end);
    return this.ownLabel;
  }
}

function create(tree: Tree, draft: Draft): Item {
  return new LazyItem(tree, draft);
}

function plainFrom(tree: Tree, source: Draft["source"]): string {
  if (typeof source === "string") return source;
  if ("plain" in source) return source.plain;
  if ("kind" in source) return plainOf(tree, source);
  return tree.text
    .slice(source.start, Math.min(source.end, source.start + LONGEST_ITEM))
    .replace(/[*_`]+/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

function firstLine(tree: Tree, block: Block): { start: number; end: number; line: number } {
  const start = block.lines[0] ?? block.start;
  return { start, end: trimEnd(tree.text, start, block.lines[1] ?? start), line: block.line };
}

function linesBetween(text: string, from: number, to: number): number {
  let lines = 0;
  for (let i = text.indexOf("\n", from); i !== -1 && i < to; i = text.indexOf("\n", i + 1)) lines++;
  return lines;
}

function endsWithColon(tree: Tree, end: number): boolean {
  // Most lines end with a letter or a full stop.
  const last = tree.text.charCodeAt(end - 1);
  if (last === 46 || (last >= 97 && last <= 122)) return false;
  return /[:：][*_]*\s*$/.test(tree.text.slice(Math.max(0, end - 6), end));
}

function trimEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && (text.charCodeAt(last - 1) === 32 || text.charCodeAt(last - 1) === 9)) last--;
  return last;
}
