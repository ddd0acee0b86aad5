/** Placeholders: the ways in which templates say "replace me". */
import { matchesIn } from "../text/matches.ts";

/** A placeholder inside a text; offsets into that text. */
export interface Placeholder {
  readonly start: number;
  readonly end: number;
  /** As written: `<agent>`, `[Your Name]`, `YYYY-MM-DD`. */
  readonly text: string;
}

/** Longer stretches between brackets are text of their own. */
const LONGEST = 200;
/** Nobody asks at this length for something to be replaced. */
const LONGEST_VALUE = 1000;

/** Elements of HTML that people use in Markdown; `<agent>` is none of them. */
const HTML_TAG =
  /^<\/?(?:a|abbr|address|article|aside|audio|b|blockquote|br|button|caption|center|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|mark|meta|nav|ol|p|picture|pre|q|s|samp|script|section|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|tr|tt|u|ul|var|video|wbr|path|g)(?=[\s/>])/;

const CAPITALS =
  /(?<!\w)(?:YYYY[-/.]?MM[-/.]?DD|yyyy[-/.]?mm[-/.]?dd|DD[-/.]MM[-/.]YYYY|(?:AAAA|JJJJ)-MM-(?:DD|JJ|TT)|(?:DD|JJ|TT)[/.]MM[/.](?:AAAA|JJJJ)|#?N{3,}|#?X{3,}|#?0000|TBD|TBC|TODO|FIXME)(?![\w-])|\?{3,}|\bMyCoolFeature\b/g;

const FILL_IN =
  /\((?:please )?(?:fill (?:me |this )?in|to be (?:filled|completed|assigned|determined)|add here)\b[^()]{0,200}\)/gi;

/** Words in capitals that stand alone where a value belongs (`# NUMBER. TITLE`, `Date: DATE`). */
const CAPITAL_WORD =
  /^(?:NUMBER|TITLE|DATE|STATUS|NAME|AUTHOR|AUTHORS|OWNER|VERSION|SUMMARY|DESCRIPTION|CONTEXT|DECISION|CONSEQUENCES)$/;

/**
 * The placeholders of a text of a template, in order. `defined` says whether a bracketed label is a link reference.
 *
 * @example placeholdersIn("Ask <agent> by YYYY-MM-DD").map(({ text }) => text) // ["<agent>", "YYYY-MM-DD"]
 */
export function placeholdersIn(
  text: string,
  defined: (label: string) => boolean = () => false,
): readonly Placeholder[] {
  const found: Placeholder[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const close = code === 60 ? ">" : code === 91 ? "]" : code === 123 ? "}" : null;
    if (close === null) continue;
    const end = closing(text, i, close);
    if (end === null) continue;
    const token = text.slice(i, end);
    const isOne =
      code === 60 ? isAngle(token) : code === 91 ? isSquare(text, i, end, defined) : isCurly(text, i, token);
    if (!isOne) continue;
    found.push({ start: i, end, text: token });
    i = end - 1;
  }
  // What stands between brackets belongs to them.
  const bracketed = found.length;
  for (const pattern of [CAPITALS, FILL_IN]) {
    let around = 0;
    for (const match of matchesIn(pattern, text)) {
      const start = match.index;
      const end = start + match[0].length;
      while (around < bracketed && (found[around]?.end ?? 0) < end) around++;
      if (around < bracketed && (found[around]?.start ?? 0) <= start) continue;
      found.push({ start, end, text: match[0] });
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}

/**
 * Whether a value is nothing but something to be replaced, in any template: `<agent>`, `[Your Name]`, `{date}`, `YYYY-MM-DD`,
 * `TBD`, `(fill me in …)`, `DATE`, `…`.
 */
export function isPlaceholder(value: string, defined: (label: string) => boolean = () => false): boolean {
  if (value.length > LONGEST_VALUE) return false;
  const bare = value
    .trim()
    .replace(/^["'`*_]+|["'`*_]+$/g, "")
    .trim();
  if (bare === "") return false;
  if (CAPITAL_WORD.test(bare) || /^(?:…|\.{3}|-+|_{3,})$/.test(bare)) return true;
  const found = placeholdersIn(bare, defined);
  if (found.length === 0) return false;
  let rest = "";
  let from = 0;
  for (const { start, end } of found) {
    rest += bare.slice(from, Math.max(from, start));
    from = Math.max(from, end);
  }
  rest += bare.slice(from);
  return !/[\p{L}\p{N}]/u.test(rest);
}

/** What stands between the brackets of a placeholder; other forms as they are. */
export function insideOf(placeholder: string): string {
  return /^(?:<[^<>]*>|\[[^[\]]*\]|\{[^{}]*\}|\([^()]*\))$/.test(placeholder)
    ? placeholder.slice(1, -1).trim()
    : placeholder;
}

/** The form in which placeholders are looked up in documents: as written, for "[Path]" is a type where "[path]" is none. */
export function foldToken(token: string): string {
  return token.replace(/\s+/g, " ");
}

function closing(text: string, start: number, close: string): number | null {
  const limit = Math.min(text.length, start + LONGEST);
  const open = text.charAt(start);
  let depth = 0;
  for (let i = start; i < limit; i++) {
    const c = text.charAt(i);
    if (c === open) depth++;
    else if (c === close && --depth === 0) return i + 1;
    else if (c === "\n" && open === "<") return null;
  }
  return null;
}

function isAngle(token: string): boolean {
  if (!/^<[\p{L}#@][^<>]*>$/u.test(token) && !/^<\p{L}.*>$/su.test(token)) return false;
  if (/^<(?:[a-z][a-z0-9+.-]{1,31}:|mailto:)/i.test(token) || /^<[^\s@]+@[^\s@]+>$/.test(token)) return false;
  // Without attributes these elements do nothing, and authors of templates mean the word.
  if (/^<(?:address|label|link|path|source)>$/i.test(token)) return true;
  if (!HTML_TAG.test(token.toLowerCase())) return true;
  // `<a short name>` begins like a link; elements have their attributes with `=`.
  return /^<\p{L}+\s+\p{L}/u.test(token) && !token.includes("=") && !/^<details open>$/i.test(token);
}

function isSquare(text: string, start: number, end: number, defined: (label: string) => boolean): boolean {
  const inside = text.slice(start + 1, end - 1);
  const next = text.charAt(end);
  const before = text.charAt(start - 1);
  if (next === "(" || next === "[" || next === ":" || before === "]" || before === "!") return false;
  if (!/\p{L}/u.test(inside) || /^(?:x|\^.*|optional|r|p|!.*)$/i.test(inside.trim())) return false;
  return !defined(inside);
}

function isCurly(text: string, start: number, token: string): boolean {
  const before = text.charAt(start - 1);
  if (before === "$" || before === "/" || before === "#" || before === "%") return false;
  return /^\{+[^{}":=]*\}+$/.test(token) && /\p{L}/u.test(token) && !/;\s*\}/.test(token);
}
