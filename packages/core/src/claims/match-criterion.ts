/** Which acceptance criterion of the spec a row of the test mapping means: by its ID, else by its words, else nobody knows. */
import { fold } from "../text/fold.ts";
import type { AcceptanceCriterion } from "./acceptance-criterion.ts";
import type { Claim } from "./claim.ts";
import { explicitId, idKey, wordsOf } from "./statement.ts";
import type { TestMapping } from "./test-mapping.ts";
import { Memo } from "../text/memo.ts";

export type CriterionClaim = Claim<"acceptance-criterion", AcceptanceCriterion>;

export interface CriterionMatch {
  /** The criteria that are meant; several when the row names several IDs, none when it is not clear. */
  readonly criteria: readonly CriterionClaim[];
  /** How it was found; null when nothing was. */
  readonly by: "id" | "text" | null;
  /** 1 for an ID or the same text; else the share of the row's words (weighed by how rare they are) that the criterion has. */
  readonly score: number;
  /** What comes near, best first, when nothing is clear. */
  readonly candidates: readonly { readonly criterion: CriterionClaim; readonly score: number }[];
}

/** Below this share of common words a likeness says nothing. */
const ENOUGH = 0.62;
/** Below this one it takes three words in common. */
const PLENTY = 0.72;
/** What a word weighs that stands in a clause below a criterion instead of in its own line. */
const BELOW = 0.6;
/** By so much the best must beat the next one. */
const CLEARLY = 0.15;
const NEAR = 0.34;
const MOST_CANDIDATES = 3;
/** Words that more criteria have than this tell none of them apart. */
const MOST_POSTINGS = 48;

/**
 * Finds the criterion that a mapping row means. Never guesses: two criteria that fit about as well are no match, and stand in
 * `candidates`. Pure; the index over the criteria is made once per array, so all rows together cost about their length.
 *
 * @example matchCriterion({ criterion: "AC-2: Order kept", tests: [] }, criteria).by // "id"
 */
export function matchCriterion(
  mapping: Pick<TestMapping, "criterion">,
  criteria: readonly CriterionClaim[],
): CriterionMatch {
  const index = indexOf(criteria);
  const named = idsIn(mapping.criterion).flatMap((id) => index.byId.get(id) ?? []);
  if (named.length > 0) return { criteria: [...new Set(named)], by: "id", score: 1, candidates: [] };
  // IDs of one's own invention look like none, but a row that is one to the letter names it.
  const exact = index.byId.get(idKey(mapping.criterion));
  if (exact !== undefined) return { criteria: exact, by: "id", score: 1, candidates: [] };
  const text = withoutId(mapping.criterion);
  const same = wordsOfIndex(index).byText.get(textKey(text));
  if (same?.length === 1) return { criteria: same, by: "text", score: 1, candidates: [] };
  return byWords(text, index);
}

interface Index {
  readonly criteria: readonly CriterionClaim[];
  readonly byId: ReadonlyMap<string, readonly CriterionClaim[]>;
  /** Made when a row names no ID. */
  words: Words | null;
}

interface Words {
  readonly byText: ReadonlyMap<string, readonly CriterionClaim[]>;
  /** By word, the positions in `criteria` and how much it weighs there. */
  readonly postings: ReadonlyMap<string, readonly { readonly position: number; readonly weight: number }[]>;
}

const indexes = new Memo<readonly CriterionClaim[], Index>();

function indexOf(criteria: readonly CriterionClaim[]): Index {
  const known = indexes.get(criteria);
  if (known !== undefined) return known;
  const byId = new Map<string, CriterionClaim[]>();
  for (const criterion of criteria) {
    if (criterion.value.id !== undefined) append(byId, idKey(criterion.value.id), criterion);
  }
  const index = { criteria, byId, words: null };
  indexes.set(criteria, index);
  return index;
}

