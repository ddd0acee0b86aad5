import type { TestCase } from "@lintel/core";
import { count, joinedName, lineOf, numberOf } from "../report.ts";
import { beginnings, isHook, spaced } from "../names.ts";
import { counterOf, missingFailures, wrongCount } from "./counters.ts";
import { all, isScript, nameOf, suitesAround, type Producer, type Understood } from "./producer.ts";
import type { RawCase, RawReport, RawSuite } from "./raw.ts";

/** Vitest 1 and later. `classname` is a template, so the file is taken from the suite; it is relative to Vitest's own root. */
export const vitest: Producer = {
  name: "vitest",
  hidden: ["expected-failure", "flaky"],
  recognises: ({ hasOuter, root, rootName, suiteKeys }, { suites }) =>
    rootName === "vitest tests" ||
    (hasOuter &&
      root.attributes["id"] === undefined &&
      suiteKeys.has("hostname") &&
      suiteKeys.has("timestamp") &&
      !suiteKeys.has("disabled") &&
      all(suites, (suite) => suite.parent === root && isScript(nameOf(suite)))),
  read({ name, attributes, suite }) {
    const file = nameOf(suite);
    if (name === file) return { file, title: file, suites: [], synthetic: "load" };
    return { file: attributes["file"] ?? file, ...joinedName(name, " > ") };
  },
  // A hook that fails is written as a case that is called like its suite, and the tests of that suite as skipped.
  finish(cases) {
    const skipped = new Set<string>();
    for (const { test } of cases) {
      if (test.outcome !== "skipped") continue;
      for (const outer of beginnings(test.title, " > ")) skipped.add(`${test.file}\n${outer}`);
    }
    return cases.map(({ test }) => {
      if (test.synthetic !== null) return test.outcome === "passed" ? { ...test, synthetic: null } : test;
      const isFailed = test.outcome === "failed" || test.outcome === "error";
      return isFailed && skipped.has(`${test.file}\n${test.title}`) ? { ...test, synthetic: "hook" } : test;
    });
  },
};

/** `@playwright/test`. The file is relative to `testDir`, the browser is the host; annotations are properties, tags are missing. */
export const playwright: Producer = {
  name: "playwright",
  recognises: ({ hasOuter, root, suiteKeys }, { suites, cases }) =>
    hasOuter &&
    root.attributes["id"] !== undefined &&
    suiteKeys.has("hostname") &&
    all(suites, (suite) => isScript(nameOf(suite))) &&
    cases.every(({ classname, suite }) => classname === nameOf(suite)),
  read(raw) {
    const { name, classname, suite, properties, output } = raw;
    const project = suite.attributes["hostname"] ?? "";
    const prefix = `[${project}] `;
    const named = joinedName(project !== "" && name.startsWith(prefix) ? name.slice(prefix.length) : name, " › ");
    const has = (annotation: string) => properties.some((property) => property.name === annotation);
    const passed = raw.notes.length === 0 && !raw.isDamaged;
    // A pass after a failure keeps what was recorded of the failure, and nothing else tells the two apart.
    const failedFirst = output.includes("error-context.md]]");
    const outcome = !passed
      ? {}
      : has("fail")
        ? { outcome: "expected-failure" as const }
        : failedFirst
          ? { outcome: "flaky" as const }
          : {};
    return { file: classname, ...named, project: project === "" ? null : project, ...outcome };
  },
  hidden: ["flaky"],
};

const NOT_LOADED = "Test suite failed to run";

/**
 * jest-junit. Its templates make names of everything; by default suites and title are joined by blanks, twice. A test that is still
 * to do is written as passed in no time and left out of the counter of its suite, so such suites do not say which of them it is.
 */
