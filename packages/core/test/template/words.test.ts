import { describe, expect, it } from "vitest";
import { readAnnotations } from "../../src/template/annotation.ts";
import { isPlaceholder, placeholdersIn } from "../../src/template/placeholder.ts";
import { requirementIn } from "../../src/template/requirement.ts";
import { fingerprintAt, foldText, printOf, sentencesOf } from "../../src/template/text.ts";

describe("placeholders", () => {
  it.each([
    ["<agent or engineer>", ["<agent or engineer>"]],
    ["[Your Name] and {date}", ["[Your Name]", "{date}"]],
    ["KEP-NNNN, #0000, YYYY-MM-DD", ["NNNN", "#0000", "YYYY-MM-DD"]],
    ["AAAA-MM-DD, JJJJ-MM-TT, AAAA-MM-JJ, TT.MM.JJJJ", ["AAAA-MM-DD", "JJJJ-MM-TT", "AAAA-MM-JJ", "TT.MM.JJJJ"]],
    ["(fill me in with a name)", ["(fill me in with a name)"]],
    ["`<package>`: `<date>`", ["<package>", "<date>"]],
    ["<a short name that people use>", ["<a short name that people use>"]],
    ["TBD and TODO and ???", ["TBD", "TODO", "???"]],
  ])("in %s", (text, expected) => {
    expect(placeholdersIn(text).map((found) => found.text)).toEqual(expected);
  });

  it.each([
    "[a link](https://example.com) and [another][ref]",
    "<https://example.com> and <ada@example.com>",
    "a <br> and <details open> and <a href='x'>",
    "- [x] done, [ ] open, a note[^1]",
    "`/v1/orders/{id}` and ${variable}",
    "x < y and z > y",
  ])("not in %s", (text) => {
    expect(placeholdersIn(text)).toEqual([]);
  });

  it.each(["<agent>", "[Your Name]", "TBD", "**TBD**", "DATE", "`YYYY-MM-DD`", "(fill me in)", "[a], [b]"])(
    "%s is nothing but a placeholder",
    (text) => expect(isPlaceholder(text)).toBe(true),
  );

  it.each(["Ada", "2026-01-01", "Ada <ada@example.com>", "[Ada](https://example.com)", "", "see <agent> now"])(
    "%s is more, or less",
    (text) => expect(isPlaceholder(text)).toBe(false),
  );
});

describe("words of need", () => {
  it.each([
    ["This section is optional.", "optional"],
    ["(Optional)", "optional"],
    ["Optional: tell more.", "optional"],
    ["If applicable, how will it be upgraded?", "optional"],
    ["Delete this section if nothing moves.", "optional"],
    ["This is an optional element. Feel free to remove.", "optional"],
    ["Background. This section might not always exist.", "optional"],
    ["**Note:** *Not required until targeted at a release.*", "optional"],
    ["This section must be completed when targeting beta to a release.", "beta"],
    ["For GA, this section is required: approvers confirm it.", "stable"],
    ["The following answers are required at alpha release", "alpha"],
    ["Say how. Optional parameters are named here, too.", null],
    ["What is required of callers?", null],
    ["Explain which fields are optional for clients and which must be sent.", null],
  ])("%s", (words, expected) => {
    const required = requirementIn(words);
    expect(required === null ? null : required.when === "at" ? required.states[0] : required.when).toBe(expected);
  });
});

describe("annotations", () => {
  it.each([
    ["optional", { is: "requirement", required: { when: "optional" } }],
    ["required", { is: "requirement", required: { when: "always" } }],
    ["required at approved", { is: "requirement", required: { when: "at", states: ["approved"] } }],
    ["bookkeeping", { is: "bookkeeping" }],
    ["fixed", { is: "fixed" }],
    ["reviewers @a, @b/c", { is: "reviewers", handles: ["@a", "@b/c"] }],
    ["version 3", { is: "version", version: "3" }],
  ])("lintel: %s", (words, annotation) => {
    expect(readAnnotations(`<!-- lintel: ${words} -->`, 0)).toMatchObject([{ annotation }]);
  });

  it("several stand in one comment, each with its place", () => {
    const read = readAnnotations("<!-- lintel: optional; verison 3 -->", 100);
    expect(read.map(({ start, end }) => [start, end])).toEqual([
      [113, 121],
      [123, 132],
    ]);
    expect(read[1]?.message).toBe("There is no annotation “verison”. Did you mean “version”?");
  });

  it.each(["optional later", "required soon", "reviewers", "version", "", "colour blue"])("“%s” is none", (words) => {
    const [read] = readAnnotations(`<!-- lintel: ${words} -->`, 0);
    expect(read?.annotation).toBe(null);
    expect(read?.message).not.toBe("");
  });
});

describe("texts are compared", () => {
  it.each([
    ["Drivers & *Non‑Goals*", "drivers and non-goals"],
    ["a\n  `b`  — c", "a b - c"],
    ["one <!-- hidden --> two", "one two"],
  ])("%j folds to %s, with one fingerprint", (text, folded) => {
    expect(foldText(text)).toBe(folded);
    if (text.includes("<!--")) return;
    expect(fingerprintAt(text, 0, text.length)).toBe(fingerprintAt(folded, 0, folded.length));
    expect(printOf(text, 0, text.length)).toBe(printOf(folded, 0, folded.length));
  });

  it("letters of other alphabets count", () => {
    expect(printOf("Ziele", 0, 5)).not.toBe(printOf("Цели", 0, 4));
    expect(printOf("ЦЕЛИ", 0, 4)).toBe(printOf("цели", 0, 4));
    expect(fingerprintAt("目标", 0, 2)).not.toBe(fingerprintAt("背景", 0, 2));
  });

  it("sentences end where they end", () => {
    const text = "Use e.g. a queue. Why? Because (it is fast.) See docs.";
    expect(sentencesOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      "Use e.g. a queue.",
      "Why?",
      "Because (it is fast.)",
      "See docs.",
    ]);
  });
});
