import type { TestCase, TestOutcome } from "@lintel/core";
import { count, detailOf, isOrAre, lineOf, notLoaded, numberOf, testCase, type ReadReport } from "../report.ts";
import { objectOrEmpty, objectsOf, textOf, textsOf, type JsonObject } from "../../text/values.ts";

/** JSON of Jest, and of Vitest, which writes the same shape with less in it. */
export function readJest(report: JsonObject): ReadReport | null {
  if (!Array.isArray(report["testResults"]) || numberOf(report["numTotalTests"]) === null) return null;
  const files = objectsOf(report["testResults"]);
  const isJest = report["numRuntimeErrorTestSuites"] !== undefined || report["wasInterrupted"] !== undefined;
  const cases = files.flatMap((file) => casesOf(file, isJest));
  const total = numberOf(report["numTotalTests"]);
  const listed = cases.filter(({ synthetic }) => synthetic === null).length;
  const disagrees =
    total !== listed
      ? [`${count(total ?? 0, "test")} ${total === 1 ? "was" : "were"} counted, and ${isOrAre(listed)} listed.`]
      : [];
  const interrupted = report["wasInterrupted"] === true ? ["The run was interrupted."] : [];
  return {
    producer: isJest ? "jest" : "vitest",
    cases,
    incomplete: [...interrupted, ...notLoaded(cases), ...disagrees],
    hiddenInPassed: isJest ? [] : ["expected-failure"],
  };
}

function casesOf(file: JsonObject, isJest: boolean): readonly TestCase[] {
  const path = textOf(file["name"]) ?? textOf(file["testFilePath"]);
  const results = objectsOf(file["assertionResults"] ?? file["testResults"]);
  const cases = results.map((result) => caseOf(result, path, isJest));
  const hasFailed = cases.some(({ outcome }) => outcome === "failed" || outcome === "error");
  if (file["status"] !== "failed" || hasFailed) return cases;
  // The file failed and none of its tests: it could not be loaded, or a hook of the whole file or of a suite failed.
  const title = path ?? "";
  const failure = testCase({
    file: path,
    title,
    suites: [],
    outcome: "failed",
    synthetic: cases.length === 0 ? "load" : "hook",
    detail: detailOf(textOf(file["message"])),
  });
  return [failure, ...cases];
}

function caseOf(result: JsonObject, file: string | null, isJest: boolean): TestCase {
  const messages = textsOf(result["failureMessages"]);
  const outcome = outcomeOf(result, messages.length > 0, isJest);
  return testCase({
    file,
    suites: textsOf(result["ancestorTitles"]),
    title: textOf(result["title"]) ?? textOf(result["fullName"]) ?? "",
    outcome,
    detail: outcome === "passed" ? null : detailOf(messages[0]),
    assertions: isJest ? numberOf(result["numPassingAsserts"]) : null,
    tags: textsOf(result["tags"]),
    line: lineOf(objectOrEmpty(result["location"])["line"]),
  });
}

function outcomeOf(result: JsonObject, hasMessages: boolean, isJest: boolean): TestOutcome {
  switch (result["status"]) {
    case "passed": {
      if (result["failing"] === true) return "expected-failure";
      const ranAgain = isJest ? (numberOf(result["invocations"]) ?? 1) > 1 : hasMessages;
      return ranAgain ? "flaky" : "passed";
    }
    case "failed":
      return "failed";
    case "todo":
      return "todo";
    case "pending":
    case "skipped":
    case "disabled":
    case "focused":
      return "skipped";
    default:
      // Nobody wrote how it ended.
      return "error";
  }
}
