import { describe, expect, it } from "vitest";
import type { RuleExample } from "../../src/rules/rule.ts";
import { RULES } from "../../src/rules/rules.ts";
import { findingsOf } from "./scene.ts";

const template = `**Author**: <name>

**Problem**

What hurts, and whom?

**Proposal**

What we do about it.

**Customer delight:**
Who will be pleased?

**Risks** (optional)

- What could go wrong?
`;

/** What the rules about sections say of a document, each with its line. */
function said(markdown: string, by = template): string[] {
  const example: RuleExample = { template: by, markdown };
  return RULES.filter(({ id }) => id.startsWith("section-")).flatMap((rule) =>
    findingsOf(rule, example).map(({ start, message }) => {
      const line = markdown.slice(0, start).split("\n").length;
      return `${line} ${rule.id}: ${/^.*?[.](?= |$)/.exec(message)?.[0] ?? message}`;
    }),
  );
}

describe("a template whose sections are lines in bold", () => {
  it("is followed by lines in bold, with text below them or behind them", () => {
    const below = "**Problem**\n\nOrders get lost.\n\n**Proposal**\n- retry\n\n**Customer delight**:\nEverybody.\n";
    expect(said(below)).toEqual([]);
    expect(said(`# Retry\n\n**Author**: Ada\n\n${below}`)).toEqual([]);
    expect(said("# N\n\n**Problem**: a.\n\n**Proposal**: b.\n\n**Customer delight**: c.\n")).toEqual([]);
  });

  it("is followed by headings, and by both", () => {
    expect(said("# N\n\n## Problem\na\n\n## Proposal\nb\n\n## Customer delight\nc\n")).toEqual([]);
    expect(said("# N\n\n## Part one\n\n**Problem**\n\na\n\n**Proposal**\n\nb\n\n**Customer delight**\n\nc\n")).toEqual(
      [],
    );
    expect(
      said("# N\n\n**Problem**\n\na\n\n**Proposal**\n\nb\n\n**Customer delight**\n\nc\n\n## Appendix\n\nd\n"),
    ).toEqual([]);
  });

  it("makes missing, empty, unfilled and moved sections known", () => {
    expect(said("# N\n\n**Problem**\n\na\n")).toEqual([
      "3 section-missing: “Proposal” is missing.",
      "3 section-missing: “Customer delight” is missing.",
    ]);
    expect(
      said("**Proposal**\n\n**Problem**\n\nWhat hurts, and whom?\n\n**Customer delight**\n\nc\n").toSorted(),
    ).toEqual([
      "1 section-empty: “Proposal” is empty.",
      "3 section-misplaced: “Problem” stands after “Proposal”.",
      "3 section-unfilled: “Problem” still holds nothing but the template's text.",
    ]);
  });

  it("may have a title", () => {
    expect(said("# Note: Retry\n\n**Problem**\n\na\n", `# Note: <title>\n\n${template}`)).toEqual([
      "3 section-missing: “Proposal” is missing.",
      "3 section-missing: “Customer delight” is missing.",
    ]);
  });

  it("asks for no field without a value as for a section, nor for a sentence in bold", () => {
    const fields = "**Author:**\n\n**Status:**\n\n**Do not copy this file.**\n\n**Why**\n\nSay why.\n";
    expect(said("**Author:** Ada\n\n**Status:** draft\n\n**Why**\n\nBecause.\n", fields)).toEqual([]);
  });
});
