import { unescape, type FoundTest, type TestReader } from "./found.ts";
import { stringAt, closing } from "./brackets.ts";
import type { Masked } from "./mask.ts";
import { javascript } from "./syntax.ts";

const NAMED = /(?:[._-](?:test|tests|spec|specs|e2e|cy|unit|integration)|^test(?:[._-].*)?)\.[cm]?[jt]sx?$/i;
const FOLDER = /(?:^|\/)(?:__tests__|tests?|specs?|e2e|cypress)\//i;
const SCRIPT = /\.[cm]?[jt]sx?$/i;
/** Files beside tests that are read by them. */
const BESIDE = /(?:^|\/)(?:fixtures?|__fixtures__|__snapshots__|__mocks__|testdata)\/|\.d\.[cm]?ts$/i;

/** JavaScript and TypeScript: vitest, jest, mocha, node:test, Playwright, bun, deno, jasmine, tape, ava, QUnit. */
export const javascriptTests: TestReader = {
  syntax: javascript,
  mayHold: (path) =>
    SCRIPT.test(path) &&
    (NAMED.test(path.slice(path.lastIndexOf("/") + 1)) || (FOLDER.test(path) && !BESIDE.test(path))),
  hint: /\b(?:it|test|specify|describe|suite|context|scenario)\b/,
  runner: runnerOf,
  find: (masked) => findCalls(masked, WORDS),
};

