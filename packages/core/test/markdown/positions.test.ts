import { array, assert, check, constantFrom, nat, property, string, type Arbitrary } from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../../src/markdown/blocks.ts";
import { unescapeMarkdown } from "../../src/markdown/escape.ts";
import { inlinesOf, walkInlines, type Inline } from "../../src/markdown/inline.ts";
import { contentOf, walk, type Block, type Tree } from "../../src/markdown/tree.ts";
import { columnAt, lineAt, lineEnd, lineStarts, offsetAt, placeOf } from "../../src/text/source.ts";
import { composed, composedInDialect, mutated, withOddities } from "./arbitrary.ts";

const seed = 20_261_121;

/**
 * What is wrong with the first text, as short as it could be made, for which `fault` says that something is; null when
 * nothing is wrong with any. The texts are of all sorts, with line endings of all sorts, tabs, astral characters and halves
 * of such.
 */
function firstFault(fault: (text: string) => string | null, numRuns = 300): string | null {
  const sorts: readonly Arbitrary<string>[] = [composed, composedInDialect, mutated, string({ unit: "binary" })];
  for (const texts of sorts) {
    const result = check(
      property(withOddities(texts), (text) => fault(text) === null),
      { seed, numRuns },
    );
    const found = result.counterexample?.[0];
    if (found !== undefined) return `${JSON.stringify(found)}: ${fault(found)}`;
    if (result.failed) return String(result.errorInstance);
  }
  return null;
}

/** The first block of which `fault` says something. */
function firstBlockFault(fault: (block: Block, text: string, tree: Tree) => string | null): string | null {
  return firstFault((text) => {
    const tree = parseMarkdown(text);
    for (const block of blocksOf(tree)) {
      const found = fault(block, text, tree);
      if (found !== null) return `${block.kind} ${block.start}-${block.end}: ${found}`;
    }
    return null;
  });
}

/** The first inline node of which `fault` says something. */
function firstInlineFault(fault: (inline: Inline, text: string, tree: Tree) => string | null): string | null {
  return firstBlockFault((block, text, tree) => {
    let found: string | null = null;
    walkInlines(inlinesOf(tree, block), (inline) => {
      const problem = fault(inline, text, tree);
      if (problem !== null) found ??= `${inline.kind} ${inline.start}-${inline.end}: ${problem}`;
    });
    return found;
  });
}

function blocksOf(tree: Tree): Block[] {
  const blocks: Block[] = [];
  walk(tree.root, (block) => void blocks.push(block));
  return blocks;
}

/** `null` when it is so, else what should be so. */
function demand(isSo: boolean, what: string): string | null {
  return isSo ? null : what;
}

describe("lines and columns", { timeout: 120_000 }, () => {
  const newlines = array(constantFrom("\n", "\r", "\r\n", "a", "é", "😀", "\ud800", "\udc00", "\t"), { maxLength: 30 });
  const texts = newlines.map((parts) => parts.join(""));

  it("start where a naive reader sees a line start", () => {
    assert(
      property(texts, (text) => {
        const naive = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((found) => found.index + found[0].length)];
        expect(lineStarts(text)).toEqual(naive);
      }),
      { seed },
    );
  });

  it("end before their line ending", () => {
    assert(
      property(texts, (text) => {
        const starts = lineStarts(text);
        expect(starts.map((start, index) => text.slice(start, lineEnd(text, starts, index)))).toEqual(
          text.split(/\r\n|\r|\n/),
        );
      }),
      { seed },
    );
  });

  it("count an astral character as one column", () => {
    assert(
      property(texts, nat(), (text, where) => {
        const starts = lineStarts(text);
        const offset = where % (text.length + 1);
        const ends = [...text.matchAll(/\r\n|\r|\n/g)].map((found) => found.index + found[0].length);
        const before = ends.filter((end) => end <= offset);
        expect(lineAt(starts, offset)).toBe(before.length + 1);
        expect(columnAt(text, starts, offset)).toBe(Array.from(text.slice(before.at(-1) ?? 0, offset)).length + 1);
      }),
      { seed },
    );
  });

  it("lead back to the offset they came from", () => {
    assert(
      property(texts, nat(), (text, where) => {
        const starts = lineStarts(text);
        let offset = where % (text.length + 1);
        // Inside of an astral character there is no column.
        if (/^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(offset - 1, offset + 1))) offset--;
        const place = placeOf(text, starts, { start: offset, end: offset });
        expect(offsetAt(text, starts, place.line, place.column)).toBe(offset);
      }),
      { seed },
    );
  });

  it("beyond the text are its end", () => {
    expect(offsetAt("a\nbc", [0, 2], 9, 1)).toBe(4);
    expect(offsetAt("a\nbc", [0, 2], 2, 9)).toBe(4);
    expect(offsetAt("a\nbc", [0, 2], 1, 9)).toBe(2);
  });
});

