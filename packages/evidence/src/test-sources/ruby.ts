import { stringAt } from "./brackets.ts";
import { unescape, type FoundTest, type TestReader } from "./found.ts";
import type { Masked } from "./mask.ts";
import { ruby } from "./syntax.ts";

/** Ruby: RSpec and minitest. Blocks end where a line comes back to the indent on which they opened. */
export const rubyTests: TestReader = {
  syntax: ruby,
  mayHold: (path) => /(?:_spec|_test|(?:^|\/)test_[^/]*)\.rb$|(?:^|\/)(?:spec|test)\/.*\.rb$/.test(path),
  hint: /\b(?:describe|it|test|scenario|specify|example)\b|\bdef\s+test_/,
  runner: (text) => (/\bMinitest\b|\bActiveSupport::TestCase\b|\bTest::Unit\b/.test(text) ? "minitest" : "rspec"),
  find,
};

const GROUP = /^(?:RSpec\s*\.\s*)?([xf]?(?:describe|context|feature)|shared_examples\w*)\b\s*\(?\s*/;
const EXAMPLE = /^([xf]?(?:it|specify|example|scenario|test|should)|pending)\b\s*\(?\s*(?=["'])/;
const CLASS = /^class\s+([\w:]+)\s*<\s*([\w:]+)/;
const METHOD = /^def\s+(test_\w+[?!]?)/;

interface Block {
  readonly indent: number;
  /** Null for blocks that are no suite. */
  readonly name: string | null;
  readonly disabled: boolean;
  readonly isTestClass: boolean;
  readonly test: { to: number } | null;
}

function find(masked: Masked): readonly FoundTest[] {
  const { code } = masked;
  const found: { -readonly [Key in keyof FoundTest]: FoundTest[Key] }[] = [];
  const blocks: Block[] = [];
  const lines = /[^\n]*(?:\n|$)/g;
  for (let match = lines.exec(code); match !== null && match[0] !== ""; match = lines.exec(code)) {
    const content = match[0].trimStart();
    if (content.trim() === "" || content.startsWith("\u0001")) continue;
    const indent = match[0].length - content.length;
    const at = match.index + indent;
    const end = match.index + match[0].length;
    for (let last = blocks.at(-1); last !== undefined && last.indent >= indent; last = blocks.at(-1)) {
      if (last.test !== null) last.test.to = at;
      blocks.pop();
    }
    const suites = blocks.flatMap(({ name }) => (name === null ? [] : [name]));
    const isOff = blocks.some(({ disabled }) => disabled);
    const group = GROUP.exec(content);
    const type = CLASS.exec(content);
    if (group !== null && /\bdo\b|\{\s*$/.test(content)) {
      const name = nameAt(masked, at + group[0].length, end);
      blocks.push({
        indent,
        name,
        disabled: isOff || group[1]?.startsWith("x") === true,
        isTestClass: false,
        test: null,
      });
    } else if (type !== null) {
      const isTestClass = /(?:^|::)(?:Test|TestCase|Spec|IntegrationTest|SystemTestCase)$|TestCase$|Test$/.test(
        type[2] ?? "",
      );
      blocks.push({ indent, name: type[1] ?? "", disabled: false, isTestClass, test: null });
    } else {
      const example = EXAMPLE.exec(content);
      const method = blocks.some(({ isTestClass }) => isTestClass) ? METHOD.exec(content) : null;
      const literal = example === null ? null : stringAt(masked, at + example[0].length);
      if (literal !== null && example !== null) {
        const hasBody = /\bdo\b|\{/.test(code.slice(literal.end, end));
        const word = example[1] ?? "";
        const off = isOff || word.startsWith("x") || /\bskip\b/.test(code.slice(literal.end, end));
        const test = {
          at,
          suites,
          title: unescape(literal.raw),
          disabled: !hasBody || word === "pending" ? ("todo" as const) : off ? ("skip" as const) : null,
          isTemplate: code[literal.end - 1] === '"' && literal.raw.includes("#{"),
          tags: tagsIn(masked, literal.end, end),
          from: literal.end,
          to: end,
        };
        found.push(test);
        if (hasBody) blocks.push({ indent, name: null, disabled: isOff, isTestClass: false, test });
      } else if (method !== null) {
        const test = { at, suites, title: method[1] ?? "", disabled: null, from: at + method[0].length, to: end };
        found.push(test);
        blocks.push({ indent, name: null, disabled: false, isTestClass: false, test });
      }
    }
  }
  for (const { test } of blocks) if (test !== null) test.to = code.length;
  return found;
}

/** What a group is of: a string, a class, both. */
function nameAt(masked: Masked, at: number, end: number): string {
  const literal = stringAt(masked, at);
  if (literal !== null && literal.end <= end) return unescape(literal.raw);
  const name = /^[\w:.]+/.exec(masked.code.slice(at, end))?.[0] ?? "";
  const comma = /^\s*,\s*/.exec(masked.code.slice(at + name.length, end))?.[0];
  const more = comma === undefined ? null : stringAt(masked, at + name.length + comma.length);
  return more === null ? name : `${name} ${unescape(more.raw)}`;
}

/** RSpec's metadata: `it "…", :slow, requirement: "AC-3" do`. */
function tagsIn(masked: Masked, from: number, end: number): readonly string[] {
  return [...masked.code.slice(from, end).matchAll(/\b\w+:\s*(?=["'])/g)].flatMap((match) => {
    const literal = stringAt(masked, from + match.index + match[0].length);
    return literal === null ? [] : [unescape(literal.raw)];
  });
}