export const jestJunit: Producer = {
  name: "jest-junit",
  hidden: ["todo", "expected-failure", "flaky"],
  recognises: ({ rootName, root, suiteKeys }, { suites }) =>
    rootName === "jest tests" ||
    (root.element === "testsuites" &&
      !suiteKeys.has("hostname") &&
      all(
        suites,
        ({ attributes }) => Object.keys(attributes).join(" ") === "name errors failures skipped timestamp time tests",
      )),
  read({ name, classname, attributes, suite }, report) {
    const file = attributes["file"] ?? [classname, nameOf(suite)].find(isScript) ?? null;
    if (classname === NOT_LOADED) return { file: file ?? name, title: name, suites: [], synthetic: "load" };
    const separator = separatorOf(report);
    if (name.startsWith(separator)) return { file, title: name.slice(separator.length), suites: [] };
    if (name !== classname && !isScript(classname) && !name.startsWith(classname)) {
      return { file, ...under(classname.trim(), name, separator) };
    }
    return { file, ...joinedName(name, separator) };
  },
  finish(cases) {
    const isSuspect = ({ raw, test }: Understood) => test.outcome === "passed" && Number(raw.attributes["time"]) === 0;
    const suspects = new Map<RawSuite, number>();
    for (const each of cases) {
      if (isSuspect(each)) suspects.set(each.raw.suite, (suspects.get(each.raw.suite) ?? 0) + 1);
    }
    return cases.map((each) => {
      const { suite } = each.raw;
      const left = suite.cases - (numberOf(suite.attributes["tests"]) ?? suite.cases);
      if (left <= 0 || !isSuspect(each)) return each.test;
      const isCertain = suspects.get(suite) === left;
      const detail = isCertain ? null : "still to do, or passed in no time: jest-junit does not tell which";
      return { ...each.test, outcome: "todo", detail };
    });
  },
  // Tests still to do are not counted, and more may be taken for such than there are.
  counters(report, cases) {
    const counted = counterOf(report, "tests") ?? 0;
    const own = cases.filter(({ synthetic }) => synthetic === null);
    const todo = own.filter(({ outcome }) => outcome === "todo").length;
    const explains = counted <= own.length && counted >= own.length - todo;
    return [...(explains ? [] : wrongCount(report, cases)), ...missingFailures(report, cases)];
  },
};

/** What stands between suites in most names of this report. */
function separatorOf({ cases }: RawReport): string {
  const known = separators.get(cases);
  if (known !== undefined) return known;
  const isDefault = cases.every(({ name, classname }) => name === classname || classname === NOT_LOADED);
  const found = isDefault
    ? undefined
    : [" › ", " > ", " / "].find(
        (each) =>
          cases.filter(({ name }) => name.includes(each)).length * 2 >= cases.length ||
          cases.some(({ name, classname }) => classname.includes(each) && classname !== name),
      );
  separators.set(cases, found ?? " ");
  return found ?? " ";
}

const separators = new WeakMap<object, string>();

function under(outer: string, title: string, separator: string): Pick<TestCase, "suites" | "title" | "joined"> {
  if (outer === "") return { suites: [], title, joined: null };
  if (!outer.includes(separator)) return { suites: [outer], title, joined: null };
  return { suites: null, title, joined: { text: `${outer}${separator}${title}`, separator } };
}

/** Mocha's own `xunit`. `skipped` counts something else, and every failure counts as an error. */
export const mochaXunit: Producer = {
  name: "mocha-xunit",
  hidden: ["flaky"],
  recognises: ({ hasOuter, root }) => !hasOuter && (root.attributes["timestamp"] ?? "").endsWith(" GMT"),
  read({ name, classname, attributes }) {
    return {
      file: attributes["file"] ?? null,
      ...under(classname, name, " "),
      ...(isHook(name) ? { synthetic: "hook" as const } : {}),
    };
  },
};

/** mocha-junit-reporter: by default name and classname are the wrong way round; with `jenkinsMode` classname is dotted. */
export const mochaJunit: Producer = {
  name: "mocha-junit-reporter",
  hidden: ["flaky"],
  recognises: ({ rootName, hasOuter, suiteKeys }, { suites }) =>
    hasOuter &&
    (rootName === "Mocha Tests" ||
      (!suiteKeys.has("hostname") && suites.some((suite) => /^Root Suite(?:\.|$)/.test(nameOf(suite))))),
  read(raw) {
    const { name, classname, suite } = raw;
    const file = suite.attributes["file"] ?? null;
    const isDefault = classname !== "" && name.endsWith(classname);
    const title = isDefault ? classname : name;
    const synthetic = isHook(title) ? { synthetic: "hook" as const } : {};
    if (!isDefault) return { file, ...under(classname, title, "."), ...synthetic };
    return { file, ...spaced(name, title, nameOf(suite)), ...synthetic };
  },
};

