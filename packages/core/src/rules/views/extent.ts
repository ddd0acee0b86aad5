import type { Document } from "../../document/document.ts";
import type { Block } from "../../markdown/tree.ts";
import type { Section } from "../../outline/sections.ts";
import type { Zone } from "../../outline/zones.ts";
import type { Span } from "../../text/source.ts";
import { blockAt } from "./block-at.ts";
import { perDocument } from "./per-document.ts";

/** All that a document says in one place about one statement: the statement itself and what stands below it. */
export interface Extent extends Span {
  readonly form: "item" | "row" | "section" | "head" | "paragraph";
}

const sectionsByStart = perDocument(
  (document): ReadonlyMap<number, Section> =>
    new Map(document.outline.sections.map((section) => [section.heading.start, section])),
);

/**
 * The extent of the statement that starts at `offset`: a list item with its sub-items, a row, a section for a heading, a line in
 * bold with what it heads, or a paragraph.
 */
export function extentAt(document: Document, offset: number): Extent {
  const { tree } = document.outline;
  const leaf = blockAt(tree, offset);
  if (leaf.kind === "heading") {
    const section = sectionsByStart(document).get(leaf.start);
    return { start: leaf.start, end: section?.end ?? leaf.end, form: "section" };
  }
  for (let block: Block | null = leaf; block !== null; block = block.parent) {
    if (block.kind === "item") return { start: block.start, end: block.end, form: "item" };
    if (block.kind === "row") return { start: block.start, end: block.end, form: "row" };
  }
  if (leaf.kind !== "paragraph" || !isHead(tree.text, leaf)) {
    return { start: leaf.start, end: leaf.end, form: "paragraph" };
  }
  return { start: leaf.start, end: endOfHeaded(tree.text, leaf), form: "head" };
}

/** What a document says in one place about the statement that starts at `offset`, as written. */
export function textAround(document: Document, offset: number): string {
  const { start, end } = extentAt(document, offset);
  return document.outline.tree.text.slice(start, end);
}

/** Where a zone begins and ends, with the zones inside it. */
export function spanOfZone(zone: Zone): Span {
  if (zone.form === "heading") return { start: zone.section.start, end: zone.section.end };
  const { opener } = zone;
  const start = zone.label?.start ?? opener.start;
  if (zone.form === "item") return { start, end: opener.end };
  const last = zone.blocks.at(-1);
  const end = last !== undefined && last.start > opener.start ? last.end : (zone.inline?.end ?? opener.end);
  return { start, end: zone.children.reduce((far, child) => Math.max(far, spanOfZone(child).end), end) };
}

/** Whether a paragraph begins with a name in bold: such lines head what follows, up to the next one. */
function isHead(text: string, block: Block): boolean {
  const code = text.charCodeAt(block.start);
  return (code === 42 || code === 95) && text.charCodeAt(block.start + 1) === code;
}

function endOfHeaded(text: string, head: Block): number {
  const siblings: readonly Block[] = head.parent?.children ?? [];
  let low = 0;
  let high = siblings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((siblings[middle]?.start ?? 0) <= head.start) low = middle + 1;
    else high = middle;
  }
  let { end } = head;
  for (let i = low; i < siblings.length; i++) {
    const next = siblings[i];
    if (next === undefined || next.kind === "heading" || next.kind === "rule") break;
    if (next.kind === "paragraph" && isHead(text, next)) break;
    ({ end } = next);
  }
  return end;
}
