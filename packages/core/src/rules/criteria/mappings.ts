import type { Design, Document } from "../../document/document.ts";
import { matchCriterion, type CriterionMatch } from "../../claims/match-criterion.ts";
import { fold } from "../../text/fold.ts";
import { claimsOf, type ClaimOf } from "../views/claims.ts";
import { explicitId } from "../../claims/statement.ts";
import { writeOutRanges } from "./ranges.ts";
import { Memo } from "../../text/memo.ts";

export type Criterion = ClaimOf<"acceptance-criterion">;

/** One row of a mapping, and what it is about. */
export interface MappedRow {
  readonly in: Document;
  readonly row: ClaimOf<"test-mapping">;
  readonly match: CriterionMatch;
}

/** A document's criteria beside a document's mapping of them to tests (often the spec and its design review). */
export interface Mapping {
  readonly spec: Document;
  readonly criteria: readonly Criterion[];
  /** The document with most rows of the mapping. */
  readonly plan: Document;
  /** The rows of all documents of the design. */
  readonly rows: readonly MappedRow[];
  /** Criteria that no row is about, for all that can be told. */
  readonly unmapped: readonly Criterion[];
}

const known = new Memo<Design, Mapping | null>();
const ofLone = new Memo<Document, Mapping | null>();

/** The criteria and the mapping of a design; null when it has not both. Worked out once for all rules. */
export function mappingOf(document: Document, design: Design | null): Mapping | null {
  const memo: Memo<object, Mapping | null> = design === null ? ofLone : known;
  const key = design ?? document;
  const before = memo.get(key);
  if (before !== undefined) return before;
  const mapping = read(design === null ? [document] : design.documents);
  memo.set(key, mapping);
  return mapping;
}

function read(documents: readonly Document[]): Mapping | null {
  const spec = most(documents, "acceptance-criterion");
  const plan = most(documents, "test-mapping");
  if (spec === null || plan === null) return null;
  const criteria = claimsOf(spec, "acceptance-criterion");
  const rows = documents.flatMap((each) =>
    claimsOf(each, "test-mapping")
      .filter(({ value }) => !NAMES_A_TEST.test(value.criterion))
      .map((row) => ({
        in: each,
        row,
        match: matchCriterion({ criterion: writeOutRanges(row.value.criterion) }, criteria),
      })),
  );
  return { spec, criteria, plan, rows, unmapped: unmappedIn(criteria, rows) };
}

function unmappedIn(criteria: readonly Criterion[], rows: readonly MappedRow[]): readonly Criterion[] {
  if (rows.length === 0) return [];
  const named = new Set<unknown>(rows.flatMap(({ match }) => match.criteria));
  const byId = rows.filter(({ match }) => match.by === "id").length;
  if (byId >= rows.length / 2) {
    // A criterion without an ID among others that have one cannot be named by it.
    const nameless = new Set(criteria.filter(({ value, text }) => (value.id ?? explicitId(text)) === null));
    const meant = nameless.size === 0 ? named : meantBy(rows, criteria);
    return criteria.filter((each) => !named.has(each) && !(nameless.has(each) && meant.has(each)));
  }
  // By words alone: only where nearly all rows are recognised, and where there are about as many rows as criteria. A mapping
  // that sums up says the same in other words.
  const recognised = rows.filter(({ match }) => match.by !== null).length;
  if (recognised < rows.length * 0.8 || rows.length < criteria.length * 0.6) return [];
  const meant = meantBy(rows, criteria);
  return criteria.filter((each) => !named.has(each) && !meant.has(each));
}

/** The criteria that rows may well mean: what comes near to one, or shares two telling words with it or with its tests. */
function meantBy(rows: readonly MappedRow[], criteria: readonly Criterion[]): ReadonlySet<unknown> {
  const meant = new Set<unknown>();
  for (const { match } of rows) for (const { criterion } of match.candidates) meant.add(criterion);
  const holders = new Map<string, Criterion[]>();
  for (const criterion of criteria) {
    const { given, when, then } = criterion.value;
    for (const word of tellingWords([criterion.text, given, when, then].join(" "))) {
      const others = holders.get(word);
      if (others === undefined) holders.set(word, [criterion]);
      else others.push(criterion);
    }
  }
  for (const { row } of rows) {
    const shared = new Map<Criterion, number>();
    for (const word of tellingWords([row.value.criterion, ...row.value.tests].join(" "))) {
      const telling = holders.get(word) ?? [];
      if (telling.length > MOST_HOLDERS || telling.length > criteria.length / 2) continue;
      for (const criterion of telling) shared.set(criterion, (shared.get(criterion) ?? 0) + 1);
    }
    // "Negative", "Errors": a row that names no criterion leaves it to the names of its tests.
    const enough = tellingWords(row.value.criterion).size <= 1 ? 1 : 2;
    for (const [criterion, times] of shared) if (times >= enough) meant.add(criterion);
  }
  return meant;
}

/** A word that more criteria hold tells none of them from the others, and would make long lists slow. */
const MOST_HOLDERS = 40;

const COMMON = new Set(
  "given when then with from that this have does must should user test tests tested case".split(" "),
);

/** The beginnings of the longer words of a statement or of a test's name. */
function tellingWords(text: string): ReadonlySet<string> {
  const split = text.replace(/([a-z])([A-Z])/g, "$1 $2").replaceAll("_", " ");
  const words = fold(split).split(/[^\p{L}\p{N}]+/u);
  return new Set(words.filter((word) => word.length > 2 && !COMMON.has(word)).map((word) => word.slice(0, 5)));
}

/** Rows whose criterion is a test in words ("Isolation test.") are a plan for tests, and map nothing. */
const NAMES_A_TEST = /\btests?\b[\s.:]*$/i;

/** The first document that makes most of the claims of a kind; null when none makes any. */
function most(documents: readonly Document[], kind: "acceptance-criterion" | "test-mapping"): Document | null {
  let best: Document | null = null;
  let count = 0;
  for (const document of documents) {
    const found = claimsOf(document, kind).length;
    if (found <= count) continue;
    count = found;
    best = document;
  }
  return best;
}
