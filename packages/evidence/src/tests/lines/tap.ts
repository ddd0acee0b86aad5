import type { TestCase, TestOutcome } from "@lintel/core";
import { isScript } from "../junit/producer.ts";
import { isHook } from "../names.ts";
import {
  count,
  detailOf,
  isOrAre,
  joinedName,
  lineOf,
  notLoaded,
  numberOf,
  sentences,
  testCase,
  type ReadReport,
} from "../report.ts";
import { readTapStream, type TapPoint, type TapStream } from "./tap-points.ts";

/** Reads the Test Anything Protocol. The producers differ in what a point is: a test, a suite, a file, or one assertion. */
export function readTap(text: string): ReadReport | null {
  const stream = readTapStream(text);
  if (stream === null) return null;
  const { producer, cases, hidden, incomplete } = understand(stream);
  return {
    producer,
    cases,
    incomplete: sentences([...stream.incomplete, ...(incomplete ?? []), ...notLoaded(cases)]),
    hiddenInPassed: hidden,
  };
}

interface Understood {
  readonly producer: string;
  readonly cases: readonly TestCase[];
  readonly hidden: readonly TestOutcome[];
  readonly incomplete?: readonly string[];
}

function understand(stream: TapStream): Understood {
  const { points, comments } = stream;
  if (stream.hasBraces)
    return { producer: "vitest", cases: points.flatMap(vitestFile), hidden: ["expected-failure", "flaky"] };
  if (points.length > 0 && points.every(({ description }) => isFlat(description))) {
    return { producer: "vitest", cases: points.map(vitestFlat), hidden: ["expected-failure", "flaky"] };
  }
  if (comments.some(({ text, before }) => before === 0 && /^\.\/\S+\.[cm]?[jt]sx?$/.test(text)))
    return { producer: "deno", cases: denoTests(stream), hidden: [] };
  if (stream.hasSubtests || comments.some(({ text }) => /^duration_ms [\d.]+$/.test(text))) {
    return {
      producer: "node:test",
      cases: points.flatMap((point) => nodePoint(point, [])),
      hidden: [],
      incomplete: nodeCounters(stream),
    };
  }
  if (isTape(stream)) return { producer: "tape", cases: tapeTests(stream), hidden: [] };
  const isMocha = ["tests", "pass", "fail"].every((word) =>
    comments.some(({ text }) => new RegExp(`^${word} \\d+$`).test(text)),
  );
  if (isMocha) return { producer: "mocha", cases: points.map(mochaPoint), hidden: ["flaky"] };
  return { producer: "tap", cases: points.flatMap((point) => anyPoint(point, [])), hidden: [] };
}

/** How a point ended. What is skipped is skipped, whatever stands before it: bats writes `not ok … # SKIP`. */
function endingOf({ isOk, directive, reason, yaml }: TapPoint): Pick<TestCase, "outcome" | "detail"> {
  if (directive === "skip") return { outcome: "skipped", detail: detailOf(reason === "-" ? null : reason) };
  if (directive === "todo") return { outcome: "todo", detail: detailOf(reason) };
  return isOk
    ? { outcome: "passed", detail: null }
    : { outcome: "failed", detail: detailOf(yaml.get("error"), yaml.get("message"), yaml.get("operator")) };
}

function caseOf(point: TapPoint, known: Partial<TestCase>): TestCase {
  return testCase({
    title: point.description,
    ...endingOf(point),
    reportLine: point.line,
    ...propertiesOf(point),
    ...known,
  });
}

/** Vitest's annotations: comments behind the point. */
function propertiesOf({ comments }: TapPoint): Pick<TestCase, "properties"> {
  const properties = comments.flatMap((comment) => {
    const match = /^([\w-]{1,60}): (.*)$/.exec(comment);
    return match === null ? [] : [{ name: match[1] ?? "", value: match[2] ?? "" }];
  });
  return { properties };
}

/** Vitest's `tap`: the outermost points are files, points with points in them suites. */
function vitestFile(point: TapPoint): readonly TestCase[] {
  const file = point.description;
  if (point.children.length === 0)
    return [caseOf(point, { file, suites: [], ...(point.isOk ? {} : { synthetic: "load" as const }) })];
  return [...hookOf(point, file, []), ...point.children.flatMap((child) => vitestPoint(child, file, []))];
}

function vitestPoint(point: TapPoint, file: string, suites: readonly string[]): readonly TestCase[] {
  if (point.children.length === 0) return [caseOf(point, { file, suites })];
  const inner = [...suites, point.description];
  return [...hookOf(point, file, suites), ...point.children.flatMap((child) => vitestPoint(child, file, inner))];
}

/** A suite that failed and in which nothing did: its hook. */
function hookOf(point: TapPoint, file: string, suites: readonly string[]): readonly TestCase[] {
  if (point.isOk || point.directive !== null || point.children.some(({ isOk }) => !isOk)) return [];
  return [caseOf(point, { file, suites, synthetic: "hook" })];
}

/** `tests/a.test.ts > suite > title`, or a file alone. */
function isFlat(description: string): boolean {
  return isScript(description.split(" > ", 1)[0] ?? "");
}

