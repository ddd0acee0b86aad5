import { slug } from "../text/fold.ts";
import { lineAt, lineStarts } from "../text/source.ts";
import type { TestFacts, TestOutcome } from "../facts/tests.ts";
import {
  traceDesign,
  type CriterionClaim,
  type CriterionTrace,
  type DesignTrace,
  type MappingTrace,
  type TracedDocument,
} from "./design.ts";
import type { Resolution } from "./resolve.ts";
import { isProof, type Rung, type Shortfall, type Standing } from "./standing.ts";
import { testIndexOf, tokenKey, type Test, type TestIndex } from "./tests-index.ts";

/** A design as it is traced. */
export interface TracedDesign {
  readonly id: string;
  /** Folder of the design, or its only file. */
  readonly path: string;
  readonly documents: readonly TracedDocument[];
}

/** A test with what became of it. */
export interface TestRow {
  /** File, suites and title: what identifies it. */
  readonly id: string;
  readonly title: string;
  readonly file: string | null;
  readonly line: number | null;
  /** The outcomes of its runs, each once; empty when no report has it. */
  readonly outcomes: readonly TestOutcome[];
  /** Digests of its bodies in the sources. */
  readonly bodies: readonly string[];
}

/** A reference that means no one test. */
export interface OpenReference {
  readonly written: string;
  readonly is: "missing" | "ambiguous" | "planned";
  /** Tests that come near, or that it may be. */
  readonly candidates: readonly string[];
  /** Whether the first of them is most likely the same under another name. */
  readonly isClear: boolean;
}

/** A criterion, or a row of a mapping whose criterion nobody knows, with its tests. */
export interface MatrixRow {
  /** `<design>#AC-3`, the same wherever it is named. */
  readonly id: string;
  readonly is: "criterion" | "row";
  readonly document: string;
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  readonly rung: Rung;
  readonly shortfall: Shortfall | null;
  readonly because: string;
  readonly next: string | null;
  readonly tests: readonly TestRow[];
  readonly open: readonly OpenReference[];
  /** What the criterion says, clauses included: what its digest is made of. */
  statement(): string;
}

export interface GoalRow {
  readonly id: string;
  readonly document: string;
  readonly line: number;
  readonly text: string;
  /** Global IDs of the criteria that it rests on. */
  readonly criteria: readonly string[];
  readonly isCovered: boolean;
  readonly isCycle: boolean;
}

export interface DesignMatrix {
  readonly id: string;
  readonly path: string;
  /** Gaps first, worst first. */
  readonly rows: readonly MatrixRow[];
  readonly goals: readonly GoalRow[];
}

/** A test that is of no criterion, though it stands among those that are, or names one. */
export interface OrphanTest extends TestRow {
  /** Criteria that it names and that no design has, or that may be of several. */
  readonly names: readonly string[];
}

/** Counts of one run. */
export interface MatrixSummary {
  readonly designs: number;
  readonly goals: number;
  readonly criteria: number;
  /** Rows of mappings, linked to a criterion or not. */
  readonly rows: number;
  /** References to tests in them. */
  readonly references: number;
  readonly found: number;
  readonly missing: number;
  /** Of the missing ones: with a test whose name is clearly the same, only changed. */
  readonly renamed: number;
  readonly ambiguous: number;
  /** Criteria that are proven. */
  readonly proven: number;
  readonly byRung: Readonly<Partial<Record<Rung, number>>>;
  readonly orphans: number;
}

/** Criteria × tests × results of several designs, in both directions. */
export interface TraceMatrix {
  readonly designs: readonly DesignMatrix[];
  /** Tests that are mapped, with the criteria that they are of. */
  readonly tests: readonly (TestRow & { readonly criteria: readonly string[] })[];
  readonly orphans: readonly OrphanTest[];
  readonly summary: MatrixSummary;
}

/** Worst first. */
const GAPS: readonly string[] = [
  "failed",
  "dangling",
  "unmapped",
  "ambiguous",
  "error",
  "skipped",
  "todo",
  "expected-failure",
  "flaky",
  "no-assertion",
  "incomplete",
  "stale",
  "unbound",
  "manual",
  "planned",
  "declared",
  "verified",
  "guards",
  "red-green",
];
const gap = new Map(GAPS.map((name, i) => [name, i]));

