import { editDistance } from "../text/closest.ts";
import { foldedName } from "./names.ts";
import type { Reference } from "./reference.ts";
import type { Test, TestIndex } from "./tests-index.ts";

/** A test that comes near a name that nobody has. Never taken for the one that is meant. */
export interface Suggestion {
  readonly test: Test;
  /** 0 to 1: how much of both names is the same, rare words counting more. */
  readonly likeness: number;
  /** Whether it is near enough, and so much nearer than any other, that the name was most likely only changed. */
  readonly isClear: boolean;
}

const MOST = 3;
/** Below this a likeness says nothing. */
const NEAR = 0.4;
/** A name whose words all stand in the other one, or that differs by a slip of the pen, was most likely only changed. */
const CLEAR = 0.8;
/** By so much the first must be nearer than the second. */
const CLEARLY = 0.06;
/** Words that more tests have than this do not find any of them by themselves. */
const MOST_POSTINGS = 400;
/** A slip of the pen changes no more letters than these. */
const SLIP = 2;

interface Words {
  readonly postings: ReadonlyMap<string, readonly number[]>;
  readonly words: readonly (readonly string[])[];
  readonly total: number;
}

const memo = new WeakMap<TestIndex, Words>();

/** At most three tests whose names come near, nearest first. */
export function suggestTests(
  reference: Reference,
  index: TestIndex,
  files: readonly string[] = [],
): readonly Suggestion[] {
  const name = reference.segments.at(-1) ?? "";
  const wanted = wordsOf(name);
  if (wanted.length === 0) return [];
  const { postings, words, total } = wordsIn(index);
  const weigh = (word: string): number => Math.log(1 + total / (postings.get(word)?.length ?? 1));
  const shared = new Map<number, number>();
  let all = 0;
  for (const word of wanted) {
    const weight = weigh(word);
    all += weight;
    const places = postings.get(word) ?? [];
    if (places.length > MOST_POSTINGS) continue;
    for (const place of places) shared.set(place, (shared.get(place) ?? 0) + weight);
  }
  const isHere = (test: Test): boolean =>
    test.file !== null &&
    (files.some((file) => test.file?.endsWith(file)) ||
      (reference.path !== null && test.file.endsWith(reference.path)));
  const ranked: Suggestion[] = [];
  for (const [place, start] of shared) {
    if (start < all * 0.2) continue;
    const test = index.tests[place];
    if (test === undefined) continue;
    const own = words[place] ?? [];
    const common = own.filter((word) => wanted.includes(word)).reduce((sum, word) => sum + weigh(word), 0);
    const mine = own.reduce((sum, word) => sum + weigh(word), 0);
    const either = all + mine - common;
    const both = own.filter((word) => wanted.includes(word)).length;
    const alike = either === 0 ? 0 : common / either;
    // All words of one in the other: "env var substitution" and "load config env var substitution".
    const within = both >= 2 && common >= Math.max(all, mine) / 2 ? WITHIN * (common / Math.min(all, mine)) : 0;
    const likeness = Math.min(
      1,
      Math.max(alike, within, isSlip(wanted, own) ? SLIPPED : 0) + (isHere(test) ? HERE : 0),
    );
    if (likeness >= NEAR) ranked.push({ test, likeness: Math.round(likeness * 1000) / 1000, isClear: false });
  }
  ranked.sort((a, b) => b.likeness - a.likeness || (a.test.title < b.test.title ? -1 : 1));
  const [best, next] = ranked;
  const isClear =
    best !== undefined && best.likeness >= CLEAR && (next === undefined || best.likeness - next.likeness >= CLEARLY);
  return ranked.slice(0, MOST).map((each, i) => (i === 0 && isClear ? { ...each, isClear: true } : each));
}

const WITHIN = 0.9;
const SLIPPED = 0.95;
const HERE = 0.1;

/** Whether two names differ by a letter or two. */
function isSlip(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [a.join(" "), b.join(" ")];
  if (left.length < LEAST_SLIP || left.length > MOST_SLIP || Math.abs(left.length - right.length) > SLIP) return false;
  // Numbers tell tests apart; a wrong one is no slip.
  if (left.replace(/\D+/g, " ") !== right.replace(/\D+/g, " ")) return false;
  return editDistance(left, right) <= SLIP;
}

const LEAST_SLIP = 10;
const MOST_SLIP = 100;

function wordsIn(index: TestIndex): Words {
  const known = memo.get(index);
  if (known !== undefined) return known;
  const postings = new Map<string, number[]>();
  const words = index.tests.map(({ title }, place) => {
    const own = wordsOf(title);
    for (const word of own) {
      const places = postings.get(word);
      if (places === undefined) postings.set(word, [place]);
      else places.push(place);
    }
    return own;
  });
  const made = { postings, words, total: Math.max(1, index.tests.length) };
  memo.set(index, made);
  return made;
}

function wordsOf(name: string): readonly string[] {
  return [
    ...new Set(
      foldedName(name)
        .split(" ")
        .filter((word) => word !== "")
        .map(stem),
    ),
  ];
}

function stem(word: string): string {
  return word.length <= 4 ? word : word.replace(/(?:ing|ed|es|s)$/, "");
}
