import type { TestCase, TestOutcome } from "@lintel/core";
import { count, detailOf, isOrAre, lineOf, numberOf, testCase, type ReadReport } from "../report.ts";
import { isObject, objectOrEmpty, objectsOf, textOf, textsOf, type JsonObject } from "../../text/values.ts";

/** The Common Test Report Format. Its reporters agree on the keys and not on what stands in `name` and `suite`. */
export function readCtrf(report: JsonObject): ReadReport | null {
  const results = objectOrEmpty(report["results"]);
  if (!isObject(results["tool"]) || !Array.isArray(results["tests"])) return null;
  const cases = objectsOf(results["tests"]).map(caseOf);
  const total = numberOf(objectOrEmpty(results["summary"])["tests"]);
  const disagrees =
    total === null || total === cases.length
      ? []
      : [`${count(total, "test")} ${total === 1 ? "was" : "were"} counted, and ${isOrAre(cases.length)} listed.`];
  const tool = textOf(objectOrEmpty(results["tool"])["name"]);
  return {
    producer: tool === null ? "ctrf" : `ctrf of ${tool}`,
    cases,
    incomplete: disagrees,
    hiddenInPassed: ["expected-failure"],
  };
}

function caseOf(test: JsonObject): TestCase {
  const file = textOf(test["filePath"]);
  const name = textOf(test["name"]) ?? "";
  const { project, suites } = suitesOf(test["suite"], file);
  const properties = objectsOf(objectOrEmpty(test["extra"])["annotations"]).map(({ type, description }) => ({
    name: textOf(type) ?? "",
    value: textOf(description) ?? "",
  }));
  // Jest's reporter writes the whole name, Playwright's only the last part of it.
  const prefix = suites === null ? "" : suites.map((suite) => `${suite} `).join("");
  const outcome = outcomeOf(
    test,
    properties.some((property) => property.name === "fail"),
  );
  return testCase({
    file,
    suites,
    title: prefix !== "" && name.startsWith(prefix) ? name.slice(prefix.length) : name,
    outcome,
    detail: outcome === "passed" ? null : detailOf(textOf(test["message"]), textOf(test["trace"])),
    properties,
    tags: textsOf(test["tags"]).map((tag) => tag.replace(/^@/, "")),
    project: project ?? textOf(test["browser"]),
    line: lineOf(test["line"]),
  });
}

/** A list in newer reports; before, one text joined by ` > `, with project and file in front. */
function suitesOf(
  suite: unknown,
  file: string | null,
): { readonly project: string | null; readonly suites: readonly string[] | null } {
  const text = textOf(suite);
  if (text === null && !Array.isArray(suite)) return { project: null, suites: null };
  const parts = text === null ? textsOf(suite) : text.split(" > ");
  const path = file?.replaceAll("\\", "/") ?? null;
  const at = path === null ? -1 : parts.findIndex((part) => path === part || path.endsWith(`/${part}`));
  return { project: at > 0 ? (parts[0] ?? null) : null, suites: parts.slice(at + 1).filter((part) => part !== "") };
}

function outcomeOf(test: JsonObject, isExpectedToFail: boolean): TestOutcome {
  switch (test["status"]) {
    case "passed":
      if (isExpectedToFail) return "expected-failure";
      return test["flaky"] === true ? "flaky" : "passed";
    case "failed":
      return "failed";
    case "skipped":
    case "pending":
      return test["rawStatus"] === "todo" ? "todo" : "skipped";
    case "other":
      return test["rawStatus"] === "todo" ? "todo" : "error";
    default:
      return "error";
  }
}