/** Traces designs to their tests and back. Pure; about linear in claims, references and tests. */
export function traceMatrix(designs: readonly TracedDesign[], facts: TestFacts): TraceMatrix {
  const index = testIndexOf(facts);
  const named = new Map<Test, TestRow>();
  const rowOf = (test: Test): TestRow => {
    let row = named.get(test);
    if (row === undefined) named.set(test, (row = testRow(test)));
    return row;
  };
  const of = new Map<Test, string[]>();
  const counts = {
    goals: 0,
    criteria: 0,
    rows: 0,
    references: 0,
    found: 0,
    missing: 0,
    renamed: 0,
    ambiguous: 0,
    proven: 0,
  };
  const byRung: Partial<Record<Rung, number>> = {};
  const declared = new Set<string>();
  const matrices = designs.map((design): DesignMatrix => {
    const trace = traceDesign(design.id, design.documents, facts);
    const lines = new Map(design.documents.map(({ path, text }) => [path, lineStarts(text)]));
    const texts = new Map(design.documents.map(({ path, text }) => [path, text]));
    const lineOf = (document: string, offset: number): number => lineAt(lines.get(document) ?? [0], offset);
    const ids = idsOf(trace);
    const rows = trace.criteria.map((criterion): MatrixRow => {
      const tests = testsOf(criterion.rows, criterion.named);
      const id = ids.get(criterion) ?? design.id;
      if (criterion.claim.value.id !== undefined) declared.add(tokenKey(criterion.claim.value.id));
      for (const test of tests) push(of, test, id);
      return {
        id,
        is: "criterion",
        document: criterion.document,
        line: lineOf(criterion.document, criterion.claim.start),
        text: criterion.claim.text,
        ...standingFields(criterion.standing),
        tests: tests.map(rowOf),
        open: criterion.rows.flatMap(({ resolutions }) => resolutions.flatMap(openReference)),
        statement: statementOf(criterion.claim, texts.get(criterion.document) ?? ""),
      };
    });
    for (const row of trace.rows) {
      counts.rows++;
      for (const resolution of row.resolutions) count(resolution, counts);
      if (row.criteria.length > 0) continue;
      const id = `${design.id}#${slug(row.claim.value.criterion, LONGEST_SLUG)}`;
      const tests = testsOf([row], []);
      for (const test of tests) push(of, test, id);
      rows.push({
        id,
        is: "row",
        document: row.document,
        line: lineOf(row.document, row.claim.start),
        text: row.claim.value.criterion,
        ...standingFields(row.standing),
        tests: tests.map(rowOf),
        open: row.resolutions.flatMap(openReference),
        statement: () => row.claim.value.criterion,
      });
    }
    const goals = trace.goals
      .filter(({ criteria, isCycle }) => criteria.length > 0 || isCycle)
      .map((goal): GoalRow => ({
        id: `${design.id}#${goal.claim.id}`,
        document: goal.document,
        line: lineOf(goal.document, goal.claim.start),
        text: goal.claim.text,
        criteria: goal.criteria.map((criterion) => ids.get(criterion) ?? ""),
        isCovered: goal.isCovered,
        isCycle: goal.isCycle,
      }));
    counts.goals += goals.length;
    for (const row of rows) {
      byRung[row.rung] = (byRung[row.rung] ?? 0) + 1;
      if (row.is === "criterion") counts.criteria++;
      if (row.is === "criterion" && isProof(row)) counts.proven++;
    }
    return { id: design.id, path: design.path, rows: rows.toSorted(byGap), goals };
  });
  const orphans = orphansOf(index, of, declared);
  return {
    designs: matrices,
    tests: [...of].map(([test, criteria]) => ({ ...rowOf(test), criteria: [...new Set(criteria)] })),
    orphans,
    summary: { designs: designs.length, ...counts, byRung, orphans: orphans.length },
  };
}

const LONGEST_SLUG = 40;

function byGap(a: MatrixRow, b: MatrixRow): number {
  const rankOf = ({ rung, shortfall }: MatrixRow): number =>
    gap.get(rung === "executed" ? (shortfall ?? rung) : rung) ?? 0;
  return rankOf(a) - rankOf(b) || (a.document < b.document ? -1 : a.document > b.document ? 1 : a.line - b.line);
}

