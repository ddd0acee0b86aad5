import { describe, expect, it } from "vitest";
import { readReport } from "../../src/tests/read.ts";
import { lineOf } from "./notation.ts";

describe("a report in JUnit's XML", () => {
  it("of Vitest has files as suites, and says what could not be loaded and which hook failed", () => {
    const report = readReport(`<?xml version="1.0" encoding="UTF-8" ?>
<testsuites name="vitest tests" tests="5" failures="2" errors="0" time="0.1">
  <testsuite name="test/cart.test.ts" timestamp="2026-01-01T00:00:00.000Z" hostname="h" tests="4" failures="1" errors="0" skipped="2" time="0.1">
    <testcase classname="test/cart.test.ts" name="empty at first" time="0.01"></testcase>
    <testcase classname="test/cart.test.ts" name="with a store &gt; keeps &quot;&lt;b&gt;&quot;" time="0"><skipped/></testcase>
    <testcase classname="test/cart.test.ts" name="with a store" time="0.01"><failure message="no store" type="Error">Error: no store</failure></testcase>
    <testcase classname="test/cart.test.ts" name="later" time="0"><skipped/></testcase>
  </testsuite>
  <testsuite name="test/gone.test.ts" timestamp="2026-01-01T00:00:00.000Z" hostname="h" tests="1" failures="1" errors="0" skipped="0" time="0">
    <testcase classname="test/gone.test.ts" name="test/gone.test.ts" time="0"><failure message="cannot find ./gone"/></testcase>
  </testsuite>
</testsuites>`);
    expect(report?.producer).toBe("vitest");
    expect(report?.incomplete).toEqual(["`test/gone.test.ts` could not be loaded, so none of its tests ran."]);
    expect(
      report?.cases.map(({ outcome, synthetic, title, reportLine }) => [outcome, synthetic, title, reportLine]),
    ).toEqual([
      ["passed", null, "empty at first", 4],
      ["skipped", null, 'with a store > keeps "<b>"', 5],
      ["failed", "hook", "with a store", 6],
      ["skipped", null, "later", 7],
      ["failed", "load", "test/gone.test.ts", 10],
    ]);
  });

  it("counts a case that failed and is marked as skipped as failed", () => {
    const report = readReport(
      `<testsuite name="x" tests="1"><testcase name="a"><skipped/><failure message="no"/></testcase></testsuite>`,
    );
    expect(report?.cases.map((test) => [lineOf(test), test.detail])).toEqual([["failed | - | ? > a", "no"]]);
  });

  it.each([
    ["status", "Failed", "failed"],
    ["status", "aborted", "error"],
    ["result", "timed out", "error"],
    ["status", "not_run", "skipped"],
    ["result", "Inconclusive", "error"],
    ["status", "run", "passed"],
    ["result", "completed", "passed"],
  ])("believes %s=%j where no child says anything: %s", (attribute, word, outcome) => {
    const text = `<testsuite name="x"><testcase name="a" ${attribute}="${word}"/></testsuite>`;
    expect(readReport(text)?.cases.map((test) => test.outcome)).toEqual([outcome]);
  });

  it("keeps properties that repeat, in order, and their text where they have no value", () => {
    const [test] =
      readReport(
        `<testsuite name="x"><testcase name="a"><properties><property name="requirement" value="AC-1"/><property name="requirement">AC-2</property></properties></testcase></testsuite>`,
      )?.cases ?? [];
    expect(test?.properties).toEqual([
      { name: "requirement", value: "AC-1" },
      { name: "requirement", value: "AC-2" },
    ]);
  });

  it("that is cut off says so, and does not list the case in which it ends", () => {
    const report = readReport(
      `<testsuites tests="2"><testsuite name="x" tests="2"><testcase name="a"/><testcase name="b">`,
    );
    expect(report?.cases.map(({ title }) => title)).toEqual(["a"]);
    expect(report?.incomplete).toEqual([
      "It ends in the middle of <testcase>: the run, or the writing of it, was cut off.",
      "2 tests were counted, and 1 is listed.",
    ]);
  });

  it("never expands an entity of its own", () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>`;
    const report = readReport(`${bomb}<testsuite name="x" tests="1"><testcase name="&b;&f;"/></testsuite>`);
    expect(report?.cases.map(({ title }) => title)).toEqual(["&b;&f;"]);
  });
});
