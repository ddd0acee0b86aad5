/** Titles without the label of their kind: "TDR — Retry" is about Retry. */

const ADJECTIVES =
  "(?:(?:technical|tech|system|software|engineering|high[- ]level|low[- ]level|detailed|product|functional|architectural|architecture|feature|implementation|solution)\\s+)*";
const KIND_WORDS = new RegExp(
  `^(?:${ADJECTIVES}(?:design|decision|requirements?|architecture|specification|spec|proposal|impact)(?:\\s+(?:review|document|doc|record|spec(?:ification)?|proposal|analysis|note|brief))?|tdr|tdd|rfc|adr|kep|prd|srs|hld|lld|sdd|enhancement(?: proposal)?|implementation (?:summary|plan)|design doc|plan` +
    `|(?:documento de )?diseño(?: técnico)?|documento de diseño(?: técnico)?|especificación(?: técnica)?|propuesta(?: técnica)?|análisis de impacto)(?:[- ]?#?\\d+)?(?:\\s*\\([^()]*\\))?$`,
  "iu",
);
const BRACKETED = /^\[(?:rfc|tdd|tdr|adr|design|proposal|spec|draft|wip)[^\]]{0,20}\]\s*/i;
const NUMBERED = /^(?:rfc|kep|adr|tdr|tdd|prd)[- ]?#?\d{1,5}\s+(?=[^\s:–—|-])/i;
/** The ID of a ticket in front: "PAY-31: Retry". */
const TICKET = /^[A-Z][A-Z0-9]{1,9}-\d{1,6}\s*[:–—-]\s+(?=\S)/;
/** "Technical Design Document for Retry" is about Retry. */
const ABOUT = /^([^:–—|]{3,60}?)\s+(?:for|para)\s+(?:the\s+|la\s+|el\s+)?(?=\S)/i;
const DOCUMENT = /\b(?:document|doc|tdd|tdr|rfc|prd|specification|spec|documento|especificación)\b/i;
const SEPARATOR = /\s*(?:\s[-–—:|]\s|:\s|—)\s*/;

/** A longer title is a text, and has no label of a kind. */
const LONGEST_TITLE = 400;

/** Drops "TDR — " in front of a title, or " — Technical Design Document" behind it. */
export function titleName(title: string): string {
  if (title.length > LONGEST_TITLE) return title;
  const bare = title.replace(BRACKETED, "").replace(NUMBERED, "").replace(TICKET, "");
  if (bare !== title && bare !== "") return titleName(bare);
  const about = ABOUT.exec(title);
  if (about !== null && DOCUMENT.test(about[1] ?? "") && KIND_WORDS.test(about[1] ?? ""))
    return title.slice(about[0].length);
  const parts = title.split(SEPARATOR);
  if (parts.length < 2) return title;
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (KIND_WORDS.test(first)) return title.slice(title.indexOf(parts[1] ?? "", first.length)).trim();
  if (KIND_WORDS.test(last))
    return title
      .slice(0, title.lastIndexOf(last))
      .replace(/[\s\-–—:|]+$/, "")
      .trim();
  return title;
}
