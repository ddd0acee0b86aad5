import type { Span } from "../../text/source.ts";
import { perDocument } from "./per-document.ts";

/** What one look at every character of a text finds that rules about characters want to see closer. */
export interface Characters {
  /** Offsets of characters that nobody sees, or that are no text. */
  readonly odd: readonly number[];
  /** Runs of at least {@link SHORTEST_TOKEN} letters, digits, `_` and `-` that hold a letter and a digit. */
  readonly tokens: readonly Span[];
  /** Offsets of `@` between two characters that an address may hold. */
  readonly ats: readonly number[];
  /** Runs of digits of at least four, and a digit behind `+`: where numbers of people and accounts start. */
  readonly digits: readonly number[];
  /** Whether there is a Greek or Cyrillic letter anywhere. */
  readonly hasForeign: boolean;
}

const SHORTEST_TOKEN = 16;
const SHORTEST_DIGITS = 4;

/** What an ASCII character may be, beside a lower case letter. */
const LETTER = 1;
const DIGIT = 2;
const JOINT = 3;
const AT = 4;
const CONTROL = 5;
const CLASSES = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  if ((c >= 65 && c <= 90) || (c >= 97 && c <= 122)) CLASSES[c] = LETTER;
  else if (c >= 48 && c <= 57) CLASSES[c] = DIGIT;
  else if (c === 45 || c === 95) CLASSES[c] = JOINT;
  else if (c === 64) CLASSES[c] = AT;
  else if ((c < 32 && c !== 9 && c !== 10 && c !== 12 && c !== 13) || c === 127) CLASSES[c] = CONTROL;
}

/** One pass over the text; for most characters, the small letters, it costs two comparisons. */
export const charactersOf = perDocument((document): Characters => scan(document.outline.tree.text));

function scan(text: string): Characters {
  const odd: number[] = [];
  const tokens: Span[] = [];
  const ats: number[] = [];
  const digits: number[] = [];
  const { length } = text;
  /** Where the run of token characters starts, and where its last digit stands. */
  let run = 0;
  let lastDigit = -1;
  let row = 0;
  let hasForeign = false;
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 97 && c <= 122) continue;
    const kind = c < 128 ? CLASSES[c] : 0;
    if (kind === LETTER || kind === JOINT) continue;
    if (kind === DIGIT) {
      row = lastDigit === i - 1 ? row + 1 : 1;
      lastDigit = i;
      if (row === SHORTEST_DIGITS || (row === 1 && text.charCodeAt(i - 1) === 43)) digits.push(i + 1 - row);
      continue;
    }
    if (i - run >= SHORTEST_TOKEN && lastDigit >= run && holdsLetter(text, run, i)) tokens.push({ start: run, end: i });
    run = i + 1;
    if (kind === AT) {
      if (isAddress(text.charCodeAt(i - 1)) && isAddress(text.charCodeAt(i + 1))) ats.push(i);
    } else if (kind === CONTROL) odd.push(i);
    else if (c > 127) {
      if (isOdd(c, text, i)) odd.push(i);
      else if (c >= 0x370 && c < 0x530) hasForeign = true;
    }
  }
  if (length - run >= SHORTEST_TOKEN && lastDigit >= run && holdsLetter(text, run, length))
    tokens.push({ start: run, end: length });
  return { odd, tokens, ats, digits, hasForeign };
}

function holdsLetter(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (CLASSES[text.charCodeAt(i)] === LETTER) return true;
  return false;
}

function isAddress(c: number): boolean {
  return c < 128 && (CLASSES[c] === LETTER || CLASSES[c] === DIGIT || CLASSES[c] === JOINT);
}

/** Characters beyond ASCII that show nothing, steer what is shown, or are half a character. */
function isOdd(c: number, text: string, i: number): boolean {
  if (c < 0xa0 || c === 0xad) return true;
  if (c < 0x061c) return false;
  if (c < 0x2000) return c === 0x061c || c === 0x115f || c === 0x1160 || c === 0x180e;
  if (c < 0x2070) return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || c >= 0x2060;
  if (c < 0xd800) return c === 0x3164;
  if (c < 0xe000) return isOddSurrogate(c, text, i);
  return c === 0xfeff || c === 0xffa0 || c === 0xfffd;
}

/** Half a pair, or the first half of a tag character or a variation selector of the upper planes (U+E0000–U+E01EF). */
function isOddSurrogate(c: number, text: string, i: number): boolean {
  if (c >= 0xdc00) return i === 0 || (text.charCodeAt(i - 1) & 0xfc00) !== 0xd800;
  if (i + 1 >= text.length || (text.charCodeAt(i + 1) & 0xfc00) !== 0xdc00) return true;
  return c === 0xdb40;
}
