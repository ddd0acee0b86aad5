import type { TestCase } from "@lintel/core";
import { detailOf, lineOf, numberOf, sentences, testCase, type ReadReport } from "../report.ts";
import { child, descendants, type XmlNode } from "./tree.ts";

/** Catch2's own XML, of version 2 and 3: cases with tags; sections are part of their case. */
export function readCatch2(roots: readonly XmlNode[], damage: readonly string[]): ReadReport | null {
  const run = roots.find(({ name }) => name === "Catch" || name === "Catch2TestRun");
  if (run === undefined) return null;
  const unit = run.attributes["name"] ?? null;
  return {
    producer: "catch2",
    cases: descendants(run.children, "TestCase").map((test) => caseOf(test, unit)),
    incomplete: sentences(damage),
    hiddenInPassed: [],
  };
}

function caseOf(test: XmlNode, unit: string | null): TestCase {
  const { attributes } = test;
  const overall = child(test, "OverallResult");
  const exception = descendants(test.children, "Exception")[0];
  const failed = descendants(test.children, "Expression").find((each) => each.attributes["success"] === "false");
  const skips = numberOf(overall?.attributes["skips"]) ?? 0;
  const success = overall?.attributes["success"];
  const outcome =
    success === "true"
      ? skips > 0
        ? "skipped"
        : "passed"
      : exception === undefined && success === "false"
        ? "failed"
        : "error";
  return testCase({
    file: attributes["filename"] ?? null,
    line: lineOf(attributes["line"]),
    suites: [],
    title: attributes["name"] ?? "",
    unit,
    outcome,
    detail: outcome === "passed" ? null : detailOf(exception?.text, child(failed, "Original")?.text),
    tags: [...(attributes["tags"] ?? "").matchAll(/\[([^\]]{1,200})\]/g)].map((match) => match[1] ?? ""),
    reportLine: test.line,
  });
}
