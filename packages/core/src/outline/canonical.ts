import { FILLERS, LEXICON, NO_FUNCTION } from "./lexicon.ts";

/** The functions that a section can have, whatever it is called. */
export const CANONICAL_IDS = [
  "title",
  "summary",
  "context",
  "problem",
  "goals",
  "success-criteria",
  "drivers",
  "drivers-non-goals",
  "non-goals",
  "goals-non-goals",
  "user-story",
  "flow",
  "ux-links",
  "requirements",
  "acceptance-criteria",
  "current-state",
  "design",
  "architecture",
  "components",
  "data-model",
  "api",
  "contracts",
  "compatibility",
  "error-handling",
  "performance",
  "nfr",
  "security",
  "observability",
  "logging",
  "metrics",
  "dashboards",
  "alerts",
  "runbooks",
  "slos",
  "rollout",
  "feature-flags",
  "backfill",
  "revert",
  "implementation-plan",
  "test-strategy",
  "tdd-commitment",
  "test-mapping",
  "test-tiers",
  "negative-cases",
  "performance-tests",
  "ci",
  "milestones",
  "dependencies-owners",
  "alternatives",
  "risks",
  "open-questions",
  "risks-open-questions",
  "assumptions",
  "modules",
  "approval-gate",
  "references",
] as const;

export type CanonicalId = (typeof CANONICAL_IDS)[number];

/** A function and whether its name makes up the whole title, or only a part of it. */
interface Naming {
  readonly id: CanonicalId;
  readonly whole: boolean;
}

interface Phrase {
  readonly id: CanonicalId | null;
  readonly order: number;
  readonly fromStart: boolean;
  readonly toEnd: boolean;
  /** Words that may stand at each place; null for a gap. */
  readonly places: readonly (ReadonlySet<string> | null)[];
}

/** A phrase as it is written; parsed when a title holds its first word. Of some thousand a run needs a few dozen. */
interface Entry {
  readonly id: CanonicalId | null;
  readonly order: number;
  readonly source: string;
  phrase: Phrase | null;
}

const fillers: ReadonlySet<string> = new Set(FILLERS);
/** Words that name a function by themselves: "Logs/metrics/traces" is wholly a title of functions. */
const namesAlone = new Set<string>();
const byFirstWord = new Map<string, Entry[]>();
/** Every word that a title of a function can hold. */
const vocabulary = new Set<string>(FILLERS);
{
  const sources: string[] = [];
  const add = (id: CanonicalId | null, source: string): void => {
    const entry: Entry = { id, order: sources.length, source, phrase: null };
    sources.push(source);
    const end = source.indexOf(" ");
    const isOne = id !== null && end === -1;
    for (const word of wordsAt(untied(end === -1 ? source : source.slice(0, end)))) {
      if (isOne) namesAlone.add(word);
      const others = byFirstWord.get(word);
      if (others === undefined) byFirstWord.set(word, [entry]);
      else others.push(entry);
    }
  };
  for (const source of NO_FUNCTION) add(null, source);
  for (const [id, phrases] of LEXICON) for (const source of phrases) add(id, source);
  for (const word of new Set(sources.join(" ").match(/[^ /^$…]+/g))) {
    for (const form of bothNumbers(word)) vocabulary.add(form);
  }
}

function phraseOf(entry: Entry): Phrase {
  entry.phrase ??= parsePhrase(entry);
  return entry.phrase;
}

function parsePhrase({ id, order, source }: Entry): Phrase {
  const places = untied(source)
    .split(" ")
    .map((place) => (place === "…" ? null : new Set(wordsAt(place))));
  return { id, order, fromStart: source.startsWith("^"), toEnd: source.endsWith("$"), places };
}

/** A phrase, or the first or last word of one, without the signs that tie it to an end of the title. */
function untied(source: string): string {
  return source.slice(source.startsWith("^") ? 1 : 0, source.endsWith("$") ? -1 : undefined);
}

/** The words that may stand at a place. */
function wordsAt(place: string): readonly string[] {
  return place.includes("/") ? place.split("/").flatMap(bothNumbers) : bothNumbers(place);
}

/** "goal(s)" is "goal" and "goals"; "decision(es)" is "decision" and "decisiones". */
function bothNumbers(word: string): string[] {
  if (!word.endsWith(")")) return [word];
  const match = /^(.*)\((e?s)\)$/.exec(word);
  return match === null ? [word] : [match[1] ?? "", `${match[1]}${match[2]}`];
}

