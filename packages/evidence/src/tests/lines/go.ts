import type { TestCase } from "@lintel/core";
import { detailOf, joinedName, notLoaded, sentences, testCase, type ReadReport } from "../report.ts";
import { textOf } from "../../text/values.ts";
import { brokenLines, type Line } from "./lines.ts";

interface Running {
  output: string;
  /** Index of its case; -1 while it runs. */
  readonly line: number;
}

/** What a failing test prints at most that is worth keeping. */
const MOST_OUTPUT = 4000;

/** `go test -json`, and gotestsum's `--jsonfile`. Tests behind one that panics are simply missing. */
export function readGo(lines: readonly Line[]): ReadReport | null {
  const events = lines.filter(({ value }) => typeof value?.["Action"] === "string");
  if (
    events.length === 0 ||
    !events.some(({ value }) => typeof value?.["Package"] === "string" || typeof value?.["ImportPath"] === "string")
  )
    return null;
  const cases: TestCase[] = [];
  const running = new Map<string, Running>();
  const panicked: string[] = [];
  const failing = new Map<string, { tests: number; output: string }>();
  const unbuilt = new Map<string, string>();
  const ended = new Set<string>();
  for (const { number, value, text } of lines) {
    if (value === null) {
      const name = /^FAIL\t(\S+) \[(?:build|setup) failed\]$/.exec(text)?.[1];
      if (name !== undefined) unbuilt.set(name, "it did not build");
      continue;
    }
    const action = textOf(value["Action"]);
    const unit = textOf(value["Package"]) ?? textOf(value["ImportPath"]) ?? "";
    const test = textOf(value["Test"]);
    const key = `${unit}\n${test}`;
    const output = textOf(value["Output"]) ?? "";
    const ofPackage = failing.get(unit) ?? { tests: 0, output: "" };
    failing.set(unit, ofPackage);
    if (test === null) {
      if (action === "pass" || action === "fail" || action === "skip") ended.add(unit);
      if (action === "output") {
        if (ofPackage.output.length < MOST_OUTPUT) ofPackage.output += output;
        if (/^FAIL\t\S+ \[(?:build|setup) failed\]/.test(output)) unbuilt.set(unit, "it did not build");
      } else if (action === "build-fail") unbuilt.set(unit.replace(/ \[.*$/, ""), "it did not build");
      else if (action === "fail" && ofPackage.tests === 0 && !unbuilt.has(unit))
        unbuilt.set(unit, detailOf(ofPackage.output) ?? "it failed outside of its tests");
      continue;
    }
    if (action === "run") running.set(key, { output: "", line: number });
    else if (action === "output") {
      const at = running.get(key);
      if (at !== undefined && at.output.length < MOST_OUTPUT) at.output += output;
      if (output.startsWith("panic: "))
        panicked.push(`The tests of \`${unit}\` stopped at ${test}, which panicked: those behind it did not run.`);
    } else if (action === "pass" || action === "fail" || action === "skip") {
      if (action === "fail") ofPackage.tests++;
      const said = (running.get(key)?.output ?? "").replaceAll(/^(?:=== \w+|\s*--- \w+:) .*$/gm, "");
      cases.push(
        testCase({
          unit,
          ...joinedName(test, "/"),
          outcome: action === "pass" ? "passed" : action === "fail" ? "failed" : "skipped",
          detail: action === "pass" ? null : detailOf(said),
          reportLine: number,
        }),
      );
      running.delete(key);
    }
  }
  const open = new Set(cases.map(({ unit }) => unit ?? "").filter((unit) => !ended.has(unit)));
  const cut = [...open].map((unit) => `The tests of \`${unit}\` did not end: what follows is missing.`);
  for (const [key, { line }] of running) {
    const [unit = "", test = ""] = key.split("\n");
    cases.push(
      testCase({ unit, ...joinedName(test, "/"), outcome: "error", detail: "it did not end", reportLine: line }),
    );
  }
  for (const [unit, detail] of unbuilt)
    cases.push(testCase({ unit, suites: [], title: unit, outcome: "error", synthetic: "load", detail }));
  return {
    producer: "go",
    cases,
    incomplete: sentences([...brokenLines(lines), ...notLoaded(cases), ...panicked, ...cut]),
    hiddenInPassed: [],
  };
}
