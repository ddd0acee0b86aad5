import { isPlaceholder, readOutline, statusOf, type Field, type FieldSpec, type Kind } from "@lintel/core";

/** What is known of a document before its author has written a word. */
export interface Facts {
  readonly title: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly author: string | null;
  /** As it stands in the path; null where documents are not numbered. */
  readonly number: string | null;
  readonly path: string;
  /** Paths of the other documents of the design, by kind. */
  readonly siblings: ReadonlyMap<string, string>;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * A template with what is known filled in, in whatever form it has its fields: title, dates, author, status, number, links to the
 * documents beside. Everything else stays as the template has it, so that it is found until somebody writes it.
 */
export function fillTemplate(text: string, kind: Kind, facts: Facts): string {
  const outline = readOutline({ path: kind.template.path, text });
  const isToml = outline.preamble.some((block) => block.kind === "front-matter" && block.info === "toml");
  const edits: Edit[] = [];
  for (const field of outline.fields) {
    const spec = kind.fields.find(({ key }) => key === field.key);
    if (field.form === "title") {
      const heading = text.slice(field.start, field.end);
      const filled = fillTitle(heading, spec?.placeholder ?? null, facts);
      if (filled !== heading) edits.push({ start: field.start, end: field.end, text: filled });
    } else edits.push(...editsFor(text, field, spec, facts, isToml));
  }
  let filled = text;
  for (const edit of edits.toSorted((a, b) => b.start - a.start)) {
    // A field that is empty needs a blank behind its colon.
    const gap = edit.start === edit.end && /[:*]$/.test(filled.slice(0, edit.start)) ? " " : "";
    filled = filled.slice(0, edit.start) + gap + edit.text + filled.slice(edit.end);
  }
  return filled;
}

/** `# TDR — <Feature name>`, `# ADR-NNNN: [title]`, `# Spec (per PR)`, `# {{title}}`, `# Title of the decision`. */
function fillTitle(heading: string, placeholder: string | null, { title, number }: Facts): string {
  const numbered = number === null ? heading : heading.replace(/\b(?:N{3,}|X{3,}|0000|NUMBER)\b/, number);
  const placed = numbered.replace(
    /<[^<>]+>|\[[^[\]]+\](?!\()|\{{1,3}[^{}]+\}{1,3}|\b(?:TITLE|MyCoolFeature|TBD)\b|\bTitle$/,
    () => title,
  );
  if (placed !== numbered || placed.includes(title)) return placed;
  if (placeholder !== null && numbered.includes(placeholder)) return numbered.replace(placeholder, () => title);
  return `${placed} — ${title}`;
}

/** The edits that give a field its value; none when it is not known, or the template has one already. */
function editsFor(text: string, field: Field, spec: FieldSpec | undefined, facts: Facts, isToml: boolean): Edit[] {
  const { items } = field;
  const isList = field.raw === "" && items.length > 0;
  const links = linksUnder(field, facts);
  if (links.length > 0) return links;
  // A comment behind a value speaks to the template: "optional".
  const raw = isList ? items.map((item) => item.raw).join(", ") : field.raw.replace(/\s*<!--(?:(?!-->).)*-->\s*$/, "");
  const choices = spec?.type.is === "choice" ? spec.type.of : null;
  const isOpen =
    raw === "" ||
    isPlaceholder(raw) ||
    (isList && items.every((item) => isPlaceholder(item.raw))) ||
    spec?.placeholder === raw ||
    (choices !== null && choices.filter((choice) => raw.includes(choice)).length > 1);
  if (field.key === "links" && field.form === "front-matter" && isOpen) return dataLinks(text, field, facts, isToml);
  const value = valueFor(field, raw, isOpen, choices, facts);
  if (value === null) return [];
  const [first, ...others] = items;
  if (!isList || first === undefined) {
    const written = field.form === "front-matter" ? asData(text, field, value, isToml) : value;
    return [{ start: field.start, end: field.end, text: written }];
  }
  const written = field.form === "front-matter" ? asData(text, first, value, isToml) : value;
  return [
    { start: first.start, end: first.end, text: written },
    ...others.map(({ start, end }): Edit => wholeLine(text, start, end)),
  ];
}

/** Links in front matter: bare paths, one item each where the template has a list. */
function dataLinks(text: string, field: Field, facts: Facts, isToml: boolean): Edit[] {
  const paths = LINKED.flatMap(({ kind }) => {
    const sibling = facts.siblings.get(kind);
    return sibling === undefined ? [] : [linkTo(sibling, facts)];
  });
  const [first, ...others] = field.items;
  if (paths.length === 0) return [];
  if (first === undefined) {
    const all = paths.map((path) => `"${path}"`).join(", ");
    const isQuoted = /["']/.test(text.charAt(field.start - 1));
    return [{ start: field.start, end: field.end, text: isQuoted ? paths.join(", ") : `[${all}]` }];
  }
  const mark = text.slice(text.lastIndexOf("\n", first.start), first.start);
  const written = paths.map((path) => asData(text, first, path, isToml));
  const isQuoted = /["']$/.test(mark);
  return [
    { start: first.start, end: first.end, text: isQuoted ? (written[0] ?? "") : written.join(mark) },
    ...others.map(({ start, end }): Edit => wholeLine(text, start, end)),
  ];
}

/** An item of the template that goes, with its line. */
function wholeLine(text: string, start: number, end: number): Edit {
  const feed = text.indexOf("\n", end);
  return { start: text.lastIndexOf("\n", start), end: feed === -1 ? text.length : feed, text: "" };
}

/** A value as YAML or TOML has it: in the brackets or quotes of the one that it replaces, in quotes of its own where it needs some. */
function asData(
  text: string,
  { raw, start, end }: { raw: string; start: number; end: number },
  value: string,
  isToml: boolean,
): string {
  const quote = text.charAt(start - 1);
  if (quote === "'" && text.charAt(end) === "'") return value.replaceAll("'", isToml ? "’" : "''");
  const inside = JSON.stringify(value).slice(1, -1);
  if (quote === '"' && text.charAt(end) === '"') return inside;
  const isPlain = !isToml && (/^\d{4}-\d\d-\d\d$/.test(value) || PLAIN_YAML.test(value)) && !/:\s|\s#|:$/.test(value);
  const written = isPlain || (isToml && /^\d{4}-\d\d-\d\d$/.test(value)) ? value : `"${inside}"`;
  return raw.startsWith("[") ? `[${/[,\]]/.test(value) && isPlain ? `"${inside}"` : written}]` : written;
}

/** What YAML reads as the text that it is. */
const PLAIN_YAML = /^(?!(?:true|false|yes|no|on|off|null)$)\p{L}[^\n]*$/iu;

function valueFor(
  field: Field,
  raw: string,
  isOpen: boolean,
  choices: readonly string[] | null,
  facts: Facts,
): string | null {
  if (TITLE.test(field.label) && (isOpen || field.form === "front-matter")) {
    return isOpen ? facts.title : fillFrontTitle(raw, facts);
  }
  if (!isOpen) return null;
  switch (field.key) {
    case "specId":
      return facts.number ?? facts.date.replaceAll("-", "");
    case "created":
    case "date":
    case "updated":
      return facts.date;
    case "author":
      return facts.author;
    case "featureName":
      return facts.title;
    case "status":
      return choices === null ? draftIn(raw) : beginningOf(choices);
    case "links":
      return linksTo(facts);
    default:
      return linkNamed(field.label, facts);
  }
}

const TITLE = /^(?:title|título|titel|titre)$/i;

/** The title in front matter, which a template has for itself: "RFC-0000: <title>", "My proposal". */
function fillFrontTitle(raw: string, facts: Facts): string {
  const filled = fillTitle(raw, null, facts);
  return filled.startsWith(`${raw} — `) ? facts.title : filled;
}

/** The beginning of a lifecycle that a status without a list of values names; a new document is a draft. */
function draftIn(raw: string): string | null {
  if (raw === "") return "Draft";
  return /\b(?:draft|proposed|provisional)\b/i.exec(raw)?.[0] ?? null;
}

/** The value that a new document has: the first that means a draft, else the first of words that nobody knows. */
function beginningOf(choices: readonly string[]): string | null {
  const draft = choices.find((choice) => statusOf(choice) === "draft");
  const [first] = choices;
  return draft ?? (first !== undefined && statusOf(first) === null ? first : null);
}

/** Kinds of documents that others link to, as labels of fields call them. */
const LINKED: readonly { readonly kind: string; readonly name: string; readonly label: RegExp }[] = [
  { kind: "spec", name: "Spec", label: /^(?:(?:link to (?:the )?)?spec(?:ification)?s?(?: link| card)?)$/i },
  { kind: "impact", name: "Impact", label: /^(?:(?:link to (?:the )?)?impact(?: analysis)?(?: link)?)$/i },
  { kind: "tdr", name: "TDR", label: /^(?:(?:link to (?:the )?)?(?:tdr|technical design review)(?: link)?)$/i },
];

function linkTo(sibling: string, { path }: Facts): string {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  return sibling.startsWith(folder) ? `./${sibling.slice(folder.length)}` : `/${sibling}`;
}

/** The link that a field called after one document asks for: "Impact analysis: <path>". */
function linkNamed(label: string, facts: Facts): string | null {
  const linked = LINKED.find((other) => other.label.test(label.trim()));
  const sibling = linked === undefined ? undefined : facts.siblings.get(linked.kind);
  return linked === undefined || sibling === undefined ? null : `[${linked.name}](${linkTo(sibling, facts)})`;
}

function linksTo(facts: Facts): string | null {
  const links = LINKED.flatMap(({ kind, name }) => {
    const sibling = facts.siblings.get(kind);
    return sibling === undefined ? [] : [`[${name}](${linkTo(sibling, facts)})`];
  });
  return links.length === 0 ? null : links.join(", ");
}

/** Items of a list of links that name the document each (`- Spec: <path>`): those that are there are filled in. */
function linksUnder({ key, raw, items }: Field, facts: Facts): Edit[] {
  if (key !== "links" || raw !== "") return [];
  return items.flatMap((item): Edit[] => {
    const [, before = "", label = "", value = ""] = /^(\**([^:*]{1,40})\**:\**\s*)(.*)$/.exec(item.raw) ?? [];
    const link = isPlaceholder(value) || value === "" ? linkNamed(label, facts) : null;
    return link === null ? [] : [{ start: item.start + before.length, end: item.end, text: link }];
  });
}
