import type { TestCase, TestOutcome } from "@lintel/core";
import { count, detailOf, isOrAre, numberOf, sentences, testCase, type ReadReport } from "../report.ts";
import { textOf } from "../../text/values.ts";
import { brokenLines, type Line } from "./lines.ts";

/** The test harness of Rust with `--format json`: a suite for each binary, and the binary has no name. */
export function readLibtest(lines: readonly Line[]): ReadReport | null {
  const events = lines.filter(
    ({ value }) => typeof value?.["event"] === "string" && (value["type"] === "suite" || value["type"] === "test"),
  );
  if (!events.some(({ value }) => value?.["type"] === "suite")) return null;
  const cases: TestCase[] = [];
  const started = new Map<string, number>();
  const incomplete: string[] = [...brokenLines(lines)];
  let expected: number | null = null;
  let listed = 0;
  const closeSuite = (hasEnded: boolean): void => {
    for (const [name, line] of started) cases.push(caseOf(name, "error", "it did not end", line));
    if (expected !== null && !hasEnded) incomplete.push("The run stopped before all tests of a binary had ended.");
    else if (expected !== null && expected !== listed)
      incomplete.push(
        `${count(expected, "test")} ${expected === 1 ? "was" : "were"} counted, and ${isOrAre(listed)} listed.`,
      );
    started.clear();
    expected = null;
    listed = 0;
  };
  for (const { number, value } of events) {
    const event = textOf(value?.["event"]);
    const name = textOf(value?.["name"]) ?? "";
    if (value?.["type"] === "suite") {
      if (event === "started") {
        closeSuite(false);
        expected = numberOf(value["test_count"]);
      } else closeSuite(true);
    } else if (event === "started") started.set(name, number);
    else if (event !== "timeout") {
      started.delete(name);
      listed++;
      const outcome =
        event === "ok" ? "passed" : event === "ignored" ? "skipped" : event === "failed" ? "failed" : "error";
      cases.push(
        caseOf(
          name,
          outcome,
          detailOf(textOf(value?.["message"]), outcome === "passed" ? null : textOf(value?.["stdout"])),
          number,
        ),
      );
    }
  }
  closeSuite(false);
  return { producer: "libtest", cases, incomplete: sentences(incomplete), hiddenInPassed: [] };
}

function caseOf(name: string, outcome: TestOutcome, detail: string | null, reportLine: number): TestCase {
  // `name - should panic` is how a test is shown that must panic.
  const parts = name.replace(/ - should panic$/, "").split("::");
  return testCase({ suites: parts.slice(0, -1), title: parts.at(-1) ?? name, outcome, detail, reportLine });
}
