/** Addresses that are links without any marks: GFM §6.9, read as cmark-gfm reads them. */
import {
  AMPERSAND,
  AT,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  DASH,
  DOT,
  isDigit,
  isLetter,
  isUnicodePunctuation,
  isUnicodeSpace,
  LESS,
  OPEN_BRACKET,
  OPEN_PAREN,
  PLUS,
  SPACE,
  UNDERSCORE,
} from "./characters.ts";

/** What stands at a possible address: the offset behind it, or, when it is none, up to where nothing else can be one. */
export interface BareLink {
  readonly end: number;
  readonly valid: boolean;
}

/**
 * The address in `s` whose scheme (`https://`) or `www.` ends at `domain`. Within brackets (`inBrackets`) a
 * bracket ends it.
 *
 * @example bareLinkAt("see https://a.b/c.", 12, false) // { end: 17, valid: true }
 */
export function bareLinkAt(s: string, domain: number, inBrackets: boolean): BareLink {
  let i = domain;
  let named = false;
  let dots = 0;
  let underscore = -1;
  let underscoreIn = -1;
  for (; i < s.length; i++) {
    const c = s.charCodeAt(i);
    if (c === DOT) dots++;
    else if (c === UNDERSCORE) underscore = dots;
    else if (isLetter(c) || isDigit(c) || (c > 127 && !endsDomain(s, i))) {
      named = true;
      // Only now: an underscore at the end is punctuation behind the address.
      underscoreIn = underscore;
    } else if (c !== DASH) break;
  }
  // §6.9: no underscore in the last two segments of the domain. What ends here ends every later start in it as well.
  if (!named || (underscoreIn !== -1 && underscoreIn >= dots - 1)) return { end: i, valid: false };
  for (; i < s.length; i++) {
    const c = s.charCodeAt(i);
    if (c <= SPACE || c === LESS) break;
    if (inBrackets && (c === OPEN_BRACKET || c === CLOSE_BRACKET)) break;
    if (c === CLOSE_BRACKET && opensTarget(s.charCodeAt(i + 1))) break;
    if (c > 127 && isUnicodeSpace(c)) break;
  }
  const end = trimmed(s, domain, i);
  return { end, valid: end > domain };
}

/** What makes a link of the brackets before it. */
function opensTarget(code: number): boolean {
  return code === OPEN_PAREN || code === OPEN_BRACKET;
}

function endsDomain(s: string, index: number): boolean {
  const codePoint = s.codePointAt(index) ?? 0;
  return isUnicodeSpace(codePoint) || isUnicodePunctuation(codePoint);
}

/** Punctuation and unbalanced parentheses at the end are no part of the address. */
function trimmed(s: string, start: number, to: number): number {
  let surplus = 0;
  for (let i = start; i < to; i++) {
    const c = s.charCodeAt(i);
    if (c === OPEN_PAREN) surplus--;
    else if (c === CLOSE_PAREN) surplus++;
  }
  let end = to;
  while (end > start) {
    const c = s.charCodeAt(end - 1);
    if (c === CLOSE_PAREN) {
      if (surplus <= 0) return end;
      surplus--;
      end--;
    } else if (c === 59) end = beforeReference(s, start, end);
    else if ("?!.,:*_~'\"]".includes(s.charAt(end - 1))) end--;
    else return end;
  }
  return end;
}

/** Where a character reference (`&amp;`) that ends at `end` starts; `end - 1` when only its semicolon is there. */
function beforeReference(s: string, start: number, end: number): number {
  let i = end - 2;
  while (i > start && (isLetter(s.charCodeAt(i)) || isDigit(s.charCodeAt(i)))) i--;
  return i < end - 2 && s.charCodeAt(i) === AMPERSAND ? i : end - 1;
}

/**
 * The mail addresses in `s`: pairs of offsets.
 *
 * @example mailsIn("to a.b@c.de.") // [3, 11]
 */
export function mailsIn(s: string): number[] {
  const found: number[] = [];
  let from = 0;
  for (let at = s.indexOf("@"); at !== -1; at = s.indexOf("@", at + 1)) {
    let start = at;
    while (start > from && isLocalPart(s.charCodeAt(start - 1))) start--;
    const end = endOfMailDomain(s, at + 1);
    if (start === at || end === -1 || s.charAt(start - 1) === "/") continue;
    found.push(start, end);
    from = end;
  }
  return found;
}

function isLocalPart(c: number): boolean {
  return isLetter(c) || isDigit(c) || c === DOT || c === DASH || c === UNDERSCORE || c === PLUS;
}

function endOfMailDomain(s: string, from: number): number {
  let end = from;
  let dots = 0;
  for (; end < s.length; end++) {
    const c = s.charCodeAt(end);
    if (c === DOT) {
      const next = s.charCodeAt(end + 1);
      if (end === from || !(isLetter(next) || isDigit(next) || next === DASH || next === UNDERSCORE)) break;
      dots++;
    } else if (!(isLetter(c) || isDigit(c) || c === DASH || c === UNDERSCORE)) break;
  }
  const valid = dots > 0 && isLetter(s.charCodeAt(end - 1)) && s.charCodeAt(end) !== AT;
  return valid ? end : -1;
}
