import { codeSpansOf, isInSpans } from "../grammar/code-spans.ts";
import { normaliseLabel } from "../markdown/escape.ts";
import { contentOf, walk, type Block } from "../markdown/tree.ts";
import type { Field } from "../outline/fields.ts";
import { labelAt } from "../outline/label.ts";
import { indexOf } from "../template/kind-index.ts";
import { fingerprintAt, foldText } from "../template/text.ts";
import { defineClaim, Mark, type Emit, type Leaf, type Reading } from "./claim.ts";
import { matchesIn } from "../text/matches.ts";

export interface PlaceholderLeft {
  readonly form: "angle" | "bracket" | "tbd" | "empty-field" | "template-text" | "other";
}

const HTML_TAG =
  /^<\/?(?:a|abbr|article|aside|audio|b|blockquote|body|br|button|caption|center|cite|code|col|dd|del|details|dfn|div|dl|dt|em|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|mark|meta|nav|ol|option|p|path|pre|q|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|tt|u|ul|var|video)(?=[\s/>])/i;
/** How instructions in brackets begin. */
const ASKS =
  /^(?:your|you|describe|insert|list (?:the|any|all|of)|add (?:your|a|an|the|any)|enter|placeholder|image of|diagram|screenshot|needs clarification|tb[dca]\b|todo|fill|explain|specify|provide|e\.g\.|for example|name of|link to|link here|url|replace|brief|short description|one[- ]sentence|what\b.*\?|why\b.*\?|how\b.*\?|who\b.*\?|alternative x|nombre|fecha|completar|describir|descripci[oó]n|insertar|indicar|tu |su |imagen de)/i;
