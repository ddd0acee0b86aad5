import { beginnings } from "../names.ts";
import { detailOf, joinedName } from "../report.ts";
import { all, nameOf, splitAt, type Producer } from "./producer.ts";
import { placed } from "./javascript.ts";

/** GoogleTest. A disabled test has no child at all, a skipped one is `status="run" result="skipped"`. */
export const googletest: Producer = {
  name: "googletest",
  recognises: ({ rootName, hasOuter, caseKeys }) =>
    hasOuter && (rootName === "AllTests" || (caseKeys.has("status") && caseKeys.has("result"))),
  read(raw) {
    const { name, classname, attributes } = raw;
    // `Small/Maps` is the suite `Maps` under the prefix of an instantiation; `Positive/0` the first of its parameters.
    const isParametrised = attributes["value_param"] !== undefined || attributes["type_param"] !== undefined;
    const suite = isParametrised ? classname.slice(classname.indexOf("/") + 1) : classname;
    const split = splitAt(name, isParametrised ? name.lastIndexOf("/") : -1);
    return { file: attributes["file"] ?? null, ...placed(raw), unit: classname, suites: [suite], ...split };
  },
};

/** `ctest --output-junit`: a test is a command, and its name what CMake was told. */
export const ctest: Producer = {
  name: "ctest",
  recognises: ({ hasOuter, suiteKeys, caseKeys }, { cases }) =>
    !hasOuter &&
    suiteKeys.has("disabled") &&
    caseKeys.has("status") &&
    all(cases, ({ name, classname }) => name === classname),
  read: ({ name }) => joinedName(name, "."),
};

/** Catch2. Sections are cases beside the case that they are sections of, which is written as passed when one of them fails. */
export const catch2: Producer = {
  name: "catch2",
  recognises: (_, { suites, cases }) =>
    all(suites, ({ attributes }) => attributes["hostname"] === "tbd") ||
    (cases.length > 0 && cases.every(({ classname, suite }) => classname === `${nameOf(suite)}.global`)),
  read: ({ name, classname }) => ({ unit: classname.replace(/\.global$/, ""), ...joinedName(name, "/") }),
  finish(cases) {
    const failing = new Map<string, string>();
    for (const { test } of cases) {
      if (test.outcome !== "failed" && test.outcome !== "error") continue;
      for (const outer of beginnings(test.title, "/")) {
        failing.set(`${test.unit}\n${outer}`, test.title.slice(outer.length + 1));
      }
    }
    return cases.map(({ test }) => {
      const section = test.outcome === "passed" ? failing.get(`${test.unit}\n${test.title}`) : undefined;
      return section === undefined ? test : { ...test, outcome: "failed", detail: `its section "${section}" failed` };
    });
  },
  // It counts assertions.
  counters: null,
};

/** The test harness of Rust, one document for each binary. It tells neither the crate nor the ignored tests. */
export const libtest: Producer = {
  name: "libtest",
  recognises: (_, { suites }) =>
    all(suites, ({ attributes }) => attributes["name"] === "test" && attributes["package"] === "test"),
  read({ name, classname }) {
    const parts = [
      ...(classname === "integration" || classname === "crate" ? [] : classname.split("::")),
      ...name.split("::"),
    ].filter((part) => part !== "");
    return { suites: parts.slice(0, -1), title: parts.at(-1) ?? name };
  },
};

/** cargo-nextest, from memory: no report of it was at hand when this was written. `classname` is the binary. */
export const nextest: Producer = {
  name: "nextest",
  recognises: ({ rootName, root }, { cases }) =>
    rootName === "nextest-run" ||
    (root.attributes["uuid"] !== undefined && cases.every(({ classname, suite }) => classname === nameOf(suite))),
  read({ name, classname }) {
    const parts = name.split("::");
    return { unit: classname, suites: parts.slice(0, -1), title: parts.at(-1) ?? name };
  },
};

/** gotestsum and go-junit-report. A package that did not build shows in gotestsum's counters alone, and is a case of the other. */
export const go: Producer = {
  name: "go-junit",
  recognises: (_, { suites, cases }) =>
    suites.some(({ properties }) => properties.some(({ name }) => name === "go.version")) ||
    all(
      cases,
      ({ name, classname, suite }) =>
        classname === nameOf(suite) && /^(?:(?:Test|Example|Fuzz|Benchmark)(?:[^a-z]|$)|\[build failed\]$)/.test(name),
    ),
  read({ name, classname, notes }) {
    // gotestsum names a case `TestMain` or leaves the name empty for a package that fails outside of its tests.
    if (/^\[.* failed\]$/.test(name) || name === "")
      return { unit: classname, title: name === "" ? classname : name, suites: [], synthetic: "load" };
    // The message is always "Failed"; what the test said stands in the text, behind the line that starts it.
    const said = notes.map(({ message, text }) => (message === "Failed" ? text : message)).join("\n");
    return { unit: classname, ...joinedName(name, "/"), detail: detailOf(said.replaceAll(/^=== RUN .*$/gm, "")) };
  },
};
