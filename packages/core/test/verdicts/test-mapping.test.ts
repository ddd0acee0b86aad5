import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/document/read.ts";
import type { Design } from "../../src/document/document.ts";
import type { TestFacts } from "../../src/facts/tests.ts";
import { builtInKind } from "../../src/template/builtin/kinds.ts";
import type { Verdict } from "../../src/verdicts/verdict.ts";
import { verifyDocument } from "../../src/verdicts/verify.ts";
import { caseOf, CURRENT, factsOf, reportOf, sourceOf } from "../trace/facts.ts";

const SPEC = "# Spec\n\n## Acceptance Criteria\n\n- AC-1: Orders are kept\n- AC-2: Load is shed\n";
const mapped = (tests: string): string =>
  `# TDR\n\n### Spec→Test mapping\n\n| Criterion | Test |\n|---|---|\n| AC-1: Orders are kept | ${tests} |\n`;

/** The verdicts on a spec with two criteria and a TDR with these rows, by claim. */
function verdictsOn(tdr: string, tests: TestFacts, shipped = false): Readonly<Record<string, Verdict>> {
  const documents = [
    readDocument({ path: "retry/spec.md", text: SPEC }, builtInKind("spec")),
    readDocument(
      { path: "retry/tdr.md", text: shipped ? tdr.replace("# TDR", "# TDR\n\n**Status**: Implemented") : tdr },
      builtInKind("tdr"),
    ),
  ];
  const design: Design = { id: "retry", layout: "directive", path: "retry", documents };
  const verdicts = documents.flatMap((document) => verifyDocument(document, design, { tests }));
  return Object.fromEntries(verdicts.map((verdict) => [verdict.claim, verdict]));
}

const onRow = (tests: string, facts: TestFacts, shipped = false): Verdict | undefined =>
  verdictsOn(mapped(tests), facts, shipped)["test-mapping:ac-1"];

const kept = sourceOf("tests/test_order.py > test_kept");
const passed = caseOf("test_kept", { file: "tests/test_order.py" });

describe("a row of the test mapping", () => {
  it("holds when its test passed on the judged state, and so does its criterion", () => {
    const verdicts = verdictsOn(mapped("`test_kept`"), factsOf([kept], [reportOf([{ ...passed, reportLine: 7 }])]));
    expect(verdicts["test-mapping:ac-1"]).toMatchObject({
      outcome: "holds",
      rung: "verified",
      because: "“test_kept” passed.",
      evidence: [{ at: "report.xml:7" }, { at: "tests/test_order.py:1" }],
    });
    expect(verdicts["acceptance-criterion:ac-1"]).toMatchObject({ outcome: "holds", rung: "verified" });
    expect(verdicts["acceptance-criterion:ac-2"]).toMatchObject({
      outcome: "unproven",
      reason: "no-evidence",
      rung: "unmapped",
      because: "No test is mapped to AC-2, and none names it.",
    });
  });

  it("needs every test that it names", () => {
    const facts = factsOf([kept, sourceOf("t.py > test_more")], [reportOf([passed])]);
    expect(onRow("`test_kept`, `test_more`", facts)).toMatchObject({ outcome: "unproven", rung: "declared" });
  });

  it("is broken when its test failed on the judged state", () => {
    const failed = { ...passed, outcome: "failed", detail: "AssertionError: 1 != 2\nmore" } as const;
    const verdicts = verdictsOn(mapped("`test_kept`"), factsOf([kept], [reportOf([failed])]));
    expect(verdicts["test-mapping:ac-1"]).toMatchObject({
      outcome: "broken",
      rung: "executed: failed",
      because: "“test_kept” failed: AssertionError: 1 != 2.",
    });
    expect(verdicts["acceptance-criterion:ac-1"]?.outcome).toBe("broken");
  });

  it("is broken when the design was delivered without its test, and planned before", () => {
    expect(onRow("`test_absent`", factsOf([kept]))).toMatchObject({
      outcome: "unproven",
      reason: "planned",
      rung: "dangling",
    });
    expect(onRow("`test_absent`", factsOf([kept]), true)).toMatchObject({ outcome: "broken", rung: "dangling" });
    expect(onRow("`test_absent`", factsOf([kept]))?.because).toBe(
      "No test “test_absent” is found among the tests of the runners that Lintel knows.",
    );
  });

  it("offers the name that is clearly meant, as a change of the document", () => {
    const text = mapped("`test_order_kept`");
    const facts = factsOf([sourceOf("t.py > test_order_is_kept"), sourceOf("t.py > test_else")]);
    const fix = verdictsOn(text, facts)["test-mapping:ac-1"]?.fix;
    const [edit] = fix?.edits ?? [];
    expect(fix?.title).toBe("Name `test_order_is_kept`");
    expect(text.slice(edit?.start, edit?.end)).toBe("test_order_kept");
    expect(edit?.text).toBe("test_order_is_kept");
  });

  it("has no verdict of tests where nobody knows of any", () => {
    expect(onRow("`test_kept`", factsOf([]))?.outcome).toBe("unproven");
    const document = readDocument({ path: "tdr.md", text: mapped("`test_kept`") }, builtInKind("tdr"));
    const [verdict] = verifyDocument(document, null, {});
    expect(verdict).toMatchObject({ outcome: "unproven", reason: "no-evidence" });
  });
});

