/** The folded form in which the template's text is looked up in documents. */
import { fold } from "../text/fold.ts";

/** A comment in a text, with its marks. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The closed comments in a text, in order. Linear, whatever is left open. */
export function commentsIn(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  for (let start = text.indexOf("<!--"); start !== -1;) {
    const close = text.indexOf("-->", start + 4);
    if (close === -1) break;
    comments.push({ start, end: close + 3, text: text.slice(start, close + 3) });
    start = text.indexOf("<!--", close + 3);
  }
  return comments;
}

/** A text with a blank in the place of each comment. */
export function withoutComments(text: string): string {
  let rest = "";
  let from = 0;
  for (const { start, end } of commentsIn(text)) {
    rest += `${text.slice(from, start)} `;
    from = end;
  }
  return from === 0 ? text : rest + text.slice(from);
}

/**
 * A stretch of Markdown as it is compared: folded, comments and list marks gone, on one line.
 *
 * @example foldText("*Crucial:* what\n  we do **not** do") // "crucial: what we do not do"
 */
export function foldText(content: string): string {
  return fold(withoutComments(content))
    .replace(/\\(?=[^\w\s])/g, "")
    .trim();
}

/** A comment's own text, without its marks. */
export function commentText(comment: string): string {
  return comment
    .replace(/^<!-{2,}/, "")
    .replace(/-{2,}>\s*$/, "")
    .trim();
}

/**
 * The sentences of a text with their offsets. A sentence ends with `.`, `?` or `!` before white space, or with a blank line.
 */
export function sentencesOf(content: string): readonly { readonly start: number; readonly end: number }[] {
  const sentences: { start: number; end: number }[] = [];
  let start = 0;
  for (let i = 0; i < content.length; i++) {
    const code = content.charCodeAt(i);
    if (code !== 46 && code !== 63 && code !== 33) continue;
    let end = i + 1;
    while (end < content.length && /[*_)"'”’\]]/.test(content.charAt(end))) end++;
    if (end < content.length && !/\s/.test(content.charAt(end))) continue;
    // "e.g. a queue" goes on; so does what follows a single letter.
    if (code === 46 && /(?:\b(?:e\.g|i\.e|etc|vs|cf|approx)|\b\p{L})$/iu.test(content.slice(Math.max(0, i - 6), i)))
      continue;
    sentences.push({ start, end });
    start = end;
  }
  if (start < content.length) sentences.push({ start, end: content.length });
  return sentences.map((sentence) => trimmed(content, sentence)).filter(({ start: from, end: to }) => to > from);
}

function trimmed(content: string, span: { start: number; end: number }): { start: number; end: number } {
  let { start, end } = span;
  while (start < end && /\s/.test(content.charAt(start))) start++;
  while (end > start && /\s/.test(content.charAt(end - 1))) end--;
  return { start, end };
}

/** How many letters and digits a fingerprint looks at. */
const FINGERPRINT = 12;

/**
 * A hash of the first letters and digits of a text, for looking texts up without folding them: two texts that fold to the same
 * have the same (but for letters that are written in two ways in Unicode). Looks no further than `end`.
 */
export function fingerprintAt(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  let count = 0;
  for (let i = start; i < end && count < FINGERPRINT; i++) {
    const code = text.charCodeAt(i);
    if (code === 38) {
      // As many of its letters as the word has a share in.
      for (const letter of AND) if (count++ < FINGERPRINT) hash = Math.imul(hash ^ letter, 0x01000193);
      if (text.startsWith("amp;", i + 1)) i += 4;
      continue;
    }
    const letter = letterOf(code);
    if (letter === 0) continue;
    hash = Math.imul(hash ^ letter, 0x01000193);
    count++;
  }
  return hash | 0;
}

/** Whether a fingerprint would see anything between two offsets. */
export function hasPrint(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 38 || letterOf(code) !== 0) return true;
  }
  return false;
}

/** The same over all letters and digits of a long text (53 bits): two different texts of a template have different ones. */
export function printOf(text: string, start: number, end: number): number {
  let a = 0x811c9dc5;
  let b = 0x41c6ce57;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 38) {
      for (const letter of AND) {
        a = Math.imul(a ^ letter, 0x01000193);
        b = Math.imul(b ^ letter, 0x5bd1e995);
      }
      if (text.startsWith("amp;", i + 1)) i += 4;
      continue;
    }
    const letter = letterOf(code);
    if (letter === 0) continue;
    a = Math.imul(a ^ letter, 0x01000193);
    b = Math.imul(b ^ letter, 0x5bd1e995);
  }
  return (a >>> 0) * 0x200000 + (b >>> 11);
}

/** "&" and "&amp;" read "and". */
const AND: readonly number[] = [97, 110, 100];

/** A letter or digit in lower case; 0 for signs, blanks, dashes, arrows and emoji, by which texts may differ. */
function letterOf(code: number): number {
  if (code < 128) {
    if (code >= 97) return code <= 122 ? code : 0;
    if (code >= 65) return code <= 90 ? code + 32 : 0;
    return code >= 48 && code <= 57 ? code : 0;
  }
  if (code < 0xc0 || (code >= 0x2000 && code <= 0x2bff) || code >= 0xd800) return 0;
  const isCapital =
    (code <= 0xde && code !== 0xd7) || (code >= 0x391 && code <= 0x3a9) || (code >= 0x410 && code <= 0x42f);
  return isCapital ? code + 32 : code;
}
