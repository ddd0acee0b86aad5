import type { AcceptanceCriterion } from "../claims/acceptance-criterion.ts";
import type { Claim } from "../claims/claim.ts";
import type { Goal } from "../claims/goal.ts";
import { matchCriterion } from "../claims/match-criterion.ts";
import { explicitId, idKey } from "../claims/statement.ts";
import type { TestMapping } from "../claims/test-mapping.ts";
import { splitReferences } from "../claims/test-references.ts";
import type { Document } from "../document/document.ts";
import type { TestFacts } from "../facts/tests.ts";
import { deepCoverage, leavesOf } from "./deep.ts";
import { resolveTest, type Resolution } from "./resolve.ts";
import { highest, isProof, lowest, manual, standingOf, standingOfTests, unmapped, type Standing } from "./standing.ts";
import { testIndexOf, type Test, type TestIndex } from "./tests-index.ts";

export type MappingClaim = Claim<"test-mapping", TestMapping>;
export type CriterionClaim = Claim<"acceptance-criterion", AcceptanceCriterion>;
export type GoalClaim = Claim<"goal", Goal>;

/** What tracing needs of a document, so that the rest of it can be let go. */
export interface TracedDocument {
  readonly path: string;
  readonly criteria: readonly CriterionClaim[];
  readonly mappings: readonly MappingClaim[];
  readonly goals: readonly GoalClaim[];
  readonly text: string;
}

/** A row of the test mapping and what its references mean. */
export interface MappingTrace {
  readonly document: string;
  readonly claim: MappingClaim;
  readonly resolutions: readonly Resolution[];
  readonly standing: Standing;
  /** The criteria that it maps; none when it is not clear which. */
  readonly criteria: readonly CriterionClaim[];
}

export interface CriterionTrace {
  readonly document: string;
  readonly claim: CriterionClaim;
  readonly rows: readonly MappingTrace[];
  /** Tests that name it themselves, in properties, tags or titles. */
  readonly named: readonly Test[];
  readonly standing: Standing;
}

export interface GoalTrace {
  readonly document: string;
  readonly claim: GoalClaim;
  /** The criteria that the goal rests on, also by way of other goals. */
  readonly criteria: readonly CriterionTrace[];
  readonly isCovered: boolean;
  readonly isCycle: boolean;
}

/** One design: its goals, criteria and rows, each with what stands for it. */
export interface DesignTrace {
  readonly id: string;
  readonly goals: readonly GoalTrace[];
  readonly criteria: readonly CriterionTrace[];
  readonly rows: readonly MappingTrace[];
}

/** Takes out of a document what tracing needs. */
export function tracedDocument(document: Document): TracedDocument {
  const { path, text } = document.outline.source;
  return {
    path,
    text,
    criteria: document.claimsOf("acceptance-criterion"),
    mappings: document.claimsOf("test-mapping"),
    goals: document.claimsOf("goal"),
  };
}

/**
 * Traces one design: every row to its tests, every criterion to its rows and to the tests that name it, every goal to its
 * criteria. Pure; about linear in claims and names.
 */
export function traceDesign(id: string, documents: readonly TracedDocument[], facts: TestFacts): DesignTrace {
  const index = testIndexOf(facts);
  const criteria = documents.flatMap((document) =>
    document.criteria.map((claim) => ({ claim, document: document.path })),
  );
  const claims = criteria.map(({ claim }) => claim);
  const rowsOf = new Map<CriterionClaim, MappingTrace[]>();
  const rows = documents.flatMap((document) =>
    document.mappings.map((claim): MappingTrace => {
      const matched = matchCriterion(claim.value, claims).criteria;
      const row = traceRow(claim, document.path, matched, index, facts.runners);
      for (const criterion of matched) {
        const known = rowsOf.get(criterion);
        if (known === undefined) rowsOf.set(criterion, [row]);
        else known.push(row);
      }
      return row;
    }),
  );
  const traced = criteria.map(({ claim, document }): CriterionTrace => {
    const mapped = rowsOf.get(claim) ?? [];
    const named = namedTests(claim, id, mapped, documents, index);
    const standings = [
      ...mapped.map(({ standing }) => standing),
      ...(named.length > 0 ? [standingOfTests(named, false, index)] : []),
    ];
    const name = claim.value.id ?? "the criterion";
    return { document, claim, rows: mapped, named, standing: highest(standings) ?? unmapped(name) };
  });
  return { id, goals: traceGoals(documents, traced), criteria: traced, rows };
}

function traceRow(
  claim: MappingClaim,
  document: string,
  criteria: readonly CriterionClaim[],
  index: TestIndex,
  runners: readonly string[],
): MappingTrace {
  const { value } = claim;
  const files = value.files ?? [];
  const written = value.references ?? (value.tests.length > 0 ? value.tests : files);
  if (written.length === 0) {
    const note = value.note ?? "";
    const [first] = splitReferences(note);
    const resolution = first === undefined ? null : resolveTest(first, index);
    const isPlanned = resolution !== null && resolution.is === "planned" && !/^(?:manual|by hand)/i.test(note);
    const standing = isPlanned ? standingOf(resolution, index) : manual(note);
    return { document, claim, resolutions: [], standing, criteria };
  }
  const resolutions = written.map((each) => resolveTest(each, index, files));
  const standing = lowest(resolutions.map((each) => standingOf(each, index, runners))) ?? manual("");
  return { document, claim, resolutions, standing, criteria };
}

