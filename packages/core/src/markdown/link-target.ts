/** Destinations and titles: the part that links (CommonMark 0.31 §6.3) and link reference definitions (§4.7) share. */
import { BACKSLASH, CLOSE_PAREN, GREATER, isPunctuation, isSpace, LESS, LF, OPEN_PAREN, SPACE } from "./characters.ts";

/** As in cmark: deeper parentheses are no destination. It is also what keeps rows of `[a](b` linear. */
const MOST_PARENS = 32;

/**
 * The offset behind the destination at `from`, −1 when there is none. A destination in angle brackets includes them; one
 * without may be empty.
 *
 * @example destinationEnd("[a](b_(c) 'd')", 4, 14) // 9
 */
export function destinationEnd(s: string, from: number, to: number): number {
  let i = from;
  if (s.charCodeAt(i) === LESS && i < to) {
    for (i++; i < to; i++) {
      const c = s.charCodeAt(i);
      if (c === GREATER) return i + 1;
      if (c === LESS || c === LF) return -1;
      if (c === BACKSLASH) i++;
    }
    return -1;
  }
  let depth = 0;
  for (; i < to; i++) {
    const c = s.charCodeAt(i);
    if (c <= SPACE || c === 127) break;
    if (c === BACKSLASH && i + 1 < to && isPunctuation(s.charCodeAt(i + 1))) i++;
    else if (c === OPEN_PAREN) {
      if (++depth > MOST_PARENS) return -1;
    } else if (c === CLOSE_PAREN && depth-- === 0) {
      depth = 0;
      break;
    }
  }
  return depth === 0 ? i : -1;
}

/**
 * The offset behind the title at `from`, quotes or parentheses included, −1 when there is none.
 *
 * @example titleEnd('[a](b "c")', 6, 10) // 9
 */
export function titleEnd(s: string, from: number, to: number): number {
  const open = from < to ? s.charCodeAt(from) : 0;
  if (open !== 34 && open !== 39 && open !== OPEN_PAREN) return -1;
  const close = open === OPEN_PAREN ? CLOSE_PAREN : open;
  for (let i = from + 1; i < to; i++) {
    const c = s.charCodeAt(i);
    if (c === close) return i + 1;
    if (c === OPEN_PAREN && open === OPEN_PAREN) return -1;
    if (c === BACKSLASH) i++;
  }
  return -1;
}

/** The first offset at or behind `from` that holds neither a blank nor a line ending. */
export function skipWhite(s: string, from: number, to: number): number {
  let i = from;
  while (i < to && (isSpace(s.charCodeAt(i)) || s.charCodeAt(i) === LF)) i++;
  return i;
}
