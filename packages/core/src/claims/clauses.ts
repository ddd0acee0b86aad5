/** Given, when, then: in one sentence, over lines or bullets, with the words in bold, and as EARS (“When …, the system shall …”). */
import { wordsOf } from "./statement.ts";

export interface Clauses {
  readonly given?: string;
  readonly when?: string;
  readonly then?: string;
}

type Part = keyof Clauses;

/** Longer texts are no criterion, and not worth the search. */
const MOST = 1200;

const KEYWORD = /^(given|when|then|and|but|dado|dada|dados|dadas|cuando|entonces|y|pero)(?![\p{L}\p{N}])[\s:,]*/iu;
const PART_OF: Readonly<Record<string, Part | "more">> = {
  given: "given",
  dado: "given",
  dada: "given",
  dados: "given",
  dadas: "given",
  when: "when",
  cuando: "when",
  then: "then",
  entonces: "then",
  and: "more",
  but: "more",
  y: "more",
  pero: "more",
};

const SENTENCE = /^(?:given|dad[oa]s?)\s*[:,]?\s+/iu;
const THEN = /[,;.]?\s+(?:then|entonces)\s*[:,]?\s+/iu;
const WHEN = /[,;.]?\s+(?:when|cuando)\s*[:,]?\s+/iu;
const WHEN_FIRST = /^(?:when|cuando)\s*[:,]?\s+/iu;

/** While/where …, when/if …, the system shall …; the words before *shall* are the subject of the consequence. */
const EARS =
  /^(?:(?:while|where)\s+(.+?),\s*)?(?:(?:when|if)\s+(.+?),?\s+(?:then\s+)?)?(the\s+.{1,80}?\s+shall\s+.+)$/i;

/**
 * The clauses of a criterion, from its own text and the lines or sub-items under it; null when it is not written that way.
 *
 * @example clausesOf("Given a queue, when it is full, then callers wait", []) // { given: "a queue", when: "it is full", then: "callers wait" }
 */
export function clausesOf(text: string, below: readonly string[]): Clauses | null {
  const own = wordsOf(text);
  if (own.length > MOST) return null;
  return sentence(own) ?? lines([...text.split("\n"), ...below].map(wordsOf));
}

function sentence(own: string): Clauses | null {
  const opening = SENTENCE.exec(own) ?? WHEN_FIRST.exec(own);
  if (opening === null) return ears(own);
  const withGiven = SENTENCE.test(own);
  const then = THEN.exec(own);
  if (then === null) return ears(own);
  const before = own.slice(opening[0].length, then.index);
  const consequence = closed(own.slice(then.index + then[0].length));
  if (!withGiven) return { when: closed(before), then: consequence };
  const when = WHEN.exec(before);
  if (when === null) return { given: closed(before), then: consequence };
  return {
    given: closed(before.slice(0, when.index)),
    when: closed(before.slice(when.index + when[0].length)),
    then: consequence,
  };
}

function ears(own: string): Clauses | null {
  const match = /\bshall\b/i.test(own) ? EARS.exec(own) : null;
  if (match === null || (match[1] === undefined && match[2] === undefined)) return null;
  return {
    ...(match[1] === undefined ? {} : { given: closed(match[1]) }),
    ...(match[2] === undefined ? {} : { when: closed(match[2]) }),
    then: closed(match[3] ?? ""),
  };
}

function lines(all: readonly string[]): Clauses | null {
  const clauses: { -readonly [K in Part]?: string } = {};
  let last: Part | null = null;
  for (const line of all) {
    const match = KEYWORD.exec(line);
    if (match === null) continue;
    const rest = closed(line.slice(match[0].length));
    const part: Part | "more" | undefined = PART_OF[(match[1] ?? "").toLowerCase()];
    if (part === undefined || rest === "" || (last === null && (part === "then" || part === "more"))) continue;
    if (part === "more") {
      if (last !== null) clauses[last] = `${clauses[last] ?? ""}; ${rest}`;
    } else {
      clauses[part] = clauses[part] === undefined ? rest : `${clauses[part]}; ${rest}`;
      last = part;
    }
  }
  if (clauses.then === undefined && clauses.when === undefined) return null;
  return clauses;
}

function closed(text: string): string {
  return text.replace(/[\s,;]+$/, "").trim();
}
