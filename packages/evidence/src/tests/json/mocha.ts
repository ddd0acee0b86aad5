import type { TestCase } from "@lintel/core";
import { count, detailOf, isOrAre, numberOf, testCase, type ReadReport } from "../report.ts";
import { isHook, spaced } from "../names.ts";
import { isObject, objectOrEmpty, objectsOf, textOf, type JsonObject } from "../../text/values.ts";

/** Mocha's `json`: skipped tests are listed twice, hooks that failed among the failures only. */
export function readMocha(report: JsonObject): ReadReport | null {
  const { stats, tests, failures, pending, passes } = report;
  if (!isObject(stats) || !Array.isArray(tests) || !Array.isArray(passes) || !Array.isArray(failures)) return null;
  const left = counted(objectsOf(pending));
  const known = counted(objectsOf(tests));
  const own = objectsOf(tests).map((test): TestCase => {
    const isSkipped = take(left, test);
    const isFailed = Object.keys(objectOrEmpty(test["err"])).length > 0;
    const isFlaky = (numberOf(test["currentRetry"]) ?? 0) > 0;
    return testCase({
      ...named(test),
      outcome: isFailed ? "failed" : isSkipped ? "skipped" : isFlaky ? "flaky" : "passed",
    });
  });
  const hooks = objectsOf(failures).filter((failure) => !take(known, failure));
  const cases = [
    ...own,
    ...hooks.map((hook) =>
      testCase({
        ...named(hook),
        outcome: "failed",
        ...(isHook(textOf(hook["title"]) ?? "") ? { synthetic: "hook" as const } : {}),
      }),
    ),
  ];
  const total = numberOf(stats["tests"]);
  const listed = objectsOf(tests).length;
  const disagrees =
    total === null || total === listed
      ? []
      : [`${count(total, "test")} ${total === 1 ? "was" : "were"} counted, and ${isOrAre(listed)} listed.`];
  return { producer: "mocha", cases, incomplete: disagrees, hiddenInPassed: [] };
}

function named(test: JsonObject): Omit<Partial<TestCase>, "outcome"> & Pick<TestCase, "title"> {
  const title = textOf(test["title"]) ?? "";
  const error = objectOrEmpty(test["err"]);
  return {
    file: textOf(test["file"]),
    ...spaced(textOf(test["fullTitle"]) ?? title, title),
    detail: detailOf(textOf(error["message"]), textOf(error["stack"])),
  };
}

function keyOf(test: JsonObject): string {
  return `${textOf(test["file"])}\n${textOf(test["fullTitle"])}`;
}

/** How often each test is in a list: titles repeat. */
function counted(tests: readonly JsonObject[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const test of tests) found.set(keyOf(test), (found.get(keyOf(test)) ?? 0) + 1);
  return found;
}

/** Takes a test out of a count; false when it is not in it. */
function take(from: Map<string, number>, test: JsonObject): boolean {
  const number = from.get(keyOf(test)) ?? 0;
  from.set(keyOf(test), number - 1);
  return number > 0;
}
