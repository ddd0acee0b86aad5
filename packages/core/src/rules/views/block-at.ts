import type { Block, Tree } from "../../markdown/tree.ts";

/** The innermost block that holds `offset`: a binary search in every level of nesting. */
export function blockAt(tree: Tree, offset: number): Block {
  let block: Block = tree.root;
  for (;;) {
    const children: readonly Block[] = block.children;
    let low = 0;
    let high = children.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((children[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const child: Block | undefined = children[low];
    if (child === undefined || child.start > offset || child.end < offset) return block;
    block = child;
  }
}
