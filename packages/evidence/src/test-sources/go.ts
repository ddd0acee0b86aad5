import { closing, stringAt } from "./brackets.ts";
import { unescape, type FoundTest, type TestReader } from "./found.ts";
import { go } from "./syntax.ts";

/** Go: `TestX`, fuzz tests and examples of `_test.go` files, named subtests, methods of testify suites. */
export const goTests: TestReader = {
  syntax: go,
  mayHold: (path) => path.endsWith("_test.go"),
  hint: /\bfunc\s/,
  runner: () => "go",
  find(masked) {
    const { code } = masked;
    const found: FoundTest[] = [];
    const functions =
      /^func\s+(?:\(\s*\w*\s*\*?\s*(\w+)\s*\)\s*)?((?:Test|Fuzz|Example)(?![a-z])\w*)\s*\(([^()]*)\)[^{\n]*\{/gm;
    for (let match = functions.exec(code); match !== null; match = functions.exec(code)) {
      const [whole, receiver, name = "", parameters = ""] = match;
      const isExample = name.startsWith("Example");
      if (receiver === undefined && !isExample && !/\btesting\.[TF]\b/.test(parameters)) continue;
      if (receiver !== undefined && (isExample || parameters.trim() !== "")) continue;
      if (name === "TestMain") continue;
      const open = match.index + whole.length - 1;
      const end = closing(code, open);
      const skips = /^\s*\w+\.(?:Skip|SkipNow|Skipf|T\(\)\.Skip)\(/.test(code.slice(open + 1, open + 200));
      const suites = receiver === undefined ? [] : [receiver];
      found.push({ at: match.index, suites, title: name, disabled: skips ? "skip" : null, from: open + 1, to: end });
      addSubtests(masked, open + 1, end, [...suites, name], skips, found);
      functions.lastIndex = end;
    }
    return found;
  },
};

function addSubtests(
  masked: Parameters<TestReader["find"]>[0],
  from: number,
  end: number,
  suites: readonly string[],
  skips: boolean,
  found: FoundTest[],
): void {
  const { code } = masked;
  const open: { readonly name: string; readonly end: number }[] = [];
  const runs = /\.Run\(\s*(?=["`])/g;
  runs.lastIndex = from;
  for (let match = runs.exec(code); match !== null && match.index < end; match = runs.exec(code)) {
    while ((open.at(-1)?.end ?? end + 1) <= match.index) open.pop();
    const literal = stringAt(masked, match.index + match[0].length);
    if (literal === null || !/^\s*,/.test(code.slice(literal.end, literal.end + 20))) continue;
    // Deeper than this nobody nests, and each closing is looked for by itself.
    if (open.length > MOST_DEEP) continue;
    const to = Math.min(end, closing(code, match.index + match[0].indexOf("(")));
    const title = unescape(literal.raw).replace(/\s/g, "_");
    found.push({
      at: match.index,
      suites: [...suites, ...open.map(({ name }) => name)],
      title,
      disabled: skips ? "skip" : null,
      from: literal.end,
      to,
    });
    open.push({ name: title, end: to });
  }
}

const MOST_DEEP = 8;
