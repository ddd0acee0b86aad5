import type { TestCase, TestOutcome } from "@lintel/core";
import type { ReadReport } from "../tests/report.ts";
import type { StoredBinding } from "./store.ts";

/**
 * A report and its binding as a statement of in-toto, v1, with the predicate test-result v0.1, for those who sign and check
 * attestations. The subject is the commit and its tree; the report itself is named in `configuration`. Skipped tests are in none of
 * its lists: the predicate has no word for them.
 */
export function statementOf(
  { report: { digest, path }, commit, tree, command, run }: StoredBinding,
  report: ReadReport,
): object {
  const own = report.cases.filter(({ outcome }) => outcome !== "skipped" && outcome !== "todo");
  const named = (outcomes: readonly TestOutcome[]) =>
    own.filter(({ outcome }) => outcomes.includes(outcome)).map(nameOf);
  const failedTests = named(["failed", "error"]);
  const warnedTests = named(["flaky", "expected-failure"]);
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: "git", digest: { gitCommit: commit, gitTree: tree } }],
    predicateType: "https://in-toto.io/attestation/test-result/v0.1",
    predicate: {
      result:
        failedTests.length > 0
          ? "FAILED"
          : warnedTests.length > 0 || report.incomplete.length > 0
            ? "WARNED"
            : "PASSED",
      configuration: [
        ...(command === null ? [] : [{ name: command }]),
        { name: path, digest: { sha256: digest.replace("sha256:", "") } },
      ],
      ...(run === null ? {} : { url: run }),
      passedTests: named(["passed"]),
      warnedTests,
      failedTests,
    },
  };
}

/** `tests/a.test.ts > suite > title [params]`, with the browser in front: all that tells it from others. */
function nameOf({ file, unit, suites, title, joined, parameters, project }: TestCase): string {
  const names = suites === null ? [joined?.text ?? title] : [...suites, title];
  const place = file ?? unit;
  const full = [...(place === null ? [] : [place]), ...names].join(" > ");
  return `${project === null ? "" : `[${project}] `}${full}${parameters === null ? "" : ` ${parameters}`}`;
}
