import { bracePairs, Scopes, stringAt, type Scope } from "./brackets.ts";
import { unescape, type FoundTest, type TestReader } from "./found.ts";
import type { Masked } from "./mask.ts";
import { jvm, kotlin } from "./syntax.ts";

/** Java and Groovy: JUnit 3, 4 and 5, TestNG; nested classes, display names. */
export const javaTests: TestReader = {
  syntax: jvm,
  mayHold: (path) => /\.(?:java|groovy)$/.test(path),
  hint: /@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property)\b|extends\s+\w*TestCase\b/,
  runner: (text) => (/\borg\.testng\b/.test(text) ? "testng" : "junit"),
  find: (masked) => findAnnotated(masked),
};

/** Kotlin: JUnit and kotlin.test, names in backticks, the specs of Kotest. */
export const kotlinTests: TestReader = {
  syntax: kotlin,
  mayHold: (path) => /\.kts?$/.test(path),
  hint: /@(?:Test|ParameterizedTest|RepeatedTest|TestFactory)\b|\b\w+Spec\s*\(/,
  runner: (text) => (/\bio\.kotest\b/.test(text) ? "kotest" : "junit"),
  find: (masked) => [...findAnnotated(masked), ...findSpecs(masked)],
};

const ANNOTATED = /@(?:[\w.]+\.)?(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property)\b/g;
function findAnnotated(masked: Masked): readonly FoundTest[] {
  const { code, text } = masked;
  const braces = bracePairs(code);
  const scopes = new Scopes(classesOf(code, braces));
  const found: FoundTest[] = [];
  let last = -1;
  const pattern = new RegExp(ANNOTATED.source, "g");
  for (let match = pattern.exec(code); match !== null; match = pattern.exec(code)) {
    const at = match.index;
    if (at < last) continue;
    const header = headerAt(code, at);
    if (typeof header === "number") {
      // What was looked through is none, whatever annotation in it one begins with.
      last = header;
      continue;
    }
    const { open, name } = header;
    last = open;
    const end = braces.get(open) ?? code.length;
    const around = scopes.around(at);
    // Annotations may stand above this one as well.
    const before = code.slice(Math.max(0, at - 600), at);
    const from =
      at - (before.length - (Math.max(before.lastIndexOf("}"), before.lastIndexOf(";"), before.lastIndexOf("{")) + 1));
    const notes = readAnnotations(masked, from, open);
    found.push({
      at: header.at,
      suites: around.map((scope) => scope.name),
      title: text.slice(header.at, header.at + name.length),
      aliases: notes.names,
      tags: notes.tags,
      disabled: notes.disabled || around.some((scope) => scope.disabled) ? "skip" : null,
      from: open + 1,
      to: end,
    });
  }
  return [...found, ...oldStyle(masked, braces)];
}

/** The method behind an annotation: its name and the brace that opens its body. */
function headerAt(
  code: string,
  at: number,
): { readonly at: number; readonly name: string; readonly open: number } | number {
  let i = at;
  let method: { at: number; name: string } | null = null;
  while (i < code.length && i < at + FAR) {
    const mark = code[i] ?? "";
    if (mark === "@") {
      i += /^@[\w.:]+\s*/.exec(code.slice(i, i + 200))?.[0].length ?? 1;
      if (code[i] === "(") i = closeOf(code, i);
    } else if (mark === "`") {
      const end = code.indexOf("`", i + 1);
      if (end === -1) return i;
      method ??= { at: i + 1, name: code.slice(i + 1, end) };
      i = end + 1;
    } else if (mark === "(") {
      if (method === null) {
        const word = /([\w$]+)\s*$/.exec(code.slice(Math.max(at, i - 200), i));
        if (word === null) return i;
        method = { at: i - word[0].length, name: word[1] ?? "" };
      }
      i = closeOf(code, i);
    } else if (mark === "{") return method === null ? i : { ...method, open: i };
    else if (mark === "=" && method !== null) {
      // Kotlin: fun name() = runTest { … }
      const open = code.indexOf("{", i);
      const stop = code.indexOf("\n", i);
      if (open === -1 || (stop !== -1 && open > stop)) return { ...method, open: stop === -1 ? code.length : stop };
      return { ...method, open };
    } else if (mark === ";" || mark === "}") return i;
    else i++;
  }
  return i;
}

const FAR = 3000;

function closeOf(code: string, open: number): number {
  let depth = 0;
  const stop = Math.min(code.length, open + FAR);
  for (let i = open; i < stop; i++) {
    if (code[i] === "(") depth++;
    else if (code[i] === ")" && --depth === 0) return i + 1;
  }
  return stop;
}

/** Classes and objects, outermost first. */
function classesOf(code: string, braces: ReadonlyMap<number, number>): readonly Scope[] {
  const scopes: Scope[] = [];
  const pattern = /\b(?:class|object|interface|record)\s+(\w+)/g;
  let after = 0;
  for (let match = pattern.exec(code); match !== null; match = pattern.exec(code)) {
    const open = code.indexOf("{", match.index);
    const semicolon = code.indexOf(";", match.index);
    if (open === -1) break;
    if (semicolon !== -1 && semicolon < open) continue;
    const before = code.slice(Math.max(after, match.index - 300), match.index);
    const notes = before.slice(Math.max(before.lastIndexOf("}"), before.lastIndexOf(";"), before.lastIndexOf("{")) + 1);
    scopes.push({
      name: match[1] ?? "",
      start: open,
      end: braces.get(open) ?? code.length,
      disabled: /@(?:Disabled|Ignore)\b(?!In|For|On|If)/.test(notes),
    });
    after = match.index;
  }
  return scopes;
}

function readAnnotations(
  masked: Masked,
  from: number,
  to: number,
): { readonly names: readonly string[]; readonly tags: readonly string[]; readonly disabled: boolean } {
  const { code } = masked;
  const names: string[] = [];
  const tags: string[] = [];
  let disabled = false;
  const pattern = /@(?:[\w.]+\.)?(\w+)\s*(?=(\()?)/g;
  pattern.lastIndex = Math.max(0, from);
  for (let match = pattern.exec(code); match !== null && match.index < to; match = pattern.exec(code)) {
    const [whole, name = "", opens] = match;
    const start = match.index + whole.length;
    const end = opens === undefined ? start : closeOf(code, start);
    const head = code.slice(start, end);
    if (/^(?:Disabled|Ignore)$/.test(name) || (name === "Test" && /\benabled\s*=\s*false\b/.test(head)))
      disabled = true;
    if (opens === undefined) continue;
    const strings = [...head.matchAll(/"/g)].flatMap(({ index }, i) => {
      if (i % 2 === 1) return [];
      const literal = stringAt(masked, start + index);
      return literal === null ? [] : [unescape(literal.raw)];
    });
    if (name === "DisplayName") names.push(...strings);
    else if (/^(?:Tag|Tags|Category|Requirement|Requirements|Verifies|Covers|Issue|TmsLink|Story)$/.test(name))
      tags.push(...strings);
    pattern.lastIndex = Math.max(pattern.lastIndex, end);
  }
  return { names, tags, disabled };
}

/** JUnit 3: public methods `test…` of classes that extend TestCase. */
function oldStyle(masked: Masked, braces: ReadonlyMap<number, number>): readonly FoundTest[] {
  const { code } = masked;
  const found: FoundTest[] = [];
  const classes = /\bclass\s+(\w+)\s+extends\s+\w*TestCase\b[^{;]*\{/g;
  for (let type = classes.exec(code); type !== null; type = classes.exec(code)) {
    const end = braces.get(type.index + type[0].length - 1) ?? code.length;
    const methods = /\bpublic\s+void\s+(test\w*)\s*\(\s*\)[^{;]*\{/g;
    methods.lastIndex = type.index + type[0].length;
    for (let method = methods.exec(code); method !== null && method.index < end; method = methods.exec(code)) {
      const before = code.slice(Math.max(0, method.index - 100), method.index);
      if (/@Test\b[^;{}]*$/.test(before)) continue;
      const open = method.index + method[0].length - 1;
      found.push({
        at: method.index,
        suites: [type[1] ?? ""],
        title: method[1] ?? "",
        from: open + 1,
        to: braces.get(open) ?? code.length,
      });
    }
  }
  return found;
}

/** Kotest: `test("…") { }`, `"…" { }`, with contexts around. */
function findSpecs(masked: Masked): readonly FoundTest[] {
  const { code } = masked;
  const spec = /\bclass\s+(\w+)\s*(?:\([^()]*\))?\s*:\s*(\w+Spec)\s*\(/.exec(code);
  if (spec === null) return [];
  const braces = bracePairs(code);
  const found: FoundTest[] = [];
  const open: { readonly name: string; readonly end: number; readonly disabled: boolean }[] = [];
  const calls =
    /(?:\b(x?)(test|it|should|then|Then|describe|context|given|Given|when|When|expect|feature|scenario)\s*\(\s*|(?<=[\n{;][ \t]{0,40}))("\u0001*")\s*\)?\s*(?:\.config\([^()]*\)\s*)?(?=\{|should\b|-)/g;
  calls.lastIndex = spec.index;
  for (let match = calls.exec(code); match !== null; match = calls.exec(code)) {
    while ((open.at(-1)?.end ?? code.length + 1) <= match.index) open.pop();
    const [whole, off, word = "", quotedName = ""] = match;
    const brace = match.index + whole.length;
    if (code[brace] !== "{") continue;
    const start = match.index + whole.indexOf(quotedName) + 1;
    const name = unescape(masked.text.slice(start, start + quotedName.length - 2));
    const end = braces.get(brace) ?? code.length;
    const disabled = off === "x" || open.some((each) => each.disabled);
    if (word === "" || /^(?:test|it|should|then|Then|expect|scenario)$/.test(word)) {
      found.push({
        at: match.index,
        suites: [spec[1] ?? "", ...open.map((each) => each.name)],
        title: name,
        disabled: disabled ? "skip" : null,
        from: brace + 1,
        to: end,
      });
    }
    if (open.length < MOST_DEEP) open.push({ name, end, disabled });
  }
  return found;
}

/** Nobody nests contexts deeper by hand. */
const MOST_DEEP = 40;
