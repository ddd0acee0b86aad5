import type { Block } from "../markdown/tree.ts";
import type { CanonicalId } from "../outline/canonical.ts";
import type { Outline } from "../outline/outline.ts";
import type { Zone } from "../outline/zones.ts";
import { Mark, type Leaf } from "./claim.ts";

/** Every paragraph, heading, cell and fence with the zone around it, in reading order of the zones. */
export function leavesOf(outline: Outline): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const { text } = outline.tree;
  const collect = (block: Block, zone: Zone | null, canonical: CanonicalId | null): void => {
    const { kind } = block;
    if (kind === "paragraph" || kind === "cell" || kind === "heading" || kind === "code")
      leaves.push({ block, zone, canonical, marks: marksOf(text, block) });
    else for (const child of block.children) collect(child, zone, canonical);
  };
  for (const block of outline.preamble) collect(block, null, null);
  for (const zone of outline.zones) {
    const canonical = functionOf(zone);
    const opener = zone.form === "item" ? zone.opener.children[0] : zone.opener;
    if (opener !== undefined) collect(opener, zone, canonical);
    for (const block of zone.blocks) collect(block, zone, canonical);
  }
  leaves.sort((a, b) => a.block.start - b.block.start);
  // Labels on the lines of one paragraph open zones that share it.
  return leaves.filter((leaf, i) => leaf.block !== leaves[i - 1]?.block);
}

/** The function of the innermost zone that has one. */
export function functionOf(zone: Zone | null): CanonicalId | null {
  for (let z = zone; z !== null; z = z.parent) if (z.canonical !== null) return z.canonical;
  return null;
}

/** What a character says of its leaf by itself; bits beyond those of marks ask for a look at its neighbours. */
const CAPITAL = 1 << 20;
const DOT = 1 << 21;
const MARKS = new Int32Array(65_536);
for (let c = 48; c <= 57; c++) MARKS[c] = Mark.Digit;
for (let c = 65; c <= 90; c++) MARKS[c] = CAPITAL;
MARKS[35] = Mark.Hash;
MARKS[46] = DOT;
MARKS[47] = Mark.Slash;
MARKS[60] = Mark.Angle;
MARKS[63] = Mark.Question;
MARKS[64] = Mark.At;
MARKS[91] = Mark.Bracket;
MARKS[95] = Mark.Underscore;
MARKS[96] = Mark.Backtick;

function marksOf(text: string, block: Block): number {
  let marks = block.kind === "code" ? Mark.Code : 0;
  let before = 0;
  for (let i = block.start; i < block.end; i++) {
    const mark = MARKS[text.charCodeAt(i)] ?? 0;
    if (mark !== 0) {
      if (mark < CAPITAL) {
        marks |= mark;
        if (mark === Mark.Slash && text.charCodeAt(i - 1) === 58) marks |= Mark.Url;
      } else if (mark === DOT) {
        if (text.startsWith("www.", i - 3)) marks |= Mark.Url;
      } else if (before === CAPITAL) marks |= Mark.Capitals;
    }
    before = mark;
  }
  return marks;
}
