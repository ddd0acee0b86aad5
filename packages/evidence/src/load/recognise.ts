import { ab } from "./formats/ab.ts";
import { artillery } from "./formats/artillery.ts";
import { autocannon } from "./formats/autocannon.ts";
import { criterion } from "./formats/criterion.ts";
import { hey } from "./formats/hey.ts";
import { hyperfine } from "./formats/hyperfine.ts";
import { jmeter } from "./formats/jmeter.ts";
import { jmh } from "./formats/jmh.ts";
import { k6 } from "./formats/k6.ts";
import { lintel } from "./formats/lintel.ts";
import { locust } from "./formats/locust.ts";
import { prometheus } from "./formats/prometheus.ts";
import { vegeta } from "./formats/vegeta.ts";
import { vitestBench } from "./formats/vitest-bench.ts";
import { wrk } from "./formats/wrk.ts";
import type { LoadFormat, LoadInput, LoadReading } from "./reading.ts";

/** The one list of formats. A new one is a file in `formats` and a line here. */
const FORMATS: readonly LoadFormat[] = [
  lintel,
  k6,
  autocannon,
  artillery,
  vegeta,
  hyperfine,
  vitestBench,
  jmh,
  criterion,
  locust,
  jmeter,
  wrk,
  hey,
  ab,
  prometheus,
];

/**
 * Reads a report of a load test or benchmark, recognised by its shape. Null for a text that is none.
 *
 * @example readLoadReport(text)?.measurements[0]?.latencies
 */
export function readLoadReport(text: string): LoadReading | null {
  const input: LoadInput = { text, json: parse(text) };
  const format = FORMATS.find((each) => each.recognises(input));
  return format?.read(input) ?? null;
}

/** Who writes the reports that can be read. */
export const LOAD_PRODUCERS: readonly string[] = FORMATS.map(({ producer }) => producer);

function parse(text: string): unknown {
  const first = /^\s*(.)/.exec(text)?.[1];
  if (first !== "{" && first !== "[") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
