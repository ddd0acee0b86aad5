import { afterEach, describe, expect, it } from "vitest";
import { checkDocument, DEFAULT_SETTINGS } from "../../src/check/check.ts";
import { readDocument } from "../../src/document/read.ts";
import { builtInKind } from "../../src/template/builtin/kinds.ts";
import { restore, workOf } from "../markdown/work.ts";

/** Twice the text may cost at most this much more work (see work.ts). */
const MOST_GROWTH = 2.3;

const repeated =
  (unit: string, before = "", after = "") =>
  (size: number): string =>
    before + unit.repeat(Math.ceil(size / unit.length)) + after;

const numbered =
  (make: (i: number) => string, before = "") =>
  (size: number): string => {
    const parts = [before];
    for (let length = 0, i = 0; length < size; i++) {
      const part = make(i);
      length += part.length;
      parts.push(part);
    }
    return parts.join("");
  };

/** Texts that somebody writes to make reading or judging slow; each took quadratic time once. */
const hostile: Readonly<Record<string, (size: number) => string>> = {
  "quoted lines without a letter": repeated("> ;\n", "# A\n\n"),
  "lines of braces": repeated("}\n{", "# A\n\n"),
  "sentences of the template that do not end": repeated(
    "Purpose: brief orientation so the design\n",
    "# A\n\n## 1. Summary\n\n",
  ),
  "a field of words that say there is nothing yet": repeated("TBD ", "# A\n\n**Author**: ", "\n"),
  "front matter of words that say there is nothing yet": repeated("TBD ", "---\nstatus: ", "\n---\n"),
  "a field of blanks that are none to Markdown": repeated("\u00a0", "# A\n\n**Author**: a", "b\n"),
  "a field of line separators": repeated("\u2028", "# A\n\n**Author**: a", "b\n"),
  "a title of blanks that are none to Markdown": repeated("\u00a0", "# a", "b\n"),
  "a title of dashes": repeated("-", "# a", "b\n"),
  "a title of quotes": repeated("'", "# a", "b\n"),
  "a heading of dots": repeated(".", "# A\n\n## a", "b\n"),
  "code in the text of a link to a long address": repeated("`a", "[a](", "`)"),
  "names in code with letters that look alike, in one line": numbered((i) => `\`p\u0430y_${i}\` `, "# A\n\n"),
  "comments that silence all that follows": numbered(
    (i) => `<!-- lintel-ignore-start heading-skipped: a${i} -->\n\n#### B\n\n## C\n\n`,
    "# A\n\n",
  ),
  "comments that silence their line, in one line": repeated(
    "<!-- lintel-ignore identifier-confusable: a --> `p\u0430y` ",
    "# A\n\n",
  ),
};

const kind = builtInKind("tdr");
const judge = (text: string) => {
  const document = readDocument({ path: "design.md", text }, kind);
  const design = { id: "design", layout: "tdd", path: "design.md", documents: [document] };
  return checkDocument(document, design, null, DEFAULT_SETTINGS);
};

afterEach(restore);

describe.each(Object.entries(hostile))("hostile text: %s", { timeout: 60_000 }, (_name, make) => {
  it("costs twice as much to judge when it is twice as long", () => {
    judge(make(1000));
    const once = workOf(() => judge(make(8_000)));
    const twice = workOf(() => judge(make(16_000)));
    expect(twice / once).toBeLessThanOrEqual(MOST_GROWTH);
  });

  // What happens inside a regular expression is no work that can be counted: a text of this size is judged, or nobody waits for it.
  it("is judged when it is as long as a book", () => {
    const text = make(250_000);
    const outside = judge(text).filter(({ start, end }) => start < 0 || end < start || end > text.length);
    expect(outside).toEqual([]);
  });
});

describe("a run of one character within a statement", { timeout: 60_000 }, () => {
  const sections = [
    "Goals",
    "Acceptance Criteria",
    "Spec→Test Mapping",
    "Alternatives Considered",
    "API Design",
    "Data Model",
    "Metrics",
    "Risks",
    "Milestones",
    "Feature Flags",
    "Open Questions",
  ];
  it.each(sections)("is judged, however long it is (%s)", (section) => {
    for (const character of ["\u00a0", "-"]) {
      const run = character.repeat(200_000);
      const text = `# A\n\n## ${section}\n\n### a${run}b\n\n- a${run}b: c\n- a x${run}\n\na${run}b\n\n| a | b |\n|-|-|\n| a${run}b | c |\n`;
      expect(judge(text).every(({ end }) => end <= text.length)).toBe(true);
    }
  });
});
