import { isPlaceholder, readOutline, type Field, type Kind } from "@lintel/core";

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

/**
 * A template with what is known filled in: title, dates, author, status, number, links to the documents beside. Everything else
 * stays as the template has it, so that it is found until somebody writes it.
 */
export function fillTemplate(text: string, kind: Kind, facts: Facts): string {
  const outline = readOutline({ path: kind.template.path, text });
  const edits: { start: number; end: number; text: string }[] = [];
  for (const field of outline.fields) {
    if (field.form === "title") {
      const heading = text.slice(field.start, field.end);
      const filled = fillTitle(heading, facts);
      if (filled !== heading) edits.push({ start: field.start, end: field.end, text: filled });
      continue;
    }
    const value = valueFor(field, kind, facts);
    if (value !== null) edits.push({ start: field.start, end: field.end, text: value });
  }
  let filled = text;
  for (const edit of edits.toSorted((a, b) => b.start - a.start)) {
    // A field that is empty needs a blank behind its colon.
    const gap = edit.start === edit.end && /[:*]$/.test(filled.slice(0, edit.start)) ? " " : "";
    filled = filled.slice(0, edit.start) + gap + edit.text + filled.slice(edit.end);
  }
  return filled;
}

/** `# TDR — <Feature name>`, `# ADR-NNNN: [title]`, `# Spec (per PR)`. */
function fillTitle(heading: string, { title, number }: Facts): string {
  const numbered = number === null ? heading : heading.replace(/\b(?:N{3,}|X{3,}|0000|NUMBER)\b/, number);
  const placed = numbered.replace(
    /<[^<>]+>|\[[^[\]]+\](?!\()|\{[^{}]+\}|\b(?:TITLE|Title|MyCoolFeature)\b/,
    () => title,
  );
  return placed === numbered && !placed.includes(title) ? `${placed} — ${title}` : placed;
}

function valueFor(field: Field, kind: Kind, facts: Facts): string | null {
  const spec = kind.fields.find(({ key }) => key === field.key);
  // A comment behind a value speaks to the template: "optional".
  const raw = field.raw.replace(/\s*<!--(?:(?!-->).)*-->\s*$/, "");
  const isOpen = raw === "" || isPlaceholder(raw) || (spec?.placeholder ?? null) === raw;
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
    case "title":
      return facts.title;
    case "status":
      return draftOf(raw);
    case "links":
      return linksTo(facts);
    default:
      return null;
  }
}

/** The first word of a choice, when it is a beginning: `[Draft / In-Review / …]`. */
function draftOf(raw: string): string | null {
  const word = /\b(?:draft|proposed|provisional)\b/i.exec(raw)?.[0];
  return word ?? null;
}

function linksTo({ siblings, path }: Facts): string | null {
  const names = { spec: "Spec", impact: "Impact", tdr: "TDR" } as const;
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const links = Object.entries(names).flatMap(([kind, name]) => {
    const sibling = siblings.get(kind);
    if (sibling === undefined) return [];
    return [`[${name}](${sibling.startsWith(folder) ? `./${sibling.slice(folder.length)}` : `/${sibling}`})`];
  });
  return links.length === 0 ? null : links.join(", ");
}
