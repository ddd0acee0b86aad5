/** Fields: what a document says of itself, in every way that people write it. */
import { inlinesOf, plainText } from "../markdown/inline.ts";
import type { Block, FrontMatterBlock, TableBlock, Tree } from "../markdown/tree.ts";
import { fold, slug } from "../text/fold.ts";
import { labelAt } from "./label.ts";
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

/** Normalised keys by folded label. */
const KEYS: Readonly<Record<string, string>> = {
  "spec id": "specId",
  id: "specId",
  "design id": "specId",
  created: "created",
  "created at": "created",
  "created on": "created",
  "creation date": "created",
  "date created": "created",
  "creation-date": "created",
  "start date": "created",
  date: "date",
  "last updated": "updated",
  updated: "updated",
  "last modified": "updated",
  "updated at": "updated",
  "last-updated": "updated",
  revised: "updated",
  modified: "updated",
  "last revised": "updated",
  author: "author",
  authors: "author",
  "author(s)": "author",
  "written by": "author",
  autor: "author",
  autores: "author",
  status: "status",
  state: "status",
  estado: "status",
  "rfc status": "status",
  "document status": "status",
  reviewer: "reviewers",
  reviewers: "reviewers",
  "reviewer(s)": "reviewers",
  "reviewed by": "reviewers",
  revisores: "reviewers",
  approver: "approvers",
  approvers: "approvers",
  "approver(s)": "approvers",
  "approved by": "approvers",
  deciders: "approvers",
  "decision-makers": "approvers",
  "decision makers": "approvers",
  owner: "owners",
  owners: "owners",
  "owner(s)": "owners",
  "owning team": "owners",
  "owning-sig": "owners",
  team: "owners",
  version: "version",
  "document version": "version",
  revision: "version",
  links: "links",
  link: "links",
  "related links": "links",
  related: "links",
  "feature name": "featureName",
  feature: "featureName",
  "one-line summary": "oneLine",
  "one line summary": "oneLine",
  "one-liner": "oneLine",
  branch: "branch",
  "feature branch": "branch",
  title: "title",
};

/** The normalised key of a label. */
export function fieldKey(label: string): string {
  return KEYS[fold(label)] ?? KEYS[fold(label).replace(/s$/, "")] ?? `other:${label.trim()}`;
}

/** Whether a label is one that designs are known to use for a field. */
export function isKnownField(label: string): boolean {
  return KEYS[fold(label)] !== undefined;
}

/** All fields, in reading order: front matter, the lines and tables above the first section, and the title. */
export function readFields(tree: Tree, preamble: readonly Block[], sections: readonly Section[]): readonly Field[] {
  const fields: Field[] = [];
  const head = sections[0]?.canonical === "title" ? sections[0] : undefined;
  for (const block of preamble) readBlock(tree, block, fields);
  if (head !== undefined) {
    fields.push(titleField(tree, head));
    for (const block of head.blocks) readBlock(tree, block, fields);
  }
  return fields.toSorted((a, b) => a.line - b.line || a.start - b.start);
}

/** The name of the thing: the title without the label of its kind ("Technical Design Review (TDR) — "). */
function titleField(tree: Tree, head: Section): Field {
  const plain = plainText(inlinesOf(tree, head.heading)).trim();
  const start = head.heading.lines[0] ?? head.start;
  const end = head.heading.lines[1] ?? start;
  return { key: "title", label: "Title", form: "title", raw: titleName(plain), start, end, line: head.line, items: [] };
}

const KIND_WORDS =
  /^(?:(?:technical|system|software|engineering|high[- ]level|low[- ]level|detailed)\s+)?(?:design|decision|requirements?)\s+(?:review|document|doc|record|spec(?:ification)?|proposal)(?:\s*\([^)]*\))?$|^(?:tdr|tdd|rfc|adr|spec|specification|impact|impact analysis|design|design doc|prd|kep|enhancement|proposal|implementation summary)(?:[- ]?\d+)?(?:\s*\([^)]*\))?$/i;

