import { array, assert, constantFrom, nat, property, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../runs.ts";
import { lineStarts, placeOf, placerOf } from "../../src/text/source.ts";

const PIECES = [
  "a",
  "\t",
  "é",
  "e\u0301",
  "😀",
  "\ud83d",
  "\ude00",
  "\r\n",
  "\n",
  "\r",
  "x".repeat(1023),
  "😀".repeat(700),
];

describe("the places of many spans of one text", () => {
  it("are those of each alone, in lines of any length", () => {
    const texts = array(constantFrom(...PIECES), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(""));
    assert(
      property(texts, array(tuple(nat(), nat()), { minLength: 1, maxLength: 8 }), (text, points) => {
        const lines = lineStarts(text);
        const place = placerOf(text, lines);
        for (const [a, b] of points) {
          const start = a % (text.length + 1);
          const span = { start, end: start + (b % (text.length - start + 1)) };
          expect(place(span)).toEqual(placeOf(text, lines, span));
        }
      }),
      { numRuns: runs(100) },
    );
  });
});
