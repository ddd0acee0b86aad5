import type { Tree } from "../markdown/tree.ts";
import { plainOf, type Item } from "../outline/items.ts";
import { fold } from "../text/fold.ts";

const QUESTION_LABEL =
  /^(?:open(?: questions?| issues?| items?| points?)?|questions?|q\d*|oq[- ]?\d*|unresolved|pregunta(?:s)?(?: abiertas?)?|p\d+|tbd|unknown|decision needed)(?: ?#?\d+)?$/;

/** Whether an item of a section for risks and questions is a question: by its label, or because its first sentence asks. */
export function isQuestion(item: Item, tree: Tree): boolean {
  const label = item.label === null || !item.label.separated ? null : fold(item.label.text);
  if (label !== null && QUESTION_LABEL.test(label)) return true;
  const own = item.form === "row" ? plainOf(tree, item.block.children[0] ?? item.block) : item.plain;
  return /^[^.!]{0,300}?[?？](?:[\s*_~"”)]|$)/.test(own);
}