describe("what looks like proof and is none", () => {
  const stale = { ...CURRENT, isCurrent: false };
  const hook = caseOf("after all", { file: "tests/test_order.py", synthetic: "hook", outcome: "error" });
  const load = caseOf("tests.test_order", { file: "tests/test_order.py", synthetic: "load", outcome: "error" });
  const other = caseOf("test_other", { file: "tests/test_order.py" });
  const mapsTwice = [
    caseOf("test_kept", { file: "tests/test_order.py", parameters: "[1]" }),
    caseOf("test_kept", { file: "tests/test_order.py", parameters: "[2]", outcome: "skipped" }),
  ];

  it.each([
    ["a test that only stands in the sources", factsOf([kept]), "declared"],
    ["a test in whose file others ran", factsOf([kept], [reportOf([other])]), "declared"],
    ["a pass that nobody bound to a commit", factsOf([kept], [reportOf([passed], null)]), "executed: unbound"],
    ["a pass on another commit", factsOf([kept], [reportOf([passed], stale)]), "executed: stale"],
    [
      "a pass with changes that were not committed",
      factsOf([kept], [reportOf([passed], { ...CURRENT, dirty: true })]),
      "executed: stale",
    ],
    ["a skipped test", factsOf([kept], [reportOf([{ ...passed, outcome: "skipped" }])]), "executed: skipped"],
    [
      "a test that is still to be written",
      factsOf([kept], [reportOf([{ ...passed, outcome: "todo" }])]),
      "executed: todo",
    ],
    [
      "a test marked as failing",
      factsOf([kept], [reportOf([{ ...passed, outcome: "expected-failure" }])]),
      "executed: expected-failure",
    ],
    ["a flaky test", factsOf([kept], [reportOf([{ ...passed, outcome: "flaky" }])]), "executed: flaky"],
    ["a test that could not end", factsOf([kept], [reportOf([{ ...passed, outcome: "error" }])]), "executed: error"],
    [
      "a pass without an assertion",
      factsOf([kept], [reportOf([{ ...passed, assertions: 0 }])]),
      "executed: no-assertion",
    ],
    ["a pass of an empty body", factsOf([{ ...kept, vacuous: true }], [reportOf([passed])]), "executed: no-assertion"],
    [
      "a pass of what its source skips",
      factsOf([{ ...kept, disabled: "skip" }], [reportOf([passed])]),
      "executed: skipped",
    ],
    [
      "a todo that its report calls a pass",
      factsOf([{ ...kept, disabled: "todo" }], [reportOf([passed])]),
      "executed: todo",
    ],
    ["a test whose file did not load", factsOf([kept], [reportOf([load])]), "executed: error"],
    ["a pass beside a hook that failed", factsOf([kept], [reportOf([passed, hook])]), "executed: error"],
    ["a case of several that was skipped", factsOf([kept], [reportOf(mapsTwice)]), "executed: skipped"],
    [
      "a pass and a failure on one state",
      factsOf([kept], [reportOf([passed]), reportOf([{ ...passed, outcome: "failed" }], CURRENT, { path: "b.xml" })]),
      "executed: flaky",
    ],
    [
      "parameters of a run that was cut off",
      factsOf(
        [kept],
        [
          reportOf(
            mapsTwice.map((each) => ({ ...each, outcome: "passed" as const })),
            CURRENT,
            { incomplete: ["3 of 9 ran."] },
          ),
        ],
      ),
      "executed: incomplete",
    ],
    [
      "one of two tests of the same name",
      factsOf([kept, { ...kept, line: 9 }], [reportOf([passed])]),
      "executed: incomplete",
    ],
    [
      "a test of that name in two files",
      factsOf([kept, sourceOf("b/test_b.py > test_kept")], [reportOf([passed])]),
      "ambiguous",
    ],
    [
      "a failure of another state",
      factsOf([kept], [reportOf([{ ...passed, outcome: "failed" }], stale)]),
      "executed: failed",
    ],
  ])("%s does not hold, and breaks nothing", (_what, facts, rung) => {
    expect(onRow("`test_kept`", facts)).toMatchObject({ outcome: "unproven", rung });
  });

  it("a test of a like name does not hold", () => {
    const facts = factsOf(
      [sourceOf("t.py > test_kept_twice")],
      [reportOf([caseOf("test_kept_twice", { file: "t.py" })])],
    );
    expect(onRow("`test_kept`", facts)?.outcome).toBe("unproven");
  });

  it("words in the place of a test do not hold", () => {
    const facts = factsOf([kept], [reportOf([passed])]);
    for (const cell of ["TBD", "Manual verification", "—", "n/a"]) expect(onRow(cell, facts)?.outcome).toBe("unproven");
    expect(onRow("Manual verification", facts)).toMatchObject({ rung: "manual" });
    expect(onRow("TBD", facts)).toMatchObject({ rung: "planned", reason: "planned" });
  });

  it("an older run does not outweigh one of the judged state", () => {
    const failed = { ...passed, outcome: "failed" } as const;
    expect(onRow("`test_kept`", factsOf([kept], [reportOf([failed], stale), reportOf([passed])]))?.outcome).toBe(
      "holds",
    );
    expect(onRow("`test_kept`", factsOf([kept], [reportOf([passed], stale), reportOf([failed])]))?.outcome).toBe(
      "broken",
    );
  });
});

