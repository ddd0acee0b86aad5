import type { TestCase, TestOutcome } from "@lintel/core";
import { detailOf, testCase, type ReadReport } from "../report.ts";
import { isObject, objectOrEmpty, objectsOf, textOf, textsOf, type JsonObject } from "../../text/values.ts";

export const ALLURE = "allure";

/** One `*-result.json` of Allure: one attempt at one test. {@link joinAttempts} makes tests of them. */
export function readAllure(result: JsonObject): ReadReport | null {
  if (textOf(result["uuid"]) === null || textOf(result["name"]) === null || !Array.isArray(result["labels"]))
    return null;
  return { producer: ALLURE, cases: [caseOf(result)], incomplete: [], hiddenInPassed: ["expected-failure", "flaky"] };
}

/** What tells the attempts at one test from those at another, and their order. */
interface Attempt {
  readonly key: string;
  readonly start: number;
}

const attempts = new WeakMap<TestCase, Attempt>();

/**
 * The tests of a folder of results: of several attempts at one, the last counts. One that passed after it failed is flaky. Results
 * that all ended alike are not attempts, because nobody repeats what passed: they are tests of the same name.
 */
export function joinAttempts(cases: readonly TestCase[]): readonly TestCase[] {
  const groups = new Map<string, TestCase[]>();
  for (const test of cases) {
    const key = attempts.get(test)?.key ?? "";
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [test]);
    else group.push(test);
  }
  return [...groups.values()].flatMap((group) => {
    const failed = group.filter(({ outcome }) => outcome === "failed" || outcome === "error");
    if (group.length === 1 || failed.length === 0) return group;
    const [last] = group.toSorted((a, b) => (attempts.get(b)?.start ?? 0) - (attempts.get(a)?.start ?? 0));
    if (last === undefined) return [];
    return [last.outcome === "passed" ? { ...last, outcome: "flaky", detail: failed[0]?.detail ?? null } : last];
  });
}

/** Labels that Allure needs for itself. */
const OWN_LABELS = new Set([
  "framework",
  "language",
  "host",
  "thread",
  "package",
  "parentSuite",
  "suite",
  "subSuite",
  "titlePath",
  "testClass",
  "testMethod",
  "tag",
  "resultFormat",
]);

function caseOf(result: JsonObject): TestCase {
  const labels = objectsOf(result["labels"]).map(({ name, value }) => ({
    name: textOf(name) ?? "",
    value: textOf(value) ?? "",
  }));
  const label = (name: string) => labels.find((each) => each.name === name)?.value ?? null;
  const parameters = objectsOf(result["parameters"]).map(({ name, value }) => ({
    name: textOf(name) ?? "",
    value: textOf(value) ?? "",
  }));
  const project = parameters.find(({ name }) => name === "Project")?.value ?? null;
  const own = parameters.filter(({ name }) => name !== "Project" && name !== "Retry");
  const details = objectOrEmpty(result["statusDetails"]);
  const links = objectsOf(result["links"]).map(({ type, name, url }) => ({
    name: textOf(type) ?? "link",
    value: textOf(name) ?? textOf(url) ?? "",
  }));
  const outcome = outcomeOf(result);
  const test = testCase({
    ...placeOf(textsOf(result["titlePath"]), [label("parentSuite"), label("suite"), label("subSuite")]),
    title: textOf(result["name"]) ?? "",
    unit: label("testClass"),
    parameters: own.length === 0 ? null : `[${own.map(({ name, value }) => `${name}=${value}`).join(", ")}]`,
    outcome,
    detail: outcome === "passed" ? null : detailOf(textOf(details["message"]), textOf(details["trace"])),
    properties: [...labels.filter(({ name }) => !OWN_LABELS.has(name) && !name.startsWith("_")), ...links],
    tags: labels.filter(({ name }) => name === "tag").map(({ value }) => value.replace(/^@/, "")),
    project,
  });
  const key = textOf(result["historyId"]) ?? `${textOf(result["fullName"])} ${JSON.stringify(result["parameters"])}`;
  attempts.set(test, { key, start: typeof result["start"] === "number" ? result["start"] : 0 });
  return test;
}

/** `titlePath` is package, folders, file and suites; without it suites are labels, of which the first may be the file. */
function placeOf(path: readonly string[], labels: readonly (string | null)[]): Pick<TestCase, "file" | "suites"> {
  const at = path.findIndex((part) => /\.\w{1,5}$/.test(part));
  if (at > 0) return { file: path.slice(1, at + 1).join("/"), suites: path.slice(at + 1) };
  const suites = labels.filter((each) => each !== null);
  return { file: null, suites: suites.length > 0 ? suites : null };
}

function outcomeOf(result: JsonObject): TestOutcome {
  switch (result["status"]) {
    case "passed":
      // Only what was said to fail passes with a message of a failure.
      return detailOf(textOf(objectOrEmpty(result["statusDetails"])["message"])) === null
        ? "passed"
        : "expected-failure";
    case "failed":
      return "failed";
    case "broken":
      return "error";
    case "skipped":
      return "skipped";
    case undefined:
      return result["stage"] === "pending" ? "todo" : "error";
    default:
      return "error";
  }
}

/** Whether a value is a result at all: Allure's folders hold containers and attachments beside them. */
export function isAllureAside(value: unknown): boolean {
  return isObject(value) && Array.isArray(value["children"]) && textOf(value["uuid"]) !== null;
}