/**
 * Tests that name a criterion. An ID by itself stands in many designs: it counts only with the design's name before it or, for a
 * criterion that no row maps, in a file that the design names. Where a row says which test is meant, a test of another design that
 * happens to lie in the same file must not speak for it.
 */
function namedTests(
  claim: CriterionClaim,
  design: string,
  rows: readonly MappingTrace[],
  documents: readonly TracedDocument[],
  index: TestIndex,
): readonly Test[] {
  const { id } = claim.value;
  if (id === undefined) return [];
  const mapped = new Set(
    rows.flatMap(({ resolutions }) => resolutions.flatMap((each) => ("tests" in each ? each.tests : []))),
  );
  const all = index.naming(id);
  const tests = all.filter((each) => {
    if (mapped.has(each.test)) return false;
    if (each.design !== null && isDesign(each.design, design)) return true;
    // Another design's name stands before it.
    if (each.design !== null || rows.length > 0) return false;
    return each.test.file !== null && namesFile(documents, each.test.file, index);
  });
  return [...new Set(tests.map(({ test }) => test))];
}

function isDesign(named: string, design: string): boolean {
  const bare = (name: string): string =>
    name
      .toLowerCase()
      .replace(/^\d{4}-?\d{2}-?\d{2}-|^\d{3,4}-/, "")
      .replace(/[_\s.]+/g, "-");
  return bare(named) === bare(design);
}

/** Whether a document names a file: by its path, or by as much of its end as no other test file has. */
function namesFile(documents: readonly TracedDocument[], file: string, index: TestIndex): boolean {
  const name = file.slice(file.lastIndexOf("/") + 1);
  const same = index.byFileName.get(name)?.length ?? 0;
  const folder = file.slice(0, Math.max(0, file.length - name.length - 1));
  const end = same > 1 && folder !== "" ? `${folder.slice(folder.lastIndexOf("/") + 1)}/${name}` : name;
  return documents.some(({ text }) => {
    for (let at = text.indexOf(end); at !== -1; at = text.indexOf(end, at + end.length)) {
      if (!/[\w.-]/.test(text[at - 1] ?? " ") && !/[\w-]/.test(text[at + end.length] ?? " ")) return true;
    }
    return false;
  });
}

const NAMED_ID = /\b[A-Z]{1,8}(?:-[A-Z]{1,8})?[- ]?\d{1,4}(?:\.\d{1,3})*[a-z]?\b/g;

/** Goals rest on the criteria whose IDs they name, on those that name theirs, and on what other goals that they name rest on. */
function traceGoals(documents: readonly TracedDocument[], criteria: readonly CriterionTrace[]): readonly GoalTrace[] {
  const goals = documents.flatMap((document) => document.goals.map((claim) => ({ claim, document: document.path })));
  if (goals.length === 0) return [];
  const byId = new Map<string, number[]>();
  const ids = (text: string): readonly string[] => [...new Set([...text.matchAll(NAMED_ID)].map(([id]) => idKey(id)))];
  const add = (id: string, node: number): void => {
    const known = byId.get(id);
    if (known === undefined) byId.set(id, [node]);
    else known.push(node);
  };
  goals.forEach(({ claim }, node) => {
    const id = explicitId(claim.text);
    if (id !== null) add(idKey(id), node);
  });
  criteria.forEach(({ claim }, i) => {
    if (claim.value.id !== undefined) add(idKey(claim.value.id), goals.length + i);
  });
  const edges: Set<number>[] = Array.from({ length: goals.length + criteria.length }, () => new Set());
  goals.forEach(({ claim }, node) => {
    for (const id of ids(claim.text))
      for (const other of byId.get(id) ?? []) if (other !== node) edges[node]?.add(other);
  });
  criteria.forEach(({ claim }, i) => {
    const own = claim.value.id === undefined ? "" : idKey(claim.value.id);
    for (const id of ids(claim.text)) {
      if (id === own) continue;
      for (const goal of byId.get(id) ?? []) if (goal < goals.length) edges[goal]?.add(goals.length + i);
    }
  });
  const out = edges.map((each) => [...each]);
  const coverage = deepCoverage(out, (node) => {
    const criterion = criteria[node - goals.length];
    return criterion === undefined ? null : isProof(criterion.standing);
  });
  return goals.map(({ claim, document }, node) => {
    const { isCovered, isCycle } = coverage[node] ?? { isCovered: false, isCycle: false };
    return {
      document,
      claim,
      criteria: leavesOf(node, out).flatMap((other) => criteria[other - goals.length] ?? []),
      isCovered,
      isCycle,
    };
  });
}

/** The tests of the sources that the rows of a design name, each once. */
export function testsNamedBy({ rows }: DesignTrace): readonly Test[] {
  const named = rows.flatMap(({ resolutions }) => resolutions.flatMap((each) => ("tests" in each ? each.tests : [])));
  return [...new Set(named)].filter(({ file, sources }) => file !== null && sources.length > 0);
}
