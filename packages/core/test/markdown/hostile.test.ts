import { afterEach, describe, expect, it } from "vitest";
import { parseMarkdown } from "../../src/markdown/blocks.ts";
import { inlinesOf, plainText, walkInlines } from "../../src/markdown/inline.ts";
import { MAX_DEPTH, MAX_INLINE, MAX_INLINE_DEPTH } from "../../src/markdown/limits.ts";
import { walk, type Tree } from "../../src/markdown/tree.ts";
import { hostile } from "./hostile.ts";
import { restore, workOf } from "./work.ts";

/**
 * Twice the text may cost at most this much more work. Work is characters looked at and entries moved (see work.ts), so it
 * is the same on every machine; `bench/parse` measures the time.
 */
const MOST_GROWTH = 2.2;

const SIZE = 5_000;

function read(text: string): { tree: Tree; nodes: number; characters: number } {
  const tree = parseMarkdown(text);
  let nodes = 0;
  let characters = 0;
  walk(tree.root, (block) => {
    nodes++;
    const inlines = inlinesOf(tree, block);
    walkInlines(inlines, () => void nodes++);
    characters += plainText(inlines).length;
  });
  return { tree, nodes, characters };
}

afterEach(restore);

describe.each(Object.entries(hostile))("hostile text: %s", { timeout: 120_000 }, (_name, make) => {
  it("costs twice as much work when it is twice as long", () => {
    const once = workOf(() => read(make(SIZE)));
    const twice = workOf(() => read(make(SIZE * 2)));
    expect(twice / once).toBeLessThanOrEqual(MOST_GROWTH);
  });

  it("becomes no more than a few nodes for each character", () => {
    const text = make(SIZE);
    const { nodes, characters } = read(text);
    expect(nodes).toBeLessThanOrEqual(text.length * 3 + 10);
    expect(characters).toBeLessThanOrEqual(text.length * 2 + 10);
  });
});

describe("what was not looked at is said", { timeout: 120_000 }, () => {
  const limitsOf = (text: string): string[] => parseMarkdown(text).limits.map(({ what }) => what);

  it("when containers are nested too deep", () => {
    expect(limitsOf("> ".repeat(MAX_DEPTH - 1))).toEqual([]);
    expect(limitsOf("> ".repeat(5000))).toEqual(["nesting"]);
    expect(limitsOf(hostile["lists in lists"]?.(SIZE) ?? "")).toEqual(["nesting"]);
  });

  it("when a leaf is too long to be searched for marks", () => {
    const long = "*a* ".repeat(MAX_INLINE / 4 + 1);
    const tree = parseMarkdown(`# ${long}\n\n${long}\n\n- ${long}\n  ===\n\n|${long}|\n|-|\n\n\`\`\`\n${long}`);
    expect(tree.limits.map(({ what }) => what)).toEqual(["long-text", "long-text", "long-text", "long-text"]);
    expect(tree.limits.map(({ start }) => tree.text.slice(start, start + 3))).toEqual(["# *", "*a*", "*a*", "*a*"]);
    const [heading] = tree.root.children;
    expect(heading === undefined ? [] : inlinesOf(tree, heading).map(({ kind }) => kind)).toEqual(["text"]);
  });

  it("but not for many short leaves", () => {
    expect(limitsOf("*a*\n\n".repeat(MAX_INLINE / 2))).toEqual([]);
  });
});

describe("what is nested deep", { timeout: 120_000 }, () => {
  it("can be walked by recursion", () => {
    const { tree } = read(hostile["strong emphasis in strong emphasis"]?.(100_000) ?? "");
    let deepest = 0;
    const measure = (inlines: ReturnType<typeof inlinesOf>, depth: number): void => {
      deepest = Math.max(deepest, depth);
      for (const inline of inlines) if ("children" in inline) measure(inline.children, depth + 1);
    };
    walk(tree.root, (block) => measure(inlinesOf(tree, block), 0));
    expect(deepest).toBe(MAX_INLINE_DEPTH);
  });

  it("keeps its marks as text", () => {
    const text = `${"**b ".repeat(100)}a${" b**".repeat(100)}`;
    const tree = parseMarkdown(text);
    const [paragraph] = tree.root.children;
    const inlines = paragraph === undefined ? [] : inlinesOf(tree, paragraph);
    expect(plainText(inlines)).toContain("a");
    expect(inlines.at(-1)?.end).toBe(text.length);
  });
});