const RUNNERS: readonly (readonly [RegExp, string])[] = [
  [/\bfrom\s*["']vitest["']|require\(["']vitest["']\)/, "vitest"],
  [/["']bun:test["']/, "bun"],
  [/["']node:test["']/, "node:test"],
  [/["']@playwright\/test["']/, "playwright"],
  [/["']@jest\/globals["']|\bjest\.(?:fn|mock|spyOn)\b/, "jest"],
  [/\bDeno\.test\b/, "deno"],
  [/\bcy\.(?:visit|get)\b/, "cypress"],
  [/["']tape["']/, "tape"],
  [/["']ava["']/, "ava"],
  [/["'](?:mocha|chai)["']/, "mocha"],
];

function runnerOf(text: string): string {
  return RUNNERS.find(([pattern]) => pattern.test(text))?.[1] ?? "javascript";
}

/** The words of a family of test functions. */
export interface CallWords {
  /** Finds a call: the word in group 1, what is chained to it in group 2. Ends before what opens the arguments. */
  readonly call: RegExp;
  readonly suites: ReadonlySet<string>;
  /** Put before the title in reports: Pest's `it`. */
  prefix(word: string): string;
}

const WORDS: CallWords = {
  call: /(?<![\w$.#])((?:(?:t|ctx|context|QUnit|Deno)\s*\.\s*)?(?:describe|suite|context|[xf]describe|xcontext|module|it|test|specify|scenario|[xf]it|[xf]test|xspecify)|(?:t|ctx)\s*\.\s*step)((?:\s*\.\s*[A-Za-z_$]+)*)\s*(?=[(`<])/g,
  suites: new Set(["describe", "suite", "context", "xdescribe", "fdescribe", "xcontext", "QUnit.module"]),
  prefix: () => "",
};

/** Chained words that make the call none of a test: hooks, steps, settings. */
const NO_TEST =
  /\.(?:step|use|extend|info|setTimeout|beforeEach|afterEach|beforeAll|afterAll|before|after|slow|configure|setup|teardown|expect|mock|fn|spyOn|extendConfig|abort|each\.each)\b/;
const SKIPS = /\.(?:skip|ignore|fixme|disable[d]?)\b/;
/** Chained calls whose arguments come before those with the title. */
const TWICE = /\.(?:each|for|if|runIf|skipIf|todoIf|failingIf)$/;

interface Frame {
  readonly end: number;
  readonly title: string;
  readonly disabled: boolean;
}

/** The calls that make tests and suites, and how they nest. Linear: each call's end is found within that of the one around. */
export function findCalls(masked: Masked, words: CallWords): readonly FoundTest[] {
  const { code } = masked;
  const found: FoundTest[] = [];
  const frames: Frame[] = [];
  const ends = parenthesisPairs(code);
  const pattern = new RegExp(words.call.source, "g");
  for (let match = pattern.exec(code); match !== null; match = pattern.exec(code)) {
    const at = match.index;
    while ((frames.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= at) frames.pop();
    const word = (match[1] ?? "").replace(/\s+/g, "");
    const chained = (match[2] ?? "").replace(/\s+/g, "");
    if (
      NO_TEST.test(chained) ||
      word === "module" ||
      /^(?:const|let|var|function|class|import)\s*$/.test(code.slice(Math.max(0, at - 9), at))
    )
      continue;
    const open = argumentsAt(code, at + match[0].length, TWICE.test(chained), ends);
    if (open === -1) continue;
    const end = ends.get(open) ?? code.length;
    const isSuite = words.suites.has(word) || /\.describe\b/.test(chained);
    const title = titleAt(masked, open + 1, end);
    if (title === null || (!isSuite && !title.isLiteral)) continue;
    const isTodo =
      /\.todo\b/.test(chained) ||
      /\btodo\s*:\s*(?:true|["'])/.test(code.slice(title.end, Math.min(end, title.end + 200)).split("=>")[0] ?? "");
    const skips =
      SKIPS.test(chained) ||
      /^(?:x(?:describe|context|it|test|specify))$/.test(word) ||
      /^\s*,\s*\{[^{}]*\b(?:skip|ignore)\s*:\s*(?:true|["'])/.test(code.slice(title.end, title.end + 300)) ||
      /^\)?\s*->\s*skip\s*\(/.test(code.slice(end - 1, end + 40));
    const name = words.prefix(word) + title.text;
    const around = frames.map((frame) => frame.title);
    const disabled = skips || frames.some((frame) => frame.disabled);
    if (!isSuite) {
      const body = /^\s*,/.exec(code.slice(title.end, title.end + 200)) === null && !isPest(words);
      found.push({
        at,
        suites: around,
        title: name,
        disabled: isTodo || (body && !match[0].endsWith("`")) ? "todo" : disabled ? "skip" : null,
        isTemplate: title.isTemplate || (TWICE.test(chained) && HOLDS_PLACES.test(title.text)),
        tags: tagsIn(masked, title.end, end),
        from: title.end,
        to: end,
      });
    }
    // A test holds the tests that it makes itself, as node:test, deno and tape have them.
    if (frames.length < MOST_DEEP) frames.push({ end, title: name, disabled });
  }
  return found;
}

function isPest(words: CallWords): boolean {
  return words.prefix("it") !== "";
}

/** What a table of cases fills in: `%s`, `$name`, `#`. */
const HOLDS_PLACES = /%[sdifjop#$%]|\$[\w#]/;

/** Where the arguments with the title open; -1 when there are none. */
function argumentsAt(code: string, from: number, twice: boolean, ends: ReadonlyMap<number, number>): number {
  let at = from;
  if (code[at] === "<") {
    const close = code.indexOf(">(", at);
    if (close === -1 || close - at > 400) return -1;
    at = close + 1;
  }
  if (code[at] === "`") {
    // A table written as a template: each`…`(title, …).
    if (!twice) return -1;
    at = code.indexOf("`", at + 1) + 1;
    if (at === 0) return -1;
  } else if (twice) at = ends.get(at) ?? code.length;
  else return code[at] === "(" ? at : -1;
  while (/\s/.test(code[at] ?? "")) at++;
  return code[at] === "(" ? at : -1;
}

interface Title {
  readonly text: string;
  readonly isTemplate: boolean;
  /** Whether it is written as a string, at least in part. */
  readonly isLiteral: boolean;
  readonly end: number;
}

/** The first argument, read as a name: strings, joined ones, templates; for a suite also the name of a class. */
function titleAt(masked: Masked, from: number, end: number): Title | null {
  const { code } = masked;
  let at = skipBlanks(code, from);
  if (code[at] === "{") return titleOfOptions(masked, at, end);
  let text = "";
  let isTemplate = false;
  let isLiteral = false;
  for (let parts = 0; parts < MOST_PARTS && at < end; parts++) {
    const literal = stringAt(masked, at);
    if (literal !== null) {
      const quote = code[at];
      text += quote === "`" ? literal.raw.replace(/\\([`$\\])/g, "$1") : unescape(literal.raw);
      if (quote === "`" && /\$\{/.test(literal.raw)) isTemplate = true;
      isLiteral = true;
      at = skipBlanks(code, literal.end);
    } else {
      const name = /^[\w$]+(?:\s*\.\s*[\w$]+)*/.exec(code.slice(at, at + 200))?.[0];
      if (name === undefined || /^(?:async|function|class|true|false|null|\d)/.test(name)) return null;
      const next = skipBlanks(code, at + name.length);
      if (!isLiteral && code[next] !== "+" && code[next] !== "," && code[next] !== ")") return null;
      if (!isLiteral && code[next] !== "+")
        return { text: name.replace(/\.name$/, "").trim(), isTemplate: false, isLiteral: false, end: next };
      text += "${…}";
      isTemplate = true;
      at = next;
    }
    if (code[at] !== "+") break;
    at = skipBlanks(code, at + 1);
  }
  return isLiteral ? { text, isTemplate, isLiteral, end: at } : null;
}

/** `Deno.test({ name: "…", fn() {} })`. */
function titleOfOptions(masked: Masked, open: number, end: number): Title | null {
  const head = masked.code.slice(open, Math.min(end, open + 400));
  const name = /\bname\s*:\s*(?=["'`])/.exec(head);
  if (name === null) return null;
  const literal = stringAt(masked, open + name.index + name[0].length);
  if (literal === null) return null;
  const text = unescape(literal.raw);
  // What follows is the rest of the options; a body stands among them.
  return { text, isTemplate: /\$\{/.test(literal.raw), isLiteral: true, end: literal.end };
}

/** Tags and annotations among the options behind a title: `{ tag: "@AC-3", annotation: { type: "requirement", description: "AC-3" } }`. */
function tagsIn(masked: Masked, from: number, end: number): readonly string[] {
  const { code } = masked;
  const open = /^\s*,\s*\{/.exec(code.slice(from, Math.min(end, from + 100)));
  if (open === null) return [];
  const start = from + open[0].length;
  const stop = Math.min(closing(code.slice(0, Math.min(end, start + 2000)), start - 1), end);
  const tags: string[] = [];
  const pattern = /\b(?:tags?|description|requirement|requirements|verifies|covers)\s*:\s*(\[[^\]]*\]|["'`])/g;
  pattern.lastIndex = start;
  for (let match = pattern.exec(code); match !== null && match.index < stop; match = pattern.exec(code)) {
    let at = match.index + match[0].length - (match[1]?.length ?? 0);
    const last = match.index + match[0].length;
    do {
      const literal = stringAt(masked, at);
      if (literal === null) at++;
      else {
        tags.push(unescape(literal.raw).replace(/^@/, ""));
        at = literal.end;
      }
    } while (at < last);
  }
  return tags;
}

function parenthesisPairs(code: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  const pattern = /[()]/g;
  for (let match = pattern.exec(code); match !== null; match = pattern.exec(code)) {
    if (match[0] === "(") open.push(match.index);
    else {
      const from = open.pop();
      if (from !== undefined) pairs.set(from, match.index + 1);
    }
  }
  return pairs;
}

function skipBlanks(code: string, from: number): number {
  let at = from;
  while (at < code.length && /\s/.test(code[at] ?? "")) at++;
  return at;
}

const MOST_PARTS = 20;
/** Nobody nests suites deeper by hand. */
const MOST_DEEP = 40;