/** What alone in brackets is a value to be filled in. */
const NAMES_VALUE =
  /^(?:(?:full |project |feature |team |service |component |author(?:'?s)? |reviewer |owner |your |product |document )?(?:names?|title|date|author|owner|reviewers?|team|status|version|link|links|url|id|number|ticket|jira|description|summary|details|text|value|feature|project|role|email|handle|amount|metric|percentage|x{1,3}|n{1,4}|#)|(?:\p{L}+ ){1,2}(?:name|title|description)|(?:risk|goal|non-goal|task|option|milestone|phase|criterion|question|item|step|component|alternative|requirement|reason|benefit|mitigation|metric|user type|riesgo|objetivo|tarea|aspecto|opci[oó]n) ?(?:[1-9]|[A-C])?|tb[dca]|todo|\.{3}|…)$/iu;
const LATER = /(?<![\w/#-])(?:TBD|TBC|TBA|TODO|FIXME)(?![\w-])|(?<!\?)\?{3,5}(?!\?)/g;
const BLANK = /(?<![\w_`])_{4,}(?![\w_`])/;
const DATE_LEFT =
  /(?<![\w-])(?:YYYY[-/.]?MM[-/.]?DD|DD[-/.]MM[-/.]YYYY|NNNN|(?:KEP|RFC|ADR)-(?:NNNN|XXXX)|#?0000|XXXX)(?![\w-])/;
const FILL_IN = /\((?:please )?fill (?:me |this )?in\b[^()]{0,200}\)/i;
const WHOLE_LATER =
  /^(?:tb[dca]|todo|(?:to|yet to) be (?:determined|decided|defined|completed|written|announced|discussed)|por (?:definir|determinar)|pendiente(?: de definir)?|\?+)[.!]*$/i;

export const placeholderLeft = defineClaim<"placeholder-left", PlaceholderLeft>({
  kind: "placeholder-left",
  title: "Placeholder left",
  documentation: {
    what: "A spot where the template’s text, or a gap, was left.",
    counts: "`<…>`, `[…]`, TBD, TODO, ???, blanks to fill in, empty fields; a deliberate “TBD” too.",
    not: "Names in the syntax of commands, parameters of paths, generics, tags, links and checkboxes.",
  },
  examples: [
    {
      markdown:
        "# TDR — <Feature Name>\n\n**Author**: <agent or engineer>\n**Date**: YYYY-MM-DD\n**Status**: [Draft / In-Review / Approved]",
      claims: [
        { line: 1, text: "<Feature Name>", value: { form: "angle" } },
        { line: 3, text: "<agent or engineer>", value: { form: "angle" } },
        { line: 4, text: "YYYY-MM-DD", value: { form: "template-text" } },
        { line: 5, text: "[Draft / In-Review / Approved]", value: { form: "bracket" } },
      ],
    },
    {
      markdown:
        "## Plan\n- Owner: TBD\n- [Describe schema changes]\n- [NEEDS CLARIFICATION: which region?]\n- TODO: numbers\n- Date ????\n\n[Image of the architecture]",
      claims: [
        { line: 2, text: "TBD", value: { form: "tbd" } },
        { line: 3, text: "[Describe schema changes]", value: { form: "bracket" } },
        { line: 4, text: "[NEEDS CLARIFICATION: which region?]", value: { form: "bracket" } },
        { line: 5, text: "TODO", value: { form: "tbd" } },
        { line: 6, text: "????", value: { form: "tbd" } },
        { line: 8, text: "[Image of the architecture]", value: { form: "bracket" } },
      ],
    },
    {
      markdown: "## Approval\n\n**Approver:** __________ Date: __________",
      claims: [{ line: 3, text: "**Approver:** __________ Date: __________", value: { form: "empty-field" } }],
    },
    {
      markdown: "# TDD: X\n\n**Author:** Ada\n**Reviewers:**\n\n## UX links\n- Designs:\n- Prototype: none",
      claims: [
        { line: 4, text: "**Reviewers:**", value: { form: "empty-field" } },
        { line: 7, text: "Designs:", value: { form: "empty-field" } },
      ],
    },
    {
      markdown:
        "## Design\nA `Vec<T>`, `run <name>`, Map<string, X>, <br>, <https://a.org>, [link](x.md), [x], [1], a list[int], the TODO list, `/v1/[id]`, [ref] and __init__.\n\n- [ ] open\n\n[ref]: https://a.org",
      claims: [],
    },
  ],
  leaves: {
    marks: Mark.Angle | Mark.Bracket | Mark.Capitals | Mark.Question | Mark.Underscore,
    recognise(leaf, reading, emit) {
      if (leaf.block.kind !== "code") inText(leaf, reading, emit);
    },
  },
  whole(reading, emit) {
    for (const field of reading.outline.fields) emptyField(field, reading, emit);
    for (const zone of reading.outline.zones) {
      if (zone.canonical === "title") continue;
      for (const block of zone.blocks)
        if (block.kind === "list" || block.kind === "item") emptyItems(block, reading, emit);
    }
    for (const zone of reading.outline.zones) for (const block of zone.blocks) guidance(block, reading, emit);
    for (const field of reading.outline.fields) leftValue(field, emit);
    templateText(reading, emit);
  },
  settle(found) {
    // What stands inside another find is part of it.
    let end = -1;
    return found
      .toSorted((a, b) => a.start - b.start || b.end - a.end)
      .filter((each) => {
        if (each.start < end) return false;
        end = each.end;
        return true;
      });
  },
  describe: (_value, text) => text,
});

function inText(leaf: Leaf, reading: Reading, emit: Emit<PlaceholderLeft>): void {
  const { block, marks } = leaf;
  const { text } = reading.tree;
  const start = block.lines[0] ?? block.start;
  const end = block.lines.at(-1) ?? start;
  const isHead = leaf.zone === null || leaf.zone.canonical === "title";
  const isField = (at: number): boolean =>
    isHead &&
    reading.outline.fields.some(
      (field) =>
        field.key === "links" &&
        ((field.start <= at && at < field.end) || field.items.some((item) => item.start <= at && at < item.end)),
    );
  let spans: readonly number[] | null = null;
  const isCode = (at: number): boolean => {
    spans ??= (marks & Mark.Backtick) === 0 ? [] : codeSpansOf(reading.tree, block);
    return isInSpans(spans, at);
  };
  if ((marks & Mark.Angle) !== 0) angles(text, start, end, isField, isCode, emit);
  if ((marks & Mark.Bracket) !== 0) brackets(leaf, reading, start, end, isCode, emit);
  if ((marks & (Mark.Capitals | Mark.Question)) !== 0) words(leaf, text, start, end, isHead, isCode, emit);
  if ((marks & Mark.Underscore) !== 0 && text.slice(start, end).includes("____")) blanks(block, text, isCode, emit);
}

/** `<…>`: several words, or one where a value belongs. */
function angles(
  text: string,
  start: number,
  end: number,
  isField: (at: number) => boolean,
  isCode: (at: number) => boolean,
  emit: Emit<PlaceholderLeft>,
): void {
  for (let at = text.indexOf("<", start); at !== -1 && at < end; at = text.indexOf("<", at + 1)) {
    const token = /^<\p{L}[^<>\n]{0,198}>/u.exec(text.slice(at, Math.min(end, at + 201)))?.[0];
    if (token === undefined) continue;
    if (HTML_TAG.test(token) && !/^<\w+\s+\p{L}+[^=]*>$/u.test(token)) continue;
    if (/^<[a-z][a-z0-9+.-]*:|^<[^\s@]+@[^\s@]+>$|=["'{]/i.test(token)) continue;
    const inCode = isCode(at);
    // Between backticks it is syntax, except among the links in the head, where templates put paths to be filled in.
    if (inCode ? !isField(at) : /[\w$./\\=:&-]/.test(at > start ? text.charAt(at - 1) : " ")) continue;
    const inside = token.slice(1, -1);
    const isSentence = /\s/.test(inside.trim());
    if (!inCode && !isSentence) {
      if (inside.length < 3 || !standsAlone(text, start, end, at, at + token.length)) continue;
      // A tag of its own kind, which is closed further down.
      if (/^[a-z][a-z_-]+$/.test(inside) && isClosed(text, inside, at)) continue;
    } else if (!inCode && /^[A-Z]\w*,\s/.test(inside) && inside.length < 8) continue;
    emit({ start: at, end: at + token.length, value: { form: "angle" } });
    at += token.length - 1;
  }
}

/** How far a tag may reach. */
const MOST_TAGGED = 8_000;

function isClosed(text: string, name: string, at: number): boolean {
  return text.slice(at, at + MOST_TAGGED).includes(`</${name}>`);
}

/** Whether a stretch is all that a label, a line or a cell holds. */
function standsAlone(text: string, start: number, end: number, from: number, to: number): boolean {
  const before = text.slice(Math.max(start, from - 80), from);
  const after = text.slice(to, Math.min(end, to + 20));
  const isLast = /^[\s*_"”.)|]*(?:$|\n|,\s*[<[])/.test(after) || /^\s*[-–—(|]/.test(after);
  return (
    isLast && (from === start || /(?:^|\n|[:：=|(]|\s[—–-])[\s*_"“]*$/.test(before) || /^[\s*_"“#>-]*$/.test(before))
  );
}

/** `[…]` that is no link, no reference, no checkbox and no tag. */
function brackets(
  leaf: Leaf,
  reading: Reading,
  start: number,
  end: number,
  isCode: (at: number) => boolean,
  emit: Emit<PlaceholderLeft>,
): void {
  const { text, definitions } = reading.tree;
  for (let at = text.indexOf("[", start); at !== -1 && at < end; at = text.indexOf("[", at + 1)) {
    const close = text.indexOf("]", at + 1);
    if (close === -1 || close >= end) return;
    const to = close + 1;
    const next = text.charCodeAt(to);
    // Most are links and checkboxes.
    if (close - at < 3 || close - at > 200 || (to < end && (next === 40 || next === 91 || next === 58))) continue;
    const token = text.slice(at, to);
    if (token.includes("[", 1) || token.includes("\n")) continue;
    const inside = token.slice(1, -1).replace(/[*_]+/g, "").trim();
    if (/[\w\])!\\]/.test(at > start ? text.charAt(at - 1) : " ") || /[([:]/.test(to < end ? text.charAt(to) : " "))
      continue;
    if (!/\p{L}|\?\?/u.test(inside) || /^\^|^(?:x|optional|wip|draft|note|new|r|p)$/i.test(inside)) continue;
    if (definitions.has(normaliseLabel(token.slice(1, -1))) || isCode(at)) continue;
    const isWhole = standsAlone(text, start, end, at, to);
    const isChoice = /\S\s?[/|]\s?\S.*[/|]\s?\S/.test(inside) && leaf.canonical === "title";
    if (!ASKS.test(inside) && !isChoice && !(isWhole && (NAMES_VALUE.test(inside) || isNamed(text, start, at, inside))))
      continue;
    emit({ start: at, end: to, value: { form: "bracket" } });
    at = to - 1;
  }
}

/** `**Phase 1:** [Core API & Schema] - Date`: several words in brackets where a label wants its value. */
function isNamed(text: string, start: number, at: number, inside: string): boolean {
  return (
    !/[,`]/.test(inside) &&
    /:[*_]{0,3}\s{0,2}$/.test(text.slice(Math.max(start, at - 6), at)) &&
    /^\p{Lu}[^.:]*\s\S/u.test(inside)
  );
}

/** Guidance of a template in italics, left in place: "*Describe the pain point.*" */
const GUIDANCE =
  /^([*_])(?![*_\s])(?:describe|provide|define|list|explain|outline|specify|summari[sz]e|break down|link to|include|insert|add|one[- ]paragraph|what (?:is|are|could|will)|why (?:is|are|did|didn)|how (?:do|does|will|is|are)|describ[ae]|explic[ae]|indi(?:ca|que))\b[^*_\n]{8,400}\1$/i;

/** The same in bold, addressed to the author: "**Please describe the change:**" */
const PROMPT =
  /^(?:\*\*|__)(?:please|briefly|describe|explain|provide|summari[sz]e|outline)\s[^*_\n]{12,300}?[:.?]?(?:\*\*|__)[:.?]?$/i;
/** In a quote only what cannot be anything else. */
const QUOTED =
  /^[*_]{0,2}(?:please\b|(?:briefly |shortly )?(?:describe|explain|summari[sz]e|outline|specify|enumerate|capture|state|identify)\s(?:the|any|all|what|how|why|which|your|each|in|here|key|who|whether)\b|list\s(?:the|any|all|each)\b|provide\s(?:a|an|the|any)\b)/i;

/** A line in which a template asks for what should stand in its place. */
function guidance(block: Block, reading: Reading, emit: Emit<PlaceholderLeft>): void {
  const { text } = reading.tree;
  const inner = block.kind === "quote" && block.children.length === 1 ? block.children[0] : block;
  if (inner?.kind !== "paragraph") return;
  const start = inner.lines[0] ?? inner.start;
  const first = text.charCodeAt(start);
  const end = inner.lines[1] ?? start;
  if (block.kind === "quote") {
    if (end - start > 400 || !QUOTED.test(text.slice(start, end))) return;
  } else {
    if ((first !== 42 && first !== 95) || inner.lines.length !== 2 || end - start > 420) return;
    const line = text.slice(start, end).trimEnd();
    if (!GUIDANCE.test(line) && !PROMPT.test(line)) return;
  }
  emit({ start, end, value: { form: "template-text" } });
}

const LEFT_VALUE =
  /^(?:your name|name here|author(?:'s)? name|first(?:name)? last(?:name)?|\{\{?[\p{L}][\p{L} _|/.-]{1,60}\}?\}|(?:.{0,40})"?\$ARGUMENTS"?|dd[/.-]mm[/.-]yyyy|mm[/.-]dd[/.-]yyyy|name@example\.com|@?username)$/iu;

/** A field that still holds what a template proposes without any brackets: "Your Name", "{date}". */
function leftValue(field: Field, emit: Emit<PlaceholderLeft>): void {
  if (field.form === "title" || field.raw.length > 80 || !LEFT_VALUE.test(field.raw.replace(/[`*]+/g, ""))) return;
  emit({ start: field.start, end: field.end, value: { form: "other" } });
}

/** TBD, TODO, ???, and the signs that stand for a date or a number. */
function words(
  leaf: Leaf,
  text: string,
  start: number,
  end: number,
  isHead: boolean,
  isCode: (at: number) => boolean,
  emit: Emit<PlaceholderLeft>,
): void {
  const content = text.slice(start, end);
  if (!/TB[DCA]|TODO|FIXME|\?\?\?|YYYY|NNNN|XXXX|#0000|\((?:please )?fill|^tb[dca]/.test(content)) return;
  for (const match of matchesIn(LATER, content)) {
    const from = start + match.index;
    const to = from + match[0].length;
    if (isCode(from) || /["“‘']/.test(text.charAt(from - 1) + text.charAt(to))) continue;
    if (/^(?:TODO|FIXME)$/.test(match[0]) && !isTodo(content, match.index, match.index + match[0].length)) continue;
    emit({ start: from, end: to, value: { form: "tbd" } });
  }
  const fill = FILL_IN.exec(content);
  if (fill !== null)
    emit({ start: start + fill.index, end: start + fill.index + fill[0].length, value: { form: "template-text" } });
  const date = DATE_LEFT.exec(content);
  if (
    date !== null &&
    (isHead ||
      leaf.block.kind === "heading" ||
      standsAlone(text, start, end, start + date.index, start + date.index + date[0].length))
  ) {
    const from = start + date.index;
    if (!isCode(from) || isHead) emit({ start: from, end: from + date[0].length, value: { form: "template-text" } });
  }
  if (WHOLE_LATER.test(content.trim()) && !/^(?:TB[DCA]|TODO|\?{3,})/.test(content.trim())) {
    emit({ start, end, value: { form: "tbd" } });
  }
}

/** Whether TODO asks for something here rather than names a list, a comment or an application. */
function isTodo(content: string, from: number, to: number): boolean {
  const before = content.slice(Math.max(0, from - 20), from);
  const after = content.slice(to, to + 12);
  if (/^s\b|^\s(?:list|app|comments?|items?|file|marker)/i.test(after)) return false;
  return /^\s*[:(]|^\s*$|^[.\])|]/.test(after) || /(?:^|\n|[:([|—–-]\s?)[\s*_]*$/.test(before);
}

/** Blanks to be filled in by hand: one claim for the line. */
function blanks(block: Block, text: string, isCode: (at: number) => boolean, emit: Emit<PlaceholderLeft>): void {
  for (let i = 0; i + 1 < block.lines.length; i += 2) {
    const start = block.lines[i] ?? 0;
    const line = text.slice(start, block.lines[i + 1] ?? start);
    const at = BLANK.exec(line);
    if (at === null || isCode(start + at.index)) continue;
    emit({ start, end: start + line.trimEnd().length, value: { form: "empty-field" } });
  }
}

/** A field of the head with nothing behind its label and nothing below it. */
function emptyField(field: Field, reading: Reading, emit: Emit<PlaceholderLeft>): void {
  if (field.raw !== "" || field.items.length > 0 || field.form === "front-matter" || field.form === "title") return;
  const { text, lineStarts } = reading.tree;
  const start = lineStarts[field.line - 1] ?? field.start;
  const next = lineStarts[field.line] ?? text.length;
  if (field.form !== "table" && field.form !== "pipe") {
    const below = /^\s*(\S[^\n]{0,80})/.exec(text.slice(next, next + 400))?.[1];
    if (
      below !== undefined &&
      labelAt(below, 0, below.length)?.strong !== true &&
      !/^(?:#|-{3}|\*{3}|[-*]\s+\*\*|\|)/.test(below)
    )
      return;
  }
  const line = text.slice(start, next);
  const blank = line.length - line.trimStart().length;
  const marker = /^\s*[-*+]\s+/.exec(line)?.[0].length ?? blank;
  emit({ start: start + marker, end: start + line.trimEnd().length, key: field.label, value: { form: "empty-field" } });
}

/** `- Designs:` with nothing behind and nothing below. */
function emptyItems(list: Block, reading: Reading, emit: Emit<PlaceholderLeft>): void {
  const { text } = reading.tree;
  walk(list, (item) => {
    if (item.kind === "code" || item.kind === "table") return false;
    // What hangs on a box that was not ticked was not chosen.
    if (item.kind === "item" && item.checked === false) return false;
    if (item.kind !== "item" || item.children.length !== 1) return true;
    const only = item.children[0];
    if (only?.kind !== "paragraph" || only.lines.length !== 2) return true;
    const [start = 0, end = 0] = only.lines;
    if (!/:[*_]{0,3}\s*$/.test(text.slice(Math.max(start, end - 6), end)) || end - start > 60) return false;
    const label = labelAt(text, start, end);
    if (label === null || !label.separated || label.rest < end) return false;
    // Content that follows without its indent still belongs to the label.
    const below = /^(?:[ \t]*\n){0,3}([^\n]{0,80})/.exec(text.slice(item.end + 1, item.end + 200))?.[1] ?? "";
    if (/^\s*(?:```|~~~|\d+[.)]\s|\|)/.test(below) || /^\s*[^\s#*+-]/.test(below)) return false;
    emit({ start, end: start + text.slice(start, end).trimEnd().length, value: { form: "empty-field" } });
    return false;
  });
}

/** Paragraphs, items and cells that still are the template's, where the kind is known. */
function templateText(reading: Reading, emit: Emit<PlaceholderLeft>): void {
  if (reading.kind === null) return;
  const index = indexOf(reading.kind);
  const { tree } = reading;
  for (const zone of reading.outline.zones) {
    for (const block of zone.blocks) {
      walk(block, (inner) => {
        if (inner.kind !== "paragraph" && inner.kind !== "cell") return true;
        const start = inner.lines[0] ?? inner.start;
        const end = inner.lines.at(-1) ?? start;
        if (!index.wholePrints.has(fingerprintAt(tree.text, start, end))) return false;
        const residue = index.whole.get(foldText(contentOf(tree, inner)));
        if (residue?.form !== "instruction" && residue?.form !== "placeholder") return false;
        emit({ start, end: inner.lines[1] ?? end, value: { form: "template-text" } });
        return false;
      });
    }
  }
}