/** `<design>#AC-3`; where two documents of a design have the same ID and mean different things, the second tells its file. */
function idsOf({ id: design, criteria }: DesignTrace): ReadonlyMap<CriterionTrace, string> {
  const ids = new Map<CriterionTrace, string>();
  const taken = new Set<string>();
  for (const criterion of criteria) {
    const { claim, document } = criterion;
    const own = claim.value.id ?? claim.id.slice(claim.id.indexOf(":") + 1);
    let id = `${design}#${own}`;
    if (taken.has(id)) id = `${design}#${own}@${document.slice(document.lastIndexOf("/") + 1)}`;
    for (let i = 2; taken.has(id); i++) id = `${design}#${own}@${document.slice(document.lastIndexOf("/") + 1)}-${i}`;
    taken.add(id);
    ids.set(criterion, id);
  }
  return ids;
}

function standingFields(standing: Standing): Pick<MatrixRow, "rung" | "shortfall" | "because" | "next"> {
  const { rung, shortfall, because, next } = standing;
  return { rung, shortfall, because, next };
}

function testsOf(rows: readonly MappingTrace[], named: readonly Test[]): readonly Test[] {
  const tests = rows.flatMap(({ resolutions }) => resolutions.flatMap((each) => ("tests" in each ? each.tests : [])));
  return [...new Set([...tests, ...named])];
}

function openReference(resolution: Resolution): readonly OpenReference[] {
  const written = resolution.reference.text;
  switch (resolution.is) {
    case "missing":
      return [
        {
          written,
          is: "missing",
          candidates: resolution.suggestions.map(({ test }) => idOfTest(test)),
          isClear: resolution.suggestions.some(({ isClear }) => isClear),
        },
      ];
    case "ambiguous":
      return [
        { written, is: "ambiguous", candidates: resolution.candidates.slice(0, MOST).map(idOfTest), isClear: false },
      ];
    case "planned":
      return [{ written, is: "planned", candidates: [], isClear: false }];
    default:
      return [];
  }
}

const MOST = 20;

function count(
  resolution: Resolution,
  counts: { references: number; found: number; missing: number; renamed: number; ambiguous: number },
): void {
  if (resolution.is === "planned") return;
  counts.references++;
  if (resolution.is === "missing") {
    counts.missing++;
    if (resolution.suggestions.some(({ isClear }) => isClear)) counts.renamed++;
  } else if (resolution.is === "ambiguous") counts.ambiguous++;
  else counts.found++;
}

/** What a criterion says, clauses included, without its done mark. Most runs do not ask. */
function statementOf({ start, end, value }: CriterionClaim, text: string): () => string {
  return () => {
    const own = text.slice(start, end).replace(/^\[[ xX]\]\s*/, "");
    const { given, when, then, scenario } = value;
    return [own, given, when, then, scenario]
      .filter((part) => part !== undefined)
      .join("\n")
      .replace(/\s+/g, " ");
  };
}

function testRow(test: Test): TestRow {
  return {
    id: idOfTest(test),
    title: test.title,
    file: test.file,
    line: test.line,
    outcomes: [...new Set(test.runs.map((run) => run.case.outcome))],
    bodies: test.sources.map(({ body }) => body),
  };
}

function idOfTest(test: Test): string {
  return [test.file ?? test.unit, ...test.suites, test.title]
    .filter((part) => part !== null && part !== "")
    .join(" > ");
}

/** Tests without a criterion: in files that hold mapped ones, or with the ID of a criterion that some design has. */
function orphansOf(
  index: TestIndex,
  of: ReadonlyMap<Test, unknown>,
  declared: ReadonlySet<string>,
): readonly OrphanTest[] {
  const files = new Set<string>();
  for (const test of of.keys()) if (test.file !== null) files.add(test.file);
  const names = new Map<Test, string[]>();
  for (const id of declared) {
    for (const { test, design } of index.naming(id)) {
      if (!of.has(test)) push(names, test, design === null ? id : `${design}#${id}`);
    }
  }
  return index.tests
    .filter((test) => !of.has(test) && (names.has(test) || (test.file !== null && files.has(test.file))))
    .map((test) => ({ ...testRow(test), names: names.get(test) ?? [] }));
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
