import { tests } from "commonmark-spec";
import { describe, expect, it } from "vitest";
import { agree, drawn, readByLintel, readByMdast, type Depth } from "./oracle.ts";

/**
 * The examples of CommonMark 0.31 that we read differently from mdast (with GitHub's dialect switched on), and why. The test
 * demands exactly these: one that starts to agree must leave the list.
 */
const differencesInBlocks: Readonly<Record<number, string>> = {
  5: "a container takes a part of a tab: we say where the tab stands, mdast puts blanks in its place",
  6: "a container takes a part of a tab",
  7: "a container takes a part of a tab",
  215: "mdast starts a setext heading at the definitions before it",
};

const differencesInInlines: Readonly<Record<number, string>> = {
  ...differencesInBlocks,
  25: "we know the names of characters of HTML 4, not all 2,125 of HTML 5 (named-characters.ts)",
  606: "mdast finds a mail address in text only after escapes are resolved, we find it as it is written",
};

const examples = tests.map(({ markdown, number }) => ({ number, text: markdown.replaceAll("→", "\t") }));

function differing(depth: Depth): number[] {
  return examples
    .filter(({ text }) => !agree(drawn(readByLintel(text, depth), text), drawn(readByMdast(text, depth), text)))
    .map(({ number }) => number);
}

describe("the examples of CommonMark", { timeout: 120_000 }, () => {
  it("are all there", () => {
    expect(examples.length).toBe(652);
  });

  it("have the blocks that mdast reads, at the same places", () => {
    expect(differing("blocks")).toEqual(Object.keys(differencesInBlocks).map(Number));
  });

  it("have the inline content that mdast reads, at the same places", () => {
    expect(differing("all")).toEqual(Object.keys(differencesInInlines).map(Number));
  });
});
