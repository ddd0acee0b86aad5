import { bracePairs } from "./brackets.ts";
import type { FoundTest, TestReader } from "./found.ts";
import type { Masked } from "./mask.ts";
import { shell } from "./syntax.ts";

/** Shell: bats, shunit2, and plain test functions that the file itself calls. One that nobody calls never runs. */
export const shellTests: TestReader = {
  syntax: shell,
  mayHold: (path) => path.endsWith(".bats") || (/\.(?:sh|bash|zsh)$/.test(path) && /test|spec/i.test(path)),
  hint: /@test\b|\btest\w*\s*\(\)|\bfunction\s+test/,
  runner: (text) => (/^\s*@test\b/m.test(text) ? "bats" : /\bshunit2\b/.test(text) ? "shunit2" : "shell"),
  find(masked) {
    return /^\s*@test\b/m.test(masked.code) ? findBats(masked) : findFunctions(masked);
  },
};

function findBats(masked: Masked): readonly FoundTest[] {
  const { code, text } = masked;
  const braces = bracePairs(code);
  const found: FoundTest[] = [];
  for (const match of code.matchAll(/^[ \t]*@test[ \t]+(["']?)([^\n]*?)\1[ \t]*\{/gm)) {
    const open = match.index + match[0].length - 1;
    const start = match.index + match[0].indexOf(match[2] ?? "", match[0].indexOf("@test") + 5);
    const title = text.slice(start, start + (match[2] ?? "").length);
    const skips = /^\s*skip\b/.test(code.slice(open + 1, open + 60));
    const before = text.slice(Math.max(0, match.index - 200), match.index);
    const tags =
      /# bats test_tags=([^\n]+)\n\s*$/
        .exec(before)?.[1]
        ?.split(",")
        .map((tag) => tag.trim()) ?? [];
    found.push({
      at: match.index,
      suites: [],
      title,
      tags,
      disabled: skips ? "skip" : null,
      from: open + 1,
      to: braces.get(open) ?? code.length,
    });
  }
  return found;
}

function findFunctions({ code, text, stretches }: Masked): readonly FoundTest[] {
  const braces = bracePairs(code);
  const defined = [...code.matchAll(/^[ \t]*(?:function[ \t]+)?([A-Za-z_]\w*)[ \t]*(?:\([ \t]*\))?\s*\{/gm)].filter(
    (match) => /^[ \t]*function\b|\(/.test(match[0]) && /^(?:test|it_|should_)/i.test(match[1] ?? ""),
  );
  // A harness that looks for the functions of the file runs them all.
  const runsAll = /\bshunit2\b|\b(?:compgen\s+-A\s+function|declare\s+-F)\b/.test(code) || /\bshunit2\b/.test(text);
  const names = new Set(defined.map((match) => match[1] ?? ""));
  const places = new Map<string, number[]>();
  for (const match of code.matchAll(/(?<![\w-])[A-Za-z_]\w*(?![\w-])/g)) {
    if (!names.has(match[0])) continue;
    push(places, match[0], match.index);
  }
  // A harness may be given the name as a string: run_test "AC-1" "test_set".
  for (const { start, end, is } of stretches) {
    const name = text.slice(start + 1, end - 1);
    if (is !== "string" || !names.has(name)) continue;
    const line = text.slice(text.lastIndexOf("\n", start) + 1, start);
    if (/^\s*(?:echo|printf|grep|rm|mkdir|cat|ls|touch|log|export|\w+=)(?:\s|$)/.test(line)) continue;
    push(places, name, start + 1);
  }
  return defined.flatMap((match) => {
    const name = match[1] ?? "";
    const open = match.index + match[0].length - 1;
    const to = braces.get(open) ?? code.length;
    const at = match.index + match[0].indexOf(name);
    // A call from its own body is none; nor is the definition, nor a folder or a variable of the name.
    const called = (places.get(name) ?? []).some(
      (place) => place !== at && (place < match.index || place >= to) && isCall(code, place, name.length),
    );
    if (!called && !runsAll) return [];
    return [{ at, suites: [], title: name, from: open + 1, to }];
  });
}

/** Whether a name stands there as a word of a command. */
function isCall(code: string, at: number, length: number): boolean {
  const before = code[at - 1] ?? "\n";
  const after = code[at + length] ?? "\n";
  return /[\s;&|({`!"]/.test(before) && /[\s;&|)}`"]/.test(after);
}

function push(places: Map<string, number[]>, name: string, at: number): void {
  const known = places.get(name);
  if (known === undefined) places.set(name, [at]);
  else known.push(at);
}
