import type { Claim } from "../claims/claim.ts";
import type { Document } from "../document/document.ts";
import type { TestFacts } from "../facts/tests.ts";
import {
  traceDesign,
  tracedDocument,
  type CriterionTrace,
  type GoalTrace,
  type MappingTrace,
} from "../trace/design.ts";
import type { JudgeContext } from "./judge.ts";

/** What was traced of a design, by claim. */
export interface ClaimTraces {
  row(claim: Claim): MappingTrace | undefined;
  criterion(claim: Claim): CriterionTrace | undefined;
  goal(claim: Claim): GoalTrace | undefined;
}

interface Made {
  readonly rows: ReadonlyMap<string, MappingTrace>;
  readonly criteria: ReadonlyMap<string, CriterionTrace>;
  readonly goals: ReadonlyMap<string, GoalTrace>;
}

const memo = new WeakMap<TestFacts, WeakMap<Document, Made>>();

/** The trace of the design that a claim stands in; made once for each design and set of facts. Null without facts about tests. */
export function designTraceOf({ document, design, facts }: JudgeContext): ClaimTraces | null {
  const { tests } = facts;
  if (tests === undefined) return null;
  const documents = design?.documents ?? [document];
  const [key = document] = documents;
  let known = memo.get(tests);
  if (known === undefined) memo.set(tests, (known = new WeakMap()));
  let made = known.get(key);
  if (made === undefined) {
    const trace = traceDesign(design?.id ?? document.outline.source.path, documents.map(tracedDocument), tests);
    made = { rows: byKey(trace.rows), criteria: byKey(trace.criteria), goals: byKey(trace.goals) };
    known.set(key, made);
  }
  const { rows, criteria, goals } = made;
  const { path } = document.outline.source;
  return {
    row: (claim) => rows.get(keyOf(path, claim)),
    criterion: (claim) => criteria.get(keyOf(path, claim)),
    goal: (claim) => goals.get(keyOf(path, claim)),
  };
}

function byKey<Traced extends { readonly document: string; readonly claim: Claim }>(
  traced: readonly Traced[],
): ReadonlyMap<string, Traced> {
  return new Map(traced.map((each) => [keyOf(each.document, each.claim), each]));
}

function keyOf(document: string, { id }: Claim): string {
  return `${document}\n${id}`;
}
