import { bracePairs, stringAt, type Scope } from "./brackets.ts";
import { unescape, type FoundTest, type TestReader } from "./found.ts";
import { cpp } from "./syntax.ts";

/** C++: GoogleTest, Catch2, doctest, Boost.Test. */
export const cppTests: TestReader = {
  syntax: cpp,
  mayHold: (path) => /\.(?:cc|cpp|cxx|c|mm|hpp|h)$/.test(path),
  hint: /\b(?:TEST|TEST_F|TEST_P|TYPED_TEST|TYPED_TEST_P|TEST_CASE|SCENARIO|BOOST_AUTO_TEST_CASE)\s*\(/,
  runner: (text) =>
    /\bcatch2?\b/i.test(text)
      ? "catch2"
      : /\bdoctest\b/.test(text)
        ? "doctest"
        : /\bBOOST_AUTO_TEST/.test(text)
          ? "boost"
          : "gtest",
  find(masked) {
    const { code } = masked;
    const braces = bracePairs(code);
    const found: FoundTest[] = [];
    const suites: Scope[] = [];
    const boost: string[] = [];
    const pattern =
      /\b(TEST|TEST_F|TEST_P|TYPED_TEST|TYPED_TEST_P|TEST_CASE|TEST_CASE_METHOD|SCENARIO|SECTION|SUBCASE|GIVEN|WHEN|THEN|BOOST_AUTO_TEST_CASE|BOOST_FIXTURE_TEST_CASE|BOOST_AUTO_TEST_SUITE|BOOST_AUTO_TEST_SUITE_END)\s*\(/g;
    for (let match = pattern.exec(code); match !== null; match = pattern.exec(code)) {
      const macro = match[1] ?? "";
      const from = match.index + match[0].length;
      const lineStart = code.lastIndexOf("\n", match.index) + 1;
      // A definition of the macro is none of its uses.
      if (/^\s*#/.test(code.slice(lineStart, lineStart + 40))) continue;
      const end = closeOf(code, from - 1);
      const words = code.slice(from, end - 1);
      if (macro === "BOOST_AUTO_TEST_SUITE") boost.push(words.split(",")[0]?.trim() ?? "");
      else if (macro === "BOOST_AUTO_TEST_SUITE_END") boost.pop();
      if (macro.startsWith("BOOST_AUTO_TEST_SUITE")) continue;
      const open = code.indexOf("{", end);
      if (open === -1) break;
      const to = braces.get(open) ?? code.length;
      if (/^(?:TEST|TYPED_TEST|TEST_F|TEST_P|TYPED_TEST_P)$/.test(macro)) {
        const parts = words.split(",").map((word) => word.trim());
        const [suite = "", name = ""] = parts;
        if (!/^\w+$/.test(suite) || !/^\w+$/.test(name)) continue;
        const off =
          name.startsWith("DISABLED_") ||
          suite.startsWith("DISABLED_") ||
          /^\s*GTEST_SKIP\(/.test(code.slice(open + 1, open + 60));
        found.push({
          at: match.index,
          suites: [suite],
          title: name,
          disabled: off ? "skip" : null,
          from: open + 1,
          to,
        });
        continue;
      }
      if (macro.startsWith("BOOST")) {
        const name = words.split(",")[0]?.trim() ?? "";
        if (/^\w+$/.test(name)) found.push({ at: match.index, suites: [...boost], title: name, from: open + 1, to });
        continue;
      }
      const quote = code.indexOf('"', from);
      const literal = quote === -1 || quote > end ? null : stringAt(masked, quote);
      if (literal === null) continue;
      const title = macro === "SCENARIO" ? `Scenario: ${unescape(literal.raw)}` : unescape(literal.raw);
      const around = suites.filter((scope) => scope.start <= match.index && match.index < scope.end);
      const isInner = /^(?:SECTION|SUBCASE|GIVEN|WHEN|THEN)$/.test(macro);
      if (isInner && around.length === 0) continue;
      const second = code.indexOf('"', literal.end);
      const tagged = second === -1 || second > end ? null : stringAt(masked, second);
      const tags = tagged === null ? [] : [...tagged.raw.matchAll(/\[([^\]]+)\]/g)].map((tag) => tag[1] ?? "");
      const off =
        tags.some((tag) => tag === "." || tag === "!hide" || tag.startsWith(".")) ||
        /\*\s*(?:doctest::)?skip\(/.test(words);
      found.push({
        at: match.index,
        suites: around.map((scope) => scope.name),
        title,
        tags,
        disabled: off ? "skip" : null,
        from: open + 1,
        to,
      });
      while (suites.length > 0 && (suites.at(-1)?.end ?? 0) <= match.index) suites.pop();
      if (suites.length < MOST_DEEP) suites.push({ name: title, start: open, end: to, disabled: off });
    }
    return found;
  },
};

const MOST_DEEP = 20;

function closeOf(code: string, open: number): number {
  let depth = 0;
  const stop = Math.min(code.length, open + 1000);
  for (let i = open; i < stop; i++) {
    if (code[i] === "(") depth++;
    else if (code[i] === ")" && --depth === 0) return i + 1;
  }
  return stop;
}
