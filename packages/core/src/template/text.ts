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
 * A hash of the first letters and digits (a to z, 0 to 9) of a text, for looking texts up without folding them: two texts that
 * fold to the same have the same. Looks no further than `end`.
 */
export function fingerprintAt(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  let count = 0;
  for (let i = start; i < end && count < FINGERPRINT; i++) {
    let code = text.charCodeAt(i);
    if (code >= 65 && code <= 90) code += 32;
    if (code === 38) {
      // "&" reads "and"; what follows it in "&amp;" is the same.
      for (const letter of [97, 110, 100]) hash = Math.imul(hash ^ letter, 0x01000193);
      count += 3;
      if (text.startsWith("amp;", i + 1)) i += 4;
      continue;
    }
    if (!((code >= 97 && code <= 122) || (code >= 48 && code <= 57))) continue;
    hash = Math.imul(hash ^ code, 0x01000193);
    count++;
  }
  return hash;
}
