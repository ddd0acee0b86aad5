/** Code spans by scanning: what recognisers need from a leaf without paying for the whole inline parse. */
import type { Block, Tree } from "../markdown/tree.ts";

const NONE: readonly number[] = [];
const LONGEST_RUN = 8;

/**
 * Offsets of what stands between the backticks of a leaf, one stripped blank on each side left out: `[s0, e0, s1, e1, …]`.
 * Reads code spans as CommonMark 0.31 §6.1 does, except that tags and autolinks do not shield a backtick. Linear.
 */
export function codeSpansOf(tree: Tree, block: Block): readonly number[] {
  if (block.codeSpans !== null) return block.codeSpans;
  const first = block.lines[0];
  const last = block.lines.at(-1);
  block.codeSpans = first === undefined || last === undefined ? NONE : scan(tree.text, first, last);
  return block.codeSpans;
}

function scan(text: string, start: number, end: number): readonly number[] {
  const spans: number[] = [];
  // Lengths of runs that have no partner in the rest of the leaf: looking for each of them once keeps the scan linear.
  let alone = 0;
  let at = text.indexOf("`", start);
  while (at !== -1 && at < end) {
    const open = runEnd(text, at, end);
    const length = open - at;
    if (isEscaped(text, start, at)) {
      at = text.indexOf("`", at + 1);
      continue;
    }
    const close = length > LONGEST_RUN || (alone & (1 << length)) !== 0 ? -1 : partner(text, open, end, length);
    if (close === -1) {
      if (length <= LONGEST_RUN) alone |= 1 << length;
      at = text.indexOf("`", open);
      continue;
    }
    const padded = close - open > 2 && text.charCodeAt(open) === 32 && text.charCodeAt(close - 1) === 32;
    spans.push(padded ? open + 1 : open, padded ? close - 1 : close);
    at = text.indexOf("`", close + length);
  }
  return spans.length === 0 ? NONE : spans;
}

function partner(text: string, from: number, end: number, length: number): number {
  let at = text.indexOf("`", from);
  while (at !== -1 && at < end) {
    const stop = runEnd(text, at, end);
    if (stop - at === length) return at;
    at = text.indexOf("`", stop);
  }
  return -1;
}

function runEnd(text: string, at: number, end: number): number {
  let stop = at;
  while (stop < end && text.charCodeAt(stop) === 96) stop++;
  return stop;
}

function isEscaped(text: string, start: number, at: number): boolean {
  let slashes = 0;
  while (at - slashes > start && text.charCodeAt(at - slashes - 1) === 92) slashes++;
  return slashes % 2 === 1;
}

/** Whether an offset stands inside one of the spans. */
export function isInSpans(spans: readonly number[], offset: number): boolean {
  let low = 0;
  let high = spans.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offset >= (spans[2 * middle + 1] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return 2 * low < spans.length && offset >= (spans[2 * low] ?? 0);
}
