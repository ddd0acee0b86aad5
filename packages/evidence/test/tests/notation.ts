import type { TestCase } from "@lintel/core";

/**
 * A case as a line: how it ended, whether it stands for a file or a hook, its file, its suites and title with parameters, the
 * browser, properties, tags. Suites that the report joins to the title stand in «», with the title behind where it is known.
 */
export function lineOf(test: TestCase): string {
  const more = [
    test.synthetic === null ? test.outcome : `${test.outcome} ${test.synthetic}`,
    test.file ?? "-",
    namesOf(test) + (test.parameters === null ? "" : ` ${test.parameters}`),
    test.project === null ? null : `on ${test.project}`,
    ...test.properties.map(({ name, value }) => `${name}=${value}`),
    ...test.tags.map((tag) => `@${tag}`),
  ];
  return more.filter((each) => each !== null).join(" | ");
}

function namesOf({ suites, title, joined }: TestCase): string {
  if (suites !== null) return [...suites, title].join(" > ");
  if (joined === null) return `? > ${title}`;
  return title === joined.text ? `«${joined.text}»` : `«${joined.text}» ${title}`;
}
