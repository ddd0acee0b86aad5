import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDocument, DEFAULT_SETTINGS } from "../../src/check/check.ts";
import { applyFixes, fixAll } from "../../src/check/fixes.ts";
import { readDocument } from "../../src/document/read.ts";
import type { Edit, Finding } from "../../src/rules/finding.ts";
import { RULES } from "../../src/rules/rules.ts";

function finding(edits: readonly Edit[]): Finding {
  const start = edits[0]?.start ?? 0;
  return { rule: "r", severity: "info", message: "m", start, end: start, fingerprint: "f", fix: { title: "t", edits } };
}

describe("fixes", () => {
  it("go in whole, and change nothing outside of their edits", () => {
    const both = finding([
      { start: 0, end: 1, text: "A" },
      { start: 4, end: 5, text: "" },
    ]);
    const result = applyFixes("a\r\nb\tc🙂\r\n", [both]);
    expect(result.text).toBe("A\r\nbc🙂\r\n");
    expect(result.applied).toEqual([both]);
  });

  it("that overlap wait for the next round", () => {
    const first = finding([{ start: 0, end: 3, text: "x" }]);
    const second = finding([
      { start: 2, end: 4, text: "y" },
      { start: 8, end: 9, text: "z" },
    ]);
    const insertion = finding([{ start: 0, end: 0, text: "!" }]);
    const beside = finding([{ start: 3, end: 4, text: "w" }]);
    const result = applyFixes("0123456789", [first, second, insertion, beside]);
    expect(result.text).toBe("xw456789");
    expect(result.postponed).toEqual([second, insertion]);
  });

  it("of another text are refused", () => {
    expect(() => applyFixes("short", [finding([{ start: 3, end: 9, text: "" }])])).toThrow(RangeError);
  });

  it("keep every byte that no edit names, whatever the edits are", () => {
    const edit = fc.tuple(fc.nat(60), fc.nat(10), fc.string({ maxLength: 5 }));
    fc.assert(
      fc.property(fc.string({ minLength: 70, maxLength: 90, unit: "binary" }), fc.array(edit), (text, drafts) => {
        const findings = drafts.map(([start, length, value]) => finding([{ start, end: start + length, text: value }]));
        const { text: fixed, applied, postponed } = applyFixes(text, findings);
        expect(applied.length + postponed.length).toBe(findings.length);
        // Taking the edits apart again gives back the text.
        const edits = applied.flatMap(({ fix }) => fix?.edits ?? []).toSorted((a, b) => a.start - b.start);
        let restored = "";
        let at = 0;
        let from = 0;
        for (const { start, end, text: value } of edits) {
          const kept = start - from;
          restored += fixed.slice(at, at + kept) + text.slice(start, end);
          expect(fixed.startsWith(value, at + kept)).toBe(true);
          at += kept + value.length;
          from = end;
        }
        expect(restored + fixed.slice(at)).toBe(text);
      }),
    );
  });
});

describe("fixing a document", () => {
  const check = (text: string) =>
    checkDocument(readDocument({ path: "design.md", text }, null), null, null, DEFAULT_SETTINGS);
  const snippets = RULES.flatMap(({ bad, good }) => [...bad, ...good]).map(({ markdown }) => markdown);
  const documents = fc
    .tuple(fc.array(fc.constantFrom(...snippets), { maxLength: 6 }), fc.constantFrom("\n", "\r\n"))
    .map(([parts, ending]) => parts.join("\n").replace(/\r?\n/g, ending));

  it("twice is the same as once, and leaves nothing that a fix could change", () => {
    fc.assert(
      fc.property(documents, (text) => {
        const once = fixAll(text, check).text;
        expect(fixAll(once, check).text).toBe(once);
        expect(check(once).filter(({ fix }) => fix !== undefined)).toEqual([]);
      }),
    );
  });

  it("keeps its line endings", () => {
    fc.assert(
      fc.property(documents, (text) => {
        const fixed = fixAll(text, check).text;
        const endings = (version: string) => new Set(version.match(/\r?\n/g));
        expect([...endings(text), "\n"]).toEqual(expect.arrayContaining([...endings(fixed)]));
        expect(endings(fixed).size).toBeLessThanOrEqual(1);
      }),
    );
  });
});