/** Drops "TDR — " in front of a title, or " — Technical Design Document" behind it. */
export function titleName(title: string): string {
  const parts = title.split(/\s*(?:\s[-–—:|]\s|:\s|—)\s*/);
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

function readBlock(tree: Tree, block: Block, fields: Field[]): void {
  switch (block.kind) {
    case "front-matter":
      return readFrontMatter(tree, block, fields);
    case "paragraph":
      return readLines(tree, block, fields);
    case "list":
      return readBullets(tree, block, fields);
    case "table":
      return readTable(tree, block, fields);
    default:
      return undefined;
  }
}

function readLines(tree: Tree, block: Block, fields: Field[]): void {
  const { text } = tree;
  for (let i = 0; i + 1 < block.lines.length; i += 2) {
    const start = block.lines[i] ?? 0;
    const end = block.lines[i + 1] ?? start;
    const line = block.line + i / 2;
    const label = labelAt(text, start, end);
    if (label === null || !label.separated || label.text.length > 40) continue;
    if (!label.strong && !isKnownField(label.text)) continue;
    const parts = pipeParts(text, start, end);
    if (parts.length > 1) {
      for (const part of parts) {
        const each = labelAt(text, part.start, part.end);
        if (each !== null && each.separated) fields.push(lineField(text, each, part.end, line, "pipe"));
      }
    } else fields.push(lineField(text, label, end, line, "line"));
  }
}

/** `**Status**: Draft | **Owner**: x` is several fields; a choice such as `draft|final` is not. */
function pipeParts(text: string, start: number, end: number): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = [];
  let from = start;
  const separator = /\s+(?:\||·|•)\s+/g;
  const line = text.slice(start, end);
  for (let match = separator.exec(line); match !== null; match = separator.exec(line)) {
    const next = start + match.index + match[0].length;
    if (labelAt(text, next, end)?.separated !== true) continue;
    parts.push({ start: from, end: start + match.index });
    from = next;
  }
  parts.push({ start: from, end });
  return parts;
}

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
  const items: { raw: string; start: number; end: number; line: number }[] = [];
  let labelled = 0;
  const found: Field[] = [];
  for (const item of list.children) {
    const first = item.children[0];
    if (first?.kind !== "paragraph") continue;
    const start = first.lines[0] ?? 0;
    const end = first.lines[1] ?? start;
    const label = labelAt(text, start, end);
    const span = trim(text, start, end);
    items.push({ raw: text.slice(span.start, span.end), ...span, line: first.line });
    if (label === null || !label.separated || !(label.strong || isKnownField(label.text))) continue;
    labelled++;
    found.push(lineField(text, label, end, first.line, "bullet"));
  }
  if (previous !== undefined && previous.raw === "" && list.line - previous.line <= 2) {
    fields[fields.length - 1] = { ...previous, items };
  } else if (labelled > 0 && labelled >= list.children.length / 2) fields.push(...found);
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
  if (table.level !== 2) return;
  for (const [i, row] of rows.entries()) {
    const [left, right] = row.children;
    if (left === undefined || right === undefined) continue;
    const name = plainText(inlinesOf(tree, left)).trim().replace(/:$/, "");
    if (name === "" || name.length > 40 || (i === 0 && !isKnownField(name))) continue;
    fields.push(cellField(tree, name, right, "table"));
  }
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
function readFrontMatter(tree: Tree, block: FrontMatterBlock, fields: Field[]): void {
  const { text } = tree;
  const pair =
    block.info === "yaml"
      ? /^["']?([\p{L}\w][\p{L}\w .()/-]*?)["']?[ \t]*:(?:[ \t]+|$)/u
      : /^["']?([\w.-]+)["']?[ \t]*=[ \t]*/;
  for (let i = 0; i + 1 < block.lines.length; i += 2) {
    const start = block.lines[i] ?? 0;
    const end = block.lines[i + 1] ?? start;
    const line = block.line + 1 + i / 2;
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

/** The key as it stands in JSON: known keys as they are, others as `other:<slug>`. */
export function jsonKey(field: Field): string {
  return field.key.startsWith("other:") ? `other:${slug(field.label)}` : field.key;
}
