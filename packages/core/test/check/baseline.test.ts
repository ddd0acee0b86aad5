import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyBaseline, makeBaseline } from "../../src/check/baseline.ts";
import { checkDocument, DEFAULT_SETTINGS } from "../../src/check/check.ts";
import { readDocument } from "../../src/document/read.ts";
import { RULES } from "../../src/rules/rules.ts";

function checked(text: string, path = "design.md") {
  return { path, findings: checkDocument(readDocument({ path, text }, null), null, null, DEFAULT_SETTINGS) };
}

/** A block of JSON with a name that stands twice: one finding. */
function duplicate(name: string): string {
  return `\`\`\`json\n{ "${name}": 1, "${name}": 2 }\n\`\`\`\n\n`;
}

const ONCE = `# Payments\n\n## Notes\n\n${duplicate("id")}`;
const TWICE = `${ONCE}## Notes\n\n${duplicate("id")}`;

describe("a baseline", () => {
  it("knows what was there, says what is new and what is gone", () => {
    const baseline = makeBaseline([checked(`# A\n\n${duplicate("old")}# B\n\n${duplicate("gone")}`)]);
    const now = checked(`Moved down.\n\n# A\n\n${duplicate("old")}# B\n\n${duplicate("new")}`);
    const { fresh, known, gone } = applyBaseline([now], baseline);
    expect(known[0]?.findings.map(({ message }) => message)).toEqual([expect.stringContaining("“old”")]);
    expect(fresh[0]?.findings.map(({ message }) => message)).toEqual([expect.stringContaining("“new”")]);
    expect(gone).toEqual([
      { path: "design.md", rule: "json-duplicate-key", fingerprint: expect.any(String), count: 1 },
    ]);
  });

  it("counts equal findings: one more than it knows is new", () => {
    const outcome = applyBaseline([checked(TWICE)], makeBaseline([checked(ONCE)]));
    expect(outcome.known[0]?.findings.length).toBe(1);
    expect(outcome.fresh[0]?.findings.length).toBe(1);
    const back = applyBaseline([checked(ONCE)], makeBaseline([checked(TWICE)]));
    expect(back.fresh[0]?.findings).toEqual([]);
    expect(back.gone.map(({ count }) => count)).toEqual([1]);
  });

  it("tells documents apart", () => {
    const baseline = makeBaseline([checked(TWICE, "a.md")]);
    expect(applyBaseline([checked(TWICE, "b.md")], baseline).fresh[0]?.findings.length).toBe(2);
  });

  it("is the same file for the same findings in another order", () => {
    const [a, b] = [checked(TWICE, "a.md"), checked(TWICE, "b.md")];
    expect(JSON.stringify(makeBaseline([a, b]))).toBe(JSON.stringify(makeBaseline([b, a])));
  });
});

describe("a fingerprint", () => {
  const bad = RULES.flatMap((rule) => rule.bad).filter(({ kind }) => kind === undefined);
  const prints = (text: string, path?: string) =>
    checked(text, path)
      .findings.map(({ fingerprint }) => fingerprint)
      .toSorted();

  it("survives lines that are put in above, below and between, and other line endings", () => {
    const line = fc.constantFrom("", "Some more text.", "And another line.", "> a quote");
    fc.assert(
      fc.property(
        fc.constantFrom(...bad),
        fc.array(line, { maxLength: 5 }),
        fc.boolean(),
        (example, above, windows) => {
          const before = prints(example.markdown, example.path);
          // In front of front matter nothing may stand, and text above the title would be another document.
          const [title = "", ...rest] = example.markdown.split("\n");
          const moved = title.startsWith("# ")
            ? [title, "", ...above, "", ...rest].join("\n")
            : [example.markdown.trimEnd(), "", ...above].join("\n");
          const after = prints(windows ? moved.replaceAll("\n", "\r\n") : moved, example.path);
          for (const print of before) expect(after).toContain(print);
        },
      ),
    );
  });
});
