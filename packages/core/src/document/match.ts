/** Holds the sections of a document against those of its kind. */
import type { Block, Tree } from "../markdown/tree.ts";
import { canonicalOfLabel, type Label } from "../outline/label.ts";
import type { Outline } from "../outline/outline.ts";
import type { Section } from "../outline/sections.ts";
import type { Zone } from "../outline/zones.ts";
import {
  compactOf,
  indexOf,
  titleParts,
  wordKey,
  wordsOf,
  type KindIndex,
  type SpecEntry,
} from "../template/kind-index.ts";
import type { Kind } from "../template/kind.ts";
import { nameStemOf } from "../template/stem.ts";
import { synonymGroup } from "../template/synonyms.ts";
import { editDistance } from "../text/closest.ts";
import { foldTitle } from "../text/fold.ts";
import type { MatchedBy, PromptMatch, SectionMatch } from "./document.ts";

/** Comparisons of titles letter by letter that one document is worth; only hostile ones need more. */
const MOST_COMPARISONS = 2000;

/** Longer titles are compared by their words alone. */
const LONGEST_TITLE = 80;

/** Bold letters that run on for longer than this are a statement and no title. */
const MOST_STRONG = 240;

interface Matching {
  readonly index: KindIndex;
  /** The sections that were not recognised yet. */
  rest: readonly Section[];
  readonly bySpec: Map<SpecEntry, { by: MatchedBy; sections: Section[] }>;
  readonly bySection: Map<Section, SpecEntry>;
  readonly words: Map<Section, ReadonlySet<string>>;
}

/**
 * Every section of a kind, depth first, and where a document has it: by its title or number first, then by a subject or the
 * function of its title, then by a title with a slip of the pen, then by a label. Titles are compared folded, so that case,
 * dashes, numbers, parentheses and the level of a heading make no difference. Linear in the number of sections.
 */
export function matchSections(outline: Outline, kind: Kind): readonly SectionMatch[] {
  const index = indexOf(kind);
  const sections = outline.sections.filter((section) => section.canonical !== "title" || isNamed(section, index));
  const matching: Matching = { index, rest: sections, bySpec: new Map(), bySection: new Map(), words: new Map() };
  matchTitles(matching);
  matching.rest = sections.filter((section) => !matching.bySection.has(section));
  matchNumbers(matching);
  matchBy(matching, "title", (section) => index.byCompact.get(compactOf(section.folded)));
  matchBy(matching, "part", (section) => index.byPart.get(section.folded));
  matchBy(matching, "function", (section) => {
    const group = synonymGroup(section.folded);
    return group === null ? undefined : index.bySynonym.get(group);
  });
  matchBy(matching, "function", (section) => {
    const words = wordsIn(matching, section);
    return words.size === 0 ? undefined : index.byWords.get(wordKey(words));
  });
  matchBy(matching, "function", (section) => {
    const entry = section.canonical === null ? undefined : index.byCanonical.get(section.canonical);
    return entry !== undefined && isWithin(wordsIn(matching, section), entry.words) ? entry : undefined;
  });
  matchJoined(matching);
  matchNear(matching);
  matchStems(matching);

  const zonesIn = zonesBySection(outline);
  const labels = matchLabels(matching, outline);
  matchStrong(matching, outline, zonesIn, labels);
  return index.entries.map((entry): SectionMatch => {
    const found = matching.bySpec.get(entry);
    const zones = found === undefined ? (labels.get(entry) ?? []) : [];
    return {
      spec: entry.spec,
      parent: entry.parent?.spec ?? null,
      by: found?.by ?? (zones.length > 0 ? "label" : null),
      sections: found?.sections ?? [],
      zones,
      prompts: matchPrompts(entry, found?.sections ?? [], zones, zonesIn),
    };
  });
}

/** A document that opens with "# Summary" has no title, but a section. */
function isNamed(section: Section, index: KindIndex): boolean {
  return section.folded !== "" && index.byFolded.has(section.folded);
}

function wordsIn(matching: Matching, section: Section): ReadonlySet<string> {
  let words = matching.words.get(section);
  if (words === undefined) {
    words = wordsOf(section.folded);
    matching.words.set(section, words);
  }
  return words;
}

/** The section of the kind that the nearest enclosing heading was recognised as. */
function hostOf(matching: Matching, section: Section): SpecEntry | null {
  for (let above = section.parent; above !== null; above = above.parent) {
    const entry = matching.bySection.get(above);
    if (entry !== undefined) return entry;
  }
  return null;
}