describe("a test that runs in several forms", () => {
  it("holds when all of its parameters and projects passed, and is broken when one failed", () => {
    const cases = ["chromium", "webkit"].map((project) => ({ ...passed, project }));
    expect(onRow("`test_kept`", factsOf([kept], [reportOf(cases)]))).toMatchObject({
      outcome: "holds",
      because: "“test_kept” passed in all 2 projects.",
    });
    const [first = passed, second = passed] = cases;
    const mixed = [first, { ...second, outcome: "failed" as const }];
    expect(onRow("`test_kept`", factsOf([kept], [reportOf(mixed)]))?.outcome).toBe("broken");
  });

  it("holds for a suite when all below it passed", () => {
    const sources = [sourceOf("t.py > TestOrder > test_a"), sourceOf("t.py > TestOrder > test_b")];
    const cases = ["test_a", "test_b"].map((title) => caseOf(title, { file: "t.py", suites: ["TestOrder"] }));
    expect(onRow("`TestOrder`", factsOf(sources, [reportOf(cases)]))).toMatchObject({
      outcome: "holds",
      because: "All 2 tests of it passed.",
    });
    expect(onRow("`TestOrder`", factsOf(sources, [reportOf(cases.slice(1))]))).toMatchObject({ rung: "declared" });
  });
});

describe("a test that names a criterion itself", () => {
  const named = (title: string, more: Partial<Parameters<typeof caseOf>[1]> = {}): TestFacts =>
    factsOf([], [reportOf([caseOf(title, { file: "src/order.test.ts", ...more })])]);
  const onSecond = (facts: TestFacts, tdr = "# TDR\n"): Verdict | undefined =>
    verdictsOn(tdr, facts)["acceptance-criterion:ac-2"];

  it("proves it when the design's name stands before the ID", () => {
    expect(onSecond(named("retry#AC-2: load is shed"))?.outcome).toBe("holds");
    expect(onSecond(named("sheds", { properties: [{ name: "requirement", value: "retry/AC-2" }] }))?.outcome).toBe(
      "holds",
    );
    expect(onSecond(named("sheds", { tags: ["@retry#AC-2"] }))?.outcome).toBe("holds");
  });

  it("does not by an ID that any design may have, or that another one's name stands before", () => {
    expect(onSecond(named("AC-2: load is shed"))?.outcome).toBe("unproven");
    expect(onSecond(named("other#AC-2: load is shed"))?.outcome).toBe("unproven");
    expect(onSecond(named("retry#AC-21: load is shed"))?.outcome).toBe("unproven");
  });

  it("proves it by the bare ID in a file that the design names", () => {
    const tdr = "# TDR\n\n## Design\n\nThe tests are in `src/order.test.ts`.\n";
    expect(onSecond(named("AC-2: load is shed"), tdr)?.outcome).toBe("holds");
    expect(onSecond(named("ac_2_load_is_shed"), tdr)?.outcome).toBe("holds");
    expect(onSecond(named("AC-12: load is shed"), tdr)?.outcome).toBe("unproven");
  });

  it("does not speak for a criterion whose row names another test, though it lies in the file of that", () => {
    const tdr =
      "# TDR\n\n### Spec→Test mapping\n\n| Criterion | Test |\n|---|---|\n| AC-2 | `src/order.test.ts` > `sheds load` |\n";
    expect(onSecond(named("AC-2: of another design"), tdr)?.outcome).toBe("unproven");
    expect(onSecond(named("retry#AC-2: load is shed"), tdr)?.outcome).toBe("holds");
  });
});

describe("a goal", () => {
  const goals = (goal: string): string =>
    `# TDR\n\n## Goals\n\n- ${goal}\n\n## Test Strategy\n\n${mapped("`test_kept`").slice(7)}`;
  const onGoal = (goal: string, facts: TestFacts): Verdict | undefined =>
    Object.values(verdictsOn(goals(goal), facts)).find(({ claim }) => claim.startsWith("goal:"));

  it("holds when every criterion that it names does", () => {
    const facts = factsOf([kept], [reportOf([passed])]);
    expect(onGoal("Orders survive (AC-1)", facts)).toMatchObject({ outcome: "holds" });
    expect(onGoal("Orders survive (AC-1, AC-2)", facts)).toMatchObject({ outcome: "unproven" });
    expect(onGoal("Orders survive", facts)).toBeUndefined();
  });
});