describe("blocks", { timeout: 120_000 }, () => {
  it("lie inside of their parent, one behind the other", () => {
    const fault = firstBlockFault((block) => {
      let done = block.start;
      for (const child of block.children) {
        if (child.parent !== block) return "a child has another parent";
        if (child.start < done) return `a child starts before ${done}`;
        done = child.end;
      }
      return demand(done <= block.end, `children end at ${done}`);
    });
    expect(fault).toBeNull();
  });

  it("name the lines that their offsets are in", () => {
    const fault = firstBlockFault(({ kind, line, endLine, start, end }, text, tree) => {
      if (kind === "document")
        return demand(String(tree.lineStarts) === String(lineStarts(text)), "the lines are others");
      if (line !== lineAt(tree.lineStarts, start)) return `line ${line}`;
      return demand(endLine === lineAt(tree.lineStarts, end), `end line ${endLine}`);
    });
    expect(fault).toBeNull();
  });

  it("have their content inside of themselves, line by line, without line endings", () => {
    const fault = firstBlockFault((block, text) => {
      let done = 0;
      for (let i = 0; i < block.lines.length; i += 2) {
        const [start = -1, end = -1] = block.lines.slice(i, i + 2);
        if (start < done || end < start || end > block.end) return `line ${start}-${end}`;
        if (/[\r\n]/.test(text.slice(start, end))) return `a line ending in ${start}-${end}`;
        done = end;
      }
      return demand(block.lines.length % 2 === 0, "half a line");
    });
    expect(fault).toBeNull();
  });

  it("start and end with what makes them", () => {
    const fault = firstBlockFault((block, text) => {
      const written = text.slice(block.start, block.end);
      return demand(looksLike(block, written, text), JSON.stringify(written));
    });
    expect(fault).toBeNull();
  });

  it("leave nothing of the text between their lines but marks and blanks", () => {
    const fault = firstFault((text) => {
      let done = 0;
      for (const block of blocksOf(parseMarkdown(text))) {
        if (block.kind === "definition") done = block.end;
        for (let i = 0; i < block.lines.length; i += 2) {
          const between = text.slice(done, block.lines[i] ?? 0);
          const content = between.split(/\r\n|\r|\n/).find((line) => !isMerelyMarks(line));
          if (content !== undefined) return `lost ${JSON.stringify(content)}`;
          done = block.lines[i + 1] ?? done;
        }
      }
      return null;
    });
    expect(fault).toBeNull();
  });

  it("of code and HTML have the lines that stand in the source behind the marks of their containers", () => {
    const fault = firstBlockFault((block, text, tree) => {
      if (block.kind !== "code" && block.kind !== "html") return null;
      const foreign = contentOf(tree, block)
        .split("\n")
        .find((line) => !text.includes(line));
      return demand(foreign === undefined, `${foreign} is not in the text`);
    });
    expect(fault).toBeNull();
  });
});