/** `node --test`. Node 20 names no file and escapes quotes twice; the counters stand in comments at the end. */
export const nodeTest: Producer = {
  name: "node:test",
  recognises: ({ hasOuter, root, suiteKeys }, { cases, suites, comments }) =>
    hasOuter &&
    Object.keys(root.attributes).length === 0 &&
    (comments.some((comment) => /^duration_ms [\d.]+$/.test(comment)) ||
      (suites.length > 0
        ? suiteKeys.has("disabled") && suiteKeys.has("hostname") && !suiteKeys.has("package") && !suiteKeys.has("id")
        : all(cases, ({ classname }) => classname === "test"))),
  read(raw) {
    const title = unquoted(raw.name);
    const suites = suitesAround(raw).map((suite) => unquoted(nameOf(suite)));
    const file = raw.attributes["file"] ?? null;
    // A file that ends before its first test is a case that is called like the file.
    const isFile =
      suites.length === 0 &&
      isScript(title) &&
      (file === null ? title.includes("/") || title.includes("\\") : samePath(file, title));
    return isFile && raw.notes.length > 0
      ? { file: file ?? title, title, suites, synthetic: "load" }
      : { file: file ?? (isFile ? title : null), title, suites };
  },
  // A test with tests in it is a suite here and a test in the counters.
  counters({ comments, cases, suites }) {
    const counter = (name: string) =>
      comments.flatMap(
        (comment) => numberOf(comment.startsWith(`${name} `) ? comment.slice(name.length + 1) : "") ?? [],
      )[0];
    const tests = counter("tests");
    if (tests === undefined) return ["The counters at its end are missing: the run was cut off."];
    const counted = tests + (counter("suites") ?? 0);
    const listed = cases.length + suites.length;
    return counted === listed ? [] : [`${count(counted, "test")} and suites were counted, and ${listed} are listed.`];
  },
};

function unquoted(text: string): string {
  return text.replaceAll("&quot;", '"');
}

function samePath(file: string, title: string): boolean {
  return file.replaceAll("\\", "/").endsWith(title.replaceAll("\\", "/"));
}

/** `bun test`. Suites are nested, and `classname` lists them from the inside. */
export const bun: Producer = {
  name: "bun",
  hidden: ["expected-failure", "flaky"],
  recognises: ({ rootName, root, caseKeys }) =>
    rootName === "bun test" ||
    (root.attributes["assertions"] !== undefined && caseKeys.has("line") && !caseKeys.has("class")),
  read(raw) {
    const [outer, ...inner] = suitesAround(raw);
    const isFile =
      outer !== undefined && outer.attributes["line"] === undefined && nameOf(outer) === outer.attributes["file"];
    const suites = outer === undefined || isFile ? inner : [outer, ...inner];
    return {
      file: raw.attributes["file"] ?? outer?.attributes["file"] ?? null,
      title: raw.name,
      suites: suites.map(nameOf),
      ...placed(raw),
    };
  },
};

/** `deno test --junit-path`. Steps are cases beside the tests that they are steps of. */
export const deno: Producer = {
  name: "deno",
  recognises: ({ rootName, caseKeys }) => rootName === "deno test" || (caseKeys.has("line") && caseKeys.has("col")),
  read(raw) {
    return { file: raw.classname, ...joinedName(raw.name, " > "), ...placed(raw) };
  },
};

/** Line and number of assertions, where a case has them. */
export function placed({ attributes }: RawCase): Pick<TestCase, "line" | "assertions"> {
  return { line: lineOf(attributes["line"]), assertions: numberOf(attributes["assertions"]) };
}
