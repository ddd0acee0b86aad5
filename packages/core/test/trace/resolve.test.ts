import { describe, expect, it } from "vitest";
import type { TestFacts } from "../../src/facts/tests.ts";
import { resolveTest } from "../../src/trace/resolve.ts";
import { fullName, testIndexOf } from "../../src/trace/tests-index.ts";
import { caseOf, factsOf, reportOf, sourceOf } from "./facts.ts";

/** What a reference means among tests: the names found, or why none. */
function found(reference: string, facts: TestFacts, files: readonly string[] = []): string {
  const resolution = resolveTest(reference, testIndexOf(facts), files);
  switch (resolution.is) {
    case "planned":
      return "planned";
    case "missing":
      return `missing: ${resolution.why}`;
    case "ambiguous":
      return `ambiguous: ${resolution.candidates.map(fullName).join(" | ")}`;
    default:
      return `${resolution.is}: ${resolution.tests.map(fullName).join(" | ")}`;
  }
}

const sources = (...names: readonly string[]): TestFacts => factsOf(names.map((name) => sourceOf(name)));

describe("a reference to a test", () => {
  const facts = sources(
    "tests/test_server.py > test_version",
    "tests/test_server.py > TestRetry > test_gives_up",
    "web/order.test.ts > Order > when empty > is refused",
    "web/order.test.ts > Order > a > b, c :: d",
    "go/order_test.go > TestOrder > same_name",
    "src/OrderTest.java > OrderTest > Refunds > paysBack",
  );

  it.each([
    ["test_version", "one: tests/test_server.py > test_version"],
    ["`test_version()`", "one: tests/test_server.py > test_version"],
    ["tests/test_server.py::test_version", "one: tests/test_server.py > test_version"],
    ["test_server.py::TestRetry::test_gives_up", "one: tests/test_server.py > TestRetry > test_gives_up"],
    ["./tests/test_server.py::test_version", "one: tests/test_server.py > test_version"],
    ["tests\\test_server.py::test_version", "one: tests/test_server.py > test_version"],
    ["test_server::test_version", "one: tests/test_server.py > test_version"],
    ["test_version[1-one]", "one: tests/test_server.py > test_version"],
    ["TestRetry.test_gives_up", "one: tests/test_server.py > TestRetry > test_gives_up"],
    ["order.test.ts > Order > when empty > is refused", "one: web/order.test.ts > Order > when empty > is refused"],
    ["Order › when empty › is refused", "one: web/order.test.ts > Order > when empty > is refused"],
    ["Order when empty is refused", "one: web/order.test.ts > Order > when empty > is refused"],
    ["web/order.test.ts: is refused", "one: web/order.test.ts > Order > when empty > is refused"],
    ["Order > is refused", "one: web/order.test.ts > Order > when empty > is refused"],
    ["TestOrder/same_name", "one: go/order_test.go > TestOrder > same_name"],
    ["OrderTest#paysBack", "one: src/OrderTest.java > OrderTest > Refunds > paysBack"],
    ["com.shop.OrderTest.paysBack", "missing: no-such-test"],
    ["Pays back", "one: src/OrderTest.java > OrderTest > Refunds > paysBack"],
    ["should be refused", "missing: no-such-test"],
    ["“is refused”", "one: web/order.test.ts > Order > when empty > is refused"],
    ["is\u00a0refused", "one: web/order.test.ts > Order > when empty > is refused"],
    ["Unit: test_version", "one: tests/test_server.py > test_version"],
    ["pytest tests/test_server.py -k gives_up", "many: tests/test_server.py > TestRetry > test_gives_up"],
    ["uv run pytest tests/test_server.py::test_version", "one: tests/test_server.py > test_version"],
    ["web/", "many: web/order.test.ts > Order > when empty > is refused | web/order.test.ts > Order > a > b, c :: d"],
    ["TestRetry", "many: tests/test_server.py > TestRetry > test_gives_up"],
    ["tests/**/*.py", "many: tests/test_server.py > test_version | tests/test_server.py > TestRetry > test_gives_up"],
    ["test_vers*", "many: tests/test_server.py > test_version"],
    ["tests/none.py::test_version", "missing: no-such-file"],
    ["tests/test_server.py::test_none", "missing: no-such-test"],
    ["test_versions", "missing: no-such-test"],
    ["TBD", "planned"],
    ["planned (with the gate)", "planned"],
    ["—", "planned"],
    ["Manual verification in staging", "planned"],
  ])("“%s” is read", (reference, meant) => {
    expect(found(reference, facts)).toBe(meant);
  });

  it("may be a title that holds what separates suites elsewhere", () => {
    expect(found("b, c :: d", facts)).toBe("one: web/order.test.ts > Order > a > b, c :: d");
    const arrows = sources("a.test.ts > S > goes a > b", "a.test.ts > S > c");
    expect(found("goes a > b", arrows)).toBe("one: a.test.ts > S > goes a > b");
  });
});

