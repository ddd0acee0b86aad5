/** Fields: what a document says of itself, in every way that people write it. */
import { inlinesOf, plainText } from "../markdown/inline.ts";
import type { Block, TableBlock, Tree } from "../markdown/tree.ts";
import { fold } from "../text/fold.ts";
import type { CanonicalId } from "./canonical.ts";
import { fieldKey, isKnownField } from "./field-keys.ts";
import { canonicalOfLabel, labelAt, type Label } from "./label.ts";
import { titleName } from "./title.ts";
import type { Section } from "./sections.ts";

export interface Field {
  /** Normalised: `author`, `specId`, … or `other:<Label as written>`. */
  readonly key: string;
  /** As written. */
  readonly label: string;
  readonly form: "line" | "bullet" | "table" | "front-matter" | "pipe" | "section" | "title";
  /** The value as written, outer blanks removed; empty when nothing stands there. */
  readonly raw: string;
  /** Offsets of `raw`. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** Items of a list under the label (`**Links**:` over bullets), each with its place. */
  readonly items: readonly {
    readonly raw: string;
    readonly start: number;
    readonly end: number;
    readonly line: number;
  }[];
}

/**
 * All fields, in reading order: front matter, the lines, bullets and tables above the first section, short sections that are
 * named like a field ("## Status"), and the title.
 */
export function readFields(tree: Tree, preamble: readonly Block[], sections: readonly Section[]): readonly Field[] {
  const fields: Field[] = [];
  const head = sections[0]?.canonical === "title" ? sections[0] : undefined;
  for (const block of preamble) readBlock(tree, block, fields);
  if (head !== undefined) {
    // The heading is the title; what front matter calls so is a field like any other.
    const named = fields.findIndex((field) => field.key === "title");
    const field = fields[named];
    if (field !== undefined) fields[named] = { ...field, key: `other:${field.label}` };
    fields.push(titleField(tree, head));
    for (const block of head.blocks) readBlock(tree, block, fields);
  } else if (fields.length === 0) fields.push(...fieldsUnderName(tree, sections[0]));
  for (const section of sections.slice(0, MOST_SECTIONS)) readSection(tree, section, fields);
  readClosing(tree, fields);
  return fields.toSorted((a, b) => a.line - b.line || a.start - b.start);
}

/**
 * The fields under a first heading of a lower level, when it names a thing rather than a section and two of them at least are
 * known ones: some begin with "## Shorter queues" because their site prints the title.
 */
function fieldsUnderName(tree: Tree, first: Section | undefined): readonly Field[] {
  if (first === undefined || first.level !== 2 || first.canonical !== null) return [];
  const fields: Field[] = [];
  for (const block of first.blocks) readBlock(tree, block, fields);
  return fields.filter(({ key }) => !key.startsWith("other:")).length >= 2 ? fields : [];
}

/** The name of the thing: the title without the label of its kind ("Technical Design Review (TDR) — "). */
function titleField(tree: Tree, head: Section): Field {
  const plain = plainText(inlinesOf(tree, head.heading)).trim();
  const start = head.heading.lines[0] ?? head.start;
  const end = head.heading.lines[1] ?? start;
  return { key: "title", label: "Title", form: "title", raw: titleName(plain), start, end, line: head.line, items: [] };
}

/**
 * Fields below the text: a last paragraph in which every line is labelled, and two or more of them with a known name. What the
 * document said of itself at its start stands.
 */
function readClosing(tree: Tree, fields: Field[]): void {
  const last = tree.root.children.at(-1);
  if (last?.kind !== "paragraph" || last.lines.length < 4) return;
  const { text } = tree;
  for (let i = 0; i + 1 < last.lines.length; i += 2) {
    if (labelAt(text, last.lines[i] ?? 0, last.lines[i + 1] ?? 0)?.separated !== true) return;
  }
  const found: Field[] = [];
  readLines(tree, last, found);
  if (found.filter((field) => !field.key.startsWith("other:")).length < 2) return;
  const told = new Set(fields.map((field) => field.key));
  const place = new Set(fields.map((field) => field.start));
  fields.push(...found.filter((field) => !told.has(field.key) && !place.has(field.start)));
}

