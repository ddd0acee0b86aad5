import type { TestCase, TestOutcome } from "@lintel/core";
import type { RawCase, RawReport, RawSuite } from "./raw.ts";

/** What a report shows of whoever wrote it: the attributes that it uses, and where. */
export interface Shape {
  /** The first root. */
  readonly root: RawSuite;
  /** Whether the root is a `testsuites`. */
  readonly hasOuter: boolean;
  /** The name of the root, or "". */
  readonly rootName: string;
  readonly suiteKeys: ReadonlySet<string>;
  readonly caseKeys: ReadonlySet<string>;
}

/** A case as it stood and as it was understood. */
export interface Understood {
  readonly raw: RawCase;
  readonly test: TestCase;
}

/** How one tool writes JUnit's elements. */
export interface Producer {
  readonly name: string;
  /** By shape, never by the name of the file. The first producer of the list that says yes is taken. */
  recognises(shape: Shape, report: RawReport): boolean;
  /** What it writes as passed. */
  readonly hidden?: readonly TestOutcome[];
  /** Names, places and whatever it tells in a way of its own; what is left out is as in JUnit. */
  read(raw: RawCase, report: RawReport): Partial<TestCase>;
  /** What only shows when all cases are seen. */
  finish?(cases: readonly Understood[], report: RawReport): readonly TestCase[];
  /** Where its counters disagree with its cases; null when they count something else. */
  readonly counters?: ((report: RawReport, cases: readonly TestCase[]) => readonly string[]) | null;
}

export function shapeOf({ roots, suites, cases }: RawReport): Shape | null {
  const root = roots[0];
  if (root === undefined) return null;
  // The first ones are like all others.
  const keys = (elements: readonly { readonly attributes: object }[]) =>
    new Set(elements.slice(0, 200).flatMap(({ attributes }) => Object.keys(attributes)));
  return {
    root,
    hasOuter: root.element === "testsuites",
    rootName: root.attributes["name"] ?? "",
    suiteKeys: keys(suites),
    caseKeys: keys(cases),
  };
}

/** Whether all of a list are so, and there is one at all. */
export function all<Item>(items: readonly Item[], is: (item: Item) => boolean): boolean {
  return items.length > 0 && items.every(is);
}

export function isScript(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path) && !path.includes("\n");
}

/** Names of the suites around a case, outermost first, without the root. */
export function suitesAround({ suite }: RawCase): readonly RawSuite[] {
  const found: RawSuite[] = [];
  for (let at: RawSuite | null = suite; at !== null && at.element === "testsuite"; at = at.parent) found.push(at);
  return found.toReversed();
}

export function nameOf({ attributes }: RawSuite): string {
  return attributes["name"] ?? "";
}

/** `test_maps[1-one]` → `test_maps`, `[1-one]`. */
export function splitAt(text: string, at: number): { readonly title: string; readonly parameters: string | null } {
  return at <= 0 ? { title: text, parameters: null } : { title: text.slice(0, at), parameters: text.slice(at) };
}
