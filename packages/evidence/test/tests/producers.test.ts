import { describe, expect, it } from "vitest";
import { readReport } from "../../src/tests/read.ts";
import { FIXTURES } from "./fixtures.ts";
import { lineOf } from "./notation.ts";

describe("a report that is", () => {
  it.each(Object.entries(FIXTURES))("%s is read", (_, { producer, text, cases, incomplete = [] }) => {
    const report = readReport(text);
    expect(report?.producer).toBe(producer);
    expect(report?.cases.map(lineOf)).toEqual(cases);
    expect(report?.incomplete).toEqual(incomplete);
  });

  it.each([
    ["nothing", ""],
    ["blanks", " \n\n"],
    ["prose", "All tests passed.\n"],
    ["a page", "<!doctype html><html><body>ok</body></html>"],
    ["settings", `{"name":"shop","version":"1.0.0"}`],
    ["a list", "[1,2,3]"],
    ["a build file", "<project><modelVersion>4.0.0</modelVersion></project>"],
    ["coverage", `{"total":{"lines":{"total":3,"covered":3}}}`],
  ])("%s is none", (_, text) => {
    expect(readReport(text)).toBeNull();
  });
});
