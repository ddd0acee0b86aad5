import {
  AREAS,
  cellOf,
  foldedOf,
  headsList,
  partsOf,
  plainOf,
  subItems,
  LONGEST_ITEM,
  type Item,
} from "../outline/items.ts";
import { contentOf, type Tree } from "../markdown/tree.ts";
import { canonicalOf } from "../outline/canonical.ts";
import type { Zone } from "../outline/zones.ts";
import { fold } from "../text/fold.ts";
import { defineClaim, type Emit, type Reading } from "./claim.ts";
import { saysNone } from "./negative.ts";
import { isQuestion } from "./questions.ts";
import { doneOf, isPlaceholder, keyField, wordsBetween, wordsOf } from "./statement.ts";

export interface OpenQuestion {
  readonly status: "open" | "answered" | "deferred";
  /** What the document says or proposes, as written. */
  readonly answer?: string;
}

export const openQuestion = defineClaim<"open-question", OpenQuestion>({
  kind: "open-question",
  title: "Open question",
  documentation: {
    what: "Something undecided. It is answered when the document states or proposes a resolution, deferred when it puts it off.",
    counts: "One per question or unresolved item of an open-questions section, or labelled so.",
    not: "Rhetorical questions elsewhere.",
  },
  examples: [
    {
      markdown:
        "### Open Questions\n1. **Q**: Batch reads?\n   **A**: Defer to a future iteration\n2. Who owns the queue?\n3. **Limits?** — Propose: none at first",
      claims: [
        { line: 2, text: "Batch reads?", value: { status: "deferred", answer: "Defer to a future iteration" } },
        { line: 4, text: "Who owns the queue?", value: { status: "open" } },
        { line: 5, text: "**Limits?** — Propose: none at first", value: { status: "answered" } },
      ],
    },
    {
      markdown:
        "### Open Questions\n\n**Q1: Keep the old field?**\n- **Status:** Recommend no\n- **Proposed:** drop it\n\n**Q2: Validate input?**\n- Owner: Ada",
      claims: [
        { line: 3, text: "Q1: Keep the old field?", value: { status: "answered", answer: "Recommend no" } },
        { line: 7, text: "Q2: Validate input?", value: { status: "open" } },
      ],
    },
    {
      markdown:
        "## 11. Risks & Open Questions\n- **Risk**: callers time out\n- **Open Question**: Which region?\n  - Resolution: Frankfurt\n- Do we need a cache?",
      claims: [
        { line: 3, text: "Which region?", value: { status: "answered", answer: "Frankfurt" } },
        { line: 5, text: "Do we need a cache?", value: { status: "open" } },
      ],
    },
    {
      markdown:
        "## Open questions\n\n| # | Question | Owner | Status |\n|---|---|---|---|\n| 1 | Which region? | Ada | Open |\n| 2 | Which bank? | Bo | Resolved: the old one |",
      claims: [
        { line: 5, text: "Which region?", value: { status: "open" } },
        { line: 6, text: "Which bank?", value: { status: "answered" } },
      ],
    },
    {
      markdown: "## Preguntas abiertas\n- ~~¿Qué región?~~ Fráncfort\n- ¿Quién aprueba?",
      claims: [
        { line: 2, text: "~~¿Qué región?~~ Fráncfort", value: { status: "answered" } },
        { line: 3, text: "¿Quién aprueba?", value: { status: "open" } },
      ],
    },
    { markdown: "## Open Questions\nNone - the decision is clear.", claims: [] },
  ],
  zones: {
    of: ["open-questions", "risks-open-questions"],
    recognise(zone, reading, emit) {
      addParts(partsOf(reading.tree, zone), zone, reading, emit);
    },
  },
  describe: (_value, text) => wordsOf(text),
});

const NONE = /\b(?:questions?|issues?|items?|unresolved|outstanding|preguntas?)\b/i;
/** Labels of lines that answer the question above them. */
const ANSWER =
  /^(?:a|a\d+|answer|respuesta|r|status|state|estado|resolution|resolved|decision|final decision|decided|decisión|proposed|proposal|propose|propuesta|recommendation|recommended|recomendación|recommend|suggestion|conclusion|outcome|tentative answer|current thinking|leaning|plan|resolución|proposed answer|proposed resolution|proposed path|proposed paths?|path|path to resolve|next steps?|approach|default)$/;
