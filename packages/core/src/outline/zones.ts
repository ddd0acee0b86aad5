/**
 * Zones: stretches of a document that serve one function. A heading opens one; so does a label inside a section, because half
 * of the real designs write `- Drivers: a; b` or `**Non-Goals**` over a list where others write a heading.
 */
import type { Block, ItemBlock, Tree } from "../markdown/tree.ts";
import type { CanonicalId } from "./canonical.ts";
import { canonicalOfLabel, labelAt, type Label } from "./label.ts";
import type { Section } from "./sections.ts";

export interface Zone {
  /** The function: of the heading or label itself, or null where it names a thing of its own ("Option A", "Phase 1"). */
  readonly canonical: CanonicalId | null;
  readonly form: "heading" | "label" | "item";
  readonly title: string;
  readonly section: Section;
  readonly parent: Zone | null;
  readonly children: readonly Zone[];
  /** Heading, labelled paragraph or labelled list item that opens the zone. */
  readonly opener: Block;
  readonly label: Label | null;
  /** What stands on the label's own line behind it; null when nothing does. */
  readonly inline: { readonly start: number; readonly end: number } | null;
  /** The blocks of the zone that belong to no zone inside it, in order. */
  readonly blocks: readonly Block[];
}

type OpenZone = { -readonly [K in keyof Zone]: Zone[K] } & { children: Zone[]; blocks: Block[] };

/** Every zone of the document in reading order; a zone follows the one that holds it. */
export function readZones(tree: Tree, sections: readonly Section[]): readonly Zone[] {
  const zones: Zone[] = [];
  const bySection = new Map<Section, OpenZone>();
  for (const section of sections) {
    const parent = section.parent === null ? null : (bySection.get(section.parent) ?? null);
    const zone: OpenZone = {
      canonical: section.canonical,
      form: "heading",
      title: section.title,
      section,
      parent,
      children: [],
      opener: section.heading,
      label: null,
      inline: null,
      blocks: [],
    };
    parent?.children.push(zone);
    bySection.set(section, zone);
    zones.push(zone);
    if (section.canonical === "title") zone.blocks.push(...section.blocks);
    else divide(tree, zone, zones);
  }
  return zones;
}

/** Parts the blocks of a section among the labels that stand in it. */
function divide(tree: Tree, zone: OpenZone, zones: Zone[]): void {
  let current = zone;
  for (const block of zone.section.blocks) {
    if (block.kind === "paragraph") {
      const labelled = labelZone(tree, zone, block, block);
      if (labelled !== null) {
        zones.push(labelled);
        zone.children.push(labelled);
        // A label with its content on the same line still owns the list that follows when it ends in a colon.
        current = labelled.inline === null || endsWithColon(tree, block) ? labelled : zone;
        continue;
      }
      if (current.form === "label" && current.blocks.length > 0 && startsWithStrong(tree, block)) current = zone;
    }
    if (block.kind === "list") {
      const rest: Block[] = [];
      for (const item of block.children) {
        const opened = item.kind === "item" ? itemZone(tree, current, item) : null;
        if (opened === null) rest.push(item);
        else {
          zones.push(opened);
          current.children.push(opened);
        }
      }
      if (rest.length === block.children.length) current.blocks.push(block);
      else current.blocks.push(...rest);
      continue;
    }
    current.blocks.push(block);
  }
}

function labelZone(tree: Tree, parent: OpenZone, opener: Block, paragraph: Block): OpenZone | null {
  const start = paragraph.lines[0] ?? 0;
  const end = paragraph.lines[1] ?? start;
  const label = labelAt(tree.text, start, end);
  if (label === null) return null;
  const only = label.rest >= end;
  if (!label.separated && !only) return null;
  if (!label.strong && !only && parent.canonical === null) return null;
  const canonical = canonicalOfLabel(label);
  if (canonical === null || canonical === parent.canonical) return null;
  const contentEnd = paragraph.lines.at(-1) ?? end;
  return {
    canonical,
    form: "label",
    title: label.text,
    section: parent.section,
    parent,
    children: [],
    opener,
    label,
    inline:
      label.rest >= contentEnd
        ? null
        : { start: only ? (paragraph.lines[2] ?? label.rest) : label.rest, end: contentEnd },
    blocks: [],
  };
}

function itemZone(tree: Tree, parent: OpenZone, item: ItemBlock): OpenZone | null {
  const first = item.children[0];
  if (first?.kind !== "paragraph") return null;
  const zone = labelZone(tree, parent, item, first);
  if (zone === null) return null;
  zone.form = "item";
  zone.blocks = item.children.slice(1);
  return zone;
}

function endsWithColon(tree: Tree, paragraph: Block): boolean {
  const end = paragraph.lines.at(-1) ?? 0;
  return /:[*_]*$/.test(tree.text.slice(Math.max(0, end - 4), end));
}

function startsWithStrong(tree: Tree, paragraph: Block): boolean {
  const start = paragraph.lines[0] ?? 0;
  const label = labelAt(tree.text, start, paragraph.lines[1] ?? start);
  return label !== null && label.strong;
}
