import type { TestOutcome } from "@lintel/core";
import { detailOf } from "../report.ts";
import type { RawCase } from "./raw.ts";

/** How a case ended and why, as its children and attributes say. */
export interface Ending {
  readonly outcome: TestOutcome;
  readonly detail: string | null;
}

/**
 * Failures beat everything else, then errors: a case that failed and is marked as skipped as well has failed. Where no child says
 * anything, attributes do. A case that failed first and passed when it was run again is flaky.
 */
export function endingOf({ notes, attributes, isDamaged }: RawCase): Ending {
  const first = (element: string) => notes.find((note) => note.element === element);
  const failure = first("failure");
  if (failure !== undefined) return { outcome: "failed", detail: detailOf(failure.message, failure.text) };
  const error = first("error");
  if (error !== undefined) return { outcome: "error", detail: detailOf(error.message, error.text) };
  if (attributes["failure"] !== undefined) return { outcome: "failed", detail: detailOf(attributes["failure"]) };
  if (attributes["error"] !== undefined) return { outcome: "error", detail: detailOf(attributes["error"]) };
  if (isDamaged) return { outcome: "error", detail: "the report is damaged here" };

  const said = outcomeOfWord(attributes["status"]) ?? outcomeOfWord(attributes["result"]);
  if (said === "failed" || said === "error") return { outcome: said, detail: null };

  const skipped = notes.find(({ element }) => /^(?:skipped|ignored|disabled|incomplete)$/.test(element));
  if (skipped !== undefined) {
    const detail = detailOf(skipped.message === "true" ? null : skipped.message, skipped.text);
    if (/(?:^|\.)xfail$/i.test(skipped.type)) return { outcome: "expected-failure", detail };
    const isTodo = /^todo$/i.test(skipped.type) || /^todo$/i.test(skipped.message);
    return { outcome: isTodo ? "todo" : "skipped", detail: isTodo ? null : detail };
  }
  const skip = outcomeOfWord(attributes["result"]) === "skipped" ? "skipped" : said;
  if (skip === "skipped" || skip === "todo") return { outcome: skip, detail: null };

  const flaky = notes.find(({ element }) => element.startsWith("flaky") || element.startsWith("rerun"));
  if (flaky !== undefined) return { outcome: "flaky", detail: detailOf(flaky.message, flaky.text) };
  return { outcome: "passed", detail: null };
}

/** What words in `status` and `result` mean, over all producers; null for those that say nothing (`run`, `completed`). */
function outcomeOfWord(word: string | undefined): TestOutcome | null {
  switch (word?.toLowerCase().replaceAll(/[\s_-]/g, "")) {
    case "fail":
    case "failed":
    case "failure":
      return "failed";
    case "error":
    case "errored":
    case "broken":
    case "undefined":
    case "timeout":
    case "timedout":
    case "interrupted":
    case "aborted":
    case "canceled":
    case "cancelled":
    case "crashed":
    case "terminated":
    case "inconclusive":
    case "invalid":
    case "unknown":
      return "error";
    case "skip":
    case "skipped":
    case "notrun":
    case "disabled":
    case "suppressed":
    case "ignored":
    case "pending":
    case "untested":
    case "inactive":
    case "notexecuted":
    case "blocked":
      return "skipped";
    case "todo":
      return "todo";
    default:
      return null;
  }
}
