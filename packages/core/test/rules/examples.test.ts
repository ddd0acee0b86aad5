/** The examples of every rule are its tests, and they stand in the reference: what a rule says there is what it does. */
import { describe, expect, it } from "vitest";
import { fixAll } from "../../src/check/fixes.ts";
import type { RuleExample } from "../../src/rules/rule.ts";
import { RULES } from "../../src/rules/rules.ts";
import { lineAt, lineStarts } from "../../src/text/source.ts";
import { findingsOf } from "./scene.ts";

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  it("says why it matters, and shows a bad and a good example", () => {
    expect(rule.id).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
    expect(rule.documentation.summary).toMatch(/^[A-Z“].{15,}\.$/s);
    expect(rule.documentation.why).toMatch(/^[A-Z“].{40,}[.!?]$/s);
    expect(rule.bad.length).toBeGreaterThan(0);
    expect(rule.good.length).toBeGreaterThan(0);
    for (const [name, option] of Object.entries(rule.options ?? {})) {
      expect(option.description, `option ${name}`).toMatch(/^[A-Z“].*\.$/s);
    }
  });

  it.each(rule.bad.map((example) => [title(example), example] as const))("finds what is wrong in %s", (_, example) => {
    const lines = lineStarts(example.markdown);
    const expected = example.findings ?? [];
    const found = findingsOf(rule, example).map(({ start, message, related }) => ({
      line: lineAt(lines, start),
      message,
      related: related?.map((second) => second.line ?? lineAt(lines, second.start)),
    }));
    expect(expected.length).toBeGreaterThan(0);
    expect(found).toEqual(
      expected.map(({ line, message, related }, i) => ({
        line,
        message: matching(message),
        related: related ?? found[i]?.related,
      })),
    );
  });

  it.each(rule.bad.map((example) => [title(example), example] as const))("fixes what it can in %s", (_, example) => {
    const check = (text: string) => findingsOf(rule, example, text);
    const fixed = fixAll(example.markdown, check).text;
    expect(fixed).toBe(example.fixed ?? example.markdown);
    expect(fixAll(fixed, check).text).toBe(fixed);
  });

  it.each(rule.good.map((example) => [title(example), example] as const))("leaves alone %s", (_, example) => {
    expect(findingsOf(rule, example).map(({ message }) => message)).toEqual([]);
  });
});

describe("the list of rules", () => {
  it("names each rule once", () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });
});

function title(example: RuleExample): string {
  return JSON.stringify(example.markdown.slice(0, 70));
}

function matching(message: string | RegExp): unknown {
  const whole = typeof message === "string" ? `^${message.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}$` : message;
  return expect.stringMatching(new RegExp(whole));
}
