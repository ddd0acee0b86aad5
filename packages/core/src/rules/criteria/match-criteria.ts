/** Which criteria a row of a mapping is about: by their IDs, else by what they say. */
import { explicitId, idKey } from "../../claims/statement.ts";
import { fold } from "../../text/fold.ts";
import type { ClaimOf } from "../views/claims.ts";

export type Criterion = ClaimOf<"acceptance-criterion">;

export interface Match {
  /** Indices into the criteria; empty when the row is about none of them. */
  readonly criteria: readonly number[];
  /** `order`: the row counts "AC3" and the criteria have no IDs, so it means the third. */
  readonly by: "id" | "order" | "text" | null;
  /** How alike the row and each criterion are that shares a word with it, 0 to 1. */
  readonly likenesses: ReadonlyMap<number, number>;
}

const NONE: ReadonlyMap<number, number> = new Map();

/** So many of the words that tell a statement from others must be in both. */
const ALIKE = 0.45;

/** What a word counts that no criterion holds: people say the same in other words. */
const STRANGE = 0.4;

/** Criteria, prepared to be compared with many rows. */
export class Criteria {
  private readonly byId = new Map<string, number>();
  private readonly words: readonly ReadonlySet<string>[];
  private readonly byWord = new Map<string, number[]>();
  readonly count: number;
  /** Whether at least half of them carry IDs. */
  readonly haveIds: boolean;

  constructor(criteria: readonly Criterion[]) {
    this.count = criteria.length;
    criteria.forEach(({ value, text }, i) => {
      const id = value.id ?? explicitId(text);
      if (id !== null && !this.byId.has(idKey(id))) this.byId.set(idKey(id), i);
    });
    this.haveIds = this.byId.size >= criteria.length / 2 && this.byId.size > 0;
    this.words = criteria.map(({ value, text }) =>
      tellingWords([text, value.scenario, value.given, value.when, value.then].filter(Boolean).join(" ")),
    );
    this.words.forEach((words, i) => {
      for (const word of words) {
        const others = this.byWord.get(word);
        if (others === undefined) this.byWord.set(word, [i]);
        else others.push(i);
      }
    });
  }

  /** The criteria that a row names; `tests` are the names of its tests, which often say it in the criterion's words. */
  match(row: string, tests: readonly string[] = []): Match {
    const named = this.namedIn(row);
    if (named.length > 0) return { criteria: named, by: "id", likenesses: NONE };
    const id = explicitId(row);
    if (this.haveIds && id !== null) return { criteria: [], by: null, likenesses: NONE };
    const said = this.likenesses(tellingWords(row));
    for (const test of tests) {
      for (const [at, likeness] of this.likenesses(tellingWords(test)))
        said.set(at, Math.max(likeness, said.get(at) ?? 0));
    }
    // A row may sum up criteria that say nearly the same.
    const alike = [...said].filter(([, likeness]) => likeness >= ALIKE).map(([at]) => at);
    if (alike.length > 0) return { criteria: alike, by: "text", likenesses: said };
    const order = id === null || this.byId.size > 0 ? null : /^(?:AC|CA)?[ -]?(\d{1,3})$/i.exec(id);
    const at = order === null ? -1 : Number(order[1]) - 1;
    if (at >= 0 && at < this.count) return { criteria: [at], by: "order", likenesses: said };
    return { criteria: [], by: null, likenesses: said };
  }

  /** IDs anywhere in the row, lists and ranges too: "AC-1, AC-2", "AC-1–AC-4", "AC1–3". */
  private namedIn(row: string): readonly number[] {
    const found = new Set<number>();
    const id =
      /\b([A-Z]{1,6})[ _-]?(\d{1,3}(?:\.\d{1,3})*)(?:\s*(?:-|–|—|to|through|\.\.\.?)\s*(?:([A-Z]{1,6})[ _-]?)?(\d{1,3})\b)?/g;
    for (let match = id.exec(row); match !== null; match = id.exec(row)) {
      const [, prefix = "", first = "", second, last] = match;
      const from = Number(first);
      const to = last !== undefined && (second === undefined || second === prefix) ? Number(last) : from;
      if (Number.isInteger(from) && to >= from && to - from < 200) {
        for (let number = from; number <= to; number++) this.addId(`${prefix}-${number}`, found);
      } else this.addId(`${prefix}-${first}`, found);
    }
    const plain = /^\s*(\d{1,3}(?:\.\d{1,3})+)\b/.exec(row)?.[1];
    if (plain !== undefined) this.addId(plain, found);
    return [...found];
  }

  private addId(id: string, found: Set<number>): void {
    const at = this.byId.get(idKey(id));
    if (at !== undefined) found.add(at);
  }

  /** How alike a statement and each criterion are that share a word with it. */
  private likenesses(words: ReadonlySet<string>): Map<number, number> {
    const shared = new Map<number, number>();
    for (const word of words) {
      for (const at of this.byWord.get(word) ?? []) shared.set(at, (shared.get(at) ?? 0) + this.weightOf(word));
    }
    const own = this.sum(words);
    const likenesses = new Map<number, number>();
    for (const [at, weight] of shared) {
      const size = Math.min(own, this.sum(this.words[at] ?? words));
      likenesses.set(at, size === 0 ? 0 : Math.min(1, weight / size));
    }
    return likenesses;
  }

  private sum(words: ReadonlySet<string>): number {
    let sum = 0;
    for (const word of words) sum += this.weightOf(word);
    return sum;
  }

  /** What a word counts: less, the more criteria hold it, because then it tells none of them from the others. */
  private weightOf(word: string): number {
    const holders = this.byWord.get(word)?.length ?? 0;
    return holders === 0 ? STRANGE : 1 / (1 + Math.log2(holders));
  }
}

const COMMON = new Set(
  "a an and any are as at be been being but by can case do does each for from get given gets had has have if in into is it its must no not of on or our out shall should so such that the their them then there these they this to up use used user users using via was when where which while will with without would ac criterion criteria test tests spec el la los las un una de del y o que se en con por para es cuando entonces dado".split(
    " ",
  ),
);

/** The words of a statement that tell it from others, cut to what inflection leaves alone. */
function tellingWords(statement: string): ReadonlySet<string> {
  const words = new Set<string>();
  const split = statement.replace(/([a-z])([A-Z])/g, "$1 $2").replaceAll("_", " ");
  for (const word of fold(split).split(/[^\p{L}\p{N}]+/u)) {
    if (word.length < 2 || COMMON.has(word)) continue;
    words.add(
      word.length > 4 ? word.replace(/(?:ations?|ating|ated|ing|ies|ied|es|ed|s|ly|y|e)$/, "") : word.replace(/s$/, ""),
    );
  }
  return words;
}
