import * as fc from "fast-check";
import type { TestCase } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { readReport } from "../../src/tests/read.ts";
import { hasTestSamples, readTestSample } from "../shared.ts";
import { FIXTURES } from "./fixtures.ts";

const TEXTS = [
  ...Object.values(FIXTURES).map(({ text }) => text),
  ...(hasTestSamples
    ? [
        "vitest/v4/junit.xml",
        "jest/jest.json",
        "go/go-test.json",
        "node-test/node24.tap",
        "vitest/v3/report.tap",
        "cucumber-js/messages.ndjson",
        "trx/jest-trx.trx",
        "playwright/report.json",
      ].map(readTestSample)
    : []),
];

const aReport = fc.constantFrom(...TEXTS);

/** The first case that is none, whatever the text. */
function oddCase(text: string): TestCase | undefined {
  return readReport(text)?.cases.find(
    ({ title, line, reportLine, detail, joined, suites }) =>
      typeof title !== "string" ||
      (line !== null && line < 1) ||
      (reportLine !== null && reportLine < 1) ||
      (detail ?? "").length > 300 ||
      (joined !== null && suites !== null),
  );
}

describe("a reader of reports", () => {
  it("reads the beginning of any report", () => {
    fc.assert(
      fc.property(aReport, fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
        expect(oddCase(text.slice(0, Math.floor(text.length * share)))).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it("says of every report that was cut in a test that it is not whole, or reads none", () => {
    // Between two documents of one stream nothing says that another was to come.
    for (const text of TEXTS.filter((each) => each.split("<?xml").length < 3)) {
      const whole = readReport(text);
      for (let i = 1; i < 20; i++) {
        const part = readReport(text.slice(0, Math.floor((text.length * i) / 20)));
        if (part === null || part.cases.length >= (whole?.cases.length ?? 0)) continue;
        expect(part.incomplete, `${whole?.producer} cut at ${i} of 20`).not.toEqual([]);
      }
    }
  });

  it("survives any change of a few characters, and any mixture", () => {
    const junk = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom(
        "<",
        ">",
        "]]>",
        "<![CDATA[",
        "&#0;",
        "\u0000",
        "{",
        "}",
        "[",
        "]",
        '"',
        "\\",
        "ok 1",
        "1..",
        "#",
        "    ",
        "<testcase>",
        "</testsuite>",
        "__proto__",
      ),
    );
    fc.assert(
      fc.property(aReport, fc.array(fc.tuple(fc.nat(), fc.nat({ max: 30 }), junk), { maxLength: 5 }), (text, edits) => {
        let changed = text;
        for (const [at, length, what] of edits) {
          const start = at % (changed.length + 1);
          changed = changed.slice(0, start) + what + changed.slice(start + length);
        }
        expect(oddCase(changed)).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(aReport, aReport, fc.nat(), (a, b, at) => {
        expect(oddCase(a.slice(0, at % (a.length + 1)) + b)).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ["deep elements", "<testsuites>".repeat(200_000)],
    ["deep suites with cases", `${'<testsuite name="a">'.repeat(50_000)}<testcase name="x"/>`],
    ["elements that are never closed", "<a".repeat(200_000)],
    ["closing tags without end", `<testsuites>${"</a>".repeat(200_000)}`],
    ["an attribute without end", `<testsuite name="${"a".repeat(2_000_000)}`],
    [
      "many attributes",
      `<testsuite ${Array.from({ length: 50_000 }, (_, i) => `a${i}="1"`).join(" ")}><testcase name="x"/></testsuite>`,
    ],
    ["entities without end", `<testsuite name="x">${"&a;".repeat(300_000)}</testsuite>`],
    [
      "control characters",
      `<testsuite name="x"><testcase name="a"><system-out>${"\u001b[31m".repeat(200_000)}</system-out></testcase></testsuite>`,
    ],
    ["many documents", '<testsuite name="x"><testcase name="a"/></testsuite>\n'.repeat(20_000)],
    [
      "one name, many times over",
      `<testsuites name="vitest tests"><testsuite name="a.test.ts">${`<testcase name="${"x > ".repeat(200)}"><skipped/></testcase>`.repeat(2000)}</testsuite></testsuites>`,
    ],
    [
      "a title that is all separators",
      `<testsuites name="vitest tests"><testsuite name="a.test.ts"><testcase name="${"x > ".repeat(500_000)}"><skipped/></testcase></testsuite></testsuites>`,
    ],
    [
      "a suite of tests that took no time",
      `<testsuites name="jest tests"><testsuite name="a" tests="9">${'<testcase name="a" time="0"/>'.repeat(50_000)}</testsuite></testsuites>`,
    ],
    ["deep lists", "[".repeat(2_000_000)],
    ["deep objects", '{"suites":'.repeat(200_000)],
    ["deep objects that are closed", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`],
    ["a string without end", `{"testResults":"${"a".repeat(3_000_000)}`],
    [
      "suites in suites",
      `{"config":{},"stats":{"expected":1},"suites":[${'{"title":"a","suites":['.repeat(3000)}${"]}".repeat(3000)}]}`,
    ],
    ["a million points", `TAP version 13\n1..300000\n${"ok 1 - a\n".repeat(300_000)}`],
    ["points that open", `TAP version 13\n${"ok 1 - a {\n".repeat(100_000)}`],
    ["points ever deeper", Array.from({ length: 3000 }, (_, i) => `${"    ".repeat(i)}ok 1 - a`).join("\n")],
    ["points that go up and down", "TAP version 13\n    ok 1 - a\nok 1 - b\n".repeat(50_000)],
    [
      "points behind each other without a parent",
      `TAP version 13\n${"    ok 1 - a\n        ok 1 - b\n".repeat(50_000)}`,
    ],
    ["hashes", `TAP version 13\nok 1 - ${" #".repeat(200_000)}\n`],
    ["a block without end", `TAP version 13\nok 1 - a\n  ---\n${"  a: b\n".repeat(200_000)}`],
    ["lines of nothing", '{"Action":"run","Package":"a"}\n{}\n'.repeat(100_000)],
    [
      "tests that never end",
      Array.from({ length: 100_000 }, (_, i) => `{"Action":"run","Package":"a","Test":"T${i}"}`).join("\n"),
    ],
  ])("ends with %s", (_, text) => {
    expect(oddCase(text)).toBeUndefined();
  });
});
