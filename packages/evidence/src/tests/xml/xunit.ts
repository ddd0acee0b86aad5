import type { TestCase, TestOutcome } from "@lintel/core";
import { count, detailOf, isOrAre, numberOf, sentences, testCase, type ReadReport } from "../report.ts";
import { child, descendants, type XmlNode } from "./tree.ts";

/** xUnit.net v2, from memory: no report that the tool wrote was at hand when this was written. */
export function readXunit(roots: readonly XmlNode[], damage: readonly string[]): ReadReport | null {
  const assemblies = roots
    .flatMap((root) => (root.name === "assemblies" ? root.children : [root]))
    .filter(({ name }) => name === "assembly");
  if (assemblies.length === 0) return null;
  const found = assemblies.map((assembly) => ({ assembly, cases: descendants(assembly.children, "test").map(caseOf) }));
  const incomplete = found.flatMap(({ assembly, cases }) => {
    const total = numberOf(assembly.attributes["total"]);
    const errors = numberOf(assembly.attributes["errors"]) ?? 0;
    return [
      ...(total === null || total === cases.length
        ? []
        : [`${count(total, "test")} ${total === 1 ? "was" : "were"} counted, and ${isOrAre(cases.length)} listed.`]),
      ...(errors === 0 ? [] : [`${count(errors, "error")} occurred outside of the tests.`]),
    ];
  });
  return {
    producer: "xunit",
    cases: found.flatMap(({ cases }) => cases),
    incomplete: sentences([...damage, ...incomplete]),
    hiddenInPassed: ["flaky"],
  };
}

function caseOf(test: XmlNode): TestCase {
  const { name = "", type = "", method = "", result } = test.attributes;
  const short = type !== "" && name.startsWith(`${type}.`) ? name.slice(type.length + 1) : name;
  const isMethod = method !== "" && (short === method || short.startsWith(`${method}(`));
  const failure = child(test, "failure");
  const reason = child(test, "reason");
  return testCase({
    unit: type === "" ? null : type,
    suites: type === "" ? null : (type.split(".").at(-1) ?? type).split("+"),
    title: method === "" ? short : method,
    displayName: isMethod || method === "" ? null : name,
    parameters: isMethod && short !== method ? short.slice(method.length) : null,
    outcome: outcomeOf(result),
    detail: detailOf(child(failure, "message")?.text, reason?.text),
    properties: descendants(test.children, "trait").map(({ attributes }) => ({
      name: attributes["name"] ?? "",
      value: attributes["value"] ?? "",
    })),
    reportLine: test.line,
  });
}

function outcomeOf(word: string | undefined): TestOutcome {
  switch (word) {
    case "Pass":
      return "passed";
    case "Fail":
      return "failed";
    case "Skip":
    case "NotRun":
      return "skipped";
    default:
      return "error";
  }
}