describe("a name that several tests have", () => {
  it("is ambiguous in two files, and in a suite beside none", () => {
    const facts = sources("a/test_x.py > test_same", "b/test_x.py > test_same");
    expect(found("test_same", facts)).toBe("ambiguous: a/test_x.py > test_same | b/test_x.py > test_same");
    const nested = sources("a.test.ts > same", "a.test.ts > Suite > same");
    expect(found("same", nested)).toBe("ambiguous: a.test.ts > same | a.test.ts > Suite > same");
  });

  it("is ambiguous for suites of one name in two files", () => {
    const facts = sources("a.test.ts > Order > x", "a.test.ts > Order > y", "b.test.ts > Order > z");
    expect(found("Order", facts)).toBe("ambiguous: a.test.ts > Order > x | b.test.ts > Order > z");
    expect(found("a.test.ts > Order", facts)).toBe("many: a.test.ts > Order > x | a.test.ts > Order > y");
  });

  it("is ambiguous when the file is named by an end that two files have, unless one is it in full", () => {
    const facts = sources("test_server.py > test_x", "nested/test_server.py > test_x");
    expect(found("test_server.py::test_x", facts)).toBe("one: test_server.py > test_x");
    const deeper = sources("a/test_server.py > test_x", "b/test_server.py > test_x");
    expect(found("test_server.py::test_x", deeper)).toBe(
      "ambiguous: a/test_server.py > test_x | b/test_server.py > test_x",
    );
  });

  it("is the one in the file that the same row names", () => {
    const facts = sources("a/test_x.py > test_same", "b/test_y.py > test_same");
    expect(found("test_same", facts, ["test_y.py"])).toBe("one: b/test_y.py > test_same");
  });

  it("is missing when it stands in another file than the row says, and that file is there", () => {
    const facts = sources("a/test_x.py > test_message", "b/test_y.py > test_other");
    expect(found("test_message", facts, ["test_y.py"])).toBe("missing: no-such-test");
    expect(found("test_message", facts, ["never/there.py"])).toBe("one: a/test_x.py > test_message");
  });

  it("is never mixed up with one that it begins", () => {
    const facts = sources("t.py > test_scenario_1", "t.py > test_scenario_10");
    expect(found("test_scenario_1", facts)).toBe("one: t.py > test_scenario_1");
    expect(found("test_scenario_10", facts)).toBe("one: t.py > test_scenario_10");
  });

  it("is ambiguous when reports join suites by blanks and two splits fit", () => {
    const facts = sources("x.test.js > a b > c", "x.test.js > a > b c");
    expect(found("a b c", facts)).toBe("ambiguous: x.test.js > a b > c | x.test.js > a > b c");
    expect(found("a b > c", facts)).toBe("ambiguous: x.test.js > a b > c | x.test.js > a > b c");
  });
});

describe("a pattern", () => {
  const facts = sources("a_test.py > test_one", "a_test.py > test_two");

  it("that fits everything, or is a regular expression, names no test", () => {
    expect(found("*", facts)).toBe("ambiguous: ");
    expect(found("pytest -k t", facts)).toBe("ambiguous: ");
    expect(found('vitest run -t "^one|two$"', facts)).toBe("ambiguous: ");
  });

  it("that fits nothing is missing", () => {
    expect(found("test_seven*", facts)).toBe("missing: no-such-test");
    expect(found("lib/**/*_test.py", facts)).toBe("missing: no-such-file");
  });
});

