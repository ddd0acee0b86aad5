/**
 * How far a document is filled in: what of the template's own text is left in it, and which sections say something of their
 * own. Nothing is searched for: each paragraph, item, cell and comment is looked up by a fingerprint of its first letters.
 */
import { contentOf, type Block, type HtmlBlock, type ItemBlock, type ListBlock, type Tree } from "../markdown/tree.ts";
import { normaliseLabel } from "../markdown/escape.ts";
import { labelAt } from "../outline/label.ts";
import type { Outline } from "../outline/outline.ts";
import type { Section } from "../outline/sections.ts";
import { isAnnotation } from "../template/annotation.ts";
import { indexOf, type KindIndex } from "../template/kind-index.ts";
import type { Kind, Residue } from "../template/kind.ts";
import { foldToken, isPlaceholder } from "../template/placeholder.ts";
import { commentText, fingerprintAt, foldText, hasPrint, printOf } from "../template/text.ts";
import type { Span } from "../text/source.ts";
import { isBlank, isBreak, saysNothing } from "./blank.ts";

/** A stretch of a document that is still the template's, or still to be replaced. */
export interface Leftover extends Span {
  readonly form: Residue["form"];
  readonly scope: Residue["scope"];
  /** The template's text that it is; null for a placeholder that is not the template's own (`TBD`). */
  readonly residue: Residue | null;
}

export interface SectionFill {
  /** Whether the section says something of its own, directly under its heading. */
  readonly hasOwn: boolean;
  /** The same, for the section with everything below it. */
  readonly hasContent: boolean;
  /** Whether it holds anything to read at all, be it the template's. */
  readonly holdsText: boolean;
  readonly leftovers: readonly Leftover[];
}

export interface Fill {
  /** What is left above the first section. */
  readonly head: readonly Leftover[];
  readonly sections: ReadonlyMap<Section, SectionFill>;
}

interface Reader {
  readonly tree: Tree;
  readonly index: KindIndex;
  leftovers: Leftover[];
  hasOwn: boolean;
  holdsText: boolean;
  /** By bracket, the next place where it stands: each is searched for once in the whole text. */
  readonly next: Map<string, number>;
  /** Inside a quotation: an author who quotes the template talks about it. */
  isQuoted: boolean;
}

/** How far a document of a kind is filled in. Linear in its length. */
export function readFill(outline: Outline, kind: Kind): Fill {
  const reader: Reader = {
    tree: outline.tree,
    index: indexOf(kind),
    leftovers: [],
    hasOwn: false,
    holdsText: false,
    next: new Map(),
    isQuoted: false,
  };
  for (const block of outline.preamble) readBlock(reader, block);
  let head = reader.leftovers;
  const sections = new Map<Section, { -readonly [K in keyof SectionFill]: SectionFill[K] }>();
  for (const section of outline.sections) {
    reader.leftovers = [];
    reader.hasOwn = false;
    reader.holdsText = false;
    readTitle(reader, section);
    for (const block of section.blocks) readBlock(reader, block);
    const { leftovers, hasOwn, holdsText } = reader;
    sections.set(section, { hasOwn, hasContent: hasOwn, holdsText, leftovers });
    if (section.canonical === "title") head = [...head, ...leftovers];
    if (!hasOwn) continue;
    for (let above = section.parent; above !== null; above = above.parent) {
      const fill = sections.get(above);
      if (fill === undefined || fill.hasContent) break;
      fill.hasContent = true;
    }
  }
  return { head, sections };
}

/** A heading that still is the template's: "Option A: [name]". */
function readTitle(reader: Reader, section: Section): void {
  const { tree, index } = reader;
  const [start = 0, end = start] = section.heading.lines;
  if (!index.wholePrints.has(fingerprintAt(tree.text, start, end))) return;
  const residue = index.whole.get(foldText(tree.text.slice(start, end)));
  if (residue?.form === "placeholder") leave(reader, { start, end }, residue);
}

