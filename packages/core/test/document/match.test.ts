import { describe, expect, it } from "vitest";
import { matchSections } from "../../src/document/match.ts";
import { movedIn } from "../../src/document/order.ts";
import { readOutline } from "../../src/outline/outline.ts";
import { builtInKind } from "../../src/template/builtin/kinds.ts";
import { deriveKind } from "../../src/template/derive.ts";

function matched(template: string, markdown: string): Record<string, string> {
  const kind = deriveKind({ path: "template.md", text: template });
  const matches = matchSections(readOutline({ path: "a.md", text: markdown }), kind);
  return Object.fromEntries(
    matches.map(({ spec, by, sections, zones }) => [
      spec.id,
      by === null ? "–" : `${by}: ${[...sections, ...zones].map(({ title }) => title).join(", ")}`,
    ]),
  );
}

const NOTE =
  "# Note: <title>\n\n## 1. Risks & Open Questions\n\nx\n\n## 2. Test Strategy\n\nx\n\n## 3. Proposed Design\n\nx\n";

describe("a section is found by its title however it is written", () => {
  it.each([
    ["case, number and a colon", "## RISKS AND OPEN QUESTIONS:\n"],
    ["another number", "## 7) Risks & Open Questions\n"],
    ["another level", "#### Risks & Open Questions\n"],
    ["a parenthesis", "## Risks & Open Questions (so far)\n"],
    ["dashes that do not break, and emphasis", "## **Risks & Open Questions**\n"],
    ["a mark behind it", "## Risks & Open Questions ✅\n"],
  ])("%s", (_how, heading) => {
    expect(matched(NOTE, `# Note: X\n\n${heading}\nText.\n`)["risks-and-open-questions"]).toMatch(/^title: /i);
  });

  it("with U+2011 in the template and hyphens in the document", () => {
    expect(matched("# N\n\n## Non‑Goals\n\nx\n", "# N\n\n## Non-goals\n\nx\n")["non-goals"]).toBe("title: Non-goals");
  });

  it("in a document whose first heading is a section and no title", () => {
    const found = matched("## Summary\n\nx\n\n## Motivation\n\nx\n", "# Summary\n\nx\n\n# Motivation\n\nx\n");
    expect(found).toEqual({ summary: "title: Summary", motivation: "title: Motivation" });
  });
});

describe("a section is found by less than its title", () => {
  it("by its number and one of its words", () => {
    expect(matched(NOTE, "# Note: X\n\n## 2. Strategy of tests\n\nx\n")["test-strategy"]).toMatch(/^number: /);
  });

  it("but not by its number alone", () => {
    expect(matched(NOTE, "# Note: X\n\n## 2. Pizza\n\nx\n")["test-strategy"]).toBe("–");
  });

  it("by the subjects of a joined title, each with a heading of its own", () => {
    const found = matched(NOTE, "# Note: X\n\n## Risks\n\nx\n\n## Open questions\n\nx\n");
    expect(found["risks-and-open-questions"]).toBe("part: Risks, Open questions");
  });

  it("by a heading that joins two sections of the template", () => {
    const found = matched("# N\n\n## Summary\n\nx\n\n## Motivation\n\nx\n", "# N\n\n## Summary and Motivation\n\nx\n");
    expect(found["motivation"]).toBe("part: Summary and Motivation");
  });

  it("by another word for it", () => {
    const found = matched(NOTE, "# Note: X\n\n## Testing\n\nx\n\n## Design\n\nx\n");
    expect(found["test-strategy"]).toBe("function: Testing");
    expect(found["proposed-design"]).toBe("function: Design");
  });

  it.each(["## Propossed Design\n", "## Proposed Desing\n", "## Test Stratgy\n"])(
    "by a slip of the pen: %s",
    (heading) => {
      expect(Object.values(matched(NOTE, `# Note: X\n\n${heading}\nx\n`)).join()).toMatch(/near: /);
    },
  );

  it.each(["## Demand\n", "## Tests of the bank's own strategy for growth\n", "## Design tokens\n\n## Colours\n"])(
    "but not by just any heading: %s",
    (heading) => {
      const found = matched("# N\n\n## Detailed walk-through\n\nx\n", `# N\n\n${heading}\nx\n`);
      expect(found["detailed-walk-through"]).toBe("–");
    },
  );

  it("by a bold label that stands for a heading", () => {
    const template = "# N\n\n## Context\n\n### Goals\n\nx\n\n### Non-Goals\n\nx\n";
    const found = matched(template, "# N\n\n## Context\n\n**Goals:**\n- a\n\n**Non-Goals:**\n- b\n");
    expect(found["goals"]).toMatch(/^label: Goals/);
    expect(found["non-goals"]).toMatch(/^label: Non-Goals/);
  });

  it("by its kind, where the template has several: any name counts right under the section that holds them", () => {
    const template = "# N\n\n## Options\n\n### Option A\n\n- Pros: <pros>\n\n### Option B\n";
    const found = matched(
      template,
      "# N\n\n## Options\n\n### Option 1: queue\n\nx\n\n### A table\n\nx\n\n#### Costs\n\nx\n",
    );
    expect(found["option-a"]).toBe("stem: Option 1: queue, A table");
  });
});