function looksLike(block: Block, written: string, text: string): boolean {
  switch (block.kind) {
    case "heading":
      return (block.setext ? /[=-]$/ : new RegExp(`^#{${block.level}}(?!#)`)).test(written);
    case "quote":
      return written.startsWith(">");
    case "item":
      return (block.level === -1 ? /^[-+*]/ : /^\d{1,9}[.)]/).test(written);
    case "code":
      return !block.fenced || (block.closed ? /^(```|~~~)[^]*\1$/ : /^(?:```|~~~)/).test(written);
    case "rule":
      return /^([-_*])(?:[ \t]*\1){2,}$/.test(written);
    case "html":
      return written.trimStart().startsWith("<");
    case "footnote":
      return written.startsWith(`[^${block.info}]:`);
    case "definition":
      return (
        written.startsWith("[") &&
        unescapeMarkdown(text.slice(block.targetSpan.start, block.targetSpan.end)) === block.target
      );
    case "paragraph":
    case "cell":
      return !/^[ \t\r\n]|[ \t\r\n]$/.test(written);
    default:
      return true;
  }
}

/** Whether a line that is in no leaf holds only marks: of containers, fences, underlines, pipes, checkboxes, front matter. */
function isMerelyMarks(line: string): boolean {
  const rest = line.replace(/^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t>]*)*/, "");
  return /^(?:$|[#=_*\-|:\\ \t]+$|[`~]{3}|\[[ \txX]\][ \t]*$|\[\^[^\]]+\]:|\||\+\+\+[ \t]*$)/.test(rest);
}

describe("inline content", { timeout: 120_000 }, () => {
  it("lies in its leaf, one node behind the other, and covers all of it", () => {
    const fault = firstBlockFault((block, _text, tree) => {
      const inlines = inlinesOf(tree, block);
      if (inlines.length === 0) return null;
      let done = block.lines[0] ?? 0;
      for (const { start, end } of inlines) {
        if (start !== done || end <= start) return `${start}-${end} behind ${done}`;
        done = end;
      }
      return demand(done === block.lines.at(-1), `covered up to ${done}`);
    });
    expect(fault).toBeNull();
  });

  it("has its children inside of itself, one behind the other", () => {
    const fault = firstInlineFault((inline) => {
      if (!("children" in inline)) return null;
      let done = inline.start;
      for (const child of inline.children) {
        if (child.start < done) return `a child starts before ${done}`;
        done = child.end;
      }
      return demand(done <= inline.end, `children end at ${done}`);
    });
    expect(fault).toBeNull();
  });

  it("says what stands in the source", () => {
    const fault = firstInlineFault((inline, text) => {
      const written = text.slice(inline.start, inline.end);
      return demand(saysWhatIsWritten(inline, written, text), JSON.stringify(written));
    });
    expect(fault).toBeNull();
  });
});

function saysWhatIsWritten(inline: Inline, written: string, text: string): boolean {
  // Over several lines there may be marks of containers in between.
  const isOneLine = !/[\r\n]/.test(written);
  switch (inline.kind) {
    case "text":
      // An address that stands in the text by itself has no escapes.
      return inline.value === written || inline.value === unescapeMarkdown(written);
    case "code": {
      const [bare, value] = [written, inline.value].map((code) => code.replaceAll("\\|", "|"));
      return /^(`+)[^]*\1$/.test(written) && (!isOneLine || (bare ?? "").includes(value ?? ""));
    }
    case "html":
      return /^<[^]*>$/.test(written) && (!isOneLine || inline.value === written);
    case "emphasis":
      return /^([*_])[^]*\1$/.test(written);
    case "strong":
      return /^(\*\*|__)[^]*\1$/.test(written);
    case "strike":
      return /^(~~?)[^]*\1$/.test(written);
    case "break":
      return /^(?:\\|[ \t]*)(?:\r\n|\r|\n)/.test(written);
    case "footnote-reference":
      return written === `[^${inline.label}]`;
    default: {
      const target = text.slice(inline.targetSpan.start, inline.targetSpan.end);
      if (inline.kind === "image" || inline.form === "inline" || inline.form === "reference") {
        return /^!?\[[^]*[\])]$/.test(written) && unescapeMarkdown(target) === inline.target;
      }
      return (
        written === (inline.form === "angle" ? `<${target}>` : target) &&
        [target, `mailto:${target}`, `http://${target}`].includes(inline.target)
      );
    }
  }
}
