/** The fields of a template: which there are, of what type, with which placeholder. */
import { normaliseLabel } from "../markdown/escape.ts";
import type { Field } from "../outline/fields.ts";
import type { Outline } from "../outline/outline.ts";
import { fold } from "../text/fold.ts";
import type { FieldSpec, FieldType, Requirement } from "./kind.ts";
import { insideOf, isPlaceholder, placeholdersIn } from "./placeholder.ts";
import { ALWAYS, OPTIONAL, requirementIn } from "./requirement.ts";
import { commentsIn, commentText, withoutComments } from "./text.ts";

/** Keys whose value is a date in every template. */
const DATE_KEYS: ReadonlySet<string> = new Set(["created", "date", "updated"]);

/** Keys whose value is never one of a list of words. */
const FREE_KEYS: ReadonlySet<string> = new Set([
  "title",
  "author",
  "reviewers",
  "approvers",
  "owners",
  "links",
  "created",
  "date",
  "updated",
  "featureName",
  "oneLine",
  "branch",
]);

/** Labels under which two words are already a list of allowed values. */
const CHOICE_LABEL =
  /^(?:status|state|(?:other:)?.*\b(?:status|state|stage|phase|priority|type|category|kind|severity|impact|level|decision))$/i;

/** Fields that a template's outline shows, the title first. */
export function deriveFields(outline: Outline, from: FieldSpec["from"], lineShift = 0): readonly FieldSpec[] {
  const notes = commentsOfFrontMatter(outline);
  const specs: FieldSpec[] = [];
  const seen = new Set<string>();
  for (const field of outline.fields) {
    const key = field.key.startsWith("other:") ? fold(field.key) : field.key;
    if (seen.has(key)) continue;
    seen.add(key);
    const spec =
      field.form === "title" ? titleSpec(outline, field) : fieldSpec(outline, field, notes.get(field.line) ?? "", from);
    if (spec !== null) specs.push({ ...spec, line: spec.line + lineShift });
  }
  return specs;
}

/** Titles that name what should stand in their place, behind the label of the kind. */
const NAMELESS =
  /^(?:your\b.*|(?:(?:the|short|descriptive|feature|project|design|document|proposal|service|component|change),? )*(?:title|name)(?: of .*)?|NUMBER\b.*|TITLE)$/;

/** The title, when the template leaves it to be replaced. */
function titleSpec(outline: Outline, field: Field): FieldSpec | null {
  const raw = outline.tree.text.slice(field.start, field.end);
  const token = placeholdersIn(raw, definedIn(outline)).findLast((found) => /\p{L}/u.test(found.text));
  const name =
    raw
      .split(/:\s+|\s[-–—|]\s/)
      .at(-1)
      ?.trim() ?? "";
  const isNameless = NAMELESS.test(name) || NAMELESS.test(name.charAt(0).toLowerCase() + name.slice(1));
  const placeholder = isNameless ? name : token?.text;
  if (placeholder === undefined) return null;
  return {
    key: "title",
    label: "Title",
    type: { is: "text" },
    required: ALWAYS,
    placeholder,
    proposed: null,
    guidance: insideOf(placeholder),
    from: "document",
    line: field.line,
  };
}

function fieldSpec(outline: Outline, field: Field, note: string, from: FieldSpec["from"]): FieldSpec {
  const comment = commentsIn(field.raw)
    .map(({ text }) => commentText(text))
    .join(" ");
  const value = withoutComments(field.raw).trim();
  const all = [value, ...field.items.map((item) => item.raw)].filter((part) => part !== "").join(", ");
  const help = [comment, note].filter((part) => part !== "").join(" ");
  const type = typeOf(field.key, all, help, outline);
  const placeholder = placeholderOf(field.key, type, all, outline);
  return {
    key: field.key,
    label: field.label,
    type,
    required: requirementOf(field.form, type, all, placeholder, `${comment}\n${note}`, field.raw),
    placeholder,
    proposed: placeholder === null && all !== "" ? all : null,
    guidance:
      help !== "" && !(placeholder !== null && requirementIn(help) === OPTIONAL)
        ? help
        : placeholder === null
          ? ""
          : guidanceOf(placeholder),
    from,
    line: field.line,
  };
}

