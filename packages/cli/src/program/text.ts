/** How text is laid out for a terminal. */

/** Functions that colour a text, or leave it alone. */
export interface Styles {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly underline: (text: string) => string;
}

const ansi = (open: number, close: number) => (text: string) => `\u001b[${open}m${text}\u001b[${close}m`;

const COLOURED: Styles = {
  bold: ansi(1, 22),
  dim: ansi(2, 22),
  red: ansi(31, 39),
  green: ansi(32, 39),
  yellow: ansi(33, 39),
  blue: ansi(34, 39),
  cyan: ansi(36, 39),
  underline: ansi(4, 24),
};

const same = (text: string): string => text;
const PLAIN: Styles = {
  bold: same,
  dim: same,
  red: same,
  green: same,
  yellow: same,
  blue: same,
  cyan: same,
  underline: same,
};

export function styles(colour: boolean): Styles {
  return colour ? COLOURED : PLAIN;
}

/**
 * Text from a document or a path, safe to print: control characters (which could move the cursor, set the title or hide
 * text) and bidirectional overrides are shown as escapes. Line breaks too: what is printed stays on its line.
 *
 * @example printable("a\u001b[2Jb") // "a\\u001b[2Jb"
 */
export function printable(text: string): string {
  return HARMLESS.test(text) ? text : text.replace(HARMFUL, (c) => escapeOf(c.codePointAt(0) ?? 0));
}

const HARMLESS = /^[ -~]*$/;
const HARMFUL = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

function escapeOf(code: number): string {
  if (code === 9) return "    ";
  if (code === 10) return "\\n";
  if (code === 13) return "\\r";
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

/** Breaks a text at blanks so that no line is wider than `width` columns, each line after `indent`. */
export function wrap(text: string, width: number, indent = ""): string {
  const most = Math.max(20, width - indent.length);
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const word of text.split(" ")) {
    const columns = columnsOf(word);
    if (used > 0 && used + 1 + columns > most) {
      lines.push(line);
      line = word;
      used = columns;
    } else {
      line = used === 0 && line === "" ? word : `${line} ${word}`;
      used += columns + (used > 0 ? 1 : 0);
    }
  }
  lines.push(line);
  return lines.map((each) => (each === "" ? "" : indent + each)).join("\n");
}

/**
 * Columns that a text takes on a terminal: escapes none, East Asian wide characters and emoji two (UAX #11), combining marks
 * none. Characters that some terminals show in one column and some in two (✔, →) count as one.
 */
export function columnsOf(text: string): number {
  if (HARMLESS.test(text)) return text.length;
  let columns = 0;
  for (const c of text.replace(ESCAPES, "")) {
    const code = c.codePointAt(0) ?? 0;
    if (code < 0x300) columns += 1;
    else if (!/\p{M}|\p{Cf}/u.test(c)) columns += isWide(code, c) ? 2 : 1;
  }
  return columns;
}

/** Colours (SGR) and links (OSC 8). */
const ESCAPES = /\u001b\[[0-9;]*m|\u001b\]8;[^\u001b\u0007]*(?:\u001b\\|\u0007)/g;

function isWide(code: number, c: string): boolean {
  if (code < 0x1100) return false;
  return (
    code <= 0x115f ||
    (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xa960 && code <= 0xa97f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff01 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x20000 && code <= 0x3fffd) ||
    // A flag is two letters that take a column each.
    ((code < 0x1f1e6 || code > 0x1f1ff) && /\p{Emoji_Presentation}/u.test(c))
  );
}

/** Cuts a text to at most `most` columns, with an ellipsis where something is gone. */
export function clip(text: string, most: number): string {
  if (columnsOf(text) <= most) return text;
  let columns = 0;
  let kept = "";
  for (const c of text) {
    const next = columns + columnsOf(c);
    if (next > most - 1) break;
    columns = next;
    kept += c;
  }
  return `${kept.trimEnd()}…`;
}

/** Fills a text with blanks up to `columns`. */
export function pad(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - columnsOf(text)));
}

/** Colours each line for itself: an indent stays as it is, and a line that is cut out of the output keeps its colour. */
export function paintLines(text: string, paint: (text: string) => string): string {
  return text.replace(/\S[^\n]*/g, (words) => paint(words));
}

/** "1 finding", "2 findings". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
