/** Look-ups over a kind, built once per kind, so that holding thousands of documents against it stays cheap. */
import type { CanonicalId } from "../outline/canonical.ts";
import type { FieldSpec, Kind, Residue, SectionSpec } from "./kind.ts";
import { partsOf } from "./prompts.ts";
import { nameStemOf } from "./stem.ts";
import { synonymGroup } from "./synonyms.ts";
import { fingerprintAt, printOf } from "./text.ts";

/** A section of the kind and where it stands in it. */
export interface SpecEntry {
  readonly spec: SectionSpec;
  readonly parent: SpecEntry | null;
  /** Position in the template, depth first. */
  readonly order: number;
  readonly depth: number;
  /** The single subjects of a joined title ("Risks & Open Questions"), folded; without the title itself. */
  readonly parts: readonly string[];
  /** Words of the title that carry meaning. */
  readonly words: ReadonlySet<string>;
}

export interface KindIndex {
  readonly entries: readonly SpecEntry[];
  readonly byFolded: ReadonlyMap<string, readonly SpecEntry[]>;
  readonly byNumber: ReadonlyMap<string, SpecEntry>;
  /** Subjects that only one section has and that are no title of another. */
  readonly byPart: ReadonlyMap<string, SpecEntry>;
  /** Titles by a hash of nothing but their letters and digits, where only one section has them. */
  readonly byCompact: ReadonlyMap<number, SpecEntry>;
  /** The words of titles in any order, hashed, where only one section has them. */
  readonly byWords: ReadonlyMap<number, SpecEntry>;
  /** Groups of titles that mean the same, where only one section is in them. */
  readonly bySynonym: ReadonlyMap<number, SpecEntry>;
  /** Functions that only one section has. */
  readonly byCanonical: ReadonlyMap<CanonicalId, SpecEntry>;
  /** Sections that repeat, by the stem of their title: "option" of "Option A". */
  readonly byStem: ReadonlyMap<string, SpecEntry>;
  /** By the section that holds it, one whose name is free: "Option A", "[name of the option]". */
  readonly freeUnder: ReadonlyMap<SpecEntry, SpecEntry>;
  readonly fieldsByKey: ReadonlyMap<string, FieldSpec>;
  /** Whole texts that must be gone, folded, by the first that asks for it. */
  readonly whole: ReadonlyMap<string, Residue>;
  readonly sentences: ReadonlyMap<string, Residue>;
  /** Paragraphs of the template's comments, for comments of which only a part was left. */
  readonly commentParts: ReadonlyMap<string, Residue>;
  readonly tokens: ReadonlyMap<string, Residue>;
  /** Fingerprints of `whole` and `fixed`, of `sentences` and so on: text with another one need not be folded. */
  readonly wholePrints: ReadonlySet<number>;
  readonly sentencePrints: ReadonlySet<number>;
  readonly commentPrints: ReadonlySet<number>;
  readonly tokenPrints: ReadonlySet<number>;
  /** The brackets with which its placeholders open. */
  readonly tokenOpenings: readonly string[];
  /** Whole comments by the hash of all of their letters. */
  readonly comments: ReadonlyMap<number, Residue>;
  readonly fixed: ReadonlySet<string>;
}

const indexes = new WeakMap<Kind, KindIndex>();

/** The look-ups of a kind. */
export function indexOf(kind: Kind): KindIndex {
  let index = indexes.get(kind);
  if (index === undefined) {
    index = build(kind);
    indexes.set(kind, index);
  }
  return index;
}

const STOP_WORDS: ReadonlySet<string> = new Set(
  "a an and are as at be by do does for from how in into is it of on or our out per the their this to what when where which why will with you your".split(
    " ",
  ),
);

/** The words of a folded title that carry meaning, without the endings by which they differ ("tests", "testing"). */
export function wordsOf(folded: string): ReadonlySet<string> {
  const words = new Set<string>();
  let start = -1;
  for (let i = 0; i <= folded.length; i++) {
    if (i < folded.length && isWordLetter(folded.charCodeAt(i))) {
      if (start === -1) start = i;
      continue;
    }
    if (start !== -1 && i - start > 1) {
      const word = folded.slice(start, i);
      if (!STOP_WORDS.has(word)) words.add(rootOf(word));
    }
    start = -1;
  }
  return words;
}

function isWordLetter(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  return code >= 0xc0 && !(code >= 0x2000 && code <= 0x2bff);
}

function rootOf(word: string): string {
  if (word.length <= 4) return word;
  if (word.endsWith("ing") || word.endsWith("ies")) return word.slice(0, -3);
  if (word.endsWith("es")) return word.slice(0, -2);
  return word.endsWith("s") || word.endsWith("y") ? word.slice(0, -1) : word;
}

/** Words as one key, whatever their order. */
export function wordKey(words: ReadonlySet<string>): number {
  let sum = words.size;
  for (const word of words) sum = (sum + printOf(word, 0, word.length)) % Number.MAX_SAFE_INTEGER;
  return sum;
}

