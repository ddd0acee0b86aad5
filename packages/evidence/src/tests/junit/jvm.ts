import type { TestCase } from "@lintel/core";
import { all, nameOf, type Producer } from "./producer.ts";
import type { RawCase } from "./raw.ts";

/** Maven Surefire and Failsafe: one class to a file; names are methods. With reruns: flakyFailure, rerunFailure. */
export const surefire: Producer = {
  name: "surefire",
  recognises: ({ root, hasOuter }, { suites, cases }) =>
    !hasOuter &&
    (/surefire/.test(
      root.attributes["noNamespaceSchemaLocation"] ?? root.attributes["xsi:noNamespaceSchemaLocation"] ?? "",
    ) ||
      suites.some(({ properties }) => properties.some(({ name }) => name.startsWith("surefire."))) ||
      (isOneClass(nameOf(root), cases) &&
        cases.some(({ notes }) => notes.some(({ element }) => /^(?:flaky|rerun)/.test(element))))),
  read: readMethod,
};

/** The console launcher of JUnit 5: the display name stands in the output. */
export const junitConsole: Producer = {
  name: "junit-console",
  recognises: ({ rootName }, { cases }) =>
    /^JUnit (?:Jupiter|Vintage|Platform Suite)$/.test(rootName) ||
    all(cases.slice(0, 50), ({ output }) => /^unique-id: \[/m.test(output)),
  read(raw) {
    const displayName = /^display-name: (.*)$/m.exec(raw.output)?.[1]?.trim() ?? "";
    return { ...readMethod(raw), displayName: displayName === "" || displayName === raw.name ? null : displayName };
  },
};

/** Gradle, Ant and whoever else writes a file for each class of the JVM. */
export const jvm: Producer = {
  name: "jvm",
  recognises: ({ hasOuter, rootName }, { suites, cases }) =>
    (hasOuter ? all(suites, (suite) => isClass(nameOf(suite))) : isClass(rootName)) &&
    all(cases, ({ classname }) => isClass(classname)),
  read: readMethod,
};

function isOneClass(name: string, cases: readonly RawCase[]): boolean {
  return isClass(name) && all(cases, ({ classname }) => classname === name || classname.startsWith(`${name}$`));
}

/** `com.shop.OrderTest$Refunds`: packages in small letters, then a class. */
function isClass(name: string): boolean {
  return name.length < 500 && /^(?:[a-z_][\w]*\.)+[A-Z]\w*(?:\$\w+)*$/.test(name);
}

/** `maps(int)[1]`, Surefire 2's `maps{int}[1]`, `fails()`. A phrase, as display names are, is a title as it stands. */
function readMethod({ name, classname, notes }: RawCase): Partial<TestCase> {
  const suites = (classname.split(".").at(-1) ?? "").split("$").filter((each) => each !== "");
  const unit = classname === "" ? null : classname;
  // Set-up of the whole class: Surefire leaves the name out, JUnit 4 calls it so.
  if ((name === "" || name === "initializationError" || name === classname) && notes.length > 0) {
    return { unit, suites, title: name === "" ? classname : name, synthetic: "hook" };
  }
  const method = /^[\p{L}_$][\p{L}\p{N}_$]*(?=[({[]|$)/u.exec(name)?.[0];
  const rest = method === undefined ? "" : name.slice(method.length);
  if (method === undefined || !/^(?:\([^()]*\)|\{[^{}]*\})?(?:\[[^\]]*\])?$/.test(rest))
    return { unit, suites, title: name };
  return { unit, suites, title: method, parameters: rest === "" || rest === "()" ? null : rest.replace(/^\(\)/, "") };
}
