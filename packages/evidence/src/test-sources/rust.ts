import { bracePairs, Scopes, type Scope } from "./brackets.ts";
import type { FoundTest, TestReader } from "./found.ts";
import { rust } from "./syntax.ts";

/** Rust: functions with an attribute that makes them tests, in their modules. */
export const rustTests: TestReader = {
  syntax: rust,
  mayHold: (path) => path.endsWith(".rs"),
  hint: /#\[\s*(?:[\w:]*\btest\b|rstest|test_case|quickcheck|wasm_bindgen_test)/,
  runner: () => "cargo",
  find({ code }) {
    const braces = bracePairs(code);
    const modules: Scope[] = [];
    for (const match of code.matchAll(/\bmod\s+(\w+)\s*\{/g)) {
      const open = match.index + match[0].length - 1;
      modules.push({ name: match[1] ?? "", start: open, end: braces.get(open) ?? code.length, disabled: false });
    }
    const scopes = new Scopes(modules);
    const found: FoundTest[] = [];
    const functions =
      /((?:#\[(?:[^\][]|\[[^\][]*\])*\]\s*)+)(?:pub(?:\([^()]*\))?\s+)?(?:const\s+)?(?:async\s+)?(?:unsafe\s+)?fn\s+(\w+)/g;
    for (let match = functions.exec(code); match !== null; match = functions.exec(code)) {
      const [whole, attributes = "", name = ""] = match;
      if (!TEST.test(attributes)) continue;
      const open = code.indexOf("{", match.index + whole.length);
      if (open === -1) break;
      found.push({
        at: match.index + whole.length - name.length,
        suites: scopes.around(match.index).map((scope) => scope.name),
        title: name,
        disabled: /#\[\s*ignore\b/.test(attributes) ? "skip" : null,
        from: open + 1,
        to: braces.get(open) ?? code.length,
      });
    }
    return found;
  },
};

const TEST = /#\[\s*(?:(?:\w+::)*test\b(?!_)|rstest\b|test_case\b|quickcheck\b|wasm_bindgen_test\b|(?:\w+::)+test_\w+)/;