describe("two sections of one title", () => {
  const TEMPLATE = "# N\n\n## Server\n\n### Risks\n\nx\n\n## Client\n\n### Risks\n\nx\n";

  it("are told apart by the heading above them", () => {
    const found = matched(TEMPLATE, "# N\n\n## Client\n\n### Risks\n\nc\n\n## Server\n\nx\n");
    expect(found["client/risks"]).toBe("title: Risks");
    expect(found["server/risks"]).toBe("–");
  });

  it("are both there when the document has the section twice", () => {
    const found = matched("# N\n\n## Goals\n\nx\n", "# N\n\n## Goals\n\na\n\n## Goals\n\nb\n");
    expect(found["goals"]).toBe("title: Goals, Goals");
  });
});

describe("a sub-section is found by its title in bold", () => {
  const TEMPLATE =
    "# N\n\n## Rollout\n\n### Can the change be rolled back once it is out?\n\nx\n\n### What tells operators that it works?\n\nx\n";

  it("at the start of an item, whatever the section is about", () => {
    const found = matched(
      TEMPLATE,
      "# N\n\n## Rollout\n\n* **Can the change be rolled back once\n  it is out?** Yes.\n\n* **What tells operators that it works?**\n  - A metric.\n",
    );
    expect(found["can-the-change-be-rolled-back-once-it-is-out"]).toMatch(/^label: Can the change/);
    expect(found["what-tells-operators-that-it-works"]).toMatch(/^label: What tells/);
  });

  it("at the start of a paragraph, with a word more or less", () => {
    const found = matched(TEMPLATE, "# N\n\n## Rollout\n\n**What tells the operators that it works?**\n\nA metric.\n");
    expect(found["what-tells-operators-that-it-works"]).toMatch(/^label: /);
  });

  it("with a link in it", () => {
    const found = matched(
      TEMPLATE,
      "# N\n\n## Rollout\n\n* **What tells [operators][] that\n  it [works](docs/works.md)?** A metric.\n\n[operators]: docs/on-call.md\n",
    );
    expect(found["what-tells-operators-that-it-works"]).toMatch(/^label: What tells operators that it works/);
  });

  it("but not under another section, nor in the middle of a sentence", () => {
    const found = matched(
      TEMPLATE,
      "# N\n\n## Rollout\n\nWe ask **what tells operators that it works?**\n\n## Questions\n\n- **Can the change be rolled back once it is out?**\n",
    );
    expect(found["can-the-change-be-rolled-back-once-it-is-out"]).toBe("–");
    expect(found["what-tells-operators-that-it-works"]).toBe("–");
  });
});

describe("prompts are found by label, heading and function", () => {
  it("in whatever form the document answers", () => {
    const markdown =
      "# TDR — X\n\n## 8. Observability & Operations\n\n- **Metrics**: `a_total`\n\n### Alerting\n\np99 > 1 s\n\n**Runbooks:** see wiki\n";
    const match = matchSections(readOutline({ path: "a.md", text: markdown }), builtInKind("tdr")).find(
      ({ spec }) => spec.number === "8",
    );
    const answered = match?.prompts.filter(({ zones }) => zones.length > 0).map(({ spec }) => spec.label);
    expect(answered).toEqual(["Logs/metrics/traces", "Alerts", "Runbooks"]);
  });
});

describe("order", () => {
  it.each([
    [[1, 2, 3], []],
    [[1, 4, 2, 3], [1]],
    [[4, 1, 2, 3], [0]],
    [
      [3, 2, 1],
      [0, 1],
    ],
    [[], []],
  ])("of %j moves as few as possible: %j", (values, moved) => {
    expect(movedIn(values)).toEqual(moved);
  });
});