function readBlock(reader: Reader, block: Block): void {
  switch (block.kind) {
    case "paragraph":
      readText(reader, block, null);
      return;
    case "list":
      readList(reader, block);
      return;
    case "html":
      readHtml(reader, block);
      return;
    case "code":
      readCode(reader, block);
      return;
    case "table":
      for (const row of block.children.slice(1)) for (const cell of row.children) readText(reader, cell, null);
      return;
    case "quote": {
      const before = reader.isQuoted;
      reader.isQuoted = true;
      for (const child of block.children) readBlock(reader, child);
      reader.isQuoted = before;
      return;
    }
    case "item":
    case "footnote":
      for (const child of block.children) readBlock(reader, child);
      return;
    case "heading":
      own(reader);
      return;
    default:
      return;
  }
}

function own(reader: Reader): void {
  // The template's question with an answer behind it is no leftover: the author repeats it to answer it.
  if (reader.leftovers.at(-1)?.residue?.folded.endsWith("?") === true) reader.leftovers.pop();
  reader.hasOwn = true;
  reader.holdsText = true;
}

function leave(reader: Reader, span: Span, residue: Residue): void {
  reader.leftovers.push({ start: span.start, end: span.end, form: residue.form, scope: residue.scope, residue });
  reader.holdsText = true;
}

/** A residue, where it counts: instructions inside a quotation only when they are one in the template. */
function known(reader: Reader, residue: Residue | undefined): Residue | undefined {
  return reader.isQuoted && residue?.form === "instruction" ? undefined : residue;
}

const FORM_LABEL = /:$/;

/** A paragraph, the first paragraph of an item, or a cell. `item` when it is an item's. */
function readText(
  reader: Reader,
  block: Block,
  item: { readonly isAnswered: boolean; readonly hasForm: boolean } | null,
): void {
  const { tree, index } = reader;
  const { lines } = block;
  const start = lines[0] ?? block.start;
  const end = lines.at(-1) ?? start;
  if (start >= end) return;
  const span = { start, end };
  if (index.wholePrints.has(fingerprintAt(tree.text, start, end))) {
    const folded = foldText(contentOf(tree, block));
    if (folded === "") return;
    const residue = known(reader, index.whole.get(folded));
    if (
      residue !== undefined &&
      residue.form !== "comment" &&
      !(residue.form === "checkbox" && item?.isAnswered === true)
    ) {
      return leave(reader, span, residue);
    }
    if (index.fixed.has(folded)) {
      // A ticked box is an answer; a list of boxes with nothing to fill in is as it should be.
      if (item !== null && (item.isAnswered || !item.hasForm) && !FORM_LABEL.test(folded)) return own(reader);
      reader.holdsText = true;
      return;
    }
  }
  const generic = genericPlaceholder(reader, block, start, end);
  if (generic !== null) {
    reader.leftovers.push(generic);
    reader.holdsText = true;
    return;
  }
  const first = tree.text.charCodeAt(start);
  const isLabelled = first === 42 || first === 95;
  if (isLabelled && lines.length > 2 && readLines(reader, block)) return;
  if (scan(reader, block, end)) own(reader);
}

/** A paragraph of lines with a label each, some of them the template's. False when none is. */
function readLines(reader: Reader, block: Block): boolean {
  const { tree, index } = reader;
  let found = false;
  let isOwn = false;
  for (let i = 0; i + 1 < block.lines.length; i += 2) {
    const start = block.lines[i] ?? 0;
    const end = block.lines[i + 1] ?? start;
    if (start >= end) continue;
    const residue = index.wholePrints.has(fingerprintAt(tree.text, start, end))
      ? known(reader, index.whole.get(foldText(tree.text.slice(start, end))))
      : undefined;
    if (residue === undefined || residue.form === "comment") isOwn = true;
    else {
      found = true;
      leave(reader, { start, end }, residue);
    }
  }
  if (found && isOwn) own(reader);
  return found;
}

/**
 * Sentences of the template and its placeholders inside other text. True when anything else is there. Sentences are looked for
 * where a line begins and behind one that was found: authors write behind what they leave, hardly in front of it.
 */
