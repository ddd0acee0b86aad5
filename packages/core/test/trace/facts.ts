/** Facts about tests, written by hand. */
import type { ReportBinding, SourceTest, TestCase, TestFacts, TestReport } from "../../src/facts/tests.ts";

/** A case that passed; what matters is given. */
export function caseOf(title: string, more: Partial<TestCase> = {}): TestCase {
  return {
    file: null,
    suites: [],
    title,
    joined: null,
    displayName: null,
    unit: null,
    parameters: null,
    outcome: "passed",
    detail: null,
    assertions: null,
    properties: [],
    tags: [],
    project: null,
    line: null,
    synthetic: null,
    reportLine: null,
    ...more,
  };
}

export const CURRENT: ReportBinding = { commit: "a".repeat(40), tree: "b".repeat(40), dirty: false, isCurrent: true };

/** A report of the judged state; `null` for one that nobody bound. */
export function reportOf(
  cases: readonly TestCase[],
  binding: ReportBinding | null = CURRENT,
  more: Partial<TestReport> = {},
): TestReport {
  return {
    path: "report.xml",
    digest: "sha256:0",
    producer: "vitest",
    cases,
    incomplete: [],
    hiddenInPassed: [],
    binding,
    ...more,
  };
}

/** A test in the sources: `file > suite > title`. */
export function sourceOf(name: string, more: Partial<SourceTest> = {}): SourceTest {
  const parts = name.split(" > ");
  const [file = "", ...names] = parts;
  return {
    file,
    line: 1,
    suites: names.slice(0, -1),
    title: names.at(-1) ?? "",
    runner: "pytest",
    disabled: null,
    isTemplate: false,
    body: `sha256:${name}`,
    ...more,
  };
}

export function factsOf(sources: readonly SourceTest[], reports: readonly TestReport[] = []): TestFacts {
  return { reports, sources, runners: ["pytest"] };
}
