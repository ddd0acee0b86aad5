import type { TestCase } from "@lintel/core";
import { notLoaded, sentences, testCase, type ReadReport } from "../report.ts";
import { disagreements } from "./counters.ts";
import { bun, deno, jestJunit, mochaJunit, mochaXunit, nodeTest, playwright, vitest } from "./javascript.ts";
import { junitConsole, jvm, surefire } from "./jvm.ts";
import { catch2, ctest, go, googletest, libtest, nextest } from "./native.ts";
import { endingOf } from "./outcome.ts";
import { bats, behave, cucumber, phpunit, rspec, unknown } from "./others.ts";
import { shapeOf, type Producer } from "./producer.ts";
import { pytest } from "./python.ts";
import { readRaw, type RawCase } from "./raw.ts";

/** Those who write JUnit's elements, those with a mark of their own first. A new one is an entry in a file beside this, and a word here. */
const PRODUCERS: readonly Producer[] = [
  pytest,
  deno,
  bun,
  playwright,
  jestJunit,
  mochaXunit,
  mochaJunit,
  vitest,
  nodeTest,
  phpunit,
  libtest,
  nextest,
  catch2,
  googletest,
  ctest,
  junitConsole,
  surefire,
  rspec,
  bats,
  behave,
  cucumber,
  go,
  jvm,
  unknown,
];

/** Reads a report in JUnit's XML, whoever wrote it. Null when the text has none of its elements. */
export function readJunit(text: string): ReadReport | null {
  const report = readRaw(text);
  const shape = report === null ? null : shapeOf(report);
  if (report === null || shape === null) return null;
  const producer = PRODUCERS.find((each) => each.recognises(shape, report)) ?? unknown;
  const understood = report.cases.map((raw) => ({ raw, test: understand(raw, producer.read(raw, report)) }));
  const cases = producer.finish?.(understood, report) ?? understood.map(({ test }) => test);
  const counters = producer.counters === undefined ? disagreements : producer.counters;
  return {
    producer: producer.name,
    cases,
    incomplete: sentences([...report.damage, ...notLoaded(cases), ...(counters?.(report, cases) ?? [])]),
    hiddenInPassed: producer.hidden ?? [],
  };
}

/** What a producer tells of a case in its own way, and for the rest what JUnit's elements say. */
function understand(raw: RawCase, own: Partial<TestCase>): TestCase {
  const ending = endingOf(raw);
  const { title = raw.name, outcome = ending.outcome, detail = ending.detail, properties = raw.properties } = own;
  return testCase({ ...own, title, outcome, detail, properties, reportLine: raw.line });
}
