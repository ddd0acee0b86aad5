/** How text of a document goes into Markdown that a forge shows. */
import { printable } from "../program/text.ts";

/**
 * Text as text, on one line: nothing in it is Markdown, HTML, a cell, a mention, a reference to an issue or a bare link. Where a
 * backslash does not help (forges look for `@name`, `#12` and addresses in what is rendered) a zero width space does.
 *
 * @example markdownText("a | <b> @team") // "a \\| \\<b\\> @\u200bteam"
 */
export function markdownText(raw: string): string {
  return printable(raw)
    .replace(/[\\`*_{}[\]<>#|~&$^]/g, "\\$&")
    .replace(/[@#!%](?=\w)|:(?=\/\/)|\bGH-(?=\d)|\bwww(?=\.)/gi, "$&\u200b");
}

/** Text as inline code, on one line; works in a table cell too. */
export function markdownCode(raw: string): string {
  const clean = printable(raw).replaceAll("|", "\u2502");
  const longest = Math.max(0, ...(clean.match(/`+/g) ?? []).map(({ length }) => length));
  const ticks = "`".repeat(longest + 1);
  return longest === 0 ? `\`${clean}\`` : `${ticks} ${clean} ${ticks}`;
}

/** Text as HTML text, for places where Markdown is not read. */
export function htmlText(raw: string): string {
  return printable(raw)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/[@#!%](?=\w)|:(?=\/\/)|\bwww(?=\.)/gi, "$&\u200b");
}
