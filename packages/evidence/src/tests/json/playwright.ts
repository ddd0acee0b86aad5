import type { TestCase, TestOutcome } from "@lintel/core";
import { count, detailOf, isOrAre, lineOf, notLoaded, numberOf, testCase, type ReadReport } from "../report.ts";
import { isObject, objectOrEmpty, objectsOf, textOf, textsOf, type JsonObject } from "../../text/values.ts";

const MOST_DEPTH = 100;

/** Playwright's own JSON: files relative to `config.rootDir`, tags, annotations, one result for each project. */
export function readPlaywright(report: JsonObject): ReadReport | null {
  const { config, suites, stats } = report;
  if (!isObject(config) || !Array.isArray(suites) || !isObject(stats) || numberOf(stats["expected"]) === null)
    return null;
  const cases: TestCase[] = [];
  const root = textOf(config["rootDir"]);
  const visit = (suite: JsonObject, around: readonly string[]): void => {
    const title = textOf(suite["title"]) ?? "";
    // The outermost suite is the file.
    const names = title === "" || title === suite["file"] ? around : [...around, title];
    for (const spec of objectsOf(suite["specs"])) {
      for (const test of objectsOf(spec["tests"])) cases.push(caseOf(spec, test, names, root));
    }
    if (names.length < MOST_DEPTH) for (const inner of objectsOf(suite["suites"])) visit(inner, names);
  };
  for (const suite of objectsOf(suites)) visit(suite, []);
  for (const error of objectsOf(report["errors"])) cases.push(loadError(error));
  const counted = ["expected", "skipped", "unexpected", "flaky"].reduce(
    (sum, key) => sum + (numberOf(stats[key]) ?? 0),
    0,
  );
  const listed = cases.filter(({ synthetic }) => synthetic === null).length;
  const disagrees =
    counted === listed
      ? []
      : [`${count(counted, "test")} ${counted === 1 ? "was" : "were"} counted, and ${isOrAre(listed)} listed.`];
  return { producer: "playwright", cases, incomplete: [...notLoaded(cases), ...disagrees], hiddenInPassed: [] };
}

function caseOf(spec: JsonObject, test: JsonObject, suites: readonly string[], root: string | null): TestCase {
  const file = textOf(spec["file"]);
  const outcome = outcomeOf(test);
  const last = objectsOf(test["results"]).at(-1) ?? {};
  const project = textOf(test["projectName"]) ?? "";
  const annotations = objectsOf(test["annotations"]).map(({ type, description }) => ({
    name: textOf(type) ?? "",
    value: textOf(description) ?? "",
  }));
  return testCase({
    file: file === null || root === null ? file : `${root.replace(/[\\/]$/, "")}/${file}`,
    suites,
    title: textOf(spec["title"]) ?? "",
    outcome,
    detail:
      outcome === "passed"
        ? null
        : detailOf(
            textOf(objectOrEmpty(last["error"])["message"]),
            annotations.find(({ name }) => name === "skip" || name === "fixme")?.value,
          ),
    properties: annotations,
    tags: textsOf(spec["tags"]).map((tag) => tag.replace(/^@/, "")),
    project: project === "" ? null : project,
    line: lineOf(spec["line"]),
  });
}

function outcomeOf(test: JsonObject): TestOutcome {
  const results = objectsOf(test["results"]);
  switch (test["status"]) {
    case "expected":
      if (test["expectedStatus"] === "failed") return "expected-failure";
      return test["expectedStatus"] === "skipped" || results.length === 0 ? "skipped" : "passed";
    case "flaky":
      return "flaky";
    case "skipped":
      return "skipped";
    case "unexpected":
      return results.at(-1)?.["status"] === "failed" || test["expectedStatus"] === "failed" ? "failed" : "error";
    default:
      return "error";
  }
}

/** An error outside of all tests: a file that cannot be loaded, a configuration that is wrong. */
function loadError(error: JsonObject): TestCase {
  const { file, line } = objectOrEmpty(error["location"]);
  const title = textOf(file) ?? "";
  return testCase({
    file: textOf(file),
    line: lineOf(line),
    title,
    suites: [],
    outcome: "error",
    synthetic: "load",
    detail: detailOf(textOf(error["message"])),
  });
}
