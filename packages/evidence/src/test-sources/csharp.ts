import { bracePairs, Scopes, stringAt, type Scope } from "./brackets.ts";
import { unescape, type FoundTest, type TestReader } from "./found.ts";
import { csharp } from "./syntax.ts";

/** C#: xUnit, NUnit, MSTest. */
export const csharpTests: TestReader = {
  syntax: csharp,
  mayHold: (path) => path.endsWith(".cs"),
  hint: /\[\s*(?:\w+\.)*(?:Fact|Theory|Test|TestCase|TestCaseSource|TestMethod|DataTestMethod)\b/,
  runner: (text) => (/\bXunit\b/.test(text) ? "xunit" : /\bNUnit\b/.test(text) ? "nunit" : "mstest"),
  find(masked) {
    const { code } = masked;
    const braces = bracePairs(code);
    const classes: Scope[] = [];
    for (const match of code.matchAll(/\b(?:class|struct|record)\s+(\w+)[^{;]*\{/g)) {
      const open = match.index + match[0].length - 1;
      const before = code.slice(Math.max(0, match.index - 300), match.index);
      const notes = before.slice(
        Math.max(before.lastIndexOf("}"), before.lastIndexOf(";"), before.lastIndexOf("{")) + 1,
      );
      classes.push({
        name: match[1] ?? "",
        start: open,
        end: braces.get(open) ?? code.length,
        disabled: IGNORED.test(notes),
      });
    }
    const scopes = new Scopes(classes);
    const found: FoundTest[] = [];
    const methods =
      /((?:\[(?:[^\][]|\[[^\][]*\])*\]\s*){1,12})((?:(?:public|internal|private|protected|static|async|virtual|override|sealed|new)\s+)*[\w<>.,?]+(?:\[\])?\s+)(\w+)\s*\(/g;
    for (let match = methods.exec(code); match !== null; match = methods.exec(code)) {
      const [whole, attributes = "", modifiers = "", name = ""] = match;
      if (!TEST.test(attributes)) continue;
      const body = bodyAt(code, match.index + whole.length, braces);
      if (body === null) continue;
      const around = scopes.around(match.index);
      const notes = readNotes(masked, match.index, attributes);
      found.push({
        at: match.index + attributes.length + modifiers.length,
        suites: around.map((scope) => scope.name),
        title: name,
        aliases: notes.names,
        tags: notes.tags,
        disabled: IGNORED.test(attributes) || around.some((scope) => scope.disabled) ? "skip" : null,
        ...body,
      });
      methods.lastIndex = body.from;
    }
    return found;
  },
};

const TEST =
  /\[\s*(?:[^\][]*,\s*)?(?:\w+\.)*(?:Fact|Theory|Test|TestCase|TestCaseSource|TestMethod|DataTestMethod)\b(?!\w)/;
const IGNORED = /\[[^\]]*\b(?:Ignore|Explicit)\b|\bSkip\s*=/;

function bodyAt(
  code: string,
  from: number,
  braces: ReadonlyMap<number, number>,
): { readonly from: number; readonly to: number } | null {
  const open = code.indexOf("{", from);
  const arrow = code.indexOf("=>", from);
  const semicolon = code.indexOf(";", from);
  if (arrow !== -1 && (open === -1 || arrow < open) && semicolon > arrow) return { from: arrow + 2, to: semicolon };
  if (open === -1 || (semicolon !== -1 && semicolon < open)) return null;
  return { from: open + 1, to: braces.get(open) ?? code.length };
}

function readNotes(
  masked: Parameters<TestReader["find"]>[0],
  at: number,
  attributes: string,
): { readonly names: readonly string[]; readonly tags: readonly string[] } {
  const names: string[] = [];
  const tags: string[] = [];
  const words = /\b(DisplayName|TestName|Description|Trait|Category|TestCategory|Property)\b/g;
  for (let match = words.exec(attributes); match !== null; match = words.exec(attributes)) {
    const isName = match[1] === "DisplayName" || match[1] === "TestName";
    const end = attributes.indexOf(isName ? '"' : "]", words.lastIndex);
    for (let i = words.lastIndex; i <= end;) {
      const literal = stringAt(masked, at + i);
      if (literal === null) i++;
      else {
        (isName ? names : tags).push(unescape(literal.raw));
        i = literal.end - at;
      }
    }
  }
  return { names, tags };
}
