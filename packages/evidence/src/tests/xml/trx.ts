import type { TestCase, TestOutcome } from "@lintel/core";
import { count, detailOf, isOrAre, notLoaded, numberOf, sentences, testCase, type ReadReport } from "../report.ts";
import { isScript } from "../junit/producer.ts";
import { child, descendants, type XmlNode } from "./tree.ts";

/**
 * TRX, the format of Visual Studio's test runs. How `dotnet test` fills it is from memory: a real file of it was not at hand when
 * this was written, one of a Node producer of the same schema was.
 */
export function readTrx(roots: readonly XmlNode[], damage: readonly string[]): ReadReport | null {
  const run = roots.find(({ name }) => name === "TestRun");
  if (run === undefined) return null;
  const definitions = new Map(
    descendants(run.children, "UnitTest").map((test) => [test.attributes["id"], test] as const),
  );
  const results = descendants(run.children, "UnitTestResult");
  const cases = results.map((result) => caseOf(result, definitions.get(result.attributes["testId"] ?? "")));
  const summary = child(run, "ResultSummary");
  const total = numberOf(child(summary, "Counters")?.attributes["total"]);
  const isShort = total !== null && total !== cases.length;
  const aborted = ["Aborted", "Timeout", "Error"].includes(summary?.attributes["outcome"] ?? "");
  const errors = descendants(summary?.children ?? [], "RunInfo").filter(
    ({ attributes }) => attributes["outcome"] === "Error",
  );
  return {
    producer: "trx",
    cases,
    incomplete: sentences([
      ...damage,
      ...notLoaded(cases),
      ...(isShort
        ? [`${count(total, "test")} ${total === 1 ? "was" : "were"} counted, and ${isOrAre(cases.length)} listed.`]
        : []),
      ...(aborted ? ["The run was aborted."] : []),
      ...errors.map(
        (info) => `The run had an error: ${detailOf(child(info, "Text")?.text) ?? "it does not say which"}.`,
      ),
    ]),
    hiddenInPassed: ["flaky", "expected-failure"],
  };
}

function caseOf(result: XmlNode, definition: XmlNode | undefined): TestCase {
  const method = child(definition, "TestMethod");
  const name = result.attributes["testName"] ?? definition?.attributes["name"] ?? "";
  const unit = method?.attributes["className"]?.replace(/,.*$/s, "") ?? null;
  const error = child(child(result, "Output"), "ErrorInfo");
  const storage = method?.attributes["codeBase"] ?? definition?.attributes["storage"] ?? "";
  const outcome = outcomeOf(result.attributes["outcome"]);
  const detail =
    outcome === "passed" ? null : detailOf(child(error, "Message")?.text, child(error, "StackTrace")?.text);
  const base = testCase({ title: name, outcome, detail, tags: categories(definition), reportLine: result.line });
  // A script as code base is a JavaScript producer's: suites are joined by slashes.
  if (isScript(storage)) {
    if (storage.split(/[\\/]/).at(-1) === name) return { ...base, file: storage, suites: [], synthetic: "load" };
    const isJoined = name.includes(" / ");
    return {
      ...base,
      file: storage,
      suites: isJoined ? null : [],
      joined: isJoined ? { text: name, separator: " / " } : null,
    };
  }
  const suites = unit === null ? null : (unit.split(".").at(-1) ?? unit).split("+");
  const { title, parameters } = split(name, unit, method?.attributes["name"]);
  return { ...base, unit, suites, title, parameters };
}

/** `Acme.Tests.Maps(1, "one")` of the method `Maps` is `Maps` with parameters; any other name is a display name. */
function split(
  name: string,
  unit: string | null,
  method: string | undefined,
): { readonly title: string; readonly parameters: string | null } {
  const short = unit !== null && name.startsWith(`${unit}.`) ? name.slice(unit.length + 1) : name;
  const plain = method?.replace(/\(.*$/s, "");
  if (plain === undefined || plain === "" || !short.startsWith(plain)) return { title: short, parameters: null };
  const rest = short.slice(plain.length).trim();
  return rest === "" || /^[(<]/.test(rest)
    ? { title: plain, parameters: rest === "" ? null : rest }
    : { title: short, parameters: null };
}

function categories(definition: XmlNode | undefined): readonly string[] {
  return descendants(definition?.children ?? [], "TestCategoryItem").flatMap(
    ({ attributes }) => attributes["TestCategory"] ?? [],
  );
}

function outcomeOf(word: string | undefined): TestOutcome {
  switch (word) {
    case "Passed":
      return "passed";
    case "Failed":
      return "failed";
    case "NotExecuted":
    case "NotRunnable":
    case "Inconclusive":
    case "Disconnected":
    case "Pending":
      return "skipped";
    default:
      return "error";
  }
}
