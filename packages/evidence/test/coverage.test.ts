import { readDocument, verifyDocument, type CoverageReport, type Verdict } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { readCoverage } from "../src/coverage/formats.ts";

const LCOV =
  "TN:\nSF:packages/core/a.ts\nFNF:4\nFNH:4\nLF:80\nLH:76\nBRF:10\nBRH:9\nend_of_record\nSF:packages/web/b.ts\nLF:20\nLH:4\nend_of_record\n";

describe("a report of coverage", () => {
  it.each([
    [
      "lcov",
      LCOV,
      { lines: { covered: 80, total: 100 }, branches: { covered: 9, total: 10 }, functions: { covered: 4, total: 4 } },
    ],
    [
      "istanbul",
      JSON.stringify({
        total: { lines: { total: 10, covered: 9, pct: 90 }, branches: { total: 4, covered: 2 } },
        "/r/a.ts": { lines: { total: 10, covered: 9 } },
      }),
      { lines: { covered: 9, total: 10 }, branches: { covered: 2, total: 4 } },
    ],
    [
      "coverage.py",
      JSON.stringify({
        meta: {},
        totals: { covered_lines: 7, num_statements: 10 },
        files: { "a.py": { summary: { covered_lines: 7, num_statements: 10 } } },
      }),
      { lines: { covered: 7, total: 10 } },
    ],
    [
      "cobertura",
      '<?xml version="1.0"?>\n<coverage line-rate="0.9" lines-covered="9" lines-valid="10" branches-covered="1" branches-valid="2" version="1">\n</coverage>',
      { lines: { covered: 9, total: 10 }, branches: { covered: 1, total: 2 } },
    ],
    [
      "clover",
      '<coverage generated="1"><project timestamp="1"><metrics statements="10" coveredstatements="8" conditionals="2" coveredconditionals="1" methods="3" coveredmethods="3"/></project></coverage>',
      {
        statements: { covered: 8, total: 10 },
        branches: { covered: 1, total: 2 },
        functions: { covered: 3, total: 3 },
      },
    ],
    [
      "jacoco",
      '<?xml version="1.0"?><report name="x"><package name="p"><counter type="LINE" missed="1" covered="1"/></package><counter type="BRANCH" missed="2" covered="2"/><counter type="LINE" missed="10" covered="90"/></report>',
      { branches: { covered: 2, total: 4 }, lines: { covered: 90, total: 100 } },
    ],
    [
      "go",
      "mode: set\ngithub.com/a/b.go:1.2,3.4 3 1\ngithub.com/a/b.go:5.2,6.4 1 0\ngithub.com/a/b.go:5.2,6.4 1 2\ngithub.com/a/c.go:1.1,2.2 4 0\n",
      { statements: { covered: 4, total: 8 } },
    ],
  ])("of %s has its counts", (producer, text, total) => {
    expect(readCoverage(text)).toMatchObject({ producer, total });
  });

  it.each([
    "",
    "{}",
    "{",
    "<html></html>",
    "mode: set\n",
    "TN:\nSF:a\nend_of_record\n",
    '{"total":{"lines":{"total":0,"covered":0}}}',
    "<coverage/>",
  ])("that covers nothing, or is none, is not read: %s", (text) => {
    expect(readCoverage(text)).toBeNull();
  });
});

function report(text: string, more: Partial<CoverageReport> = {}): CoverageReport {
  const reading = readCoverage(text);
  if (reading === null) throw new Error("this is no report");
  const binding = { commit: "c", tree: "t", dirty: false, isCurrent: true };
  return { ...reading, path: "coverage/lcov.info", digest: "sha256:0", name: null, binding, ...more };
}

function onTarget(line: string, reports: readonly CoverageReport[]): Verdict | undefined {
  const document = readDocument(
    { path: "docs/orders.md", text: `# Orders\n\n## Success Criteria\n\n- ${line}\n` },
    null,
  );
  return verifyDocument(document, null, { coverage: { reports } }).find(({ claim }) => claim.startsWith("target:"));
}

describe("a target for coverage", () => {
  const ninety = "SF:a.ts\nLF:100\nLH:90\nBRF:100\nBRH:70\nend_of_record\n";

  it("holds when a report of this commit has as much, and is broken when it has less", () => {
    expect(onTarget("Line coverage ≥ 80%", [report(ninety)])).toMatchObject({
      outcome: "holds",
      evidence: [{ at: "coverage/lcov.info" }],
    });
    expect(onTarget("Branch coverage ≥ 80%", [report(ninety)])?.because).toBe(
      "“coverage >= 80 %” is missed: coverage/lcov.info shows 70 % of branches.",
    );
    expect(onTarget("Code coverage ≥ 70%", [report(ninety)])?.outcome).toBe("holds");
    expect(onTarget("Code coverage ≥ 95%", [report(ninety)])?.outcome).toBe("broken");
  });

  it("is that of the folder which it names", () => {
    expect(onTarget("Coverage of `packages/core` lines ≥ 90%", [report(LCOV)])).toMatchObject({ outcome: "holds" });
    expect(onTarget("Coverage of `packages/web` lines ≥ 90%", [report(LCOV)])).toMatchObject({ outcome: "broken" });
  });

  it.each([
    ["lines for branches and lines alike", "Coverage ≥ 80%", report(ninety), "inconclusive"],
    ["all of the code for new code", "Coverage ≥ 80% for new code", report(ninety), "inconclusive"],
    [
      "all of the code for a part of it",
      "Coverage of the checkout module ≥ 80% of lines",
      report(ninety),
      "inconclusive",
    ],
    ["unit tests for integration tests", "Integration test line coverage ≥ 80%", report(ninety), "inconclusive"],
    ["a folder that no report knows", "Line coverage of `packages/api` ≥ 80%", report(LCOV), "inconclusive"],
    [
      "a report of which nobody knows the commit",
      "Line coverage ≥ 80%",
      report(ninety, { binding: null }),
      "inconclusive",
    ],
    [
      "a report of another commit",
      "Line coverage ≥ 80%",
      report(ninety, { binding: { commit: "c", tree: "t", dirty: false, isCurrent: false } }),
      "stale",
    ],
    ["statements that the report does not have", "Statement coverage ≥ 80%", report(ninety), "inconclusive"],
  ])("is not proven by %s", (_, line, evidence, reason) => {
    expect(onTarget(line, [evidence])).toMatchObject({ outcome: "unproven", reason });
  });

  it("says what to provide where nothing was", () => {
    const document = readDocument(
      { path: "d.md", text: "# D\n\n## Success Criteria\n\n- Line coverage ≥ 80%\n- p95 latency < 200 ms\n" },
      null,
    );
    const targets = verifyDocument(document, null, {}).filter(({ claim }) => claim.startsWith("target:"));
    expect(targets.map(({ next }) => /coverage=|load=/.exec(next ?? "")?.[0])).toEqual(["coverage=", "load="]);
  });
});
