/** Link reference definitions (CommonMark 0.31 §4.7), read off the front of a paragraph's lines. */
import { BACKSLASH, CLOSE_BRACKET, COLON, isSpace, LESS, LF, OPEN_BRACKET } from "./characters.ts";
import { normaliseLabel, unescapeMarkdown } from "./escape.ts";
import { JoinedLines } from "./joined-lines.ts";
import { destinationEnd, skipWhite, titleEnd } from "./link-target.ts";

export interface FoundDefinition {
  /** Normalised: case folded, white space collapsed. */
  readonly label: string;
  /** Escapes and character references resolved. */
  readonly target: string;
  /** Where the target stands, without angle brackets. */
  readonly targetSpan: { readonly start: number; readonly end: number };
  /** How many lines of the paragraph the definition takes. */
  readonly lines: number;
}

/** A title may span lines; of a longer definition only what stands in these is read. */
const MOST_LINES = 12;

const MOST_LABEL = 999;

/** `[label]: target` and nothing else, without escapes or parentheses: what nearly every definition looks like. */
const plain =
  /^(\[([^[\]\\]{1,999})\]:[ \t]+)([^\s\\()<\u0000-\u001f\u007f][^\s\\()\u0000-\u001f\u007f]{0,1999})[ \t]*$/;

/** A bracket that closes in this line without a colon: what nearly every other paragraph looks like that opens with one. */
const mereBracket = /^\[[^[\]\\]*(?:\](?!:)|\[)/;

/** How much of a first line the two patterns above are shown. */
const MOST_SHOWN = 4000;

/**
 * Reads the definition at the line `lines[from]`, `lines[from + 1]` of a paragraph; null when there is none. Looks at no
 * more than MOST_LINES lines, so that a paragraph of definitions costs no more than its length.
 *
 * @example readDefinition("[a]: b 'c'", [0, 10], 0)?.target // "b"
 */
export function readDefinition(text: string, lines: readonly number[], from: number): FoundDefinition | null {
  const start = lines[from] ?? 0;
  const end = lines[from + 1] ?? start;
  if (end - start <= MOST_SHOWN) {
    const line = text.slice(start, end);
    if (mereBracket.test(line)) return null;
    const found = titleMayFollow(text, lines[from + 2]) ? null : plain.exec(line);
    if (found !== null) return plainDefinition(found, start);
  }
  return anyDefinition(text, lines, from);
}

/** Whether the next line of the paragraph, if there is one, starts like the title of the definition before it. */
function titleMayFollow(text: string, nextLine: number | undefined): boolean {
  return nextLine !== undefined && "\"'(".includes(text.charAt(nextLine));
}

function plainDefinition(
  [, before = "", written = "", target = ""]: RegExpExecArray,
  start: number,
): FoundDefinition | null {
  const label = normaliseLabel(written);
  if (label === "") return null;
  const targetStart = start + before.length;
  const targetSpan = { start: targetStart, end: targetStart + target.length };
  return { label, target: unescapeMarkdown(target), targetSpan, lines: 1 };
}

function anyDefinition(text: string, lines: readonly number[], from: number): FoundDefinition | null {
  const joined = new JoinedLines(text, lines, from, Math.min(lines.length, from + MOST_LINES * 2));
  const s = joined.text;
  const to = s.length;
  const labelEnd = endOfLabel(s);
  if (labelEnd === -1 || s.charCodeAt(labelEnd + 1) !== COLON) return null;
  const label = normaliseLabel(s.slice(1, labelEnd));
  if (label === "") return null;

  const start = skipWhite(s, labelEnd + 2, to);
  const end = destinationEnd(s, start, to);
  if (end <= start) return null;
  let last = endOfLine(s, end);
  const title = skipWhite(s, end, to);
  if (title > end && title < to) {
    const behindTitle = titleEnd(s, title, to);
    const titled = behindTitle === -1 ? -1 : endOfLine(s, behindTitle);
    if (titled !== -1) last = titled;
  }
  if (last === -1) return null;

  const angle = s.charCodeAt(start) === LESS ? 1 : 0;
  const written = s.slice(start + angle, end - angle);
  const offset = joined.at(start + angle);
  return {
    label,
    target: unescapeMarkdown(written),
    targetSpan: { start: offset, end: offset + written.length },
    lines: countFeeds(s, last) + 1,
  };
}

function endOfLabel(s: string): number {
  for (let i = 1; i < s.length && i <= MOST_LABEL + 1; i++) {
    const c = s.charCodeAt(i);
    if (c === CLOSE_BRACKET) return i;
    if (c === OPEN_BRACKET) return -1;
    if (c === BACKSLASH) i++;
  }
  return -1;
}

/** The offset of the end of the line when only blanks are left in it, else −1. */
function endOfLine(s: string, from: number): number {
  let i = from;
  while (i < s.length && isSpace(s.charCodeAt(i))) i++;
  return i >= s.length || s.charCodeAt(i) === LF ? i : -1;
}

function countFeeds(s: string, end: number): number {
  let count = 0;
  for (let i = s.indexOf("\n"); i !== -1 && i < end; i = s.indexOf("\n", i + 1)) count++;
  return count;
}
