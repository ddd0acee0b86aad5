import { describe, expect, it } from "vitest";
import type { FindingReport } from "../../src/analysis/report.ts";
import { columnsOf } from "../../src/program/text.ts";
import { pretty } from "../../src/reporters/check/pretty.ts";
import { clean, contextOf, everything, many, retry, runOf } from "./scene.ts";

const lines = (text: string): string[] => text.split("\n");

/** `count` findings of `rule`, one a line. */
function findings(count: number, rule: string, severity: FindingReport["severity"]): FindingReport[] {
  return Array.from({ length: count }, (_, i) => ({
    rule,
    severity,
    message: `Something about line ${i + 1}. Do something about it.`,
    line: i + 1,
    column: 1,
    endLine: i + 1,
    endColumn: 5,
    fingerprint: `${rule}-${i}`,
  }));
}

describe("the pretty report", () => {
  it("says in one line that nothing was found", () => {
    expect(pretty(runOf([clean]), contextOf())).toBe("✓ 1 document checked, nothing found.\n");
  });

  it("shows a single finding with its line, its rule and what to do next", () => {
    const [first] = retry.findings;
    const run = runOf([{ ...retry, findings: first === undefined ? [] : [first] }, clean]);
    expect(lines(pretty(run, contextOf()))).toEqual([
      "specs/20260114-retry/tdr.md",
      "Retry payments · tdr · in-review",
      "",
      "  3:13  error  The field “Author” still says “<agent>”. Write the author.",
      "               field-unfilled",
      "    3 │ **Author**: <agent>",
      "      │             ^^^^^^^",
      "    The template: Who answers for the design, person or agent.",
      "",
      "✗ 1 error in 1 of 2 documents.",
      "",
      "  lintel explain field-unfilled  says why it matters, and what good looks like",
      "",
    ]);
  });

  it("writes no escape where colour and links are not wanted", () => {
    expect(pretty(everything, contextOf())).not.toContain("\u001b");
  });

  it("closes every colour on the line that opened it, so that a line can be cut out", () => {
    for (const line of lines(pretty(everything, contextOf({ colour: true })))) {
      const open = [...line.matchAll(/\u001b\[(\d+)m/g)].map(([, code]) => Number(code));
      const opened = open.filter((code) => code < 22 || (code >= 31 && code <= 36)).length;
      expect({ line, closed: open.length - opened }).toEqual({ line, closed: opened });
    }
  });

  it("says the same with and without colour", () => {
    const plain = pretty(everything, contextOf());
    expect(pretty(everything, contextOf({ colour: true })).replace(/\u001b\[\d+m/g, "")).toBe(plain);
  });

  it.each([40, 60, 80, 120])("keeps within %i columns, but for words that are longer", (width) => {
    for (const line of lines(pretty(everything, contextOf({ width }, 12)))) {
      if (columnsOf(line) <= width) continue;
      expect(line.trim()).not.toContain(" ");
    }
  });

  it("puts the rule beside the place and the message below where there is little room", () => {
    const text = pretty(runOf([retry]), contextOf({ width: 40 }));
    expect(text).toContain(
      "  3:13  error  field-unfilled\n    The field “Author” still says\n    “<agent>”. Write the author.\n",
    );
  });

  it("makes links of paths and places where the terminal shows links", () => {
    const text = pretty(runOf([retry]), contextOf({ links: true }));
    const file = "file:///repository/specs/20260114-retry/tdr.md";
    expect(text).toContain(`\u001b]8;;${file}\u001b\\specs/20260114-retry/tdr.md\u001b]8;;\u001b\\`);
    expect(text).toContain(`\u001b]8;;${file}#3\u001b\\3:13\u001b]8;;\u001b\\`);
    expect(text).toContain("\u001b]8;;file:///repository/specs/20260114-retry/spec.md#1\u001b\\");
  });

  it("shows characters that a terminal obeys, and those that change the direction, as escapes", () => {
    const text = pretty(runOf([many]), contextOf());
    expect(text).toContain("a\\u001b[2J\\u202eb");
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
  });

  it("folds what repeats, and says where the rest is", () => {
    const document = { ...clean, findings: findings(15, "section-unfilled", "warning") };
    const text = pretty(runOf([document]), contextOf({}, 60));
    expect(text.match(/Something about line/g)).toHaveLength(3);
    expect(text).toContain("… and 12 more section-unfilled, on lines 4, 5, 6, 7, 8 and 7 others");
  });

  it("does not fold a single finding away", () => {
    const document = { ...clean, findings: findings(4, "section-unfilled", "warning") };
    const text = pretty(runOf([document]), contextOf({}, 60));
    expect(text.match(/Something about line/g)).toHaveLength(4);
  });

  it("shows the worst of 300 findings first, at most as many as were asked for, and counts the rest", () => {
    const documents = Array.from({ length: 30 }, (_, i) => ({
      ...clean,
      path: `specs/d${String(i).padStart(2, "0")}.md`,
      findings: [
        ...findings(9, "prompt-unanswered", "info"),
        ...findings(1, "link-broken", i < 25 ? "warning" : "error"),
      ],
    }));
    const text = pretty(runOf(documents), contextOf({ width: 110 }, 20));
    expect(text.match(/Something about line/g)).toHaveLength(20);
    expect(text.match(/ error {2,4}Something/g)).toHaveLength(5);
    expect(text.match(/ warning {2}Something/g)).toHaveLength(15);
    expect(text).not.toMatch(/ info +Something/);
    expect(text).toContain("✗ 5 errors, 25 warnings and 270 infos in 30 documents.");
    expect(text).toContain("Not shown: 280 findings, among them all of 10 documents; --limit 0 shows everything.");
    expect(text).toContain("lintel check --write-baseline");
  });

  it("reads no more than 40 of many documents for their lines", () => {
    const documents = Array.from({ length: 100 }, (_, i) => ({ ...retry, path: `specs/d${i}.md` }));
    const asked: string[] = [];
    const linesOf = (path: string): null => {
      asked.push(path);
      return null;
    };
    pretty(runOf(documents), { ...contextOf(), lines: linesOf });
    expect(new Set(asked).size).toBe(40);
  });

  it("shows everything without a limit", () => {
    const document = { ...clean, findings: findings(300, "section-unfilled", "warning") };
    const text = pretty(runOf([document]), contextOf());
    expect(text.match(/Something about line/g)).toHaveLength(300);
    expect(text).not.toContain("…");
  });

  it("says that it is not the whole picture when a document could not be read", () => {
    const text = pretty(runOf([clean], { unreadable: [{ path: "a.md", reason: "it is a folder" }] }), contextOf());
    expect(text).toContain("a.md\n  could not be read: it is a folder\n");
    expect(text).toContain("✗ 1 document could not be read: this is not the whole picture.");
    expect(text).not.toContain("nothing found");
  });

  it("names what was called in the next steps", () => {
    const text = pretty(runOf([retry]), { ...contextOf(), command: "lintel check specs" });
    expect(text).toContain("lintel check specs --fix ");
  });
});
