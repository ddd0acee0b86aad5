import type { Outline } from "../outline/outline.ts";
import { fold } from "../text/fold.ts";
import { indexOf } from "./kind-index.ts";
import type { Kind } from "./kind.ts";

/** Sections in common that say something even when the title does not. */
const FEWEST_SECTIONS = 3;

/** Share of the required sections from which on a document is of a kind, whatever it calls itself. */
const ENOUGH = 0.5;

/** The same, when its title begins as titles of the kind do. */
const ENOUGH_WITH_TITLE = 0.25;

/** A second kind that fits nearly as well leaves it open which one it is. */
const CLEARLY = 1.05;

/**
 * The kind that a document clearly is of, told by its content: its sections and the beginning of its title. Null when no kind
 * fits, or two of different names fit about as well; of two with one name (a team's own template and a built-in one) the
 * earlier in the list is taken. For texts whose place does not say it: standard input, folders of no known layout.
 *
 * @example recogniseKind(readOutline({ path: "-", text: "# TDD: Search\n\n## 1. Executive Summary\n" }), builtInKinds())
 */
export function recogniseKind(outline: Outline, kinds: readonly Kind[]): Kind | null {
  const titles = new Set(outline.sections.map((section) => section.folded));
  const names = titleNames(outline);
  const fitting = kinds
    .map((kind) => ({ kind, score: scoreOf(kind, titles, names, outline) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
  const [best] = fitting;
  if (best === undefined) return null;
  const rivals = fitting.filter(({ score }) => score * CLEARLY >= best.score);
  if (rivals.some(({ kind }) => kind.name !== best.kind.name)) return null;
  return kinds.find((kind) => rivals.some((rival) => rival.kind === kind)) ?? null;
}

/** 0 when the document is not of the kind. */
function scoreOf(kind: Kind, titles: ReadonlySet<string>, names: readonly string[], outline: Outline): number {
  const { entries, fieldsByKey } = indexOf(kind);
  let required = 0;
  let found = 0;
  for (const { spec, depth, parts } of entries) {
    if (depth > 0 || spec.repeats) continue;
    const isThere = titles.has(spec.folded) || parts.some((part) => part.length > 3 && titles.has(part));
    if (spec.required.when !== "optional") required++;
    else if (!isThere) continue;
    if (isThere) found += titles.has(spec.folded) ? 1 : 0.5;
  }
  if (required === 0) return 0;
  const share = Math.min(1, found / required);
  const isNamed = names.some((name) => kind.titleLabels.includes(name));
  const isEnough = isNamed ? share >= ENOUGH_WITH_TITLE && found >= 1 : share >= ENOUGH && found >= FEWEST_SECTIONS;
  if (!isEnough) return 0;
  const ownFields = outline.fields.filter((field) => field.form !== "title");
  const fields = ownFields.filter((field) => fieldsByKey.has(field.key)).length;
  return share + (isNamed ? 0.5 : 0) + 0.1 * (ownFields.length === 0 ? 0 : fields / ownFields.length);
}

/** How the title begins: "technical design review" and "tdr" for "Technical Design Review (TDR) — Retry". */
function titleNames(outline: Outline): readonly string[] {
  const head = outline.sections.find((section) => section.level === 1);
  if (head === undefined) return [];
  const folded = fold(outline.tree.text.slice(head.heading.lines[0], head.heading.lines[1]));
  const first = folded.split(/\s*(?:\s[-:|]\s|:\s|(?<=\w)\s?->\s?|(?<=[a-z]{2})-(?=\d)|\s(?=#?\d))\s*/, 1)[0] ?? "";
  const bare = first.replace(/\s*\([^()]*\)/g, "").trim();
  return [first, bare];
}