/** Sections that hold nothing but fields. */
const HEADER =
  /^(?:metadata|meta|(?:document|analysis|report|rfc|spec|proposal) (?:info|information|control|details|properties|metadata|context)|doc(?:ument)? header|header|información del documento|control del documento|metadatos)$/;
const FIELD_SECTIONS: ReadonlySet<string> = new Set(["status", "author", "reviewers", "approvers", "date", "version"]);
const MOST_IN_SECTION = 3;
/** Further down "Status" is about something else. */
const MOST_SECTIONS = 5;

function readSection(tree: Tree, section: Section, fields: Field[]): void {
  if (section.canonical === "title" || section.level > 3 || section.children.length > 0) return;
  if (HEADER.test(section.folded)) {
    for (const block of section.blocks) readBlock(tree, block, fields);
    return;
  }
  const [opening] = section.blocks;
  if (opening?.kind === "table" && isPairs(tree, opening)) {
    readTable(tree, opening, fields);
    return;
  }
  const key = fieldKey(section.title);
  if (!FIELD_SECTIONS.has(key) || section.blocks.length > MOST_IN_SECTION) return;
  const [first] = section.blocks;
  if (first === undefined || fields.some((field) => field.key === key)) return;
  const items = first.kind === "list" ? itemsOfList(tree, first) : [];
  // `<name>` alone in its paragraph is HTML to a parser.
  const isText = first.kind === "paragraph" || (first.kind === "html" && !first.comment);
  if (!isText && items.length === 0) return;
  const span = isText
    ? { ...trim(tree.text, first.lines[0] ?? 0, first.lines[1] ?? 0), line: first.line }
    : { start: first.start, end: first.start, line: section.line };
  // A paragraph says it in a few words, or it tells a story.
  if (span.end - span.start > 120) return;
  fields.push({
    key,
    label: section.title,
    form: "section",
    raw: tree.text.slice(span.start, span.end),
    ...span,
    items,
  });
}

const NAME_COLUMN = /^(?:items?|fields?|propert(?:y|ies)|attributes?|keys?|campo|propiedad|atributo|)$/;
const VALUE_COLUMN = /^(?:values?|details?|valor|detalle|)$/;

/** A table of names and values of which two at least are known fields, whatever its section is called. */
function isPairs(tree: Tree, table: TableBlock): boolean {
  if (table.level !== 2) return false;
  const [head, ...rows] = table.children;
  const names = (head?.children ?? []).map((cell) => fold(plainText(inlinesOf(tree, cell))));
  if (!NAME_COLUMN.test(names[0] ?? "-") || !VALUE_COLUMN.test(names[1] ?? "-")) return false;
  return rows.filter((row) => nameOfRow(tree, row) !== null).length >= 2;
}

function readBlock(tree: Tree, block: Block, fields: Field[]): void {
  switch (block.kind) {
    case "front-matter":
      return readFrontMatter(tree, block, block.info, block.line + 1, fields);
    case "heading":
      // Front matter without its opening line is the text of a setext heading.
      return readFrontMatter(tree, block, "yaml", block.line, fields);
    case "paragraph":
      return readLines(tree, block, fields);
    case "quote":
      for (const child of block.children) readBlock(tree, child, fields);
      return undefined;
    case "list":
      return readBullets(tree, block, fields);
    case "table":
      return readTable(tree, block, fields);
    default:
      return undefined;
  }
}

const MOST_LABEL = 40;
const MOST_VALUE = 240;
const REMARK =
  /^(?:note|notes|nota|important|warning|caution|tip|info|disclaimer|example|tl;?dr|attention|update|edit)$/;

/** Whether a label can be that of a field: known, or in bold and neither a remark nor a section of its own. */
function isFieldLabel(label: Label, known: boolean): boolean {
  if (!label.separated || label.text.length > MOST_LABEL) return false;
  if (isKnownField(label.text)) return true;
  if (!label.strong && !known) return false;
  if (REMARK.test(fold(label.text))) return false;
  const canonical = canonicalOfLabel(label);
  return canonical === null || !PROSE.has(canonical);
}

/** Functions that a label under the title has as a section would have them. */
const PROSE: ReadonlySet<CanonicalId> = new Set([
  "summary",
  "context",
  "problem",
  "goals",
  "non-goals",
  "success-criteria",
  "architecture",
  "design",
  "requirements",
  "acceptance-criteria",
  "user-story",
  "drivers",
]);