/** The words of a folded title, without accents. "metrics.go" and "retry_policy" are one word each: names of things. */
function wordsOf(folded: string): string[] {
  const isAscii = !/[^\u0000-\u007f]/.test(folded);
  const plain = isAscii ? folded : folded.normalize("NFD").replace(/\p{M}+/gu, "");
  const words = plain.split(isAscii ? /[^a-zA-Z0-9._]+/ : /[^\p{L}\p{N}._]+/u);
  const bare = /[._]/.test(plain) ? words.map((word) => word.replace(/^[._]+|[._]+$/g, "")) : words;
  return bare.filter((word) => word !== "");
}

/** Where a phrase that starts at word `at` ends, or -1. A gap takes as few words as it can. */
function endOf(phrase: Phrase, words: readonly string[], at: number): number {
  let i = at;
  let gap = false;
  for (const place of phrase.places) {
    if (place === null) {
      gap = true;
      continue;
    }
    if (gap) while (i < words.length && !place.has(words[i] ?? "")) i++;
    gap = false;
    if (!place.has(words[i] ?? "")) return -1;
    i++;
  }
  return phrase.toEnd && i < words.length ? -1 : i;
}

const MOST_WORDS = 14;
/** Beyond so many words a title is a sentence: only what stands at its start names it. */
const SHORT_WORDS = 7;
const QUESTION = /^(?:what|how|which|who|when|where|is|are|does|do|did|can|will|should|have|has|were|was)\b.*\s.*\s/;

/** Functions that a template may ask for in a question: "What alternatives have been considered?" */
const ASKED_FOR: ReadonlySet<CanonicalId> = new Set([
  "slos",
  "metrics",
  "goals",
  "non-goals",
  "alternatives",
  "risks",
  "problem",
  "open-questions",
]);

const memo = new Map<string, Naming | null>();
const MEMO_MOST = 10_000;

function namingOf(folded: string): Naming | null {
  const known = memo.get(folded);
  if (known !== undefined) return known;
  const found = lookUp(folded);
  if (memo.size >= MEMO_MOST) memo.clear();
  memo.set(folded, found);
  return found;
}

function lookUp(folded: string): Naming | null {
  if (folded.length > 120) return null;
  const words = wordsOf(folded);
  if (words.length > MOST_WORDS) return null;
  const asks = QUESTION.test(folded);
  let best: Phrase | null = null;
  let whole = false;
  let covered = 0;
  for (let at = 0; at < words.length; at++) {
    for (const entry of byFirstWord.get(words[at] ?? "") ?? []) {
      const phrase = phraseOf(entry);
      if (phrase.fromStart && at > 0) continue;
      if (at > 0 && asks && phrase.id !== null && !ASKED_FOR.has(phrase.id)) continue;
      if (at > 0 && !asks && words.length > SHORT_WORDS) continue;
      const end = endOf(phrase, words, at);
      if (end === -1) continue;
      const all = isFilled(words, at, end);
      // A longer phrase that makes up the whole title says more than a shorter one between fillers.
      const better =
        best === null ||
        (all === whole ? (all && end - at !== covered ? end - at > covered : phrase.order < best.order) : all);
      if (better) {
        best = phrase;
        whole = all;
        covered = end - at;
      }
    }
  }
  return best === null || best.id === null ? null : { id: best.id, whole };
}

const JOINS: ReadonlySet<string> = new Set([
  "with",
  "of",
  "for",
  "in",
  "to",
  "on",
  "by",
  "de",
  "del",
  "con",
  "para",
  "en",
]);

function isFilled(words: readonly string[], start: number, end: number): boolean {
  // "Logs and metrics" are two functions; "problems with the architecture" are one.
  const listed = !words.some((word) => JOINS.has(word));
  return words.every(
    (word, i) =>
      (i >= start && i < end) ||
      fillers.has(word) ||
      (listed && namesAlone.has(word)) ||
      /^(?:v?\d+|[a-z])$/.test(word),
  );
}

/** The function that a title names by itself, or null. `folded` comes from `foldTitle`. */
export function canonicalOf(folded: string): CanonicalId | null {
  return namingOf(folded)?.id ?? null;
}

/** Cheap: whether the first word of a text can stand in a title of a function at all. */
export function mayNameFunction(text: string): boolean {
  let end = 0;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end) | 32;
    if (code >= 128) return true;
    if (code < 97 || code > 122) break;
  }
  return end === 0 || vocabulary.has(text.slice(0, end).toLowerCase());
}

/** The function that a title consists of and nothing else: "Known risks", but not "Risks of the second option". */
export function canonicalOfWhole(folded: string): CanonicalId | null {
  const naming = namingOf(folded);
  return naming === null || !naming.whole ? null : naming.id;
}

