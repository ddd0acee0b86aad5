/** The characters that Markdown is made of, as UTF-16 codes, and the classes CommonMark 0.31 §2.1 sorts them into. */

export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const BANG = 33;
export const HASH = 35;
export const AMPERSAND = 38;
export const OPEN_PAREN = 40;
export const CLOSE_PAREN = 41;
export const STAR = 42;
export const PLUS = 43;
export const DASH = 45;
export const DOT = 46;
export const COLON = 58;
export const LESS = 60;
export const EQUALS = 61;
export const GREATER = 62;
export const AT = 64;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const CARET = 94;
export const UNDERSCORE = 95;
export const BACKTICK = 96;
export const PIPE = 124;
export const TILDE = 126;

/** A space or a tab: the white space inside a line. */
export function isSpace(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** `0` to `9`. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** `a` to `z` and `A` to `Z`. */
export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** ASCII punctuation: what a backslash can escape. */
export function isPunctuation(code: number): boolean {
  return (
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126)
  );
}

/** White space of any script (CommonMark: "Unicode whitespace"), given a code point. */
export function isUnicodeSpace(codePoint: number): boolean {
  if (codePoint < 128) return codePoint === SPACE || (codePoint >= TAB && codePoint <= CR && codePoint !== 11);
  return /\p{Zs}/u.test(String.fromCodePoint(codePoint));
}

/** Punctuation or a symbol of any script (CommonMark: "Unicode punctuation character"), given a code point. */
export function isUnicodePunctuation(codePoint: number): boolean {
  if (codePoint < 128) return isPunctuation(codePoint);
  return /[\p{P}\p{S}]/u.test(String.fromCodePoint(codePoint));
}
