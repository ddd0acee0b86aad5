import { describe, expect, it } from "vitest";
import { drawn, readByLintel } from "./oracle.ts";

/**
 * What was once read wrongly, or what we decided to read so, each by its name: the text, and how it is read (kinds, details
 * and places, see `drawn`).
 */
const examples: Readonly<Record<string, readonly [text: string, reading: string]>> = {
  "a footnote interrupts a paragraph": [
    "See[^a].\n[^a]: Why.\n[^b]: How.",
    `
document 0
  paragraph 0-8
    text "See" 0-3
    footnote-reference "A" 3-7
    text "." 7-8
  footnote "A" 9
    paragraph 15-19
      text "Why." 15-19
  footnote "B" 20
    paragraph 26-30
      text "How." 26-30`,
  ],
  "a footnote reference without a footnote is text": [
    "See[^a].",
    `
document 0
  paragraph 0-8
    text "See[^a]." 0-8`,
  ],
  "a line of blanks in a fence in an item keeps its blanks beyond the item's": [
    "- a\n  ```\n    \n  ```",
    `
document 0
  list bullet 0
    item null 0
      paragraph 2-3
        text "a" 2-3
      code "" "  " 6-20`,
  ],
  "blank lines behind unclosed HTML are no part of it": [
    "- <!-- a\n\n\nb",
    `
document 0
  list bullet 0
    item null 0
      html "<!-- a" 2-8
  paragraph 11-12
    text "b" 11-12`,
  ],
  "a table follows the lines of a paragraph, as GitHub reads it": [
    "Limits:\n| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 4 |",
    `
document 0
  paragraph 0-7
    text "Limits:" 0-7
  table 8-47
    row 8-17
      cell 10-11
        text "a" 10-11
      cell 14-15
        text "b" 14-15
    row 28-41
      cell 30-31
        text "1" 30-31
      cell 34-35
        text "2" 34-35
    row 42-47
      cell 44-45
        text "4" 44-45`,
  ],
  "a delimiter row is not indented like code": [
    "a|b\n    -|-",
    `
document 0
  paragraph 0-11
    text "a|b\\n-|-" 0-11`,
  ],
  "a list ends a table": [
    "|a|\n|-|\n1. b",
    `
document 0
  table 0-7
    row 0-3
      cell 1-2
        text "a" 1-2
  list ordered 8
    item null 8
      paragraph 11-12
        text "b" 11-12`,
  ],
  "a pipe is escaped in the code of a cell": [
    "| `a\\|b` |\n|-|",
    `
document 0
  table 0-14
    row 0-10
      cell 2-8
        code "a|b" 2-8`,
  ],
  "an empty checkbox is a checkbox": [
    "- [ ]",
    `
document 0
  list bullet 0
    item false 0
      paragraph 5-5`,
  ],
  "the text of a task may start below its checkbox": [
    "- [x]\n  a",
    `
document 0
  list bullet 0
    item true 0
      paragraph 8-9
        text "a" 8-9`,
  ],
  "a dash below nothing but definitions is text": [
    "[a]: b\n-",
    `
document 0
  definition "A" "b" 0-6
  paragraph 7-8
    text "-" 7-8`,
  ],
  "an image may hold a link": [
    "![[[a](b)](c)](d)",
    `
document 0
  paragraph 0-17
    image "d" "[a](c)" 0-17`,
  ],
  "code of a no-break space between line endings is stripped of one blank on each side": [
    "`\n\u00a0\n`",
    `
document 0
  paragraph 0-5
    code "\u00a0" 0-5`,
  ],
  "a bare link in brackets ends at the bracket": [
    "[https://a.b](https://c.d) and [https://a.b]",
    `
document 0
  paragraph 0-44
    link "https://c.d" 0-26
      text "https://a.b" 1-12
    text " and [" 27-32
    link "https://a.b" 32-43
      text "https://a.b" 32-43
    text "]" 43-44`,
  ],
  "punctuation behind a bare link is no part of it": [
    "(see https://a.b/c_(d)), www.a.b__",
    `
document 0
  paragraph 0-34
    text "(see " 0-4
    link "https://a.b/c_(d)" 5-22
      text "https://a.b/c_(d)" 5-22
    text "), " 22-24
    link "http://www.a.b" 25-32
      text "www.a.b" 25-32
    text "__" 32-34`,
  ],
  "a mail address beside an escape is a link": [
    "a_b@c.de &amp; v1@0.1.0",
    `
document 0
  paragraph 0-23
    link "mailto:a_b@c.de" 0-8
      text "a_b@c.de" 0-8
    text " & v1@0.1.0" 9-23`,
  ],
  "the blanks before a break belong to it": [
    "a  \nb\t\nc\\\nd",
    `
document 0
  paragraph 0-11
    text "a" 0-1
    break
    text "b\\nc" 4-8
    break
    text "d" 10-11`,
  ],
  "a quote ends with its last mark": [
    "> a\n>\nb",
    `
document 0
  quote 0
    paragraph 2-3
      text "a" 2-3
  paragraph 6-7
    text "b" 6-7`,
  ],
  "a no-break space is no blank around a paragraph": [
    "\u00a0a",
    `
document 0
  paragraph 0-2
    text "\u00a0a" 0-2`,
  ],
};

describe.each(Object.entries(examples))("%s", (_name, [text, reading]) => {
  it("as it is written", () => {
    expect(drawn(readByLintel(text, "all"), text)).toBe(reading.trimStart());
  });

  it("with other line endings as well", () => {
    const withoutPlaces = (drawing: string): string => drawing.replace(/ (?:\d+|break)(?:-(?:\d+|break))?$/gm, "");
    for (const ending of ["\r\n", "\r"]) {
      const other = text.replaceAll("\n", ending);
      expect(withoutPlaces(drawn(readByLintel(other, "all"), other))).toBe(withoutPlaces(reading.trimStart()));
    }
  });
});