/** What still leaves a section of goals. */
const ASIDE_OF_GOALS: ReadonlySet<CanonicalId> = new Set([
  "goals",
  "non-goals",
  "success-criteria",
  "acceptance-criteria",
  "requirements",
  "user-story",
  "assumptions",
  "risks",
  "open-questions",
  "dependencies-owners",
  "drivers",
  "alternatives",
  "references",
]);

/**
 * Sections whose sub-headings name things of their own (options, phases, risks) rather than functions, with the functions that
 * still stand below them as sections.
 */
const NAMING_PARENTS: Partial<Readonly<Record<CanonicalId, ReadonlySet<CanonicalId>>>> = {
  alternatives: new Set([
    "alternatives",
    "risks",
    "open-questions",
    "risks-open-questions",
    "milestones",
    "rollout",
    "references",
    "drivers",
    "goals",
    "non-goals",
    "success-criteria",
    "acceptance-criteria",
    "test-strategy",
    "implementation-plan",
    "dependencies-owners",
    "assumptions",
  ]),
  milestones: new Set([
    "milestones",
    "dependencies-owners",
    "risks",
    "open-questions",
    "risks-open-questions",
    "rollout",
    "revert",
    "success-criteria",
    "acceptance-criteria",
    "test-strategy",
    "assumptions",
    "alternatives",
    "approval-gate",
    "references",
  ]),
  "open-questions": new Set(["open-questions", "risks", "milestones", "test-strategy", "references", "assumptions"]),
  "acceptance-criteria": new Set(["test-mapping", "non-goals", "open-questions", "risks", "test-strategy"]),
  risks: new Set([
    "risks",
    "open-questions",
    "security",
    "performance",
    "compatibility",
    "error-handling",
    "assumptions",
    "alternatives",
    "dependencies-owners",
    "revert",
    "rollout",
    "observability",
  ]),
  components: new Set([
    "error-handling",
    "data-model",
    "api",
    "security",
    "performance",
    "observability",
    "alternatives",
  ]),
  modules: new Set(["modules", "alternatives", "risks", "dependencies-owners"]),
  // "Performance" among success criteria groups them: they are still criteria of success.
  goals: ASIDE_OF_GOALS,
  "success-criteria": ASIDE_OF_GOALS,
  "non-goals": ASIDE_OF_GOALS,
  "dependencies-owners": new Set(["risks", "assumptions", "milestones", "open-questions", "references"]),
};

const NAMED_THINGS =
  "option|alternative|approach|solution|proposal|risk|threat|phase|milestone|task|step|stage|sprint|week|iteration|wave|epic" +
  "|question|q|ac|criterion|scenario|requirement|decision|issue|goal|part|variant|fr|nfr|sc|req|rf|rnf|us|uc|hu|test|tc" +
  "|opcion|opción|alternativa|enfoque|riesgo|amenaza|fase|hito|tarea|paso|etapa|semana|pregunta|escenario|requisito|criterio";
const NAMED = new RegExp(
  `^(?:${NAMED_THINGS})s?(?:[ -]?#?\\d[\\d.]*[a-z]?(?=$|[^\\p{L}\\p{N}])` +
    // A letter may be a word of its own: "risks y …", "option a is …".
    `|[ -](?:[aeiouy](?=$|\\s*[^\\p{L}\\p{N}\\s])|(?:[b-df-hj-np-tv-xz]|[ivx]{2,4})(?=$|[^\\p{L}\\p{N}]))|(?=:))`,
  "u",
);

/** Whether a title names one of several things of a kind: "Option A (chosen)", "Phase 1: Core", "Risk: data loss", "AC-3". */
export function namesOne(folded: string): boolean {
  return NAMED.test(folded);
}

const DONE = /^(?:dod|definition of done|definición de (?:hecho|terminado))$/;
const PASSAGE =
  /^(?:happy path|(?:edge|error|failure|alternate|alternative|negative) (?:case|path|flow)|scenario|flow)s?\b/;

/** The function of a sub-heading, given the function of the heading above it. */
export function canonicalUnder(folded: string, parent: CanonicalId | null): CanonicalId | null {
  if (namesOne(folded)) return null;
  if (parent === "flow" && PASSAGE.test(folded)) return "flow";
  if ((parent === "milestones" || parent === "implementation-plan") && DONE.test(folded)) return null;
  const allowed = parent === null ? undefined : NAMING_PARENTS[parent];
  const colon = folded.indexOf(": ");
  const head = colon > 0 ? namingOf(folded.slice(0, colon)) : null;
  const naming = head ?? namingOf(folded);
  if (naming === null) return null;
  return allowed === undefined || (naming.whole && allowed.has(naming.id)) ? naming.id : null;
}
