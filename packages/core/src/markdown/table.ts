/** The rows of GitHub's tables (GFM §4.10): where their cells begin and end. */
import { BACKSLASH, COLON, DASH, isSpace, PIPE } from "./characters.ts";

/**
 * Number of cells of the delimiter row (`| --- | :-: |`) in `[start, end)`, 0 when the line is none.
 *
 * @example delimiterCells("| - | :-: |", 0, 11) // 2
 */
export function delimiterCells(text: string, start: number, end: number): number {
  let i = start;
  let cells = 0;
  if (text.charCodeAt(i) === PIPE) i++;
  while (i < end) {
    i = skipSpaces(text, i, end);
    if (i >= end) break;
    if (text.charCodeAt(i) === COLON) i++;
    const dashes = i;
    while (i < end && text.charCodeAt(i) === DASH) i++;
    if (i === dashes) return 0;
    if (i < end && text.charCodeAt(i) === COLON) i++;
    i = skipSpaces(text, i, end);
    cells++;
    if (i >= end) break;
    if (text.charCodeAt(i) !== PIPE) return 0;
    i++;
  }
  return cells;
}

/**
 * The cells of the row in `[start, end)`: pairs of offsets around the content of each, without the blanks beside it. Rows
 * are split at pipes that no backslash escapes, also inside code; the empty cells outside of the outer pipes do not count.
 *
 * @example cellSpans("| a | b\\|c |", 0, 12) // [2, 3, 6, 10]
 */
export function cellSpans(text: string, start: number, end: number, most: number): number[] {
  const spans: number[] = [];
  let to = end;
  while (to > start && isSpace(text.charCodeAt(to - 1))) to--;
  let from = skipSpaces(text, start, to);
  if (from < to && text.charCodeAt(from) === PIPE) from++;
  let i = from;
  while (i < to && spans.length < most * 2) {
    const c = text.charCodeAt(i);
    if (c === BACKSLASH) i++;
    else if (c === PIPE) {
      pushTrimmed(spans, text, from, i);
      from = i + 1;
    }
    i++;
  }
  if (from < to && spans.length < most * 2) pushTrimmed(spans, text, from, to);
  return spans;
}

function pushTrimmed(spans: number[], text: string, start: number, end: number): void {
  const from = skipSpaces(text, start, end);
  let to = end;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  spans.push(from, to);
}

function skipSpaces(text: string, from: number, end: number): number {
  let i = from;
  while (i < end && isSpace(text.charCodeAt(i))) i++;
  return i;
}