function scan(reader: Reader, block: Block, end: number): boolean {
  const { tree, index } = reader;
  const { lines } = block;
  const start = lines[0] ?? block.start;
  for (const bracket of index.tokenOpenings) readTokens(reader, bracket, start, end);
  if (index.sentencePrints.size === 0) return !saysNothing(tree.text, start, end);
  let isOwn = false;
  let unread = start;
  for (let i = 0; i < lines.length; i += 2) {
    let at = lines[i] ?? start;
    // A line without a letter begins no sentence: what is looked up begins with the first letter.
    if (at < unread || !hasPrint(tree.text, at, lines[i + 1] ?? end)) continue;
    for (let found = sentenceAt(reader, block, at, end); found !== null; found = sentenceAt(reader, block, at, end)) {
      isOwn ||= !saysNothing(tree.text, unread, found.span.start);
      leave(reader, found.span, found.residue);
      unread = at = found.span.end;
    }
  }
  return isOwn || !saysNothing(tree.text, unread, end);
}

/** The placeholders between two offsets that open with a bracket. */
function readTokens(reader: Reader, bracket: string, start: number, end: number): void {
  const { text } = reader.tree;
  let at = reader.next.get(bracket) ?? -1;
  for (;;) {
    if (at < start) {
      at = text.indexOf(bracket, start);
      if (at === -1) at = text.length;
      reader.next.set(bracket, at);
    }
    if (at >= end) return;
    const stop = readToken(reader, at, end, start);
    at = text.indexOf(bracket, stop);
    if (at === -1) at = text.length;
    reader.next.set(bracket, at);
  }
}

