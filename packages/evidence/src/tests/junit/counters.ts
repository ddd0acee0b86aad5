import type { TestCase } from "@lintel/core";
import { count, isOrAre, numberOf } from "../report.ts";
import type { RawReport } from "./raw.ts";

/** Where the counters of a report disagree with its cases, in sentences. */
export function disagreements(report: RawReport, cases: readonly TestCase[]): readonly string[] {
  return [...wrongCount(report, cases), ...missingFailures(report, cases)];
}

/** Some producers count the cases that stand for a file or a hook, others do not: either sum will do. */
export function wrongCount(report: RawReport, cases: readonly TestCase[]): readonly string[] {
  const counted = counterOf(report, "tests");
  const own = cases.filter(({ synthetic }) => synthetic === null).length;
  if (counted === null || counted === cases.length || counted === own) return [];
  return [`${count(counted, "test")} ${counted === 1 ? "was" : "were"} counted, and ${isOrAre(cases.length)} listed.`];
}

/**
 * Failures that were counted and that no case shows: a package that did not build, a report that was cut. Failures and errors are
 * taken together, because producers do not agree which is which.
 */
export function missingFailures(report: RawReport, cases: readonly TestCase[]): readonly string[] {
  const counted = (counterOf(report, "failures") ?? 0) + (counterOf(report, "errors") ?? 0);
  const listed = cases.filter(({ outcome }) => outcome === "failed" || outcome === "error").length;
  if (counted <= listed) return [];
  const were = `${count(counted, "failure")} ${counted === 1 ? "was" : "were"} counted`;
  return [`${were}, and ${isOrAre(listed)} listed: something failed that is no test.`];
}

/** A counter of the roots; of the suites below them where the roots have none. Null when nobody counted. */
export function counterOf({ roots, suites }: RawReport, attribute: string): number | null {
  const inRoots = roots.some(({ attributes }) => attributes["tests"] !== undefined);
  const counting = inRoots ? roots : suites.filter(({ parent }) => parent === null || parent.element === "testsuites");
  const numbers = counting.flatMap(({ attributes }) => numberOf(attributes[attribute]) ?? []);
  return numbers.length === 0 ? null : numbers.reduce((a, b) => a + b, 0);
}
