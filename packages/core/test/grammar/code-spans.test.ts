import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { codeSpansOf, isInSpans } from "../../src/grammar/code-spans.ts";
import { parseMarkdown } from "../../src/markdown/blocks.ts";
import { inlinesOf, walkInlines } from "../../src/markdown/inline.ts";
import { walk } from "../../src/markdown/tree.ts";

const spansOf = (text: string): string[] => {
  const tree = parseMarkdown(text);
  const found: string[] = [];
  walk(tree.root, (block) => {
    if (block.kind !== "paragraph") return;
    const spans = codeSpansOf(tree, block);
    for (let i = 0; i + 1 < spans.length; i += 2) found.push(text.slice(spans[i], spans[i + 1]));
  });
  return found;
};

describe("code spans by scanning", () => {
  it.each([
    ["a `b` c `d`", ["b", "d"]],
    ["`` a`b `` c", ["a`b"]],
    ["\\`a` b`", [" b"]],
    ["`a ``b` c", ["a ``b"]],
    ["a ` b", []],
    ["`a\nb` c", ["a\nb"]],
  ])("are those of %j", (text, expected) => {
    expect(spansOf(text)).toEqual(expected);
  });

  it("are those that the inline parser finds, whatever backticks a text holds", () => {
    const piece = constantFrom("`", "``", "```", "a", " ", "b c", "\\", ".");
    assert(
      property(array(piece, { maxLength: 30 }), (pieces) => {
        const text = `x ${pieces.join("")} y`;
        const tree = parseMarkdown(text);
        const parsed: string[] = [];
        walk(tree.root, (block) => {
          if (block.kind !== "paragraph") return;
          walkInlines(inlinesOf(tree, block), (inline) => {
            if (inline.kind === "code") parsed.push(inline.value);
          });
        });
        expect(spansOf(text)).toEqual(parsed);
      }),
    );
  });

  it("tell whether an offset stands in one of them", () => {
    const spans = [2, 5, 8, 9, 20, 30];
    expect([1, 2, 4, 5, 8, 9, 19, 29, 30].map((at) => isInSpans(spans, at))).toEqual([
      false,
      true,
      true,
      false,
      true,
      false,
      false,
      true,
      false,
    ]);
  });
});
