import type { TestCase, TestOutcome } from "@lintel/core";
import { detailOf, lineOf, sentences, testCase, type ReadReport } from "../report.ts";
import { objectOrEmpty, objectsOf, textOf, textsOf, type JsonObject } from "../../text/values.ts";
import { brokenLines, type Line } from "./lines.ts";

const WORST = ["FAILED", "AMBIGUOUS", "UNDEFINED", "PENDING", "SKIPPED", "UNKNOWN"] as const;

/** Cucumber's messages, of all its implementations: features, pickles, and what happened to each, as it happened. */
export function readMessages(lines: readonly Line[]): ReadReport | null {
  const has = (is: (value: JsonObject) => boolean) => lines.some(({ value }) => value !== null && is(value));
  if (
    !has(({ meta }) => objectOrEmpty(meta)["protocolVersion"] !== undefined) ||
    !has(({ pickle }) => pickle !== undefined)
  )
    return null;
  const places = new Map<string, { readonly suites: readonly string[]; readonly line: number | null }>();
  const pickles = new Map<string | null, JsonObject>();
  const cases = new Map<string | null, string | null>();
  const started = new Map<string | null, { readonly testCase: string | null; readonly attempt: number }>();
  const worst = new Map<string | null, { word: string; message: string | null }>();
  const ended = new Map<string | null, TestCase>();
  let isFinished = false;
  for (const { number, value } of lines) {
    if (value === null) continue;
    if (value["gherkinDocument"] !== undefined) readPlaces(objectOrEmpty(value["gherkinDocument"]), places);
    const pickle = objectOrEmpty(value["pickle"]);
    if (textOf(pickle["id"]) !== null) pickles.set(textOf(pickle["id"]), pickle);
    const one = objectOrEmpty(value["testCase"]);
    if (textOf(one["id"]) !== null) cases.set(textOf(one["id"]), textOf(one["pickleId"]));
    const start = objectOrEmpty(value["testCaseStarted"]);
    if (textOf(start["id"]) !== null)
      started.set(textOf(start["id"]), {
        testCase: textOf(start["testCaseId"]),
        attempt: Number(start["attempt"] ?? 0),
      });
    const step = objectOrEmpty(value["testStepFinished"]);
    const result = objectOrEmpty(step["testStepResult"]);
    const word = textOf(result["status"]);
    if (word !== null) {
      const before = worst.get(textOf(step["testCaseStartedId"]));
      if (rank(word) > rank(before?.word ?? ""))
        worst.set(textOf(step["testCaseStartedId"]), { word, message: textOf(result["message"]) });
    }
    const finish = objectOrEmpty(value["testCaseFinished"]);
    const of = started.get(textOf(finish["testCaseStartedId"]));
    if (of !== undefined && finish["willBeRetried"] !== true) {
      const about = pickles.get(cases.get(of.testCase) ?? null);
      if (about !== undefined)
        ended.set(
          of.testCase,
          caseOf(about, worst.get(textOf(finish["testCaseStartedId"])), of.attempt, places, number),
        );
    }
    if (value["testRunFinished"] !== undefined) isFinished = true;
  }
  const missing = [...cases.keys()].filter((id) => !ended.has(id)).length;
  return {
    producer: "cucumber",
    cases: [...ended.values()],
    incomplete: sentences([
      ...brokenLines(lines),
      ...(isFinished ? [] : ["The run did not end."]),
      ...(missing > 0 ? [`${missing} of ${cases.size} scenarios did not end.`] : []),
    ]),
    hiddenInPassed: [],
  };
}

function rank(word: string): number {
  const at = WORST.findIndex((each) => each === word);
  return at === -1 ? (word === "PASSED" ? 0 : -1) : WORST.length - at;
}

function caseOf(
  pickle: JsonObject,
  end: { readonly word: string; readonly message: string | null } | undefined,
  attempt: number,
  places: ReadonlyMap<string, { readonly suites: readonly string[]; readonly line: number | null }>,
  reportLine: number,
): TestCase {
  const nodes = textsOf(pickle["astNodeIds"]);
  const outcome = outcomeOf(end?.word, attempt);
  return testCase({
    file: textOf(pickle["uri"]),
    suites: places.get(nodes[0] ?? "")?.suites ?? null,
    line: places.get(nodes.at(-1) ?? "")?.line ?? null,
    title: textOf(pickle["name"]) ?? "",
    outcome,
    detail:
      outcome === "passed"
        ? null
        : detailOf(end?.message, end === undefined ? null : `a step is ${end.word.toLowerCase()}`),
    tags: objectsOf(pickle["tags"]).flatMap(({ name }) => textOf(name)?.replace(/^@/, "") ?? []),
    reportLine,
  });
}

function outcomeOf(word: string | undefined, attempt: number): TestOutcome {
  switch (word) {
    case "PASSED":
      return attempt > 0 ? "flaky" : "passed";
    case "FAILED":
      return "failed";
    case "PENDING":
      return "todo";
    case "SKIPPED":
    case undefined:
      return "skipped";
    default:
      return "error";
  }
}

/** Scenarios and rows of examples by their IDs: the feature and the rule around them, and their lines. */
function readPlaces(
  document: JsonObject,
  places: Map<string, { readonly suites: readonly string[]; readonly line: number | null }>,
): void {
  const feature = objectOrEmpty(document["feature"]);
  const name = textOf(feature["name"]) ?? "";
  const visit = (children: unknown, suites: readonly string[]): void => {
    for (const each of objectsOf(children)) {
      const rule = objectOrEmpty(each["rule"]);
      if (suites.length === 1 && rule["children"] !== undefined)
        visit(rule["children"], [...suites, textOf(rule["name"]) ?? ""]);
      const scenario = objectOrEmpty(each["scenario"]);
      const put = (node: JsonObject): void => {
        const id = textOf(node["id"]);
        if (id !== null) places.set(id, { suites, line: lineOf(objectOrEmpty(node["location"])["line"]) });
      };
      put(scenario);
      for (const examples of objectsOf(scenario["examples"]))
        for (const row of objectsOf(examples["tableBody"])) put(row);
    }
  };
  visit(feature["children"], [name]);
}
