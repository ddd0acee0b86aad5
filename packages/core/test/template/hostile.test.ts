import { afterEach, describe, expect, it } from "vitest";
import { matchFields } from "../../src/document/match-fields.ts";
import { matchSections } from "../../src/document/match.ts";
import { readFill } from "../../src/document/fill.ts";
import { readOutline } from "../../src/outline/outline.ts";
import { builtInKind } from "../../src/template/builtin/kinds.ts";
import { deriveKind } from "../../src/template/derive.ts";
import { recogniseKind } from "../../src/template/recognise.ts";
import { restore, workOf } from "../markdown/work.ts";

/** Twice the text may cost at most this much more work (see work.ts). */
const MOST_GROWTH = 2.3;

const SIZE = 4_000;

const repeated =
  (unit: string) =>
  (size: number): string =>
    unit.repeat(Math.ceil(size / unit.length));

const hostile: Readonly<Record<string, (size: number) => string>> = {
  "open angle brackets": repeated("<"),
  "open square brackets": repeated("[a "),
  placeholders: repeated("- [name] <date> {x y}\n"),
  "open comments": repeated("<!-- a\n\n"),
  "comments in a line": repeated("a <!-- optional --> "),
  annotations: repeated("<!-- lintel: version 3; optional -->\n\n"),
  "headings of one name": repeated("## Summary\n\n"),
  "headings nearly as in the template": repeated("## Summery of alternatives considered\n\n"),
  "numbered headings": repeated("## 1. Risks and open points\n\n"),
  labels: repeated("- **Drivers**: a, b / c and d\n"),
  questions: repeated("Why is this? What is that? "),
  "the template's own sentences": repeated("One or two short paragraphs: what is being built, for whom, and why now. "),
  "front matter": (size) => `---\n${repeated("status: a | b | c # one of a, b\n")(size)}---\n`,
  choices: (size) => `# X\n\n**Status**: [${repeated("a  | ")(size)}]\n`,
  blanks: (size) => `# X\n\n## A\n\n<!--${repeated(" \t")(size)}x\n\n${repeated("\n")(size)}-->\n`,
  numbers: repeated("a b c d 1 "),
};

afterEach(restore);

describe.each(Object.entries(hostile))("hostile text: %s", { timeout: 60_000 }, (_name, make) => {
  it("costs twice as much as a template when it is twice as long", () => {
    const cost = (size: number) => workOf(() => deriveKind({ path: "template.md", text: make(size) }));
    cost(SIZE);
    expect(cost(SIZE * 2) / cost(SIZE)).toBeLessThanOrEqual(MOST_GROWTH);
  });

  it("costs twice as much as a document when it is twice as long", () => {
    const kind = builtInKind("tdr");
    const cost = (size: number) => {
      const outline = readOutline({ path: "a.md", text: make(size) });
      return workOf(() => {
        matchSections(outline, kind);
        matchFields(outline, null, kind);
        readFill(outline, kind);
        recogniseKind(outline, [kind]);
      });
    };
    cost(SIZE);
    // Work that does not depend on the text counts on both sides.
    expect(cost(SIZE * 2) / Math.max(cost(SIZE), SIZE)).toBeLessThanOrEqual(MOST_GROWTH);
  });
});
