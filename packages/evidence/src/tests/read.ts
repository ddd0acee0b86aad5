import { posix } from "node:path";
import { digestOfFolder } from "./files.ts";
import { ALLURE, isAllureAside, joinAttempts, readAllure } from "./json/allure.ts";
import { readCtrf } from "./json/ctrf.ts";
import { readCucumber } from "./json/cucumber.ts";
import { readGtest } from "./json/gtest.ts";
import { readJest } from "./json/jest.ts";
import { readMocha } from "./json/mocha.ts";
import { readPlaywright } from "./json/playwright.ts";
import { readRspec } from "./json/rspec.ts";
import { parseJson } from "./json/value.ts";
import { isObject } from "../text/values.ts";
import { readGo } from "./lines/go.ts";
import { readLibtest } from "./lines/libtest.ts";
import { readLines } from "./lines/lines.ts";
import { readMessages } from "./lines/messages.ts";
import { readTap } from "./lines/tap.ts";
import type { ReadReport } from "./report.ts";
import { readXml } from "./xml/read.ts";

/** JSON that is one object. */
const OBJECTS = [readJest, readPlaywright, readMocha, readCtrf, readAllure, readGtest, readRspec];

/** An object to a line. */
const LINES = [readGo, readLibtest, readMessages];

/** Reads a report of a test run, whatever tool wrote it: what it is shows in its text alone. Null when it is none that is known. */
export function readReport(text: string): ReadReport | null {
  const start = text.search(/\S/);
  if (start === -1) return null;
  switch (text[start]) {
    case "<":
      return readXml(text.slice(start));
    case "[":
      return readJson(text);
    case "{":
      return isLines(text, start) ? readJsonLines(text) : readJson(text);
    default:
      return readTap(text) ?? (/^\s*\{.*\}\s*$/m.test(text.slice(0, 100_000)) ? readJsonLines(text) : null);
  }
}

/** Whether the first line is an object by itself, and another one follows. */
function isLines(text: string, start: number): boolean {
  const end = text.indexOf("\n", start);
  return end !== -1 && /\}\s*$/.test(text.slice(start, end)) && /^\s*(?:\{|[A-Za-z#])/.test(text.slice(end, end + 100));
}

function readJsonLines(text: string): ReadReport | null {
  const lines = readLines(text);
  for (const read of LINES) {
    const report = read(lines);
    if (report !== null) return report;
  }
  return null;
}

function readJson(text: string): ReadReport | null {
  const parsed = parseJson(text);
  if (parsed === undefined) return null;
  const { value, isCut } = parsed;
  const report = Array.isArray(value)
    ? readCucumber(value)
    : isObject(value)
      ? (OBJECTS.map((read) => read(value)).find((each) => each !== null) ?? null)
      : null;
  if (report === null || !isCut) return report;
  return {
    ...report,
    incomplete: ["It ends in the middle: the run, or the writing of it, was cut off.", ...report.incomplete],
  };
}

/** Whether a text stands beside results and is none: a container of Allure's. */
export function isAside(text: string): boolean {
  return text.startsWith("{") && isAllureAside(parseJson(text)?.value);
}

interface Read {
  readonly path: string;
  readonly digest: string;
  readonly report: ReadReport | null;
}

/** Allure writes a file for each attempt at each test: those of a folder are one report, with a digest of their digests. */
export function joinAllure<File extends Read>(files: readonly File[]): readonly File[] {
  const folders = new Map<string, File[]>();
  for (const file of files) {
    if (file.report?.producer !== ALLURE) continue;
    const folder = posix.dirname(file.path);
    const same = folders.get(folder);
    if (same === undefined) folders.set(folder, [file]);
    else same.push(file);
  }
  const joined = [...folders].flatMap(([path, parts]): readonly File[] => {
    const [first] = parts;
    if (first?.report === undefined || first.report === null) return [];
    const cases = joinAttempts(parts.flatMap(({ report }) => report?.cases ?? []));
    const digest = digestOfFolder(parts.map((part) => part.digest));
    return [{ ...first, path, digest, report: { ...first.report, cases } }];
  });
  return [...files.filter(({ report }) => report?.producer !== ALLURE), ...joined];
}