function vitestFlat(point: TapPoint): TestCase {
  const at = point.description.indexOf(" > ");
  if (at === -1)
    return caseOf(point, {
      file: point.description,
      suites: [],
      ...(point.isOk ? {} : { synthetic: "load" as const }),
    });
  return caseOf(point, { file: point.description.slice(0, at), ...joinedName(point.description.slice(at + 3), " > ") });
}

/** node:test: suites say that they are some; a test with tests in it is one only when it failed by itself. */
function nodePoint(point: TapPoint, suites: readonly string[]): readonly TestCase[] {
  const { description: title, yaml, children } = point;
  const location = /^(.*?):(\d+):\d+$/.exec(yaml.get("location") ?? "");
  const place = location === null ? {} : { file: location[1] ?? null, line: lineOf(location[2]) };
  if (children.length === 0) {
    if (yaml.get("type") === "suite" && point.isOk && point.directive === null) return [];
    const isFile = suites.length === 0 && isScript(title) && /[\\/]/.test(title);
    return [
      caseOf(point, {
        suites,
        ...place,
        ...(isFile
          ? { file: place.file ?? title, ...(point.isOk ? {} : { synthetic: "load" as const, line: null }) }
          : {}),
      }),
    ];
  }
  const own = point.isOk || point.directive !== null || children.some(({ isOk }) => !isOk);
  const inner = children.flatMap((child) => nodePoint(child, [...suites, title]));
  if (own) return inner;
  const isSuite = yaml.get("type") === "suite";
  return [caseOf(point, { suites, ...place, ...(isSuite ? { synthetic: "hook" as const } : {}) }), ...inner];
}

/** The counters in the last comments: tests, without suites. */
function nodeCounters({ comments, points }: TapStream): readonly string[] {
  const counter = (name: string) =>
    comments
      .flatMap(({ text }) => numberOf(text.startsWith(`${name} `) ? text.slice(name.length + 1) : "") ?? [])
      .at(-1);
  const tests = counter("tests");
  if (tests === undefined) return ["The counters at its end are missing: the run was cut off."];
  const size = (list: readonly TapPoint[]): number => list.reduce((sum, { children }) => sum + 1 + size(children), 0);
  const counted = tests + (counter("suites") ?? 0);
  const listed = size(points);
  return counted === listed
    ? []
    : [`${count(counted, "test")} and suites were counted, and ${isOrAre(listed)} listed.`];
}

/** deno: files are comments; a test with steps is a test as well, and steps of steps stand beside each other. */
function denoTests({ points, comments }: TapStream): readonly TestCase[] {
  const files = comments.filter(({ text }) => /^\.\/\S+$/.test(text));
  return points.flatMap((point, i) => {
    const file = files.filter(({ before }) => before <= i).at(-1)?.text ?? null;
    return [
      caseOf(point, { file, suites: [] }),
      ...point.children.flatMap((child) => anyPoint(child, [point.description])).map((test) => ({ ...test, file })),
    ];
  });
}

function mochaPoint(point: TapPoint): TestCase {
  const { description } = point;
  const hook = description.search(/"(?:before|after) (?:all|each)" hook\b/);
  if (hook !== -1 && isHook(description.slice(hook))) {
    const outer = description.slice(0, hook).trim();
    return caseOf(point, {
      title: description.slice(hook),
      suites: outer === "" ? [] : null,
      joined: outer === "" ? null : { text: description, separator: " " },
      synthetic: "hook",
    });
  }
  return caseOf(point, joinedName(description, " "));
}

function anyPoint(point: TapPoint, suites: readonly string[]): readonly TestCase[] {
  if (point.children.length === 0) return [caseOf(point, { suites })];
  const own = !point.isOk && point.children.every(({ isOk }) => isOk) ? [caseOf(point, { suites })] : [];
  return [...own, ...point.children.flatMap((child) => anyPoint(child, [...suites, point.description]))];
}

/** tape: comments name the tests, points are assertions, and the counters stand behind the plan. */
function isTape({ comments, points, version }: TapStream): boolean {
  return (
    version === 13 &&
    points.length > 0 &&
    points[0]?.heading !== null &&
    comments.some(({ text }) => /^pass {2}\d+$/.test(text) || /^ok$/.test(text))
  );
}

function tapeTests({ points, comments }: TapStream): readonly TestCase[] {
  const end = comments.findIndex(({ text, before }) => before === points.length && /^tests \d+$/.test(text));
  const tests = end === -1 ? comments : comments.slice(0, end);
  return tests.map(({ text, before, line }, i) => {
    const own = points.slice(before, tests[i + 1]?.before ?? points.length);
    const directive = /^(SKIP|TODO) (.*)$/s.exec(text);
    const title = directive?.[2] ?? text;
    const failed = own.find(({ isOk, directive: is }) => !isOk && is === null);
    const known = { title, suites: [], assertions: own.length, reportLine: line };
    if (directive?.[1] === "SKIP") return testCase({ ...known, outcome: "skipped" });
    if (directive?.[1] === "TODO") return testCase({ ...known, outcome: "todo" });
    if (failed !== undefined) return testCase({ ...known, outcome: "failed", detail: detailOf(failed.description) });
    const isOpen = own.length > 0 && own.every(({ directive: is }) => is !== null);
    return testCase({
      ...known,
      outcome: isOpen ? (own.some(({ directive: is }) => is === "todo") ? "todo" : "skipped") : "passed",
    });
  });
}