function endsSentence(text: string, at: number, end: number): boolean {
  const code = text.charCodeAt(at + 1);
  if (at + 1 >= end || code === 32 || code === 10 || code === 13) return true;
  let next = at + 1;
  while (next < end && /[*_)"'”’\]]/.test(text.charAt(next))) next++;
  return next > at + 1 && (next >= end || /\s/.test(text.charAt(next)));
}

/** How many sentence ends are tried for one sentence of the template: "e.g." and "etc." end none. */
const MOST_ENDS = 6;
/** Longer ones are no sentences of a template. */
const LONGEST_SENTENCE = 2000;

/** The sentence of the template that stands at `from`. */
function sentenceAt(reader: Reader, block: Block, from: number, end: number): { span: Span; residue: Residue } | null {
  const { tree, index } = reader;
  const { text } = tree;
  if (from >= end || !index.sentencePrints.has(fingerprintAt(text, from, end))) return null;
  let start = from;
  while (start < end && /[\s>]/.test(text.charAt(start))) start++;
  let tries = 0;
  const last = Math.min(end, start + LONGEST_SENTENCE);
  for (let i = start; i < last && tries < MOST_ENDS; i++) {
    const code = text.charCodeAt(i);
    if (code !== 46 && code !== 63 && code !== 33 && i < end - 1) continue;
    if (i < end - 1 && !endsSentence(text, i, end)) continue;
    tries++;
    let stop = i + 1;
    while (stop < end && /[*_)"'”’\]]/.test(text.charAt(stop))) stop++;
    const content =
      block.parent?.kind === "quote" ? text.slice(start, stop).replace(/\n[\s>]*/g, "\n") : text.slice(start, stop);
    const residue = known(reader, index.sentences.get(foldText(content)));
    if (residue !== undefined) return { span: { start, end: stop }, residue };
  }
  return null;
}

/** Longer stretches between brackets are no placeholders. */
const LONGEST_TOKEN = 200;

/** Looks at one bracket, and says where to go on. Code is left alone: `<name>` in it is how a command is written. */
function readToken(reader: Reader, start: number, end: number, from: number): number {
  const { tree, index } = reader;
  const { text } = tree;
  const limit = Math.min(end, start + LONGEST_TOKEN);
  const open = text.charCodeAt(start);
  const close = open === 60 ? 62 : open === 91 ? 93 : 125;
  let depth = 0;
  for (let i = start; i < limit; i++) {
    const code = text.charCodeAt(i);
    if (code === open) depth++;
    else if (code === close && --depth === 0) {
      if (!index.tokenPrints.has(fingerprintAt(text, start, i + 1))) return start + 1;
      const residue = index.tokens.get(foldToken(text.slice(start, i + 1)));
      if (residue === undefined) return start + 1;
      if (text.slice(from, start).split("`").length % 2 === 1) leave(reader, { start, end: i + 1 }, residue);
      return i + 1;
    }
  }
  return start + 1;
}

const SHORT_PLACEHOLDER =
  /^(?:TB[ACD]|TODO|FIXME|WIP|\?{3,}|x{3,}|coming soon|work in progress|to do|(?:to be|yet to be) (?:added|announced|completed|confirmed|decided|defined|determined|discussed|done|filled(?: in)?|provided|written))[.!:…]*$/i;
const IMAGE = /^\[(?:image|diagram|figure|screenshot|picture) (?:of|showing|goes)\b[^\]]*\]$/i;

/** How people begin what they want replaced. Other text in brackets may be just that. */
const ORDER =
  /^[[{]+(?:your|insert|add|describe|fill|enter|specify|provide|explain|list|replace|name of|link to|put|write|todo|tbd|placeholder)\b/i;

/** `<T>` and `<String>` are types; a placeholder has a few words, or begins in lower case. */
const ANGLE = /^<(?:[^<>]*\s[^<>]*|[a-z][^<>]{3,})>$/;

/** First letters and signs of short placeholders. */
const SHORT_STARTS: ReadonlySet<number> = new Set("TtFfYyWwXxCc?".split("").map((c) => c.charCodeAt(0)));

/** What printers put where text will stand. */
const FILLER = "Lorem ipsum";

/** Text that is nothing but something to be replaced, whoever wrote it: `TBD`, `<describe the risk>`, `Owner: [your name]`. */
function genericPlaceholder(reader: Reader, block: Block, start: number, end: number): Leftover | null {
  const { text } = reader.tree;
  const last = text.charCodeAt(end - 1);
  const isBracketed = last === 62 || last === 93 || last === 125;
  const isFiller = text.startsWith(FILLER, start);
  if (isFiller || endsInDots(text, start, end)) {
    const label = isFiller ? null : labelAt(text, start, end);
    const isDots = label?.separated === true && saysNothing(text, label.rest, end);
    if (isFiller || isDots) return { start, end, form: "placeholder", scope: "whole", residue: null };
  }
  if (
    end - start > LONGEST_TOKEN ||
    !(isBracketed || (end - start <= 40 && SHORT_STARTS.has(text.charCodeAt(start))))
  ) {
    return null;
  }
  const content = contentOf(reader.tree, block).trim();
  const span = { start, end };
  if (!isBracketed) {
    return SHORT_PLACEHOLDER.test(content) ? { ...span, form: "placeholder", scope: "whole", residue: null } : null;
  }
  if (IMAGE.test(content)) return { ...span, form: "image", scope: "whole", residue: null };
  const label = labelAt(content, 0, content.length);
  const value = label !== null && label.separated ? content.slice(label.rest) : content;
  const isOne =
    (ANGLE.test(value) || ORDER.test(value)) &&
    isPlaceholder(value, (name) => reader.tree.definitions.has(normaliseLabel(name)));
  return isOne ? { ...span, form: "placeholder", scope: "whole", residue: null } : null;
}

/** "Owner: …", "Owner: ...": dots on a line of their own, which mean "and so on", have no label. */
function endsInDots(text: string, start: number, end: number): boolean {
  if (end - start > LONGEST_TOKEN) return false;
  const last = text.charCodeAt(end - 1);
  return last === 0x2026 || (last === 46 && text.charCodeAt(end - 2) === 46);
}

function readList(reader: Reader, list: ListBlock): void {
  const isAnswered = list.children.some((item) => item.kind === "item" && item.checked === true);
  const before = reader.leftovers.length;
  let hasOwnItem = false;
  for (const item of list.children) {
    if (item.kind !== "item") continue;
    const left = reader.leftovers.length;
    readItem(reader, item, isAnswered);
    if (reader.leftovers.length === left && !isBlank(reader.tree, item)) {
      // Items that answer by label leave the others unanswered.
      if (opensWithLabel(reader, item)) return readRest(reader, list, item, isAnswered);
      hasOwnItem = true;
    }
  }
  // An author who adds statements of his own to a list took over those of the template that he left in it.
  if (hasOwnItem) {
    const kept = reader.leftovers.filter(
      (leftover, i) => i < before || leftover.form !== "instruction" || leftover.scope !== "whole",
    );
    reader.leftovers = kept;
  }
}

function readRest(reader: Reader, list: ListBlock, after: ItemBlock, isAnswered: boolean): void {
  for (const item of list.children.slice(list.children.indexOf(after) + 1)) {
    if (item.kind === "item") readItem(reader, item, isAnswered);
  }
}

function opensWithLabel(reader: Reader, item: ItemBlock): boolean {
  const first = item.children[0];
  const start = first?.lines[0] ?? 0;
  return labelAt(reader.tree.text, start, first?.lines[1] ?? start)?.separated === true;
}

function readItem(reader: Reader, item: ItemBlock, isListAnswered: boolean): void {
  const [first, ...rest] = item.children;
  if (first === undefined) return;
  if (first.kind !== "paragraph") readBlock(reader, first);
  else if (item.checked === null) readText(reader, first, null);
  else {
    const hasForm = rest.some((block) => block.kind === "list");
    // One ticked box answers for the list, but what hangs on an unticked one was not chosen.
    readText(reader, first, { isAnswered: item.checked || (isListAnswered && !hasForm), hasForm });
  }
  for (const block of rest) readBlock(reader, block);
}

function readHtml(reader: Reader, block: HtmlBlock): void {
  const { tree, index } = reader;
  const { text } = tree;
  if (!block.comment) {
    const residue = index.wholePrints.has(fingerprintAt(text, block.start, block.end))
      ? index.whole.get(foldText(text.slice(block.start, block.end)))
      : undefined;
    if (residue !== undefined) leave(reader, block, residue);
    else if (!isBreak(text, block)) own(reader);
    return;
  }
  if (index.comments.size === 0) return;
  const whole = index.comments.get(printOf(text, block.start, block.end));
  if (whole !== undefined) return leave(reader, block, whole);
  if (index.commentPrints.size === 0) return;
  const raw = text.slice(block.start, block.end);
  if (isAnnotation(raw)) return;
  // One comment is one thing to remove, however many of its paragraphs are the template's.
  for (const { start, end } of paragraphsOf(raw)) {
    if (!index.commentPrints.has(fingerprintAt(raw, start, end))) continue;
    const residue = index.commentParts.get(foldText(commentText(raw.slice(start, end))));
    if (residue === undefined) continue;
    const mark = /^<!--+\s*/.exec(raw.slice(start, Math.min(end, start + 100)))?.[0].length ?? 0;
    return leave(reader, { start: block.start + start + mark, end: block.start + end }, residue);
  }
}

/** Stretches between blank lines, outer blanks left out. */
function paragraphsOf(text: string): readonly Span[] {
  const paragraphs: Span[] = [];
  let open: { start: number; end: number } | null = null;
  for (let at = 0; at <= text.length;) {
    const feed = text.indexOf("\n", at);
    const stop = feed === -1 ? text.length : feed;
    const line = text.slice(at, stop);
    const trimmed = line.trim();
    if (trimmed === "") open = null;
    else {
      const start: number = at + line.indexOf(trimmed);
      if (open === null) paragraphs.push((open = { start, end: start + trimmed.length }));
      else open.end = start + trimmed.length;
    }
    at = stop + 1;
  }
  return paragraphs;
}

function readCode(reader: Reader, block: Block): void {
  const { tree, index } = reader;
  const start = block.lines[0] ?? block.start;
  const end = block.lines.at(-1) ?? start;
  if (start < end && index.wholePrints.has(fingerprintAt(tree.text, start, end))) {
    const residue = index.whole.get(foldText(contentOf(tree, block)));
    if (residue !== undefined) return leave(reader, block, residue);
  }
  if (!isBlank(tree, block)) own(reader);
}