describe("a case of a report", () => {
  it("is the run of the test in the sources, whatever form the report has", () => {
    const facts = factsOf(
      [
        sourceOf("tests/test_a.py > TestA > test_b"),
        sourceOf("web/a.test.ts > Order > is refused", { runner: "vitest" }),
        sourceOf("web/a.test.ts > Order > maps %i to %s", { runner: "vitest", isTemplate: true }),
        sourceOf("src/OrderTest.java > OrderTest > rejects", { runner: "junit", aliases: ["AC-3: rejects it"] }),
      ],
      [
        reportOf([
          caseOf("test_b", { unit: "tests.test_a.TestA", suites: null }),
          caseOf("Order > is refused", { file: "a.test.ts", suites: null }),
          caseOf("maps 1 to one", { file: "web/a.test.ts", suites: ["Order"] }),
          caseOf("maps 2 to two", { file: "web/a.test.ts", suites: ["Order"] }),
          caseOf("AC-3: rejects it", { unit: "com.shop.OrderTest", suites: [] }),
        ]),
      ],
    );
    const index = testIndexOf(facts);
    expect(index.tests.map((test) => [fullName(test), test.runs.length])).toEqual([
      ["tests/test_a.py > TestA > test_b", 1],
      ["web/a.test.ts > Order > is refused", 1],
      ["web/a.test.ts > Order > maps %i to %s", 2],
      ["src/OrderTest.java > OrderTest > rejects", 1],
    ]);
    expect(found("maps 2 to two", facts)).toBe("one: web/a.test.ts > Order > maps %i to %s");
    expect(found("Order > maps %i to %s", facts)).toBe("one: web/a.test.ts > Order > maps %i to %s");
  });

  it("is no run of a test of the same name elsewhere", () => {
    const facts = factsOf(
      [sourceOf("a/test_a.py > test_same")],
      [reportOf([caseOf("test_same", { file: "b/test_b.py" })])],
    );
    expect(testIndexOf(facts).tests.map((test) => [fullName(test), test.runs.length])).toEqual([
      ["a/test_a.py > test_same", 0],
      ["b/test_b.py > test_same", 1],
    ]);
  });

  it("of Go counts repeats of a name as the same test", () => {
    const facts = factsOf(
      [],
      [
        reportOf(
          [caseOf("same", { suites: ["TestX"] }), caseOf("same#01", { suites: ["TestX"], outcome: "failed" })],
          null,
          { producer: "go" },
        ),
      ],
    );
    expect(found("TestX/same", facts)).toBe("one: TestX > same");
    expect(testIndexOf(facts).tests[0]?.runs).toHaveLength(2);
  });
});

describe("what comes near a name that nobody has", () => {
  const suggestions = (name: string, facts: TestFacts): readonly (readonly [string, boolean])[] => {
    const resolution = resolveTest(name, testIndexOf(facts));
    return resolution.is === "missing"
      ? resolution.suggestions.map(({ test, isClear }) => [test.title, isClear] as const)
      : [];
  };

  it("is named, at most three times, and never taken for it", () => {
    const facts = sources(
      "t.py > test_load_config_env_var_substitution",
      "t.py > test_env_var_mime",
      "t.py > test_queue_drains",
      "t.py > test_queue_fills",
      "t.py > test_other",
    );
    expect(suggestions("test_env_var_substitution", facts)[0]).toEqual(["test_load_config_env_var_substitution", true]);
    expect(suggestions("test_enviroment_nothing_alike", facts)).toEqual([]);
  });

  it("is clear for a slip of the pen, and not for another number", () => {
    const facts = sources("t.py > test_rejects_version", "t.py > test_scenario_number_2", "t.py > test_else");
    expect(suggestions("test_rejects_verison", facts)).toEqual([["test_rejects_version", true]]);
    expect(suggestions("test_reject_version", facts)).toEqual([["test_rejects_version", true]]);
    expect(suggestions("test_scenario_number_3", facts).every(([, isClear]) => !isClear)).toBe(true);
  });
});