function readLines(tree: Tree, block: Block, fields: Field[]): void {
  const { text } = tree;
  const labels: { label: Label; end: number; line: number; start: number }[] = [];
  const count = block.lines.length / 2;
  for (let i = 0; i < count; i++) {
    const start = block.lines[i * 2] ?? 0;
    const end = block.lines[i * 2 + 1] ?? start;
    const label = labelAt(text, start, end);
    if (label !== null) labels.push({ label, start, end, line: block.line + i });
  }
  // A block in which every line is labelled, one of them with a known name, is one of fields throughout.
  const known = count > 1 && labels.length === count && labels.some(({ label }) => isKnownField(label.text));
  for (const { label, start, end, line } of labels) {
    if (!isFieldLabel(label, known)) continue;
    const parts = pipeParts(text, start, end);
    if (parts.length > 1) {
      for (const part of parts) {
        const each = labelAt(text, part.start, part.end);
        if (each !== null && each.separated) fields.push(lineField(text, each, part.end, line, "pipe"));
      }
    } else if (isKnownField(label.text) || end - label.rest <= MOST_VALUE) {
      fields.push(lineField(text, label, end, line, "line"));
    }
  }
}

/** `**Status**: Draft | **Owner**: x` is several fields; a choice such as `draft|final` is not. */
function pipeParts(text: string, start: number, end: number): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = [];
  let from = start;
  // The mark first, then the blanks around it: a search for blanks begins anew at each of them.
  const mark = /(?<=\s)[|·•](?=\s)/g;
  const line = text.slice(start, end);
  let behind = 0;
  for (let match = mark.exec(line); match !== null; match = mark.exec(line)) {
    let before = match.index;
    while (before > behind && BLANK.test(line.charAt(before - 1))) before--;
    if (before === match.index) continue;
    behind = match.index + 1;
    while (behind < line.length && BLANK.test(line.charAt(behind))) behind++;
    const next = start + behind;
    if (labelAt(text, next, end)?.separated !== true) continue;
    parts.push({ start: from, end: start + before });
    from = next;
  }
  parts.push({ start: from, end });
  return parts;
}

const BLANK = /\s/;

function lineField(
  text: string,
  label: { text: string; rest: number },
  end: number,
  line: number,
  form: Field["form"],
): Field {
  const { start, end: stop } = trim(text, Math.min(label.rest, end), end);
  return {
    key: fieldKey(label.text),
    label: label.text,
    form,
    raw: text.slice(start, stop),
    start,
    end: stop,
    line,
    items: [],
  };
}

/** Bullets that are fields, and the list that belongs to an empty field just above it. */
function readBullets(tree: Tree, list: Block, fields: Field[]): void {
  const { text } = tree;
  const previous = fields.at(-1);
  if (previous !== undefined && previous.raw === "" && previous.form !== "title" && list.line - previous.line <= 2) {
    fields[fields.length - 1] = { ...previous, items: itemsOfList(tree, list) };
    return;
  }
  const found: { label: Label; end: number; line: number; item: Block }[] = [];
  for (const item of list.children) {
    const first = item.children[0];
    if (first?.kind !== "paragraph") continue;
    const start = first.lines[0] ?? 0;
    const end = first.lines[1] ?? start;
    const label = labelAt(text, start, end);
    if (label !== null && label.separated) found.push({ label, end, line: first.line, item });
  }
  if (found.length === 0 || found.length < list.children.length / 2) return;
  const known = found.some(({ label }) => isKnownField(label.text));
  for (const { label, end, line, item } of found) {
    if (!isFieldLabel(label, known)) continue;
    const nested = item.children.find((child) => child.kind === "list");
    const field = lineField(text, label, end, line, "bullet");
    fields.push(nested === undefined || field.raw !== "" ? field : { ...field, items: itemsOfList(tree, nested) });
  }
}

function itemsOfList(tree: Tree, list: Block): Field["items"] {
  return list.children.flatMap((item) => {
    const first = item.children[0];
    if (first?.kind !== "paragraph") return [];
    const span = trim(tree.text, first.lines[0] ?? 0, first.lines[1] ?? 0);
    return [{ raw: tree.text.slice(span.start, span.end), ...span, line: first.line }];
  });
}

