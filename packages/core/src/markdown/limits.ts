/**
 * Where the parser stops looking, so that hostile text costs no more than its length. What it did not look at is listed in
 * `Tree.limits`, so that nobody takes "nothing found" for "nothing there".
 */

/** Containers deeper than this are read as text. People nest five deep; hostile text nests five thousand. */
export const MAX_DEPTH = 64;

/** A leaf with more characters than this is not searched for inline marks: it becomes one text. */
export const MAX_INLINE = 200_000;

/** Styles, links and images nested deeper than this in one leaf are read as text. */
export const MAX_INLINE_DEPTH = 64;

/** Whether the content of a leaf, given as its `lines`, is too long to be searched for inline marks. */
export function isTooLong(lines: readonly number[]): boolean {
  const first = lines[0];
  const last = lines.at(-1);
  if (first === undefined || last === undefined || last - first <= MAX_INLINE) return false;
  let length = 0;
  for (let i = 0; i + 1 < lines.length; i += 2) length += (lines[i + 1] ?? 0) - (lines[i] ?? 0) + 1;
  return length > MAX_INLINE;
}
