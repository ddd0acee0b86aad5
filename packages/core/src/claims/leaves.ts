import { walk, type Block } from "../markdown/tree.ts";
import type { CanonicalId } from "../outline/canonical.ts";
import type { Outline } from "../outline/outline.ts";
import type { Zone } from "../outline/zones.ts";
import { Mark, type Leaf } from "./claim.ts";

/** Every paragraph, heading, cell and fence with the zone around it, in reading order of the zones. */
export function leavesOf(outline: Outline): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const { text } = outline.tree;
  const collect = (blocks: readonly Block[], zone: Zone | null): void => {
    const canonical = functionOf(zone);
    for (const block of blocks) {
      walk(block, (inner) => {
        if (inner.kind === "paragraph" || inner.kind === "cell" || inner.kind === "heading" || inner.kind === "code") {
          leaves.push({ block: inner, zone, canonical, marks: marksOf(text, inner) });
        }
      });
    }
  };
  collect(outline.preamble, null);
  for (const zone of outline.zones) {
    collect(zone.form === "item" ? zone.opener.children.slice(0, 1) : [zone.opener], zone);
    collect(zone.blocks, zone);
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

function marksOf(text: string, block: Block): number {
  let marks = block.kind === "code" ? Mark.Code : 0;
  let capitals = 0;
  for (let i = block.start; i < block.end; i++) {
    const c = text.charCodeAt(i);
    if (c >= 97 && c <= 122) {
      capitals = 0;
      continue;
    }
    if (c >= 65 && c <= 90) {
      if (++capitals === 2) marks |= Mark.Capitals;
      continue;
    }
    capitals = 0;
    if (c === 32) continue;
    if (c >= 48 && c <= 57) marks |= Mark.Digit;
    else if (c === 96) marks |= Mark.Backtick;
    else if (c === 91) marks |= Mark.Bracket;
    else if (c === 60) marks |= Mark.Angle;
    else if (c === 47) marks |= text.charCodeAt(i - 1) === 58 ? Mark.Slash | Mark.Url : Mark.Slash;
    else if (c === 35) marks |= Mark.Hash;
    else if (c === 95) marks |= Mark.Underscore;
    else if (c === 64) marks |= Mark.At;
    else if (c === 63) marks |= Mark.Question;
    else if (c === 46 && text.startsWith("www.", i - 3)) marks |= Mark.Url;
  }
  return marks;
}
