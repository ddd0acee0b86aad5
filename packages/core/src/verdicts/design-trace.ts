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
  readonly rows: ReadonlyMap<Claim, MappingTrace>;
  readonly criteria: ReadonlyMap<Claim, CriterionTrace>;
  readonly goals: ReadonlyMap<Claim, GoalTrace>;
}

const memo = new WeakMap<TestFacts, WeakMap<Document, ClaimTraces>>();

/** The trace of the design that a claim stands in; made once for each design and set of facts. Null without facts about tests. */
export function designTraceOf({ document, design, facts }: JudgeContext): ClaimTraces | null {
  const { tests } = facts;
  if (tests === undefined) return null;
  const documents = design?.documents ?? [document];
  const [key = document] = documents;
  let known = memo.get(tests);
  if (known === undefined) memo.set(tests, (known = new WeakMap()));
  const before = known.get(key);
  if (before !== undefined) return before;
  const trace = traceDesign(design?.id ?? document.outline.source.path, documents.map(tracedDocument), tests);
  const made: ClaimTraces = {
    rows: new Map(trace.rows.map((row) => [row.claim, row])),
    criteria: new Map(trace.criteria.map((criterion) => [criterion.claim, criterion])),
    goals: new Map(trace.goals.map((goal) => [goal.claim, goal])),
  };
  known.set(key, made);
  return made;
}
