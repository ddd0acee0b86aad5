import { bracePairs, Scopes, type Scope } from "./brackets.ts";
import type { FoundTest, TestReader } from "./found.ts";
import { findCalls, type CallWords } from "./javascript.ts";
import type { Masked } from "./mask.ts";
import { php } from "./syntax.ts";

/** PHP: PHPUnit and Pest. */
export const phpTests: TestReader = {
  syntax: php,
  mayHold: (path) => /(?:Test|Spec|Cest)\.php$|(?:^|\/)tests?\/.*\.php$/i.test(path),
  hint: /\bfunction\s+test|#\[Test\]|@test\b|\b(?:it|test)\s*\(/,
  runner: (text) => (/\bextends\s+\w*TestCase\b/.test(text) ? "phpunit" : "pest"),
  find: (masked) => (/\bclass\s+\w+\s+extends\s+\w+/.test(masked.code) ? findMethods(masked) : findCalls(masked, PEST)),
};

const PEST: CallWords = {
  call: /(?<![\w$>:\\])(describe|it|test|arch|todo)()\s*(?=\()/g,
  suites: new Set(["describe"]),
  prefix: (word) => (word === "it" ? "it " : ""),
};

function findMethods(masked: Masked): readonly FoundTest[] {
  const { code, text } = masked;
  const braces = bracePairs(code);
  const classes: Scope[] = [];
  for (const match of code.matchAll(/(\babstract\s+)?\bclass\s+(\w+)[^{;]*\{/g)) {
    if (match[1] !== undefined) continue;
    const open = match.index + match[0].length - 1;
    classes.push({ name: match[2] ?? "", start: open, end: braces.get(open) ?? code.length, disabled: false });
  }
  const scopes = new Scopes(classes);
  const found: FoundTest[] = [];
  let before = 0;
  const methods = /\bfunction\s+(\w+)\s*\(/g;
  for (let match = methods.exec(code); match !== null; match = methods.exec(code)) {
    const name = match[1] ?? "";
    const open = code.indexOf("{", match.index);
    if (open === -1) break;
    const around = scopes.around(match.index);
    // Attributes stand in code, the older annotations in the comment above.
    const head = text.slice(Math.max(before, match.index - 1500), match.index);
    const own = head.slice(Math.max(head.lastIndexOf("}"), head.lastIndexOf(";")) + 1);
    const isTest = name.startsWith("test") || /#\[[^\]]*\bTest\b/.test(own) || /^\s*\*\s*@test\b/m.test(own);
    before = open;
    if (!isTest || around.length === 0 || /\b(?:private|protected)\b[^;{}]*$/.test(own)) continue;
    const skips = /^\s*(?:\$this->|self::|static::)markTest(Skipped|Incomplete)\(/.exec(
      code.slice(open + 1, open + 200),
    );
    found.push({
      at: match.index,
      suites: around.map((scope) => scope.name),
      title: name,
      tags: [...own.matchAll(/@(?:group|covers|requirement)\s+(\S+)|#\[Group\(["']([^"']+)/g)].map(
        (tag) => tag[1] ?? tag[2] ?? "",
      ),
      disabled: skips === null ? null : skips[1] === "Incomplete" ? "todo" : "skip",
      from: open + 1,
      to: braces.get(open) ?? code.length,
    });
  }
  return found;
}
