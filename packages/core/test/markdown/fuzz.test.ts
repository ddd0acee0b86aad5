import { check, property, type Arbitrary } from "fast-check";
import { describe, expect, it } from "vitest";
import { composed, composedInDialect, mutated } from "./arbitrary.ts";
import { disagreement, type Depth } from "./oracle.ts";

/**
 * Differential fuzzing: what we alone read, and neither mdast nor commonmark.js, is wrong. The suite runs a fixed number of
 * texts with a fixed seed; `FUZZ_RUNS=100000 npx vitest run fuzz` runs longer, with a new seed each time. What ever failed
 * becomes a named example in `regressions.test.ts`.
 */
const asked = Number(process.env["FUZZ_RUNS"] ?? 0);
const seed = Number(process.env["FUZZ_SEED"] ?? (asked > 0 ? Date.now() % 1e9 : 20_261_121));

/** Texts about which the oracles quarrel, so that no verdict can be had from them. */
const unfit: readonly { readonly why: string; readonly test: (text: string, depth: Depth) => boolean }[] = [
  {
    why: "we know fewer names of characters",
    test: (text) => /&[A-Za-z]/.test(text.replace(/&(?:amp|quot|copy|nbsp|auml|ouml|lt|gt);/g, "")),
  },
  { why: "each has its own idea of references to control characters", test: (text) => /&#(?!35;)/.test(text) },
  {
    why: "mdast looks for bare links a second time, in text that is done, and commonmark.js knows none",
    test: (text, depth) =>
      depth === "all" && /:\/\/|www\.|@/.test(text) && /[[\]<>@\\&].*(?::\/\/|www\.|@)|@.*@/s.test(text),
  },
  { why: "micromark takes a ~ beside * or _ for no punctuation", test: (text) => /~[*_]|[*_]~/.test(text) },
];

const unfitInDialect: typeof unfit = [
  ...unfit,
  { why: "micromark wants less indent before a table's header", test: (text) => /^ {4}/m.test(text) },
  {
    why: "micromark takes an item for text when it is empty",
    test: (text) => /(?:^|[>\s])(?:[-+*]|\d+[.)])[ \t]*$/m.test(text),
  },
  {
    why: "a row that is one pipe has no cells for us, and one for micromark",
    test: (text) => /^[ \t>]*\|[ \t]*$/m.test(text),
  },
  { why: "micromark counts the rule of three from what is left of a run", test: (text) => /[*_]{3}/.test(text) },
];

/** What fast-check reports on the first text that we alone read so, as short as it could be made; null when there is none. */
function misread(
  texts: Arbitrary<string>,
  depth: Depth,
  numRuns: number,
  exceptions: typeof unfit = unfit,
): string | null {
  const agreed = property(
    texts,
    (text) => exceptions.some(({ test }) => test(text, depth)) || disagreement(text, depth) === null,
  );
  const result = check(agreed, { seed, numRuns: asked > 0 ? asked : numRuns });
  if (!result.failed) return null;
  const [text] = result.counterexample ?? [""];
  const { ours, mdast } = disagreement(text, depth) ?? { ours: "", mdast: "" };
  return `seed ${seed}, ${JSON.stringify(text)}\n-- ours\n${ours}\n-- mdast\n${mdast}`;
}

describe("an arbitrary text is read as at least one of the oracles reads it", () => {
  const timeout = asked > 0 ? 24 * 3600 * 1000 : 120_000;

  it("in its blocks", { timeout }, () => {
    expect(misread(composed, "blocks", 250)).toBeNull();
  });
  it("in its inline content", { timeout }, () => {
    expect(misread(composed, "all", 150)).toBeNull();
  });
  it("in its blocks, with tables, tasks and footnotes", { timeout }, () => {
    expect(misread(composedInDialect, "blocks", 200, unfitInDialect)).toBeNull();
  });
  it("in its inline content, with bare links and strikethrough", { timeout }, () => {
    expect(misread(composedInDialect, "all", 120, unfitInDialect)).toBeNull();
  });
  it("when it is a broken example of the specification", { timeout }, () => {
    expect(misread(mutated, "all", 200)).toBeNull();
  });
});