const DETAIL =
  /^(?:owner|responsable|due|date|deadline|impact|context|background|options?|options considered|notes?|priority|pros|cons|trade-?offs?|rationale|why|blocking|blocked by|contexto|opciones|discussion|related|references?)$/;
const STILL_OPEN =
  /^\W*(?:open|abiert[ao]|tbd|tbc|to be (?:decided|determined|discussed|confirmed)|pending|pendiente|undecided|unresolved|unknown|need(?:s)? (?:to|more)|to check|in discussion|under discussion|needs? (?:discussion|decision|input|investigation)|not (?:yet )?(?:decided|resolved)|\?+|-+)\W*(?:$|[-–—:(;,.\s])/i;
const PUT_OFF =
  /\b(?:defer(?:red|ring)?|later|future (?:iteration|work|pr|enhancement|release|phase|scope|improvement)|(?:in|for) (?:a |the |some )?future|follow[- ]up|separate (?:pr|issue|rfc|ticket|proposal|design|spec)|post[- ]?(?:mvp|launch|v1|ga)|next (?:version|release|iteration|phase)|v2|not (?:for|in) (?:v1|mvp|this)|revisit|punt(?:ed)?|aplazad[ao]|más adelante)\b/i;
/** An answer on the line of its question. */
const INLINE_ANSWER =
  /^(?:.{0,400}?[?？])[\s*_~"”)]*(?:[-–—→]+|=>|->|:|\(|⇒)?\s*((?:\**(?:answer|a|propos\w*|propuest\w*|recommend\w*|decision|decided|resolution|resolved|yes|no|sí|respuesta|suggest\w*|default|tentative\w*|lean\w*|defer\w*)\b.*)|(?<=[-–—→>:]\s*).+)$/iu;

const ARROW = /\s(?:→|⇒|->|=>)\s+(.+)$/;

function addParts(parts: readonly Item[], zone: Zone, reading: Reading, emit: Emit<OpenQuestion>): void {
  const { tree } = reading;
  const joined = zone.canonical === "risks-open-questions";
  const asks = parts.some((part) => part.form === "paragraph" && isQuestion(part, tree));
  const listed = parts.some((part) => part.form !== "paragraph");
  let last: { part: Item; extra: Item[] } | null = null;
  const flush = (): void => {
    if (last !== null) addQuestion(last.part, last.extra, reading, emit);
    last = null;
  };
  for (const part of parts) {
    const name = nameOf(part);
    if (name !== null && (ANSWER.test(name) || DETAIL.test(name)) && last !== null) {
      (last as { extra: Item[] }).extra.push(part);
      continue;
    }
    const question = isQuestion(part, tree);
    if (joined && !question) continue;
    // A section that was nested here by mistake.
    if (part.form === "heading" && !question && leavesQuestions(foldedOf(part))) continue;
    if (part.form === "paragraph") {
      // Prose between the questions of a list, or around paragraphs that ask, says something of them.
      if (listed ? !question || last !== null : asks && !question) {
        if (last !== null && !question) (last as { extra: Item[] }).extra.push(part);
        continue;
      }
      if (/[:：][*_]*$/.test(part.text)) continue;
    }
    flush();
    const below = subItems(tree, part);
    const heads = part.form === "heading" || part.form === "strong" || headsList(part);
    if (heads && !question && ANSWER.test(nameOf(part)?.replace(/s$/, "") ?? "")) continue;
    if (heads && !question && isGroup(part, below, tree)) addParts(below, zone, reading, emit);
    else last = { part, extra: [] };
  }
  flush();
}

/** "References" is another section; "Storage" over questions is what they are about. */
function leavesQuestions(folded: string): boolean {
  const canonical = canonicalOf(folded);
  return canonical !== null && !AREAS.has(canonical);
}

/** A heading over questions of one sort, rather than a question with its discussion. */
function isGroup(part: Item, below: readonly Item[], tree: Tree): boolean {
  if (/^(?:q|question|pregunta|oq|issue)\b[ -]?#?\d*/.test(foldedOf(part))) return false;
  const items = below.filter((item) => item.form !== "paragraph");
  if (items.length === 0) return false;
  const names = items.map(nameOf);
  if (names.some((name) => name !== null && (ANSWER.test(name) || DETAIL.test(name)))) return false;
  return items.some((item) => isQuestion(item, tree)) || part.form !== "heading";
}

function addQuestion(part: Item, extra: readonly Item[], reading: Reading, emit: Emit<OpenQuestion>): void {
  const { tree } = reading;
  if (isPlaceholder(part.text, tree) || saysNone(part.text, NONE)) return;
  const { label } = part;
  const labelled = label !== null && label.separated && label.rest < part.end;
  if (labelled && saysNone(wordsBetween(tree, label.rest, part.end), NONE)) return;
  const bare = labelled && /^(?:q|open|open questions?|questions?|pregunta)$/.test(fold(label.text));
  const answer = answerOf(part, extra, reading);
  const struck = RESOLVED.test(part.text) || doneOf(part) === true || /^[^\w~]*~~?[^~\s]/.test(part.text);
  const status = statusOf(part, answer, struck);
  emit({
    start: bare ? label.rest : part.start,
    end: part.end,
    value: { status, ...(answer === null ? {} : { answer }) },
    ...keyField(part.text),
  });
}

const RESOLVED = /[([]\s*(?:resolved|answered|decided|closed|resuelt[ao]|cerrad[ao])\s*[)\]]|\bresolved\s*:/i;

function statusOf(part: Item, answer: string | null, struck: boolean): OpenQuestion["status"] {
  if (answer !== null) return isPutOff(answer) ? "deferred" : "answered";
  if (struck) return "answered";
  return isPutOff(part.plain.replace(/^.*[?？]/s, "")) ? "deferred" : "open";
}

/** Put off as a whole: "Propose: skip for now; add as a type later" still proposes. */
function isPutOff(text: string): boolean {
  if (/^\W*(?:propos|recommend|suggest|yes|no\b)/i.test(text)) return false;
  const match = PUT_OFF.exec(text);
  return match !== null && match.index < 60;
}

/** What the document says in answer: below the question, behind it, in a column, or struck through with something behind. */
function answerOf(part: Item, extra: readonly Item[], reading: Reading): string | null {
  const { tree } = reading;
  if (part.form === "row") {
    for (const header of [
      /^(?:answer|resolution|decision|outcome|recommendation|respuesta|proposed.*|proposal|current thinking)\b/,
      /^(?:status|state|estado)$/,
    ]) {
      const cell = cellOf(part, header);
      const text = cell === null ? "" : plainOf(tree, cell);
      if (text !== "" && !STILL_OPEN.test(text) && !/^(?:resolved|answered|closed|done|✅|resuelt[ao])\W*$/i.test(text))
        return text;
    }
    return null;
  }
  const paragraph = paragraphOf(part, tree);
  for (const line of paragraph.split("\n").slice(1)) {
    const match = /^([\p{L}\d ]{1,24}?)\s*[:：]\s*(.+)$/u.exec(line.trim());
    if (match !== null && ANSWER.test(fold(match[1] ?? "")) && !STILL_OPEN.test(match[2] ?? ""))
      return (match[2] ?? "").trim();
  }
  for (const item of [...subItems(tree, part), ...extra]) {
    const name = nameOf(item);
    if (name === null || !ANSWER.test(name) || item.label === null) continue;
    const own = wordsBetween(tree, item.label.rest, item.end);
    const text = own === "" ? wordsOf(subItems(tree, item)[0]?.text ?? "") : own;
    if (text !== "" && !STILL_OPEN.test(text)) return text;
  }
  const inline = INLINE_ANSWER.exec(paragraph.split("\n")[0] ?? "");
  const said = inline?.[1] ?? ARROW.exec(paragraph)?.[1];
  return said === undefined || STILL_OPEN.test(said) ? null : said.trim();
}

/** The item's own paragraph as a reader sees it, lines apart. */
function paragraphOf(part: Item, tree: Tree): string {
  const leaf = part.block.kind === "item" ? part.block.children[0] : part.block;
  if (part.form === "inline" || leaf === undefined || leaf.kind !== "paragraph") return part.plain;
  return contentOf(tree, leaf).slice(0, LONGEST_ITEM).split("\n").map(wordsOf).join("\n");
}

function nameOf(part: Item): string | null {
  if (part.form === "heading" || part.form === "row") return null;
  return part.label === null || !part.label.separated ? null : fold(part.label.text);
}
