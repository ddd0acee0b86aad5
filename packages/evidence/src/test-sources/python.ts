import type { FoundTest, TestReader } from "./found.ts";
import type { Masked } from "./mask.ts";
import { python } from "./syntax.ts";

/** Python: what pytest collects, classes of unittest included. A helper within a function is no test, nor is a fixture. */
export const pythonTests: TestReader = {
  syntax: python,
  mayHold: (path) => /(?:^|\/)(?:test[^/]*|[^/]+_test|tests)\.py$/i.test(path),
  hint: /\bdef\s+test/,
  runner: (text) => (/\bpytest\b/.test(text) || !/\bunittest\b/.test(text) ? "pytest" : "unittest"),
  find,
};

/** A class or function whose body may still go on. */
interface Block {
  readonly indent: number;
  readonly is: "class" | "function" | "other";
  readonly name: string;
  /** Whether tests in it are collected. */
  readonly collects: boolean;
  readonly isUnit: boolean;
  readonly disabled: boolean;
  readonly tags: readonly string[];
}

const LINE = /[^\n]*(?:\n|$)/g;
const DEFINITION = /^(?:async\s+)?(def|class)\s+([^\W\d]\w*)\s*(\([^]*)?/u;

function find(masked: Masked, path: string): readonly FoundTest[] {
  const { code } = masked;
  // Only these names are collected by pytest; others hold tests in classes of unittest.
  const isPytest = /(?:^|\/)(?:test_[^/]*|[^/]+_test)\.py$/.test(path);
  const found: Collected[] = [];
  const blocks: Block[] = [];
  const unitClasses = new Set<string>();
  let decorators: Decorators = NO_DECORATORS;
  let whole = false;
  for (const { start, end } of logicalLines(code)) {
    const line = code.slice(start, end);
    const content = line.trimStart();
    if (content.trim() === "") continue;
    const indent = line.length - content.length;
    const at = start + indent;
    while ((blocks.at(-1)?.indent ?? -1) >= indent) {
      const closed = blocks.pop();
      if (closed !== undefined) close(found, closed, start);
    }
    if (content.startsWith("@")) {
      decorators = addDecorator(decorators, masked, at, end);
      continue;
    }
    const own = decorators;
    decorators = NO_DECORATORS;
    const definition = DEFINITION.exec(content);
    const around = blocks.at(-1);
    const collects = blocks.every((block) => block.collects);
    if (definition === null) {
      if (around === undefined && /^pytestmark\s*=[^\n]*\bmark\.skip\b(?!if)/.test(content)) whole = true;
      if (around?.is === "class" && /^__test__\s*=\s*False\b/.test(content)) dropClass(found, blocks, around);
      if (content.trimEnd().endsWith(":") && /^(?:if|elif|else|try|except|finally|with|for|while)\b/.test(content)) {
        blocks.push({ indent, is: "other", name: "", collects: true, isUnit: false, disabled: false, tags: [] });
      }
      continue;
    }
    const name = definition[2] ?? "";
    const disabled = own.skips || blocks.some((block) => block.disabled);
    const tags = [...new Set([...blocks.flatMap((block) => block.tags), ...own.tags])];
    if (definition[1] === "class") {
      const bases = definition[3] ?? "";
      const isUnit =
        /\b\w*TestCase\b/.test(bases) || [...bases.matchAll(/\w+/g)].some(([base]) => unitClasses.has(base));
      if (isUnit) unitClasses.add(name);
      const collected = isUnit || (isPytest && name.startsWith("Test"));
      blocks.push({ indent, is: "class", name, collects: collects && collected, isUnit, disabled, tags: own.tags });
      continue;
    }
    const inClass = blocks.filter((block) => block.is === "class");
    const isMethod = inClass.length > 0;
    if (around?.is === "class" && name === "__init__" && !around.isUnit) dropClass(found, blocks, around);
    const isTest =
      collects &&
      !own.fixture &&
      name.startsWith("test") &&
      (isMethod ? true : isPytest) &&
      !blocks.some(({ is }) => is === "function");
    if (isTest) {
      found.push({
        test: {
          at,
          suites: inClass.map((block) => block.name),
          title: name,
          tags,
          disabled: disabled || whole ? "skip" : null,
          from: bodyStart(code, at, end),
          to: code.length,
        },
        indent,
        isOpen: true,
      });
    }
    blocks.push({ indent, is: "function", name, collects: false, isUnit: false, disabled, tags: [] });
  }
  for (const block of blocks.toReversed()) close(found, block, code.length);
  // Of several of the same name only the last is left when the module has run.
  const last = new Map<string, Collected>();
  for (const each of found) last.set([...each.test.suites, each.test.title].join("\n"), each);
  return found
    .filter((each) => last.get([...each.test.suites, each.test.title].join("\n")) === each)
    .map(({ test }) => test);
}

interface Collected {
  test: FoundTest;
  readonly indent: number;
  isOpen: boolean;
}

/** The body of the last test of this indent ends here. */
function close(found: readonly Collected[], block: Block, end: number): void {
  if (block.is !== "function") return;
  const last = found.at(-1);
  if (last === undefined || !last.isOpen || last.indent !== block.indent || last.test.title !== block.name) return;
  last.test = { ...last.test, to: end };
  last.isOpen = false;
}

/** A class that pytest leaves out: what was collected of it goes, and nothing more comes. */
function dropClass(found: Collected[], blocks: Block[], block: Block): void {
  const depth = blocks.filter(({ is }) => is === "class").length;
  for (let i = found.length - 1; i >= 0; i--) {
    const { suites } = found[i]?.test ?? { suites: [] };
    if (suites[depth - 1] !== block.name) break;
    found.splice(i, 1);
  }
  blocks[blocks.indexOf(block)] = { ...block, collects: false };
}

interface Decorators {
  readonly skips: boolean;
  readonly fixture: boolean;
  readonly tags: readonly string[];
}

const NO_DECORATORS: Decorators = { skips: false, fixture: false, tags: [] };

function addDecorator(before: Decorators, masked: Masked, at: number, end: number): Decorators {
  const text = masked.code.slice(at, end);
  const skips = /^@(?:pytest\s*\.\s*mark\s*\.\s*skip|(?:unittest\s*\.\s*)?skip)\b/.test(text);
  const fixture = /^@(?:pytest(?:_asyncio)?\s*\.\s*)?fixture\b/.test(text);
  const mark = /^@pytest\s*\.\s*mark\s*\.\s*(\w+)/.exec(text)?.[1];
  const tags =
    mark === undefined || /^(?:parametrize|skip|skipif|xfail|usefixtures|asyncio|filterwarnings)$/.test(mark)
      ? []
      : [mark, ...stringsIn(masked, at, end)];
  return { skips: before.skips || skips, fixture: before.fixture || fixture, tags: [...before.tags, ...tags] };
}

function stringsIn(masked: Masked, from: number, end: number): readonly string[] {
  return [...masked.code.slice(from, end).matchAll(/(["'])([^"']*)\1/g)].map((match) =>
    masked.text.slice(from + match.index + 1, from + match.index + match[0].length - 1),
  );
}

/** Where the body begins: behind the colon that ends the definition. */
function bodyStart(code: string, at: number, end: number): number {
  const open = code.indexOf("(", at);
  let depth = 0;
  for (let i = open === -1 ? at : open; i < end; i++) {
    const mark = code[i];
    if (mark === "(" || mark === "[" || mark === "{") depth++;
    else if (mark === ")" || mark === "]" || mark === "}") depth--;
    else if (mark === ":" && depth === 0) return behindDocstring(code, i + 1);
  }
  return end;
}

/** A docstring is a comment: what a test does begins behind it. */
function behindDocstring(code: string, from: number): number {
  const quote = /^\s*("""|'''|"|')/.exec(code.slice(from, from + 400));
  if (quote === null) return from;
  const open = from + quote[0].length;
  const end = code.indexOf(quote[1] ?? '"', open);
  return end === -1 ? from : end + (quote[1] ?? '"').length;
}

/** Lines, with those that brackets and strings join. */
function* logicalLines(code: string): Generator<{ readonly start: number; readonly end: number }> {
  const pattern = new RegExp(LINE.source, "g");
  let start = 0;
  let depth = 0;
  for (let match = pattern.exec(code); match !== null && match[0] !== ""; match = pattern.exec(code)) {
    for (const [mark] of match[0].matchAll(/[()[\]{}]/g)) depth += "([{".includes(mark) ? 1 : -1;
    if (depth > 0 && !/^(?:async\s+)?(?:def|class)\s|^@/.test(match[0])) continue;
    if (depth > 0 && start !== match.index) {
      // A bracket that was never closed does not swallow the file.
      yield { start, end: match.index };
      start = match.index;
    }
    if (depth > 0 && [...match[0].matchAll(/[([{]/g)].length > [...match[0].matchAll(/[)\]}]/g)].length) {
      depth = [...match[0].matchAll(/[([{]/g)].length - [...match[0].matchAll(/[)\]}]/g)].length;
      continue;
    }
    depth = 0;
    const end = match.index + match[0].length;
    yield { start, end };
    start = end;
  }
  if (start < code.length) yield { start, end: code.length };
}
