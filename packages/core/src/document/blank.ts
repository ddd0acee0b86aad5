import { contentOf, type Block, type Tree } from "../markdown/tree.ts";

/** Blanks and signs beyond ASCII that say nothing by themselves: dashes, dots, quotes, what has no width. */
function isSign(code: number): boolean {
  return (code >= 0x2000 && code <= 0x206f) || code === 0xa0 || code === 0xb7 || code === 0xad || code === 0xfeff;
}

/**
 * Whether a stretch of text says nothing: blanks, dots, dashes and other signs alone. A picture, a number, a tick or a formula says
 * something, and so does "None".
 *
 * @example saysNothing("- …", 0, 3) // true
 */
export function saysNothing(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) {
      if (!isSign(code)) return false;
    } else if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)) {
      return false;
    } else if (code === 38 && text.startsWith("nbsp;", i + 1)) i += 5;
  }
  return true;
}

const BREAKS = /^(?:<br\s*\/?>\s*|&nbsp;\s*)+$/i;

/** Whether there is nothing to read in a block and below it; comments are not read. */
export function isBlank(tree: Tree, block: Block): boolean {
  const { text } = tree;
  switch (block.kind) {
    case "paragraph":
    case "cell":
    case "heading":
      return saysNothing(text, block.lines[0] ?? 0, block.lines.at(-1) ?? 0);
    case "code":
      return contentOf(tree, block).trim() === "";
    case "html":
      return block.comment || isBreak(text, block);
    case "rule":
    case "definition":
    case "front-matter":
      return true;
    default:
      return block.children.every((child) => isBlank(tree, child));
  }
}

/** Whether an element of HTML does nothing but leave room. */
export function isBreak(text: string, { start, end }: Block): boolean {
  return end - start <= 80 && BREAKS.test(text.slice(start, end));
}