function guidanceOf(placeholder: string): string {
  const inside = /^\s*[*_]*\(([^()]*)\)[*_]*\s*$/.exec(placeholder)?.[1] ?? insideOf(placeholder);
  return inside.replace(/[*`]+/g, "");
}

/** The type that a template's value shows, with the comment beside it. */
function typeOf(key: string, value: string, help: string, outline: Outline): FieldType {
  const choice = choiceIn(key, value) ?? (FREE_KEYS.has(key) ? null : choiceInWords(help));
  if (choice?.is === "choice") return { ...choice, of: withMore(choice.of, help) };
  if (/y{4}[-/.]?m{2}[-/.]?d{2}/i.test(value)) {
    const isDigits = /yyyymmdd/i.test(value) && !/y{4}[-/.]m{2}/i.test(value);
    return isDigits ? { is: "id", pattern: "YYYYMMDD" } : { is: "date" };
  }
  // The same in Spanish and Portuguese, French, German.
  if (/\b(?:AAAA|JJJJ)-MM-(?:DD|JJ|TT)\b/.test(value)) return { is: "date" };
  if (DATE_KEYS.has(key) && (value === "" || isPlaceholder(value) || /^\W*date\b/i.test(value))) return { is: "date" };
  const zeros = /^["'`(]*((?:[A-Z]{2,6}-)?#?(?:N{3,}|X{3,}|0000))["'`)]*$/.exec(value)?.[1];
  if (zeros !== undefined) return { is: "id", pattern: zeros };
  if (/^@[\w./-]+(?:\s*[,;&]?\s*@[\w./-]+)*$/.test(value.replace(/["']|\bTBD\b\s*,?\s*/g, "").trim()))
    return { is: "handles" };
  if (key === "links" || /\]\(|https?:\/\//.test(value) || hasReference(value, outline)) return { is: "links" };
  return { is: "text" };
}

function hasReference(value: string, outline: Outline): boolean {
  const label = /\[([^\][]+)\]/.exec(value)?.[1];
  return label !== undefined && outline.tree.definitions.has(normaliseLabel(label));
}

const MOST_CHOICES = 20;

/** `[A / B / C]`, `<A | B>`, `{a | b}`, `a|b|c`, `<A, B, or C>`. */
function choiceIn(key: string, written: string): FieldType | null {
  if (FREE_KEYS.has(key)) return null;
  const value = written.replaceAll("\\|", "|");
  const wrapped = /^["'`]?[[{<](.*)[\]}>]["'`]?$/s.exec(value.trim());
  const inside = (wrapped?.[1] ?? value.replace(/^["'`]|["'`]$/g, "")).trim();
  const piped = inside.split(/\s*\|\s*/);
  if (piped.length > 1) return choiceOf(piped, 6);
  const fewest = CHOICE_LABEL.test(key) || /^yes\s?\/\s?no$/i.test(inside) ? 2 : 3;
  const slashed = wrapped === null ? inside.split(" / ") : inside.split(/\s*\/\s*/);
  if (slashed.length >= fewest) return choiceOf(slashed, 3);
  if (wrapped === null || !(CHOICE_LABEL.test(key) || /,\s*or\s/.test(inside))) return null;
  const listed = inside.split(/\s*,\s*(?:or\s+)?|\s+or\s+/);
  return listed.length >= fewest ? choiceOf(listed, 3) : null;
}

/** A comment may name more values: "when deprecating, they should be deprecated|disabled|removed". */
function withMore(of: readonly string[], help: string): readonly string[] {
  const list = /(?<![\w|-])[\w-]{2,30}(?:\|[\w-]{2,30}){1,19}(?![\w|-])/.exec(help)?.[0];
  return list === undefined ? of : [...new Set([...of, ...list.split("|")])];
}

/** The parts as allowed values, when each is short enough to be one. */
function choiceOf(parts: readonly string[], mostWords: number): FieldType | null {
  const named = parts
    .map((part) =>
      part
        .replace(/^(?:or|and)\s+/, "")
        .replace(/^[`'"]|[`'"]$/g, "")
        .trim(),
    )
    .filter((part) => part !== "");
  const of = named.filter((part) => !/^(?:…|\.{3}|etc\.?)$/.test(part));
  const isWord = (part: string): boolean =>
    /^superseded\b/i.test(part) || (part.split(/\s+/).length <= mostWords && !/^(?:a|an|the|your)\s/i.test(part));
  if (of.length < 2 || of.length > MOST_CHOICES || !of.every(isWord)) return null;
  return { is: "choice", of, open: of.length < named.length };
}

/** "One of draft, review, final" in a comment, or nothing but "draft | review | final". */
function choiceInWords(help: string): FieldType | null {
  const list =
    /\b(?:one of|allowed(?: values)?(?: are)?|values?|either|choose(?: from)?|options)\s?:?\s([^\n.;]{3,200})/i.exec(
      help,
    )?.[1];
  const text = list ?? (help.length <= 200 && help.includes("|") && !help.includes("\n") ? help : "");
  const values = text
    .split(/,|\||\/|\bor\b/)
    .map((part) => part.trim().replace(/^[`'"]|[`'"]$/g, ""))
    .filter((part) => part !== "");
  const areWords = values.every((part) => part.split(/\s+/).length <= 3);
  return values.length >= 2 && areWords ? { is: "choice", of: values, open: false } : null;
}

/** The template's value, when it is one to be replaced. */
function placeholderOf(key: string, type: FieldType, value: string, outline: Outline): string | null {
  if (value === "") return null;
  if (type.is === "choice") return choiceIn(key, value) === null ? null : value;
  const found = placeholdersIn(value, definedIn(outline));
  if (found.length > 0 || isPlaceholder(value)) return value;
  // "(what this adds for the user)" and "*a few words*" are words about the value, not a value.
  if (/^[*_]*\([^()]+\)[*_]*$/.test(value) || /^([*_])(?![*_]).+\1$/.test(value)) return value;
  if (/#0+\b|\/0+(?=\)|$)|\bjane\.?doe\b|\balice\.?doe\b|\bjohn\.?doe\b|\bexample\.(?:com|org)\b/i.test(value))
    return value;
  return null;
}

/** A field that is a section of its own is asked for as a section. */
function requirementOf(
  form: Field["form"],
  type: FieldType,
  value: string,
  placeholder: string | null,
  words: string,
  raw: string,
): Requirement {
  if (form === "section") return OPTIONAL;
  const said =
    requirementIn(words) ??
    (/\bif applicable\b|\(optional\)|\[optional\]|\boptional\b\s*$/i.test(raw) ? OPTIONAL : null);
  if (said !== null) return said;
  // A value that may stay asks for nothing: who leaves the line out says no less than who copies it.
  const isDefault = value !== "" && placeholder === null && (type.is === "text" || type.is === "links");
  return isDefault ? OPTIONAL : ALWAYS;
}

/** Whether a bracketed label is a link reference of the template. */
export function definedIn(outline: Outline): (label: string) => boolean {
  return (label) => outline.tree.definitions.has(normaliseLabel(label));
}

/**
 * Comments of YAML and TOML front matter by the line of the field that they are about: behind the value, or on the lines above
 * it. A comment above a run of fields that says when they are needed ("required at beta", "optional") is about all of the run.
 */
function commentsOfFrontMatter(outline: Outline): ReadonlyMap<number, string> {
  const notes = new Map<number, string>();
  const { text } = outline.tree;
  for (const block of [...outline.preamble, ...(outline.sections[0]?.blocks ?? [])]) {
    if (block.kind !== "front-matter") continue;
    let above: string[] = [];
    let standing = "";
    let fresh = false;
    for (let i = 0; i + 1 < block.lines.length; i += 2) {
      const line = text.slice(block.lines[i], block.lines[i + 1]);
      const number = block.line + 1 + i / 2;
      const comment = /^\s*#\s?(.*)$/.exec(line)?.[1];
      if (comment !== undefined) {
        if (!fresh) above = [];
        fresh = true;
        above.push(comment);
        continue;
      }
      if (line.trim() === "") {
        fresh = false;
        above = [];
        standing = "";
        continue;
      }
      if (!/^["']?[\p{L}\w]/u.test(line)) continue;
      if (fresh) standing = requirementIn(above.join("\n")) === null ? "" : above.join("\n");
      const behind = /\s#\s+(.*)$/.exec(line)?.[1] ?? "";
      const note = [behind, fresh ? above.join("\n") : standing].filter((part) => part !== "").join("\n");
      if (note !== "") notes.set(number, note);
      fresh = false;
      above = [];
    }
  }
  return notes;
}

/** How titles of documents of this template begin ("Technical Design Review (TDR)"), as written; null when they do not. */
export function titleLabelOf(outline: Outline): string | null {
  const head = outline.sections.find((section) => section.canonical === "title");
  if (head === undefined) return null;
  const raw = withoutComments(outline.tree.text.slice(head.heading.lines[0], head.heading.lines[1])).trim();
  const tokens = placeholdersIn(raw, definedIn(outline));
  const first = tokens.find(({ text }) => /\p{L}/u.test(text));
  if (NAMELESS.test(raw) || NAMELESS.test(raw.charAt(0).toLowerCase() + raw.slice(1))) return null;
  const before = first === undefined ? raw : raw.slice(0, first.start);
  const label = before.split(/\s+[-–—:|]\s*|:\s+|\s*[—:]\s*$/).find((part) => /\p{L}/u.test(part));
  if (label === undefined) return null;
  const isSeparated = label.length < before.trimEnd().length || /[-#]$/.test(before);
  if (first !== undefined && !isSeparated) return null;
  // "KEP-NNNN" and "RFC 0000" begin with their word; the number is the document's own.
  return label.replace(/[-#:\s]*(?:N{3,}|X{3,}|0{3,}|NUMBER)?[-#:\s.]*$/, "") || null;
}

/** The forms in which a label of titles is compared: whole, without its parentheses, and the abbreviation in them. */
export function titleLabelsOf(label: string | null): readonly string[] {
  if (label === null) return [];
  const folded = fold(label);
  const abbreviation = /\(([a-z]{2,6})\)/.exec(folded)?.[1] ?? "";
  const bare = folded.replace(/\s*\([^()]*\)/g, "").trim();
  return [...new Set([folded, bare, abbreviation])].filter((name) => name !== "");
}
