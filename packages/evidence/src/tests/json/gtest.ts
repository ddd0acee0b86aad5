import type { TestCase } from "@lintel/core";
import { count, detailOf, isOrAre, lineOf, numberOf, testCase, type ReadReport } from "../report.ts";
import { objectsOf, textOf, type JsonObject } from "../../text/values.ts";

/** What GoogleTest itself writes of a test; all else is a property that the test recorded. */
const OWN = new Set([
  "name",
  "file",
  "line",
  "status",
  "result",
  "timestamp",
  "time",
  "classname",
  "failures",
  "value_param",
  "type_param",
  "skipped",
]);

/** `--gtest_output=json:`. */
export function readGtest(report: JsonObject): ReadReport | null {
  if (!Array.isArray(report["testsuites"])) return null;
  const suites = objectsOf(report["testsuites"]);
  if (!suites.every(({ testsuite }) => Array.isArray(testsuite))) return null;
  const cases = suites.flatMap(({ testsuite }) => objectsOf(testsuite).map(caseOf));
  const total = numberOf(report["tests"]);
  const disagrees =
    total === null || total === cases.length
      ? []
      : [`${count(total, "test")} ${total === 1 ? "was" : "were"} counted, and ${isOrAre(cases.length)} listed.`];
  return { producer: "googletest", cases, incomplete: disagrees, hiddenInPassed: [] };
}

function caseOf(test: JsonObject): TestCase {
  const name = textOf(test["name"]) ?? "";
  const unit = textOf(test["classname"]) ?? "";
  const isParametrised = test["value_param"] !== undefined || test["type_param"] !== undefined;
  const at = isParametrised ? name.lastIndexOf("/") : -1;
  const failures = objectsOf(test["failures"]);
  const ran = test["status"] === "RUN" && (test["result"] === "COMPLETED" || test["result"] === undefined);
  return testCase({
    file: textOf(test["file"]),
    line: lineOf(test["line"]),
    unit,
    suites: [isParametrised ? unit.slice(unit.indexOf("/") + 1) : unit],
    title: at > 0 ? name.slice(0, at) : name,
    parameters: at > 0 ? name.slice(at) : null,
    outcome: failures.length > 0 ? "failed" : ran ? "passed" : "skipped",
    detail: detailOf(textOf(failures[0]?.["failure"])),
    properties: Object.entries(test).flatMap(([key, value]) =>
      OWN.has(key) || typeof value !== "string" ? [] : [{ name: key, value }],
    ),
  });
}