/** Whether a heading stands where a section may: under its own parent or one above it, or under nothing known. */
function isAtHome(matching: Matching, section: Section, entry: SpecEntry): boolean {
  const host = hostOf(matching, section);
  if (host === null) return entry.depth > 0 || section.parent === null || section.parent.parent === null;
  for (let above = entry.parent; above !== null; above = above.parent) if (above === host) return true;
  return false;
}

function assign(matching: Matching, entry: SpecEntry, by: MatchedBy, section: Section): void {
  const before = matching.bySpec.get(entry);
  if (before === undefined) matching.bySpec.set(entry, { by, sections: [section] });
  else before.sections.push(section);
  matching.bySection.set(section, entry);
}

/**
 * By title. Where several sections of the kind are called the same, the one whose parent holds the heading; where several
 * headings are, those that stand at home, and if none does the first of them.
 */
function matchTitles(matching: Matching): void {
  const strays = new Map<SpecEntry, Section>();
  for (const section of matching.rest) {
    const entries = matching.index.byFolded.get(section.folded);
    if (entries === undefined) continue;
    const entry =
      entries.find((candidate) => isAtHome(matching, section, candidate) && !matching.bySpec.has(candidate)) ??
      entries.find((candidate) => isAtHome(matching, section, candidate));
    if (entry !== undefined) assign(matching, entry, "title", section);
    else {
      const free = entries.find((candidate) => !strays.has(candidate));
      if (free !== undefined) strays.set(free, section);
    }
  }
  for (const [entry, section] of strays) {
    if (!matching.bySpec.has(entry) && !matching.bySection.has(section)) assign(matching, entry, "title", section);
  }
}

/** By number, when the titles have a word or their function in common: a document may count its own sections otherwise. */
function matchNumbers(matching: Matching): void {
  for (const section of matching.rest) {
    if (section.number === null || matching.bySection.has(section)) continue;
    const entry = matching.index.byNumber.get(section.number);
    if (entry === undefined || matching.bySpec.has(entry)) continue;
    if (section.canonical !== null && section.canonical === entry.spec.canonical) {
      assign(matching, entry, "number", section);
      continue;
    }
    for (const word of wordsIn(matching, section)) {
      if (!entry.words.has(word)) continue;
      assign(matching, entry, "number", section);
      break;
    }
  }
}

/** By something that names one section of the kind alone; all headings at home that have it. */
function matchBy(matching: Matching, by: MatchedBy, entryOf: (section: Section) => SpecEntry | undefined): void {
  for (const section of matching.rest) {
    if (matching.bySection.has(section)) continue;
    const entry = entryOf(section);
    if (entry === undefined || entry.spec.repeats) continue;
    const before = matching.bySpec.get(entry);
    if (before !== undefined && (before.by !== by || by === "function")) continue;
    if (isAtHome(matching, section, entry)) assign(matching, entry, by, section);
  }
}

/** Whether all words of one title stand in the other, which has two more at most: "Design" and "Proposed Design". */
function isWithin(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a];
  if (fewer.size === 0 || more.size - fewer.size > 2) return false;
  for (const word of fewer) if (!more.has(word)) return false;
  return true;
}

/** One heading may serve for several sections: "Summary and Motivation". */
function matchJoined(matching: Matching): void {
  const { index } = matching;
  for (const section of matching.rest) {
    for (const part of titleParts(section.folded)) {
      const same = index.byFolded.get(part);
      const entry = same?.length === 1 ? same[0] : index.byPart.get(part);
      if (entry === undefined || matching.bySpec.has(entry) || entry.spec.repeats) continue;
      if (!isAtHome(matching, section, entry)) continue;
      matching.bySpec.set(entry, { by: "part", sections: [section] });
      if (!matching.bySection.has(section)) matching.bySection.set(section, entry);
    }
  }
}

/** By a title that differs in a letter or two, or in one word. */
function matchNear(matching: Matching): void {
  const missing = matching.index.entries.filter(
    (entry) =>
      !matching.bySpec.has(entry) &&
      !entry.spec.repeats &&
      (entry.parent === null || matching.bySpec.has(entry.parent)),
  );
  if (missing.length === 0) return;
  let comparisons = 0;
  for (const section of matching.rest) {
    if (matching.bySection.has(section) || section.folded === "") continue;
    const words = wordsIn(matching, section);
    const entry = missing.find(
      (candidate) =>
        !matching.bySpec.has(candidate) &&
        comparisons++ < MOST_COMPARISONS &&
        isNear(section.folded, words, candidate) &&
        isAtHome(matching, section, candidate),
    );
    if (entry !== undefined) assign(matching, entry, "near", section);
  }
}

