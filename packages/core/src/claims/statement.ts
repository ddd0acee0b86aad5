/** What the statements of lists have in common, whatever their kind: done marks, explicit IDs, the words without their marks. */
import { normaliseLabel } from "../markdown/escape.ts";
import type { Tree } from "../markdown/tree.ts";
import type { Item } from "../outline/items.ts";

/** A done mark at the start or the end: ✅ and its like, or empty boxes. */
const TICKED = /^(?:[\s*_~(]*)(?:✅|✔️?|☑️?|🟢)|(?:✅|✔️?|☑️?)[\s*_~).]*(?:done|complete[d]?|chosen)?[\s*_~).]*$/iu;
const UNTICKED = /^(?:[\s*_~(]*)(?:☐|⬜|🔲|❌|✗|⏳|🚧|🔴)/u;
const STRUCK = /^[*_\s]*~~?[^~]+~~?[*_\s.:]*$/;

/** Whether a document marks a statement as done: `[x]`, ✅, ~~struck through~~; null when it marks nothing. */
export function doneOf(item: Item): boolean | null {
  return item.checked ?? doneMark(item.text);
}

/** The done mark that stands in a text; null when there is none. */
export function doneMark(text: string): boolean | null {
  if (TICKED.test(text) || STRUCK.test(text)) return true;
  return UNTICKED.test(text) ? false : null;
}

/** `{ done }` where a document marks it, for the values that have such a field. */
export function doneField(item: Item): { done?: boolean } {
  const done = doneOf(item);
  return done === null ? {} : { done };
}

const ID =
  /^[\s*_~`([]*(?:(?:spec|scenario|criterion|criterio)\s+)?((?:AC|CA)[ -]?(?:[A-Z]{1,5}-)?\d{1,4}(?:\.\d{1,3})*[a-z]?|[A-Z]{1,8}(?:-[A-Z]{1,8})?[-_.]?\d{1,4}(?:[.-]\d{1,3})*[a-z]?)(?=$|[\s*_~`)\]]*(?:[:.)\]|—–]|->|→|$|\s-\s)|[*_`]{1,3}(?:$|\s))/u;

/**
 * The explicit ID with which a statement begins, as written; null when it has none.
 *
 * @example explicitId("**FR-001**: The system must …") // "FR-001"
 */
export function explicitId(text: string): string | null {
  return ID.exec(text)?.[1] ?? null;
}

/**
 * The form in which explicit IDs are compared and become part of a claim's ID: "AC 1", "AC1" and "AC-1" are the same.
 *
 * @example idKey("AC 1") // "ac-1"
 */
export function idKey(id: string): string {
  return id
    .toLowerCase()
    .replace(/[\s_]+/g, "-")
    .replace(/([a-z])(\d)/, "$1-$2");
}

/** `{ key }` for statements that have an explicit ID, to be spread into what is emitted. */
export function keyField(text: string): { key?: string } {
  const id = explicitId(text);
  return id === null ? {} : { key: idKey(id) };
}

/** A piece of source as words: bold marks and extra blanks gone, code and links as they are. */
export function wordsOf(source: string): string {
  return source
    .replace(/\*\*|__/g, "")
    .replace(/\s{2,}|[^\S ]/g, " ")
    .trim();
}

/** Source between two offsets as words. */
export function wordsBetween(tree: Tree, start: number, end: number): string {
  return wordsOf(tree.text.slice(start, end));
}

/** What an item says behind its label, as words; all of it when it has none. */
export function behindLabel(tree: Tree, item: Item): string {
  return item.label?.separated === true
    ? wordsBetween(tree, item.label.rest, item.end)
    : wordsBetween(tree, item.start, item.end);
}

/** The parts of an inline list: split at semicolons, without the closing full stop. */
export function partsOfList(plain: string): readonly string[] {
  return plain
    .split(";")
    .map((part) => part.trim().replace(/\.$/, ""))
    .filter((part) => part !== "");
}

const PLACEHOLDER =
  /^[\s"“]*(?:<[^<>]*>|\[[^\][]*\](?![([])|\*(?!\*)[^*]+\*|_(?!_)[^_]+_|\((?:write|describe|add|insert|your|optional)\b[^()]*\)|TBD|TODO|TBC|\?{3}|…|\.{3})[\s".”]*$/iu;

/**
 * Whether nothing stands there but what a template left: `<goal>`, `[Describe …]`, *a prompt in italics*, TBD. Brackets that
 * are a reference to a definition of the document are none.
 */
export function isPlaceholder(text: string, tree: Tree): boolean {
  if (text.length > 400 || !PLACEHOLDER.test(text)) return false;
  const reference = /^\s*\[([^\][]*)\]/.exec(text)?.[1];
  return reference === undefined || !tree.definitions.has(normaliseLabel(reference));
}
