import type { TestOutcome } from "@lintel/core";
import { count, detailOf, isOrAre, lineOf, numberOf, testCase, type ReadReport } from "../report.ts";
import { spaced } from "../names.ts";
import { objectOrEmpty, objectsOf, textOf, type JsonObject } from "../../text/values.ts";

/** RSpec's `json`: groups are joined by blanks in `full_description`. */
export function readRspec(report: JsonObject): ReadReport | null {
  if (!Array.isArray(report["examples"]) || typeof report["summary_line"] !== "string") return null;
  const summary = objectOrEmpty(report["summary"]);
  const cases = objectsOf(report["examples"]).map((example) => {
    const title = textOf(example["description"]) ?? "";
    return testCase({
      file: textOf(example["file_path"]),
      line: lineOf(example["line_number"]),
      ...spaced(textOf(example["full_description"]) ?? title, title),
      outcome: outcomeOf(example["status"]),
      detail: detailOf(textOf(objectOrEmpty(example["exception"])["message"]), textOf(example["pending_message"])),
    });
  });
  const total = numberOf(summary["example_count"]);
  const outside = numberOf(summary["errors_outside_of_examples_count"]) ?? 0;
  return {
    producer: "rspec",
    cases,
    incomplete: [
      ...(total === null || total === cases.length
        ? []
        : [`${count(total, "example")} ${total === 1 ? "was" : "were"} counted, and ${isOrAre(cases.length)} listed.`]),
      ...(outside === 0
        ? []
        : [`${count(outside, "error")} occurred outside of the examples: a file could not be loaded.`]),
    ],
    hiddenInPassed: [],
  };
}

function outcomeOf(status: unknown): TestOutcome {
  return status === "passed" ? "passed" : status === "pending" ? "skipped" : status === "failed" ? "failed" : "error";
}
