import { digestOf } from "../files/read.ts";
import type { SourceTest } from "@lintel/core";
import type { Masked, Syntax } from "./mask.ts";

/** A test as a reader finds it: offsets instead of lines and digests, which are the same for all languages. */
export interface FoundTest {
  /** Where its name or the call that makes it begins. */
  readonly at: number;
  readonly suites: readonly string[];
  readonly title: string;
  /** Other names by which reports know it: a display name. */
  readonly aliases?: readonly string[];
  readonly tags?: readonly string[];
  readonly disabled?: SourceTest["disabled"];
  readonly isTemplate?: boolean;
  /** Its body, without its name. */
  readonly from: number;
  readonly to: number;
}

/** How the tests of one language are found. One file each. */
export interface TestReader {
  readonly syntax: Syntax;
  /** Whether a file may hold such tests, by its path. */
  mayHold(path: string): boolean;
  /** Cheap: whether a text holds what every test of this language does. */
  readonly hint: RegExp;
  /** Whoever would run the tests of a file. */
  runner(text: string): string;
  find(masked: Masked, path: string): readonly FoundTest[];
}

/** Reads the tests of one file. Pure. */
export function readTests(path: string, text: string, reader: TestReader, masked: Masked): readonly SourceTest[] {
  const found = reader.find(masked, path);
  if (found.length === 0) return [];
  const runner = reader.runner(text);
  const lines = lineCounter(text);
  return found
    .toSorted((a, b) => a.at - b.at)
    .map((test) => {
      const body = compactBody(masked, test.from, test.to);
      return {
        file: path,
        line: lines(test.at),
        suites: test.suites,
        title: test.title,
        ...(test.aliases === undefined || test.aliases.length === 0 ? {} : { aliases: test.aliases }),
        ...(test.tags === undefined || test.tags.length === 0 ? {} : { tags: test.tags }),
        runner,
        disabled: test.disabled ?? null,
        isTemplate: test.isTemplate === true,
        body: digestOf(body),
        ...(body.length < SHORT && VACUOUS.test(body) ? { vacuous: true as const } : {}),
      };
    });
}

const SHORT = 120;
/** A body that does nothing, or asserts what is always so. */
const VACUOUS =
  /^[\s,;:(){}[\]=>|]*(?:async|function|fn|pass|\.\.\.|:|true|return;?|(?:expect\(true\)\.(?:toBe\(true\)|toEqual\(true\)|toBeTruthy\(\)|to\.be\.true)|assert\(?True\)?|assert(?:\.ok)?\(true\)|assert!\(true\)|assertTrue\(true\)|self\.assertTrue\(True\)|Assert\.True\(true\)))?[\s,;:(){}[\]=>|]*$/;

/** A body without comments and blanks; strings as they are. */
function compactBody(masked: Masked, from: number, to: number): string {
  const { text, stretches } = masked;
  const pieces: string[] = [];
  let at = from;
  for (let i = firstFrom(stretches, from); i < stretches.length; i++) {
    const stretch = stretches[i];
    if (stretch === undefined || stretch.start >= to) break;
    if (stretch.start > at) pieces.push(text.slice(at, stretch.start).replace(/\s+/g, ""));
    if (stretch.is === "string") pieces.push(text.slice(Math.max(at, stretch.start), Math.min(to, stretch.end)));
    at = Math.max(at, stretch.end);
  }
  if (at < to) pieces.push(text.slice(at, to).replace(/\s+/g, ""));
  return pieces.join("");
}

function firstFrom(stretches: Masked["stretches"], from: number): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.end ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Lines of offsets that only grow. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let at = 0;
  return (offset) => {
    for (let next = text.indexOf("\n", at); next !== -1 && next < offset; next = text.indexOf("\n", at)) {
      line++;
      at = next + 1;
    }
    return line;
  };
}

/** What a string literal says, its backslashes resolved as far as names of tests have them. */
export function unescape(raw: string): string {
  if (!raw.includes("\\")) return raw;
  return raw.replace(/\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|([\s\S]))/g, (_all, ...groups) => {
    const hex = groups.slice(0, 3).find((group) => typeof group === "string");
    if (typeof hex === "string") return String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(hex, 16)));
    const mark = typeof groups[3] === "string" ? groups[3] : "";
    return mark === "n" ? "\n" : mark === "t" ? "\t" : mark === "r" ? "\r" : mark;
  });
}
