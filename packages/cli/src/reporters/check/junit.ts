import type { DocumentReport, FindingReport } from "../../analysis/report.ts";
import type { CheckRun, Reporter } from "../reporter.ts";
import { RANK, visible } from "../words.ts";

/**
 * JUnit XML as CI servers read it: a suite for each document, a case for each finding, one passed case where there is none. What
 * makes the run fail is a failure; a milder finding is a skipped case, so that a report is red exactly when the run is.
 * Names hold no lines, so that servers know a case again when lines move.
 */
export const junit: Reporter = (run) => {
  const suites = [
    ...run.documents.map((document) => suiteOf(document, run.failOn ?? "error")),
    ...run.unreadable.map(unread),
  ];
  const sum = (of: (suite: Suite) => number): number => suites.reduce((total, suite) => total + of(suite), 0);
  const counts = {
    tests: sum(({ cases }) => cases.length),
    failures: sum(({ failures }) => failures),
    errors: sum(({ errors }) => errors),
    skipped: sum(({ skipped }) => skipped),
  };
  const root = element("testsuites", { name: "lintel", ...counts }, suites.map(suiteElement), "");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
};

interface Suite {
  readonly name: string;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  readonly cases: readonly string[];
}

function suiteOf({ path, findings }: DocumentReport, failOn: NonNullable<CheckRun["failOn"]>): Suite {
  const fails = ({ severity }: FindingReport): boolean => failOn !== "never" && RANK[severity] <= RANK[failOn];
  const names = new Map<string, number>();
  const cases = findings.map((finding) => {
    const { rule, severity, message, line, column } = finding;
    const told = `${rule}: ${message}`;
    const times = (names.get(told) ?? 0) + 1;
    names.set(told, times);
    const outcome = fails(finding)
      ? element("failure", { message, type: severity }, [escape(`${path}:${line}:${column}: ${message}`)])
      : element("skipped", { message: `${severity} at ${path}:${line}:${column}` }, []);
    return testcase(path, times === 1 ? told : `${told} (${times})`, [outcome], line);
  });
  const failures = findings.filter(fails).length;
  const skipped = findings.length - failures;
  return {
    name: path,
    failures,
    errors: 0,
    skipped,
    cases: cases.length > 0 ? cases : [testcase(path, "has no findings")],
  };
}

function unread({ path, reason }: CheckRun["unreadable"][number]): Suite {
  const error = element("error", { message: reason, type: "unreadable" }, []);
  return { name: path, failures: 0, errors: 1, skipped: 0, cases: [testcase(path, "can be read", [error])] };
}

function suiteElement({ cases, name, failures, errors, skipped }: Suite): string {
  return element("testsuite", { name, tests: cases.length, failures, errors, skipped }, cases, "  ");
}

function testcase(path: string, name: string, children: readonly string[] = [], line?: number): string {
  const place = line === undefined ? { file: path } : { file: path, line };
  return element("testcase", { name, classname: path, ...place, time: 0 }, children);
}

/** An element; its children stand on lines of their own when there is an indent. */
function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[],
  indent?: string,
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(String(value))}"`);
  const open = `<${name}${written.join("")}`;
  if (children.length === 0) return `${open}/>`;
  if (indent === undefined) return `${open}>${children.join("")}</${name}>`;
  return `${open}>\n${children.map((child) => `${indent}  ${child}\n`).join("")}${indent}</${name}>`;
}

/** XML 1.0 §2.2 has no way to write most control characters and half surrogates; they are replaced, those for direction shown. */
function escape(text: string): string {
  return visible(text)
    .replace(/[\ufffe\uffff]/g, "\ufffd")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");
}
