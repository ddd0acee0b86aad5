import type { TestCase, TestOutcome } from "@lintel/core";
import { detailOf, lineOf, testCase, type ReadReport } from "../report.ts";
import { isObject, objectOrEmpty, objectsOf, textOf, textsOf, type JsonObject } from "../../text/values.ts";

/** Cucumber's JSON of all its implementations, and behave's, which looks alike: a list of features with their scenarios. */
export function readCucumber(features: readonly unknown[]): ReadReport | null {
  const objects = features.filter(isObject);
  const isFeature = ({ keyword, elements, uri, location }: JsonObject) =>
    typeof keyword === "string" && (Array.isArray(elements) || typeof uri === "string" || typeof location === "string");
  if (objects.length === 0 || !objects.every(isFeature)) return null;
  const isBehave = objects.some(({ location }) => typeof location === "string");
  return {
    producer: isBehave ? "behave" : "cucumber",
    cases: objects.flatMap((feature) => scenariosOf(feature, isBehave)),
    incomplete: [],
    hiddenInPassed: [],
  };
}

function scenariosOf(feature: JsonObject, isBehave: boolean): readonly TestCase[] {
  const name = textOf(feature["name"]) ?? "";
  const file = textOf(feature["uri"]) ?? textOf(feature["location"])?.replace(/:\d+$/, "") ?? null;
  const ofFeature = tagsOf(feature);
  return objectsOf(feature["elements"]).flatMap((element) => {
    if (element["type"] === "background" || element["keyword"] === "Background") return [];
    const title = textOf(element["name"]) ?? "";
    const row = isBehave ? /^(.*?) -- (@\d+\.\d+) ?(.*)$/su.exec(title) : null;
    const steps = [...objectsOf(element["before"]), ...objectsOf(element["steps"]), ...objectsOf(element["after"])];
    const [outcome, detail] = outcomeOf(steps, textOf(element["status"]));
    // `feature;rule;scenario`: cucumber-js tells the rule in the ID alone.
    return testCase({
      file,
      suites: [name],
      title: (row?.[1] ?? title).trim(),
      parameters: row === null ? null : `${row[2]} ${row[3]}`.trim(),
      outcome,
      detail,
      tags: [...new Set([...ofFeature, ...tagsOf(element)])],
      line: lineOf(element["line"]) ?? lineOf(/:(\d+)$/.exec(textOf(element["location"]) ?? "")?.[1]),
    });
  });
}

function tagsOf({ tags }: JsonObject): readonly string[] {
  const names = Array.isArray(tags)
    ? tags.map((tag: unknown) => (typeof tag === "string" ? tag : textOf(objectOrEmpty(tag)["name"])))
    : [];
  return names.filter((tag) => tag !== null).map((tag) => tag.replace(/^@/, ""));
}

const WORST: readonly string[] = ["failed", "ambiguous", "undefined", "pending", "skipped", "untested"];

/** The worst of its steps: a scenario with a step that nobody wrote has proven nothing. */
function outcomeOf(steps: readonly JsonObject[], status: string | null): readonly [TestOutcome, string | null] {
  const results = steps.map((step) => ({ step, result: objectOrEmpty(step["result"]) }));
  const words = results.map(({ result }) => textOf(result["status"])?.toLowerCase() ?? "untested");
  const worst = [...WORST].find((word) => words.includes(word)) ?? (words.length === 0 ? "untested" : "passed");
  const at = results[words.indexOf(worst)];
  const message = detailOf(messageOf(at?.result["error_message"]));
  const step =
    at === undefined
      ? null
      : `step "${(textOf(at.step["keyword"]) ?? "").trim()} ${textOf(at.step["name"]) ?? ""}" is ${worst}`;
  if (worst === "failed" || status === "failed") return ["failed", message ?? step];
  if (worst === "ambiguous" || worst === "undefined") return ["error", step];
  if (worst === "pending") return ["todo", step];
  if (worst === "passed" && (status === null || status === "passed")) return ["passed", null];
  return ["skipped", step];
}

/** A text; a list of lines in behave's. */
function messageOf(message: unknown): string | null {
  return Array.isArray(message) ? textsOf(message).join("\n") : textOf(message);
}
