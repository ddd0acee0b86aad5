import { itemsOf } from "../outline/items.ts";
import type { Zone } from "../outline/zones.ts";
import type { Tree } from "../markdown/tree.ts";
import { isNegative } from "./negative.ts";

/**
 * Whether a zone says that there is nothing of its kind ("### No new alerts", "**Alerts**: none needed"): what it goes on to
 * list are the reasons.
 */
export function isDenied(tree: Tree, zone: Zone): boolean {
  if (isNegative(zone.title)) return true;
  if (zone.inline !== null && isNegative(plain(tree.text.slice(zone.inline.start, zone.inline.end)))) return true;
  const first = zone.blocks[0];
  if (first?.kind === "paragraph" && isNegative(plain(tree.text.slice(first.start, first.end)))) return true;
  const [item] = itemsOf(tree, zone);
  return item !== undefined && isNegative(item.plain);
}

function plain(source: string): string {
  return source
    .slice(0, 300)
    .replace(/[*_`]+/g, "")
    .trim();
}