function wordsOfIndex(index: Index): Words {
  if (index.words !== null) return index.words;
  const byText = new Map<string, CriterionClaim[]>();
  const postings = new Map<string, { position: number; weight: number }[]>();
  index.criteria.forEach((criterion, position) => {
    const { value, text } = criterion;
    append(byText, textKey(withoutId(text)), criterion);
    const clauses = [value.given, value.when, value.then].filter((part) => part !== undefined);
    // A criterion in one sentence may be longer than its text.
    const oneLine = criterion.end - criterion.start > text.length || /\b(?:then|shall|entonces)\b/i.test(text);
    const own = new Set([text, ...(oneLine ? clauses : [])].flatMap(wordsIn));
    for (const word of own) append(postings, word, { position, weight: 1 });
    for (const word of new Set(clauses.flatMap(wordsIn))) {
      if (!own.has(word)) append(postings, word, { position, weight: BELOW });
    }
  });
  index.words = { byText, postings };
  return index.words;
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function byWords(text: string, index: Index): CriterionMatch {
  const words = [...new Set(wordsIn(text))];
  const { postings: byWord } = wordsOfIndex(index);
  const scores = new Map<number, { weight: number; shared: number }>();
  let all = 0;
  for (const word of words) {
    const postings = byWord.get(word) ?? [];
    // A word that no criterion has weighs as much as one that a single criterion has.
    const rarity = Math.log(1 + index.criteria.length / Math.max(1, postings.length));
    all += rarity;
    if (postings.length > MOST_POSTINGS) continue;
    for (const { position, weight } of postings) {
      const score = scores.get(position) ?? { weight: 0, shared: 0 };
      score.weight += rarity * weight;
      score.shared++;
      scores.set(position, score);
    }
  }
  const ranked: { criterion: CriterionClaim; score: number; shared: number }[] = [];
  for (const [position, { weight, shared }] of scores) {
    const criterion = index.criteria[position];
    const score = all === 0 ? 0 : weight / all;
    if (criterion !== undefined && score >= NEAR) ranked.push({ criterion, score, shared });
  }
  ranked.sort((a, b) => b.score - a.score);
  const [best, next] = ranked;
  const clear =
    best !== undefined &&
    best.score >= ENOUGH &&
    best.shared >= (best.score >= PLENTY && words.length > 2 ? 2 : 3) &&
    (next === undefined || best.score - next.score >= CLEARLY);
  if (clear) return { criteria: [best.criterion], by: "text", score: round(best.score), candidates: [] };
  const candidates = ranked
    .slice(0, MOST_CANDIDATES)
    .map(({ criterion, score }) => ({ criterion, score: round(score) }));
  return { criteria: [], by: null, score: candidates[0]?.score ?? 0, candidates };
}

function round(score: number): number {
  return Math.round(score * 1000) / 1000;
}

/** Every ID in a cell: "AC-1, AC-3", "AC1 & AC2", "1.2". */
function idsIn(text: string): readonly string[] {
  const first = explicitId(text);
  const ids = first === null ? [] : [idKey(first)];
  const plain = /^\s*(\d{1,2}\.\d{1,2})(?=$|[\s:)])/.exec(text)?.[1];
  if (plain !== undefined) ids.push(plain);
  for (const match of text.matchAll(/\b(?:AC|CA|FR|NFR|SC|REQ|US)[- ]?\d{1,4}(?:\.\d{1,3})*[a-z]?\b/g)) {
    const id = idKey(match[0]);
    if (!ids.includes(id)) ids.push(id);
  }
  return ids;
}

function withoutId(text: string): string {
  const id = explicitId(text);
  if (id === null) return text;
  return text.slice(text.indexOf(id) + id.length).replace(/^[\s*_:.)\]|—–-]+/, "");
}

function textKey(text: string): string {
  return fold(wordsOf(text))
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const STOP: ReadonlySet<string> = new Set(
  (
    "a an and are as at be been but by can do does for from given has have if in into is it its no not of on or that the their then " +
    "there these they this to was were when which while who will with without must should user system el la los las un una de del " +
    "y o que en con para por se no es cuando entonces dado"
  ).split(" "),
);

/** The words that tell criteria apart, without their endings. */
function wordsIn(text: string): readonly string[] {
  return textKey(text)
    .split(" ")
    .filter((word) => word.length > 1 && !STOP.has(word))
    .map(stem);
}

function stem(word: string): string {
  if (word.length <= 3) return word;
  const stemmed =
    word.length <= 5 ? word.replace(/s$/, "") : word.replace(/(?:ations?|ings?|ions?|ies|ied|ers?|ed|es|s|ly)$/, "");
  return stemmed.replace(/e$/, "");
}
