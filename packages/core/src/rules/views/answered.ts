/** Whether anything stands behind a title in bold, a label or a question, in whatever form people write an answer. */
import { isBlank, saysNothing } from "../../document/blank.ts";
import type { Block, ItemBlock, ListBlock, Tree } from "../../markdown/tree.ts";
import { isOnlyLabel, labelAt } from "../../outline/label.ts";
import type { Section } from "../../outline/sections.ts";
import type { Zone } from "../../outline/zones.ts";

/** Whether a zone that a label opened says anything: behind the label, below it, or in what follows up to the next one. */
export function isAnswered(tree: Tree, zone: Zone): boolean {
  const { inline, opener, section } = zone;
  if (inline !== null && !saysNothing(tree.text, inline.start, inline.end)) return true;
  if (zone.children.length > 0 || zone.blocks.some((block) => !isBlank(tree, block))) return true;
  if (opener.kind === "heading") return section.children.length > 0;
  const list = opener.kind === "item" ? opener.parent : null;
  if (list?.kind === "list" && opener.kind === "item") {
    const next = nextItem(list, opener);
    // Answers that hang on a question without being indented.
    if (next !== undefined) return !asks(tree, next.children[0]) && !isBlank(tree, next);
  }
  const i = section.blocks.indexOf(list ?? opener);
  // The opener stands deeper, or shares its paragraph with other labels.
  return i === -1 || !isAtEnd(tree, section, i);
}

/** Whether nothing follows the block at `i` of a section that belongs to it. */
export function isAtEnd(tree: Tree, section: Section, i: number): boolean {
  for (const next of section.blocks.slice(i + 1, i + 1 + MOST_BETWEEN)) {
    if (next.kind === "rule") return true;
    if (isBlank(tree, next)) continue;
    return next.kind === "paragraph" && asks(tree, next);
  }
  return section.children.length === 0;
}

/** Comments that may stand between a question and its answer. */
const MOST_BETWEEN = 4;

function nextItem(list: ListBlock, item: ItemBlock): Block | undefined {
  return list.children[list.children.indexOf(item) + 1];
}

/** Whether a paragraph begins something new: a line in bold with nothing else in it, or a question in bold. */
function asks(tree: Tree, block: Block | undefined): boolean {
  if (block?.kind !== "paragraph") return false;
  const [start = 0, end = start] = block.lines;
  const label = labelAt(tree.text, start, end);
  return label?.strong === true && (isOnlyLabel(label, end) || label.text.endsWith("?"));
}
