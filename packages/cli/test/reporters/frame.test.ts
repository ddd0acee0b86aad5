import { describe, expect, it } from "vitest";
import { columnsOf, styles } from "../../src/program/text.ts";
import { frame, type Pointer } from "../../src/reporters/check/frame.ts";

const s = styles(false);
const same = (text: string): string => text;

/** The finding's own place on one line; columns count code points from 1. */
function at(line: number, column: number, endColumn: number, label = ""): Pointer {
  return { line, column, endLine: line, endColumn, label, paint: same };
}

function drawn(source: string, pointer: Pointer, width = 60): string[] {
  return frame([pointer], source.split("\n"), "", width, s);
}

/** What of the line above stands over the marks, by display columns. */
function underlined([text = "", marks = ""]: readonly string[]): string {
  const from = columnsOf(marks.slice(0, marks.indexOf("^")));
  const to = columnsOf(marks);
  let column = 0;
  let found = "";
  for (const c of text) {
    if (column >= from && column < to) found += c;
    column += columnsOf(c);
  }
  return found;
}

describe("a code frame", () => {
  it("marks a place in a line", () => {
    expect(drawn("**Author**: <agent>", at(1, 13, 20))).toEqual(["1 │ **Author**: <agent>", "  │             ^^^^^^^"]);
  });

  it("stands under what it means behind and on wide characters, astral ones, combining marks and tabs", () => {
    const lines: readonly (readonly [source: string, word: string])[] = [
      ["再試行は最大で三回 here", "三回"],
      ["再試行は最大で三回 here", "here"],
      ["👩 𝔘nicode ✅ here", "𝔘nicode"],
      ["👩 𝔘nicode ✅ here", "here"],
      ["cafe\u0301 cre\u0300me here", "here"],
      ["\t- a\there", "here"],
      ["a\u202eb\u001b[2J here", "here"],
    ];
    for (const [source, word] of lines) {
      const column = Array.from(source.slice(0, source.indexOf(word))).length + 1;
      const shown = drawn(source, at(1, column, column + Array.from(word).length));
      expect([source, underlined(shown)]).toEqual([source, word]);
    }
  });

  it("cuts a long line around the place, on both sides, and never shows more than the width", () => {
    const source = `${"before ".repeat(40)}HERE${" after".repeat(40)}`;
    const shown = drawn(source, at(1, 281, 285), 50);
    expect(underlined(shown)).toBe("HERE");
    expect(shown[0]).toMatch(/^1 │ ….*HERE after.*…$/);
    for (const line of shown) expect(columnsOf(line)).toBeLessThanOrEqual(50);
  });

  it("cuts a mark that is longer than the width, and keeps within the width wherever the place is", () => {
    const source = "漢字 <x> ".repeat(30);
    for (let column = 1; column < 200; column += 7) {
      for (const width of [30, 41, 80]) {
        for (const line of drawn(source, at(1, column, column + 90), width)) {
          expect(columnsOf(line)).toBeLessThanOrEqual(width);
        }
      }
    }
  });

  it("shows the first line of a place that goes over several, and says where it ends", () => {
    const pointer = { ...at(1, 3, 1), endLine: 4, endColumn: 2 };
    expect(drawn("- begins\n  goes on\n  and on\n  x", pointer)).toEqual(["1 │ - begins", "  │   ^^^^^^ to line 4"]);
  });

  it("marks a place of no width with one caret, also behind the last character", () => {
    expect(drawn("abc", at(1, 2, 2))).toEqual(["1 │ abc", "  │  ^"]);
    expect(drawn("abc", at(1, 4, 4))).toEqual(["1 │ abc", "  │    ^"]);
  });

  it("shows places in the order of their lines, labels beside the marks, and a gap between lines that are not neighbours", () => {
    const lines = ["## Problem", "", "", "#### Charged twice"];
    expect(frame([at(4, 1, 19), at(1, 1, 11, "The heading above it.")], lines, "  ", 60, s)).toEqual([
      "  1 │ ## Problem",
      "    │ ---------- The heading above it.",
      "    ┆",
      "  4 │ #### Charged twice",
      "    │ ^^^^^^^^^^^^^^^^^^",
    ]);
  });

  it("shows a line once when two places are on it", () => {
    expect(frame([at(1, 5, 8), at(1, 1, 4, "first")], ["one two"], "", 60, s)).toEqual([
      "1 │ one two",
      "  │ --- first",
      "  │     ^^^",
    ]);
  });

  it("puts a label below the mark where there is no room beside it", () => {
    const shown = frame([at(1, 1, 25, "A label that needs a line of its own.")], ["x".repeat(30)], "", 44, s);
    expect(shown).toEqual([
      `1 │ ${"x".repeat(30)}`,
      `  │ ${"-".repeat(24)}`,
      "  │ A label that needs a line of its own.",
    ]);
  });

  it("leaves out what is not there: blank lines, and lines behind the last", () => {
    expect(drawn("a\n \nb", at(2, 1, 2))).toEqual([]);
    expect(drawn("a", at(7, 1, 2))).toEqual([]);
  });

  it("shows a place in a line of ten megabytes", () => {
    expect(underlined(drawn(`${"word ".repeat(2_000_000)}HERE`, at(1, 10_000_001, 10_000_005)))).toBe("HERE");
  });
});
