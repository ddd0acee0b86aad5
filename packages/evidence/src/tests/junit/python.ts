import { bracketed } from "../names.ts";
import { numberOf } from "../report.ts";
import { missingFailures } from "./counters.ts";
import { nameOf, type Producer } from "./producer.ts";

/**
 * pytest, `xunit2` and `xunit1`. The first names no file: `classname` is the dotted module with the classes, and which part is which
 * shows only in the repository. An import error is a case of its own, and without `--continue-on-collection-errors` the only one.
 */
export const pytest: Producer = {
  name: "pytest",
  hidden: ["flaky"],
  recognises: ({ rootName, hasOuter }, { suites, cases }) =>
    rootName === "pytest tests" ||
    (hasOuter && suites.length > 0 && suites.every((suite) => nameOf(suite) === "pytest")) ||
    cases.some(({ notes }) =>
      notes.some(
        ({ element, type, message }) =>
          type.startsWith("pytest.") || (element === "error" && message === "collection failure"),
      ),
    ),
  read({ name, classname, attributes, notes }) {
    const file = attributes["file"] ?? null;
    if (notes.some(({ element, message }) => element === "error" && message === "collection failure")) {
      return { file, unit: name, title: name, suites: [], synthetic: "load" };
    }
    const line = numberOf(attributes["line"]);
    return {
      file,
      unit: classname === "" ? null : classname,
      suites: file === null ? null : classesIn(classname, file),
      ...bracketed(name),
      // pytest counts lines from 0.
      line: line === null ? null : line + 1,
    };
  },
  // A test with an error in its tear-down, or with subtests, counts more than once: the number of tests says nothing.
  counters: missingFailures,
};

/**
 * What of a dotted classname stands behind the module of a file; null when the module is not in it.
 *
 * @example classesIn("tests.test_server.TestA.TestNested", "tests/test_server.py") // ["TestA", "TestNested"]
 */
function classesIn(classname: string, file: string): readonly string[] | null {
  const parts = classname.split(".");
  const stem = (file.split(/[\\/]/).at(-1) ?? "").replace(/\.py$/, "");
  const at = parts.lastIndexOf(stem);
  return at === -1 ? null : parts.slice(at + 1);
}