/** A folded title by nothing but its letters and digits: "re-enable" and "reenable" are the same. */
export function compactOf(folded: string): number {
  return printOf(folded, 0, folded.length);
}

/** Longer titles are sentences, and their parts no subjects. */
const MOST_PART_WORDS = 8;

/** The single subjects of a joined title, without the title itself: "risks" and "open questions". */
export function titleParts(folded: string): readonly string[] {
  if (!/[/,;+]|\b(?:and|or)\b|\s-\s/.test(folded) || folded.split(" ").length > MOST_PART_WORDS) return [];
  return partsOf(folded).filter((part) => part !== folded);
}

function build(kind: Kind): KindIndex {
  const entries: SpecEntry[] = [];
  const visit = (specs: readonly SectionSpec[], parent: SpecEntry | null): void => {
    for (const spec of specs) {
      const entry: SpecEntry = {
        spec,
        parent,
        order: entries.length,
        depth: parent === null ? 0 : parent.depth + 1,
        parts: titleParts(spec.folded),
        words: wordsOf(spec.folded),
      };
      entries.push(entry);
      visit(spec.children, entry);
    }
  };
  visit(kind.sections, null);

  const byFolded = new Map<string, SpecEntry[]>();
  for (const entry of entries) {
    if (entry.spec.folded === "") continue;
    const same = byFolded.get(entry.spec.folded);
    if (same === undefined) byFolded.set(entry.spec.folded, [entry]);
    else same.push(entry);
  }
  const whole = new Map<string, Residue>();
  const sentences = new Map<string, Residue>();
  const commentParts = new Map<string, Residue>();
  const tokens = new Map<string, Residue>();
  for (const residue of kind.residue) {
    if (residue.form === "comment" && residue.scope === "whole") continue;
    const partial = residue.form === "comment" ? commentParts : sentences;
    const into = residue.scope === "whole" ? whole : residue.scope === "sentence" ? partial : tokens;
    if (!into.has(residue.folded)) into.set(residue.folded, residue);
  }
  const printsOf = (texts: Iterable<string>): ReadonlySet<number> =>
    new Set([...texts].map((folded) => fingerprintAt(folded, 0, folded.length)));
  return {
    entries,
    byFolded,
    byNumber: uniqueBy(entries, (entry) => (entry.spec.number === null ? [] : [entry.spec.number])),
    byPart: new Map(
      [...uniqueBy(entries, (entry) => entry.parts)].filter(([part]) => !byFolded.has(part) && part.length > 3),
    ),
    byCompact: uniqueBy(entries, (entry) => [compactOf(entry.spec.folded)]),
    byWords: uniqueBy(entries, (entry) => (entry.words.size === 0 ? [] : [wordKey(entry.words)])),
    bySynonym: uniqueBy(entries, (entry) => {
      const groups = [entry.spec.folded, ...entry.parts].map(synonymGroup).filter((group) => group !== null);
      return [...new Set(groups)];
    }),
    byCanonical: uniqueBy(entries, (entry) => (entry.spec.canonical === null ? [] : [entry.spec.canonical])),
    byStem: new Map(
      entries.flatMap((entry) => {
        const stem = entry.spec.repeats ? nameStemOf(entry.spec.title) : null;
        return stem === null ? [] : [[stem, entry] as const];
      }),
    ),
    freeUnder: new Map(
      entries
        .toReversed()
        .flatMap((entry) => (entry.spec.repeats && entry.parent !== null ? [[entry.parent, entry] as const] : [])),
    ),
    fieldsByKey: new Map(kind.fields.map((field) => [field.key, field])),
    whole,
    sentences,
    commentParts,
    tokens,
    wholePrints: printsOf([...whole.keys(), ...kind.fixed]),
    sentencePrints: printsOf(sentences.keys()),
    commentPrints: printsOf(commentParts.keys()),
    tokenPrints: printsOf(tokens.keys()),
    tokenOpenings: [...new Set([...tokens.keys()].map((token) => token.charAt(0)))],
    comments: new Map(
      kind.residue
        .filter(({ form, scope }) => form === "comment" && scope === "whole")
        .map((residue) => [printOf(residue.folded, 0, residue.folded.length), residue]),
    ),
    fixed: new Set(kind.fixed),
  };
}

function uniqueBy<Key>(
  entries: readonly SpecEntry[],
  keysOf: (entry: SpecEntry) => readonly Key[],
): Map<Key, SpecEntry> {
  const found = new Map<Key, SpecEntry | null>();
  for (const entry of entries) {
    for (const key of keysOf(entry)) found.set(key, found.has(key) ? null : entry);
  }
  const unique = new Map<Key, SpecEntry>();
  for (const [key, entry] of found) if (entry !== null) unique.set(key, entry);
  return unique;
}
