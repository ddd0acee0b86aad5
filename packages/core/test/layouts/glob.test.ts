import { describe, expect, it } from "vitest";
import { parseGlob } from "../../src/layouts/glob.ts";

function matches(pattern: string, path: string): boolean {
  const result = parseGlob(pattern);
  if (!result.ok) throw new Error(result.message);
  return result.glob.matches(path);
}

describe("a glob", () => {
  it.each([
    ["docs/rfcs/*.md", "docs/rfcs/0001-x.md", true],
    ["docs/rfcs/*.md", "docs/rfcs/old/0001-x.md", false],
    ["docs/**/*.md", "docs/a.md", true],
    ["docs/**/*.md", "docs/a/b/c.md", true],
    ["docs/**/*.md", "doc/a.md", false],
    ["**/*.md", "a.md", true],
    ["**/adr/*.md", "adr/1.md", true],
    ["**/adr/*.md", "packages/x/adr/1.md", true],
    ["**/a/**/b.md", "x/a/y/a/z/b.md", true],
    ["docs/**", "docs/a/b.md", true],
    ["docs/**", "docs", false],
    ["docs/", "docs/a.md", true],
    ["./docs/a.md", "docs/a.md", true],
    ["text/[0-9][0-9][0-9][0-9]-*.md", "text/0042-regexps.md", true],
    ["text/[!0]*.md", "text/0042-regexps.md", false],
    ["docs/{tdd,design/{a,b}}/x.md", "docs/design/b/x.md", true],
    ["docs/{tdd,design}/x.md", "docs/adr/x.md", false],
    ["a?c.md", "abc.md", true],
    ["a?c.md", "a𝒷c.md", true],
    ["a?c.md", "a/c.md", false],
    ["\\*.md", "*.md", true],
    ["\\*.md", "a.md", false],
    [".kiro/*.md", ".kiro/a.md", true],
    ["*", ".hidden", true],
    ["**", "a/b", true],
  ])("%s and %s: %s", (pattern, path, expected) => {
    expect(matches(pattern, path)).toBe(expected);
  });

  it("that is not closed is refused with a reason", () => {
    expect(parseGlob("docs/{a,b")).toEqual({ ok: false, message: "A `{` has no `}`." });
    expect(parseGlob("docs/[ab")).toEqual({ ok: false, message: "A `[` has no `]`." });
    expect(parseGlob("")).toMatchObject({ ok: false });
  });

  it("that stands for thousands of alternatives is refused", () => {
    expect(parseGlob("{a,b}".repeat(12))).toMatchObject({ ok: false });
  });

  it("made to backtrack does not", () => {
    const hostile = `${"*a".repeat(60)}b`;
    const steps = `${"**/a/".repeat(60)}b`;
    expect(matches(hostile, "a".repeat(3000))).toBe(false);
    expect(matches(steps, "a/".repeat(3000) + "a")).toBe(false);
  });
});
