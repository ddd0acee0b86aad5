import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../../src/markdown/blocks.ts";
import { inlinesOf, parseInlines, plainText, walkInlines } from "../../src/markdown/inline.ts";
import { contentOf, languageOf, walk, type Block, type CodeBlock } from "../../src/markdown/tree.ts";

function codeOf(text: string): CodeBlock {
  const [code] = parseMarkdown(text).root.children;
  if (code?.kind !== "code") throw new Error("expected code");
  return code;
}

describe("a tree", () => {
  it("is walked in reading order, and not below a block for which the visitor says so", () => {
    const { root } = parseMarkdown("# a\n\n> b\n\n- c");
    const visited: string[] = [];
    walk(root, ({ kind }) => {
      visited.push(kind);
      return kind !== "quote";
    });
    expect(visited).toEqual(["document", "heading", "quote", "list", "item", "paragraph"]);
  });

  it("gives the content of a leaf without the marks of its containers", () => {
    const tree = parseMarkdown("> - a\n>   b\n> c");
    const paragraphs: Block[] = [];
    walk(tree.root, (block) => void (block.kind === "paragraph" && paragraphs.push(block)));
    expect(paragraphs.map((paragraph) => contentOf(tree, paragraph))).toEqual(["a\nb\nc"]);
  });

  it.each([
    ["```ts", "ts"],
    ["``` TS title=a", "ts"],
    ["~~~{.python}", "python"],
    ["```rust,ignore", "rust"],
    ["```", ""],
    ["```c\\+\\+", "c++"],
  ])("names the language of %s", (text, language) => {
    expect(languageOf(codeOf(text))).toBe(language);
  });

  it("knows whether code and HTML are closed", () => {
    expect(codeOf("```\na\n```").closed).toBe(true);
    expect(codeOf("```\na\n").closed).toBe(false);
    expect(parseMarkdown("<!-- a\n\nb -->").root.children).toMatchObject([{ comment: true, closed: true, endLine: 3 }]);
    expect(parseMarkdown("<!-- a\n\nb").root.children).toMatchObject([{ comment: true, closed: false }]);
  });
});

describe("inline content", () => {
  it("is parsed once", () => {
    const tree = parseMarkdown("*a*");
    const [paragraph] = tree.root.children;
    if (paragraph === undefined) throw new Error("expected a paragraph");
    expect(inlinesOf(tree, paragraph)).toBe(inlinesOf(tree, paragraph));
  });

  it("is empty for a block that has none", () => {
    const tree = parseMarkdown("```\n*a*\n```");
    expect(tree.root.children.map((block) => inlinesOf(tree, block))).toEqual([[]]);
  });

  it("has a plain text", () => {
    const text = "a *b* `c` [d](e) ![f](g) <b>h</b>\ni &amp; \\*j";
    expect(plainText(parseInlines(text, [0, 33, 34, text.length], new Map()))).toBe("a b c d f h i & *j");
  });

  it("is walked in reading order, and not below a node for which the visitor says so", () => {
    const visited: string[] = [];
    walkInlines(parseInlines("*a* [*b*](c)", [0, 12], new Map()), ({ kind }) => {
      visited.push(kind);
      return kind !== "link";
    });
    expect(visited).toEqual(["emphasis", "text", "text", "link"]);
  });
});