function isNear(a: string, words: ReadonlySet<string>, entry: SpecEntry): boolean {
  const b = entry.spec.folded;
  const slips = b.length < 6 ? 1 : 2;
  if (Math.abs(a.length - b.length) <= slips && b.length > 3 && b.length <= LONGEST_TITLE) {
    // A slip or two leave the beginning or the end as it was; that is cheaper to see than a distance.
    const isAlike = a.slice(0, 3) === b.slice(0, 3) || a.slice(-3) === b.slice(-3);
    if (isAlike && editDistance(a, b) <= slips) return true;
  }
  // One word more or less, with two in common: "Production Readiness Questionnaire".
  return (
    Math.min(words.size, entry.words.size) >= 2 &&
    Math.abs(words.size - entry.words.size) <= 1 &&
    isWithin(words, entry.words)
  );
}

/** "Option C" where the template has an "Option A", and any name right under the section that holds them. */
function matchStems(matching: Matching): void {
  const { byStem, freeUnder } = matching.index;
  if (byStem.size === 0 && freeUnder.size === 0) return;
  for (const section of matching.rest) {
    if (matching.bySection.has(section)) continue;
    const stem = nameStemOf(section.title);
    const host = section.parent === null ? undefined : matching.bySection.get(section.parent);
    const entry =
      (stem === null ? undefined : byStem.get(stem)) ?? (host === undefined ? undefined : freeUnder.get(host));
    if (entry !== undefined) assign(matching, entry, "stem", section);
  }
}

/** Labels that serve for sections that the document has no heading for: `**Non-Goals**:` under "Context & Requirements". */
function matchLabels(matching: Matching, outline: Outline): Map<SpecEntry, Zone[]> {
  const found = new Map<SpecEntry, Zone[]>();
  const { index } = matching;
  for (const zone of outline.zones) {
    if (zone.label === null) continue;
    const folded = foldTitle(zone.label.text);
    const canonical = canonicalOfLabel(zone.label);
    const entry =
      index.byFolded.get(folded)?.[0] ??
      index.byPart.get(folded) ??
      (canonical === null ? undefined : index.byCanonical.get(canonical));
    if (entry === undefined || matching.bySpec.has(entry) || entry.spec.repeats) continue;
    const host = matching.bySection.get(zone.section) ?? hostOf(matching, zone.section);
    // A label inside a section that is about something else says nothing about a section of its own.
    const isHome = entry.parent === null ? host === null && zone.form === "label" : host === entry.parent;
    if (!isHome) continue;
    const zones = found.get(entry);
    if (zones === undefined) found.set(entry, [zone]);
    else zones.push(zone);
  }
  return found;
}

/**
 * Titles in bold, at the start of a paragraph or of a list item, under the section that holds theirs in the template:
 * `- **Can it be rolled back?** Yes` where the template has a heading. They need no function that Lintel knows, because the
 * template names them; what stands there is found by its words, as a heading is. A section of the first level is found so under
 * the title, and under headings that are none of the template's, when a paragraph opens with its very title.
 */