/** A table of two columns whose left one names fields, or of one row whose headers do. */
function readTable(tree: Tree, table: TableBlock, fields: Field[]): void {
  const rows = table.children;
  const names = (rows[0]?.children ?? []).map((cell) => plainText(inlinesOf(tree, cell)).trim());
  const known = names.filter((name) => isKnownField(name)).length;
  if (rows.length === 2 && known >= 2) {
    rows[1]?.children.forEach((cell, i) => {
      const name = names[i];
      if (name) fields.push(cellField(tree, name, cell, "table"));
    });
    return;
  }
  if (table.level !== 2 || !rows.some((row) => nameOfRow(tree, row) !== null)) return;
  for (const [i, row] of rows.entries()) {
    const [left, right] = row.children;
    if (left === undefined || right === undefined) continue;
    const name = plainText(inlinesOf(tree, left)).trim().replace(/:$/, "");
    if (name === "" || name.length > 40 || (i === 0 && !isKnownField(name))) continue;
    fields.push(cellField(tree, name, right, "table"));
  }
}

/** The known field that the first cell of a row names. */
function nameOfRow(tree: Tree, row: Block): string | null {
  const [left] = row.children;
  if (left === undefined) return null;
  const name = plainText(inlinesOf(tree, left)).trim().replace(/:$/, "");
  return isKnownField(name) ? name : null;
}

function cellField(tree: Tree, name: string, cell: Block, form: Field["form"]): Field {
  return {
    key: fieldKey(name),
    label: name,
    form,
    raw: tree.text.slice(cell.start, cell.end),
    start: cell.start,
    end: cell.end,
    line: cell.line,
    items: [],
  };
}

/** Top-level keys of YAML or TOML front matter, with the place of each; values as written, quotes taken off. */
function readFrontMatter(tree: Tree, block: Block, format: "yaml" | "toml", firstLine: number, fields: Field[]): void {
  const { text } = tree;
  const pair =
    format === "yaml"
      ? /^["']?([\p{L}\w][\p{L}\w .()/-]*?)["']?[ \t]*:(?:[ \t]+|$)/u
      : /^["']?([\w.-]+)["']?[ \t]*=[ \t]*/;
  for (let i = 0; i + 1 < block.lines.length; i += 2) {
    const start = block.lines[i] ?? 0;
    const end = block.lines[i + 1] ?? start;
    const line = firstLine + i / 2;
    const source = text.slice(start, end);
    const match = pair.exec(source);
    if (match === null || match[1] === undefined) {
      const entry = /^\s*-[ \t]+/.exec(source);
      const owner = fields.at(-1);
      if (entry !== null && owner?.form === "front-matter" && owner.raw === "") {
        const span = unquote(text, start + entry[0].length, end);
        const item = { raw: text.slice(span.start, span.end), ...span, line };
        fields[fields.length - 1] = { ...owner, items: [...owner.items, item] };
      }
      continue;
    }
    const span = unquote(text, start + match[0].length, end);
    fields.push({
      key: fieldKey(match[1]),
      label: match[1],
      form: "front-matter",
      raw: text.slice(span.start, span.end),
      ...span,
      line,
      items: [],
    });
  }
}

function unquote(text: string, start: number, end: number): { start: number; end: number } {
  const span = trim(text, start, end);
  const quote = text.charAt(span.start);
  if ((quote === '"' || quote === "'") && span.end - span.start >= 2) {
    const close = text.lastIndexOf(quote, span.end - 1);
    if (close > span.start) return { start: span.start + 1, end: close };
  }
  if (quote === "#") return { start: span.start, end: span.start };
  const comment = text.slice(span.start, span.end).search(/\s#\s/);
  return comment === -1 ? span : trim(text, span.start, span.start + comment);
}

function trim(text: string, start: number, end: number): { start: number; end: number } {
  let from = start;
  let to = Math.max(start, end);
  while (from < to && /\s/.test(text.charAt(from))) from++;
  while (to > from && /[\s\\]/.test(text.charAt(to - 1))) to--;
  return { start: from, end: to };
}
