import type { TestCase } from "@lintel/core";
import { readReport } from "../../src/tests/read.ts";

/**
 * A report as a table, a line for each case: how it ended, whether it stands for a file or a hook, its file and line, its suites,
 * its title with parameters, and whatever else is told. Suites that the report joins to the title stand as `«joined text»`.
 */
export function tableOf(text: string): readonly string[] | null {
  return readReport(text)?.cases.map(lineOf) ?? null;
}

export function lineOf(test: TestCase): string {
  const { file, suites, title, joined, line } = test;
  const names =
    suites === null
      ? [joined === null ? `… > ${title}` : `«${joined.text.replaceAll(joined.separator, "·")}»`]
      : [...suites, title];
  const more = [
    test.synthetic === null ? null : `(${test.synthetic})`,
    file === null ? null : `${file}${line === null ? "" : `:${line}`}`,
    `${names.join(" > ")}${test.parameters === null ? "" : ` ${test.parameters}`}`,
    test.unit === null ? null : `in ${test.unit}`,
    test.displayName === null ? null : `called "${test.displayName}"`,
    test.project === null ? null : `on ${test.project}`,
    test.assertions === null ? null : `${test.assertions} assertions`,
    test.tags.length === 0 ? null : `tags ${test.tags.join(" ")}`,
    ...test.properties.map(({ name, value }) => `${name}=${value}`),
    test.detail === null ? null : `because ${test.detail}`,
  ];
  return [test.outcome, ...more].filter((each) => each !== null).join(" | ");
}