function matchStrong(
  matching: Matching,
  outline: Outline,
  zonesIn: ReadonlyMap<Section, readonly Zone[]>,
  found: Map<SpecEntry, Zone[]>,
): void {
  const missing = new Map<Section, Set<SpecEntry>>();
  const top = new Set<SpecEntry>();
  for (const entry of matching.index.entries) {
    if (entry.spec.repeats || matching.bySpec.has(entry) || found.has(entry)) continue;
    if (entry.parent === null) {
      top.add(entry);
      continue;
    }
    for (const host of matching.bySpec.get(entry.parent)?.sections ?? []) {
      const of = missing.get(host);
      if (of === undefined) missing.set(host, new Set([entry]));
      else of.add(entry);
    }
  }
  if (top.size > 0 && outline.tree.text.includes("**")) {
    for (const section of outline.sections) {
      if (!matching.bySection.has(section) && hostOf(matching, section) === null) missing.set(section, top);
    }
  }
  let comparisons = 0;
  const nearest = (
    folded: string,
    words: ReadonlySet<string>,
    entries: ReadonlySet<SpecEntry>,
  ): SpecEntry | undefined => {
    for (const entry of entries) {
      if (comparisons++ >= MOST_COMPARISONS) return undefined;
      if (!found.has(entry) && isNear(folded, words, entry)) return entry;
    }
    return undefined;
  };
  for (const [host, entries] of missing) {
    const parent = zonesIn.get(host)?.[0] ?? null;
    for (const { opener, first, blocks } of startsIn(host)) {
      const label = entries === top && opener !== first ? null : strongTitle(outline.tree, first);
      if (label === null) continue;
      const folded = foldTitle(label.text);
      const words = entries === top ? NONE : wordsOf(folded);
      const isMeant = (entry: SpecEntry): boolean => entries.has(entry) && !found.has(entry);
      const entry =
        matching.index.byFolded.get(folded)?.find(isMeant) ??
        (entries === top ? undefined : nearest(folded, words, entries));
      if (entry === undefined) continue;
      const end = first.lines.at(-1) ?? label.rest;
      found.set(entry, [
        {
          canonical: null,
          form: opener === first ? "label" : "item",
          title: label.text,
          section: host,
          parent,
          children: [],
          opener,
          label,
          inline: label.rest < end ? { start: label.rest, end } : null,
          blocks,
        },
      ]);
    }
  }
}

const NONE: ReadonlySet<string> = new Set();

interface Start {
  /** The paragraph itself, or the item that it is the first of. */
  readonly opener: Block;
  readonly first: Block;
  readonly blocks: readonly Block[];
}

/** What may open with a title in bold: the paragraphs of a section, and the items of its lists. */
function startsIn(section: Section): readonly Start[] {
  return section.blocks.flatMap((block): readonly Start[] => {
    if (block.kind === "paragraph") return [{ opener: block, first: block, blocks: [] }];
    if (block.kind !== "list") return [];
    return block.children.flatMap((item) => {
      const first = item.kind === "item" ? item.children[0] : undefined;
      if (item.kind !== "item" || first?.kind !== "paragraph") return [];
      return [{ opener: item, first, blocks: item.children.slice(1) }];
    });
  });
}

/** A link within bold letters, which are few. */
const LINK = /\[([^[\]]*)\](?:\[[^[\]]*\]|\([^()]*\))?/g;

/** The text in bold at the start of a paragraph, over as many lines as it takes. */
function strongTitle({ text }: Tree, { lines }: Block): Label | null {
  const start = lines[0] ?? 0;
  if (!text.startsWith("**", start)) return null;
  const stop = Math.min(lines.at(-1) ?? start, start + MOST_STRONG);
  const close = text.slice(start + 2, stop).indexOf("**");
  if (close < 1) return null;
  const end = start + 2 + close;
  const name = text
    .slice(start + 2, end)
    .replace(LINK, "$1")
    .replace(/\s+/g, " ")
    .trim();
  return { text: name, start: start + 2, end, rest: end + 2, strong: true, separated: true };
}

function zonesBySection(outline: Outline): ReadonlyMap<Section, readonly Zone[]> {
  const zones = new Map<Section, Zone[]>();
  for (const zone of outline.zones) {
    const of = zones.get(zone.section);
    if (of === undefined) zones.set(zone.section, [zone]);
    else of.push(zone);
  }
  return zones;
}

function matchPrompts(
  entry: SpecEntry,
  sections: readonly Section[],
  zones: readonly Zone[],
  zonesIn: ReadonlyMap<Section, readonly Zone[]>,
): readonly PromptMatch[] {
  if (entry.spec.prompts.length === 0) return [];
  const inside = zones.flatMap((zone) => zone.children);
  const collect = (section: Section, isOwn: boolean): void => {
    for (const zone of zonesIn.get(section) ?? []) if (!isOwn || zone.label !== null) inside.push(zone);
    for (const child of section.children) collect(child, false);
  };
  for (const section of sections) collect(section, true);
  const named = inside.map((zone) => ({
    zone,
    folded: zone.label === null ? zone.section.folded : foldTitle(zone.label.text),
  }));
  return entry.spec.prompts.map((spec) => ({
    spec,
    zones: named
      .filter(
        ({ zone, folded }) =>
          spec.parts.includes(folded) || (spec.canonical !== null && zone.canonical === spec.canonical),
      )
      .map(({ zone }) => zone),
  }));
}
