import type { TestCase, TestOutcome } from "@lintel/core";

/** What a reader makes of one report: everything of `TestReport` that stands in its text. Files are still as the producer wrote them. */
export interface ReadReport {
  readonly producer: string;
  readonly cases: readonly TestCase[];
  readonly incomplete: readonly string[];
  readonly hiddenInPassed: readonly TestOutcome[];
}

/** A case of which only this is known. Every case has the same keys in the same order, which is half the memory and half the time. */
export function testCase(known: Partial<TestCase> & Pick<TestCase, "title" | "outcome">): TestCase {
  const {
    file = null,
    suites = null,
    title,
    joined = null,
    displayName = null,
    unit = null,
    parameters = null,
  } = known;
  const { outcome, detail = null, assertions = null, properties = NONE, tags = NONE, project = null } = known;
  const { line = null, synthetic = null, reportLine = null } = known;
  return {
    file,
    suites,
    title,
    joined,
    displayName,
    unit,
    parameters,
    outcome,
    detail,
    assertions,
    properties,
    tags,
    project,
    line,
    synthetic,
    reportLine,
  };
}

const NONE: readonly never[] = [];

const MOST_DETAIL = 300;

/** The first of these texts that says something, without colours and in one short paragraph; null when none does. */
export function detailOf(...texts: readonly (string | null | undefined)[]): string | null {
  for (const text of texts) {
    if (text === null || text === undefined) continue;
    const plain = text
      .slice(0, 4 * MOST_DETAIL)
      // oxlint-disable-next-line eslint/no-control-regex
      .replaceAll(/\u001b?\[[0-9;]{1,10}m/g, "")
      .replaceAll(/\s+/g, " ")
      .trim();
    if (plain !== "") return plain.length > MOST_DETAIL ? `${plain.slice(0, MOST_DETAIL - 1)}…` : plain;
  }
  return null;
}

/** A name in which suites and title stand together: told apart only where there is nothing to tell apart. */
export function joinedName(text: string, separator: string): Pick<TestCase, "suites" | "title" | "joined"> {
  return text.includes(separator)
    ? { suites: null, title: text, joined: { text, separator } }
    : { suites: [], title: text, joined: null };
}

/** "3 tests", "1 test". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** "3 are", "1 is". */
export function isOrAre(number: number): string {
  return number === 1 ? "1 is" : `${number} are`;
}

/** A whole number that is not negative, or null. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

/** A line number as reports give it: 0 says nothing. */
export function lineOf(value: unknown): number | null {
  const number = numberOf(value);
  return number === 0 ? null : number;
}

const MOST_SENTENCES = 20;

/** What keeps a report from being whole, once each, and not without end. */
export function sentences(found: readonly string[]): readonly string[] {
  const distinct = [...new Set(found)];
  if (distinct.length <= MOST_SENTENCES) return distinct;
  return [...distinct.slice(0, MOST_SENTENCES), `And ${distinct.length - MOST_SENTENCES} more like these.`];
}

/** Sentences about files that could not be loaded. */
export function notLoaded(cases: readonly TestCase[]): readonly string[] {
  return cases
    .filter(({ synthetic }) => synthetic === "load")
    .map(({ file, unit, title }) => `\`${file ?? unit ?? title}\` could not be loaded, so none of its tests ran.`);
}
