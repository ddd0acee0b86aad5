/** Link reference definitions (CommonMark 0.31 §4.7), read off the front of a paragraph's lines. */
import { normaliseLabel, unescapeMarkdown } from "./escape.ts";

export interface FoundDefinition {
  readonly label: string;
  readonly target: string;
  readonly targetSpan: { readonly start: number; readonly end: number };
  /** How many lines of the paragraph the definition takes. */
  readonly lines: number;
}

/** A title may span lines; a definition longer than this many lines is read as text. */
const MOST_LINES = 12;

/** Reads one definition at the start of `lines` (pairs of offsets); null when the paragraph does not start with one. */
export function readDefinition(text: string, lines: readonly number[]): FoundDefinition | null {
  const joined = new Joined(text, lines, MOST_LINES);
  const s = joined.value;
  const label = /^\[((?:[^[\]\\]|\\.){1,999})\]:/s.exec(s);
  if (label === null || label[1] === undefined || label[1].trim() === "" || label[1].startsWith("^")) return null;
  let i = label[0].length;
  i = skipBlank(s, i);
  const targetStart = i;
  let target: string;
  if (s.charCodeAt(i) === 60) {
    const angle = /^<((?:[^<>\n\\]|\\.)*)>/.exec(s.slice(i, i + 4000));
    if (angle === null) return null;
    target = angle[1] ?? "";
    i += angle[0].length;
  } else {
    const bare = /^[^\s\u0000-\u001f]+/.exec(s.slice(i, i + 4000));
    if (bare === null) return null;
    target = bare[0];
    i += target.length;
  }
  const endOfTargetLine = restIsBlank(s, i);
  let end = endOfTargetLine;
  const gap = skipBlank(s, i);
  if (gap > i && gap < s.length) {
    const title = readTitle(s, gap);
    const titled = title === -1 ? -1 : restIsBlank(s, title);
    if (titled !== -1) end = titled;
  }
  if (end === -1) return null;
  const from = s.charCodeAt(targetStart) === 60 ? targetStart + 1 : targetStart;
  return {
    label: normaliseLabel(label[1]),
    target: unescapeMarkdown(target),
    targetSpan: { start: joined.offset(from), end: joined.offset(from) + target.length },
    lines: countLines(s, end),
  };
}

function readTitle(s: string, from: number): number {
  const open = s.charCodeAt(from);
  const close = open === 40 ? 41 : open;
  if (open !== 34 && open !== 39 && open !== 40) return -1;
  for (let i = from + 1; i < s.length; i++) {
    const c = s.charCodeAt(i);
    if (c === 92) i++;
    else if (c === close) return i + 1;
    else if (c === 40 && open === 40) return -1;
  }
  return -1;
}

/** The offset of the end of the line when only blanks are left in it, else −1. */
function restIsBlank(s: string, from: number): number {
  let i = from;
  while (i < s.length && (s.charCodeAt(i) === 32 || s.charCodeAt(i) === 9)) i++;
  return i >= s.length || s.charCodeAt(i) === 10 ? i : -1;
}

function skipBlank(s: string, from: number): number {
  let i = from;
  let feeds = 0;
  while (i < s.length) {
    const c = s.charCodeAt(i);
    if (c === 10 && feeds++ > 0) break;
    if (c !== 32 && c !== 9 && c !== 10) break;
    i++;
  }
  return i;
}

function countLines(s: string, end: number): number {
  let count = 1;
  for (let i = 0; i < end; i++) if (s.charCodeAt(i) === 10) count++;
  return count;
}

/** The first lines of a paragraph as one string, with the way back to source offsets. */
class Joined {
  readonly value: string;
  private readonly lines: readonly number[];

  constructor(text: string, lines: readonly number[], most: number) {
    this.lines = lines;
    let value = "";
    for (let i = 0; i + 1 < lines.length && i < most * 2; i += 2)
      value += (i > 0 ? "\n" : "") + text.slice(lines[i], lines[i + 1]);
    this.value = value;
  }

  offset(index: number): number {
    let left = index;
    for (let i = 0; i + 1 < this.lines.length; i += 2) {
      const start = this.lines[i] ?? 0;
      const length = (this.lines[i + 1] ?? 0) - start;
      if (left <= length) return start + left;
      left -= length + 1;
    }
    return this.lines.at(-1) ?? 0;
  }
}
