import { joinedName } from "../report.ts";
import { placed } from "./javascript.ts";
import { all, nameOf, suitesAround, type Producer } from "./producer.ts";

/** rspec_junit_formatter: groups and example are one text, joined by blanks. */
export const rspec: Producer = {
  name: "rspec",
  recognises: ({ rootName, hasOuter }, { cases }) =>
    !hasOuter &&
    rootName.startsWith("rspec") &&
    all(cases, ({ attributes }) => (attributes["file"] ?? "").endsWith(".rb")),
  read: ({ name, attributes }) => ({ file: attributes["file"] ?? null, ...joinedName(name, " ") }),
};

/** PHPUnit: `class` beside `classname`; a data provider is a suite of its own, and its sets stand in the name. */
export const phpunit: Producer = {
  name: "phpunit",
  recognises: ({ caseKeys }) => caseKeys.has("class") && caseKeys.has("classname"),
  read(raw) {
    const unit = raw.attributes["class"] ?? raw.classname;
    const set = /^(\S+)( with data set (?:".*"|#\d+).*)$/su.exec(raw.name);
    return {
      file: raw.attributes["file"] ?? null,
      unit,
      suites: [unit.split("\\").at(-1) ?? unit],
      title: set?.[1] ?? raw.name,
      parameters: set?.[2]?.trim() ?? null,
      ...placed(raw),
    };
  },
};

/** bats: the suite is the file, without its folder. */
export const bats: Producer = {
  name: "bats",
  recognises: (_, { suites }) => all(suites, (suite) => nameOf(suite).endsWith(".bats")),
  read: ({ name, classname }) => ({ file: classname, suites: [], title: name }),
};

/** behave: `classname` is the file of the feature and the feature; rows of an outline are numbered in the name. */
export const behave: Producer = {
  name: "behave",
  recognises: (_, { cases }) => cases.some(({ output }) => output.includes("@scenario.begin")),
  read({ name, classname }) {
    const dot = classname.indexOf(".");
    const row = /^(.*?) -- (@\d+\.\d+) ?(.*)$/su.exec(name);
    return {
      unit: classname,
      suites: [classname.slice(dot + 1)],
      title: (row?.[1] ?? name).trim(),
      parameters: row === null ? null : `${row[2]} ${row[3]}`.trim(),
    };
  },
};

/** cucumber-js: rule, outline and row stand in the name. */
export const cucumber: Producer = {
  name: "cucumber",
  recognises: ({ rootName, hasOuter }) => !hasOuter && rootName === "Cucumber",
  read({ name, classname }) {
    const row = /^(.*) - #(\d+\.\d+)(?:: (.*))?$/su.exec(name);
    if (row !== null)
      return { unit: classname, suites: [classname], title: row[3] ?? row[1] ?? name, parameters: `#${row[2]}` };
    if (!name.includes(" - ")) return { unit: classname, suites: [classname], title: name };
    return { unit: classname, suites: null, title: name, joined: { text: `${classname} - ${name}`, separator: " - " } };
  },
};

/** Whoever else writes JUnit's elements: nothing is made of the names. */
export const unknown: Producer = {
  name: "junit",
  recognises: () => true,
  hidden: ["todo", "expected-failure", "flaky"],
  read(raw) {
    const suites = suitesAround(raw).map(nameOf);
    return {
      file: raw.attributes["file"] ?? raw.attributes["filepath"] ?? null,
      unit: raw.classname === "" ? null : raw.classname,
      suites: suites.length > 1 ? suites : null,
      title: raw.name,
      ...placed(raw),
    };
  },
};
