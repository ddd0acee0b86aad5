import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../../src/markdown/blocks.ts";
import { contentOf } from "../../src/markdown/tree.ts";

/** The front matter of a text and the kind of the block behind it. */
function frontMatterOf(text: string): { info: string; content: string; next: string | undefined } | null {
  const tree = parseMarkdown(text);
  const [first, second] = tree.root.children;
  if (first?.kind !== "front-matter") return null;
  return { info: first.info, content: contentOf(tree, first), next: second?.kind };
}

describe("front matter", () => {
  it.each([
    ["of YAML", "---\ntitle: Cache\nowner: me\n---\n# Cache", "yaml", "title: Cache\nowner: me"],
    ["of YAML, closed with dots", "---\ntitle: Cache\n...\n# Cache", "yaml", "title: Cache"],
    ["of YAML with a comment first", "---\n# who\nowner: me\n---\n# Cache", "yaml", "# who\nowner: me"],
    ["of YAML with names of more than one word", "---\nStart Date: 2026\n---\n# Cache", "yaml", "Start Date: 2026"],
    ["of TOML", '+++\ntitle = "Cache"\n+++\n# Cache', "toml", 'title = "Cache"'],
    ["of nothing", "---\n---\n# Cache", "yaml", ""],
    ["with blanks behind its fences", "--- \ntitle: Cache\n---\t\n# Cache", "yaml", "title: Cache"],
    ["with blank lines", "---\n\ntitle: Cache\n\n---\n# Cache", "yaml", "\ntitle: Cache\n"],
  ])("%s is read", (_what, text, info, content) => {
    expect(frontMatterOf(text)).toEqual({ info, content, next: "heading" });
    expect(frontMatterOf(text.replaceAll("\n", "\r\n"))).toEqual({ info, content, next: "heading" });
    expect(frontMatterOf(text.replaceAll("\n", "\r"))).toEqual({ info, content, next: "heading" });
  });

  it.each([
    ["between two rules that hold prose", "---\nA section between two rules.\n---\n"],
    ["behind a blank line", "\n---\ntitle: Cache\n---\n"],
    ["that is not closed", "---\ntitle: Cache\n\n# Cache\n"],
    ["indented", " ---\ntitle: Cache\n---\n"],
    ["with a fence of four dashes", "----\ntitle: Cache\n----\n"],
    ["with a programming language behind the fence", "---js\nmodule.exports = {}\n---\n"],
  ])("%s is none", (_what, text) => {
    expect(frontMatterOf(text)).toBeNull();
  });

  it("stands where it stands", () => {
    const tree = parseMarkdown("---\r\na: b\r\n---\r\n\r\n# c");
    const [first, second] = tree.root.children;
    expect(first).toMatchObject({ start: 0, end: 14, line: 1, endLine: 3, lines: [5, 9] });
    expect(second).toMatchObject({ start: 18, line: 5 });
    expect(tree.lineStarts).toEqual([0, 5, 11, 16, 18]);
  });
});
