import { expect, it } from "vitest";
import { draw } from "./picture.mjs";

const length = (text: string): number => text.length;
const lines = (svg: string): string[] => svg.split("\n").filter((line) => line.startsWith("<text"));

it("draws runs of one colour where they stand, by their columns", () => {
  const [first = ""] = lines(draw("  \u001b[31merror\u001b[39m  missing", 40, "x", length));
  expect(first).toContain('<tspan x="36.8" class="r" textLength="42" lengthAdjust="spacingAndGlyphs">error</tspan>');
  expect(first).toContain('<tspan x="95.6" textLength="58.8" lengthAdjust="spacingAndGlyphs">missing</tspan>');
});

it("takes two looks together, and leaves links and blank lines out", () => {
  const link = "\u001b]8;;file:///a.md\u001b\\\u001b[1m\u001b[31ma.md\u001b[39m\u001b[22m\u001b]8;;\u001b\\";
  const drawn = lines(draw(`${link}\n\nb`, 40, "x", length));
  expect(drawn).toHaveLength(2);
  expect(drawn[0]).toContain(' class="r s"');
  expect(drawn[0]).not.toContain("file:");
});

it("writes text as text", () => {
  const svg = draw("<script>&", 40, "a < b", length);
  expect(svg).toContain("&lt;script&gt;&amp;</tspan>");
  expect(svg).toContain("<title>a &lt; b</title>");
});

it("needs nothing from elsewhere", () => {
  expect(draw("a", 40, "x", length)).not.toMatch(/href|url\(|@import|<image/);
});
