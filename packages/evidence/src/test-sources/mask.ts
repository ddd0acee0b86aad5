/**
 * Source code with everything blanked out that is no code: comments become blanks, what strings hold becomes `\u0001`. Offsets
 * stay what they are, so a structure is found in the masked text and its names are read from the original. One pass; each
 * language says which characters may begin something and where that ends.
 */

/** What a string or a comment holds, as offsets. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly is: "comment" | "string";
}

export interface Masked {
  readonly text: string;
  /** As long as `text`. */
  readonly code: string;
  /** Comments whole, strings with their quotes; in order. */
  readonly stretches: readonly Stretch[];
}

/** Where a comment or a string ends, and which part of it is blanked; null when none begins here. */
export interface Opaque {
  readonly is: Stretch["is"];
  readonly end: number;
  /** What a string holds, without its quotes; all of it when absent. */
  readonly from?: number;
  readonly to?: number;
}

/** How a language writes comments and strings. */
export interface Syntax {
  /** Finds the next character with which one may begin; global. */
  readonly opener: RegExp;
  /** What begins there. */
  read(text: string, at: number): Opaque | null;
}

/** Stands for each character that a string holds. */
const INSIDE = "\u0001";

/** Masks comments and strings. Linear in the length of the text, whatever it holds. */
export function maskSource(text: string, syntax: Syntax): Masked {
  const opener = new RegExp(syntax.opener.source, "gm");
  const pieces: string[] = [];
  const stretches: Stretch[] = [];
  let copied = 0;
  for (let match = opener.exec(text); match !== null; match = opener.exec(text)) {
    const at = match.index;
    const opaque = syntax.read(text, at);
    if (opaque === null) {
      opener.lastIndex = at + 1;
      continue;
    }
    const from = opaque.is === "string" ? (opaque.from ?? at) : at;
    const to = opaque.is === "string" ? (opaque.to ?? opaque.end) : opaque.end;
    pieces.push(text.slice(copied, from), (opaque.is === "string" ? INSIDE : " ").repeat(to - from));
    copied = to;
    stretches.push({ start: at, end: opaque.end, is: opaque.is });
    opener.lastIndex = Math.max(opaque.end, at + 1);
  }
  pieces.push(text.slice(copied));
  return { text, code: pieces.join(""), stretches };
}

/** The end of a comment that runs to the end of its line. */
export function lineComment(text: string, at: number): Opaque {
  const end = text.indexOf("\n", at);
  return { is: "comment", end: end === -1 ? text.length : end };
}

/** The end of a comment between two marks; marks within it count where the language nests them. */
export function blockComment(text: string, at: number, open: string, close: string, nests = false): Opaque {
  if (!nests) {
    const end = text.indexOf(close, at + open.length);
    return { is: "comment", end: end === -1 ? text.length : end + close.length };
  }
  let depth = 1;
  let i = at + open.length;
  while (depth > 0) {
    const next = text.indexOf(close, i);
    if (next === -1) return { is: "comment", end: text.length };
    let inner = text.indexOf(open, i);
    while (inner !== -1 && inner < next) {
      depth++;
      inner = text.indexOf(open, inner + open.length);
    }
    depth--;
    i = next + close.length;
  }
  return { is: "comment", end: i };
}

/** A string on one line, with backslashes; null when its line ends before it does: then the quote was none. */
export function quoted(text: string, at: number, prefix = 0): Opaque | null {
  const open = at + prefix;
  const quote = text.charCodeAt(open);
  const far = Math.min(text.length, open + FAR);
  for (let i = open + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) return { is: "string", from: open + 1, to: i, end: i + 1 };
    if (code === BACKSLASH) i++;
    // A string of such a length that never ends is not looked for from each of its quotes again.
    else if (code === NEWLINE) return i < far ? null : { is: "string", from: open + 1, to: i, end: i };
  }
  return text.length < far || open + FAR > text.length
    ? null
    : { is: "string", from: open + 1, to: text.length, end: text.length };
}

/** A string that may run over lines, with backslashes where `escapes`, between two marks. */
export function longString(text: string, at: number, open: number, close: string, escapes: boolean): Opaque {
  const from = at + open;
  let end = text.indexOf(close, from);
  if (escapes) while (end !== -1 && isEscaped(text, end, from)) end = text.indexOf(close, end + 1);
  const to = end === -1 ? text.length : end;
  return { is: "string", from, to, end: end === -1 ? to : to + close.length };
}

/** The bodies of here-documents that a line opens: from the next line to the one that is nothing but the word. */
export function hereDocument(text: string, at: number, length: number, word: string): Opaque | null {
  const line = text.indexOf("\n", at + length);
  if (line === -1) return null;
  let start = line + 1;
  while (start < text.length) {
    const end = text.indexOf("\n", start);
    const stop = end === -1 ? text.length : end;
    if (text.slice(start, Math.min(stop, start + word.length + 200)).trim() === word) {
      return { is: "string", from: line + 1, to: start, end: start };
    }
    start = stop + 1;
  }
  return { is: "string", from: line + 1, to: text.length, end: text.length };
}

function isEscaped(text: string, at: number, from: number): boolean {
  let count = 0;
  for (let i = at - 1; i >= from && text.charCodeAt(i) === BACKSLASH && count < MOST_BACKSLASHES; i--) count++;
  return count % 2 === 1;
}

/** What runs on for so long on one line is no apostrophe. */
const FAR = 1000;
const MOST_BACKSLASHES = 1000;
const BACKSLASH = 92;
const NEWLINE = 10;
