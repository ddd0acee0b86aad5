import type { Design, Document } from "../../document/document.ts";
import { claimsOf, type ClaimOf } from "../views/claims.ts";
import { Criteria, type Criterion, type Match } from "./match-criteria.ts";

/** One row of a mapping, and what it is about. */
export interface MappedRow {
  readonly in: Document;
  readonly row: ClaimOf<"test-mapping">;
  readonly match: Match;
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

const known = new WeakMap<Design, Mapping | null>();
const ofLone = new WeakMap<Document, Mapping | null>();

/** The criteria and the mapping of a design; null when it has not both. Worked out once for all rules. */
export function mappingOf(document: Document, design: Design | null): Mapping | null {
  const memo: WeakMap<object, Mapping | null> = design === null ? ofLone : known;
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
  const prepared = new Criteria(criteria);
  const rows = documents.flatMap((each) =>
    claimsOf(each, "test-mapping")
      .filter(({ value }) => !NAMES_A_TEST.test(value.criterion))
      .map((row) => ({ in: each, row, match: prepared.match(row.value.criterion, row.value.tests) })),
  );
  return { spec, criteria, plan, rows, unmapped: unmappedIn(criteria, rows) };
}

/** A criterion is surely in no row only when its words are hardly in any. */
const UNLIKE = 0.2;

function unmappedIn(criteria: readonly Criterion[], rows: readonly MappedRow[]): readonly Criterion[] {
  const mapped = new Set(rows.flatMap(({ match }) => match.criteria));
  if (rows.length === 0) return [];
  const byId = rows.filter(({ match }) => match.by === "id").length;
  if (byId >= rows.length / 2) return criteria.filter((_, i) => !mapped.has(i));
  // By words alone: only where most rows are recognised, and where there are about as many rows as criteria. A mapping that
  // sums up says the same in other words.
  const recognised = rows.filter(({ match }) => match.by !== null).length;
  if (recognised < rows.length * 0.7 || rows.length < criteria.length * 0.6) return [];
  const nearest = criteria.map(() => 0);
  for (const { match } of rows) {
    for (const [at, likeness] of match.likenesses) nearest[at] = Math.max(nearest[at] ?? 0, likeness);
  }
  return criteria.filter((_, i) => !mapped.has(i) && (nearest[i] ?? 0) < UNLIKE);
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
