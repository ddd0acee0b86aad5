/**
 * Folding: the form in which titles, labels and words are compared. Real documents differ from their template in dashes
 * (34 of 41 measured designs hold U+2011), quotes, arrows, case, numbering and parentheses, never meaning anything by it.
 */

/**
 * Lower case; every dash `-`, every arrow `->`, every quote straight; `&` as "and"; emphasis marks, backticks and emoji gone;
 * white space collapsed.
 *
 * @example fold("Decision Drivers & Non‑Goals ✅") // "decision drivers and non-goals"
 */
export function fold(s: string): string {
  if (!TO_FOLD.test(s)) return s.toLowerCase().trim();
  let folded = s;
  if (NON_ASCII.test(folded)) {
    folded = folded
      .normalize("NFKC")
      .replace(/[\u2010-\u2015\u2212\ufe58\ufe63]/g, "-")
      .replace(/[\u2018\u2019\u201a\u2032]/g, "'")
      .replace(/[\u201c\u201d\u201e\u2033]/g, '"')
      .replace(/[\u2192\u21d2\u27f6\u2794]/g, "->")
      .replace(/(?:\p{Extended_Pictographic}|\u200b|\u200c|\u200d|\u2060|\ufe0f|\u00ad)/gu, "");
  }
  folded = folded.toLowerCase();
  if (MARKED.test(folded)) folded = folded.replace(/[*_`~]+/g, "").replace(/&(?:amp;)?/g, " and ");
  if (SPACED.test(folded)) folded = folded.replace(/\s+/g, " ");
  return folded.trim();
}

/** What needs more than lower case. Most titles and labels hold none of it. */
const TO_FOLD = /[^ -~]|[*_`~&]|  /;
const MARKED = /[*_`~&]/;
const SPACED = /\s\s|[^\S ]/;

const NON_ASCII = /[^\u0000-\u007f]/;

/**
 * A title without its number, without what stands in parentheses, without a closing colon.
 *
 * @example foldTitle("2. Current State — Codebase Map (concise)") // "current state - codebase map"
 */
export function foldTitle(title: string): string {
  let folded = fold(splitNumber(title).title.slice(0, LONGEST_TITLE));
  if (BRACKETED.test(folded)) folded = folded.replace(/\s*[([][^()[\]]*[)\]]/g, "");
  return folded.replace(/[\s:.!?-]+$/, "").trim();
}

/** As much of a title as titles are told apart by. */
const LONGEST_TITLE = 400;

const BRACKETED = /[([]/;

/** The leading number of a title ("2.1", without its closing dot) and the rest. */
export function splitNumber(title: string): { number: string | null; title: string } {
  if (!NUMBERED.test(title)) return { number: null, title };
  const match = /^[*_]*(?:§\s*)?(\d{1,3}(?:\.\d{1,3})*)(?:[.):]\s*|\s+(?=[^\s\d])|\s*[-–—]\s+)(?=\S)/.exec(title);
  if (match === null) return { number: null, title };
  return { number: match[1] ?? null, title: title.slice(match[0].length) };
}

const NUMBERED = /^[*_]*(?:§\s*)?\d/;

/**
 * A readable identifier made of a text: folded words joined by dashes, at most `most` characters, cut at a word.
 *
 * @example slug("AC-1: Protocol Version") // "ac-1-protocol-version"
 */
export function slug(s: string, most = 60): string {
  const folded = fold(s);
  const joined = folded.replace(NON_ASCII.test(folded) ? /[^\p{L}\p{N}./{}:]+/gu : /[^a-z0-9./{}:]+/g, "-");
  const words =
    isJoint(joined.charCodeAt(0)) || isJoint(joined.charCodeAt(joined.length - 1))
      ? joined.replace(/^[-.:]+|[-.:]+$/g, "")
      : joined;
  if (words.length <= most) return words;
  const cut = words.lastIndexOf("-", most);
  return words.slice(0, cut > most / 2 ? cut : most).replace(/[-.:]+$/, "");
}

function isJoint(code: number): boolean {
  return code === 45 || code === 46 || code === 58;
}
