import { describe, expect, it } from "vitest";
import { itemsOf, partsOf } from "../../src/outline/items.ts";
import { readOutline } from "../../src/outline/outline.ts";

/** Every zone with a function, as `form function: what its list says`. */
function zonesOf(text: string): readonly string[] {
  const { tree, zones } = readOutline({ path: "design.md", text });
  return zones
    .filter((zone) => zone.canonical !== null && zone.canonical !== "title")
    .map((zone) => {
      const items = itemsOf(tree, zone).map((item) => item.plain);
      return `${zone.form} ${zone.canonical}: ${items.join(" / ")}`;
    });
}

describe("a label does what a heading would", () => {
  it("in bold above a list, with or without a colon", () => {
    expect(zonesOf("## 2. Decision Drivers & Non-Goals\n\n**Drivers**\n\n- cost\n\n**Non-Goals:**\n- video\n")).toEqual(
      ["heading drivers-non-goals: ", "label drivers: cost", "label non-goals: video"],
    );
  });

  it("in a bullet, with its content on the line or nested", () => {
    expect(zonesOf("## Drivers & Non-goals\n- Drivers: cost; time\n- **Non-Goals**:\n  - video\n  - audio\n")).toEqual([
      "heading drivers-non-goals: ",
      "item drivers: cost; time",
      "item non-goals: video / audio",
    ]);
  });

  it("on each line of a paragraph", () => {
    expect(zonesOf("## Overview\n\n**Goals:** speed\n**Non-goals:** video\n")).toEqual([
      "heading summary: ",
      "label goals: speed",
      "label non-goals: video",
    ]);
  });

  it("as the prompts of a template", () => {
    expect(zonesOf("### 4.3 Observability\n* **Metrics:** orders per second\n* **Alerting:** none yet\n")).toEqual([
      "heading observability: ",
      "item metrics: orders per second",
      "item alerts: none yet",
    ]);
  });

  it("behind a remark in parentheses", () => {
    expect(zonesOf("## Observability\n- **Metrics** (later):\n  - `orders_total`\n")).toEqual([
      "heading observability: ",
      "item metrics: orders_total",
    ]);
  });

  it("as a question, or as a sentence about what is out of scope", () => {
    expect(zonesOf("## Overview\n\nThe following is out of scope for now:\n\n- video\n")).toEqual([
      "heading summary: ",
      "label non-goals: video",
    ]);
  });
});

describe("a label does not do what a heading would", () => {
  it("when it belongs to a statement of a list", () => {
    expect(zonesOf("## Goals\n- **Security**: no leaks\n- **Performance**: fast\n")).toEqual([
      "heading goals: Security: no leaks / Performance: fast",
    ]);
  });

  it("when it is a sentence in bold", () => {
    expect(zonesOf("## Design\n\n**The risks of the old design are gone.**\n\nIt is new.\n")).toEqual([
      "heading design: The risks of the old design are gone.",
    ]);
  });

  it("when it says that there is nothing, or names a thing", () => {
    expect(zonesOf("## Contracts\n- **No database migrations**: stateless\n- `metrics`: a field\n")).toEqual([
      "heading contracts: No database migrations: stateless / metrics: a field",
    ]);
  });

  it("when it says something of one phase or one option", () => {
    expect(zonesOf("## Milestones\n### Phase 1\n**Goal:** a start\n\n**Dependencies:** none\n")).toEqual([
      "heading milestones: Phase 1",
    ]);
    expect(zonesOf("## Alternatives\n### Option A\n**Performance:** slow\n")).toEqual([
      "heading alternatives: Option A",
    ]);
  });
});

describe("the items of a zone", () => {
  const itemsIn = (text: string) => {
    const { tree, zones } = readOutline({ path: "design.md", text });
    const zone = zones.find((each) => each.canonical === "goals");
    return zone === undefined ? [] : itemsOf(tree, zone).map(({ form, text: words, group }) => [form, words, group]);
  };

  it("are bullets, numbers, rows or sub-headings, whatever the author chose", () => {
    expect(itemsIn("## Goals\n- a\n- b\n")).toEqual([
      ["bullet", "a", null],
      ["bullet", "b", null],
    ]);
    expect(itemsIn("## Goals\n1. a\n")).toEqual([["numbered", "a", null]]);
    expect(itemsIn("## Goals\n| # | Goal |\n|---|---|\n| 1 | a |\n")).toEqual([["row", "a", null]]);
    expect(itemsIn("## Goals\n### Goal 1: a\nx\n### Goal 2: b\ny\n")).toEqual([
      ["heading", "Goal 1: a", null],
      ["heading", "Goal 2: b", null],
    ]);
  });

  it("are paragraphs where there is nothing else", () => {
    expect(itemsIn("## Goals\n\nBe fast.\n\nBe safe.\n")).toEqual([
      ["paragraph", "Be fast.", null],
      ["paragraph", "Be safe.", null],
    ]);
    expect(itemsIn("## Goals\n\nWe want:\n\n- speed\n")).toEqual([["bullet", "speed", null]]);
  });

  it("stand under the name that heads their list", () => {
    expect(itemsIn("## Goals\n### Users\n- a\n\n**Operators**\n- b\n")).toEqual([
      ["bullet", "a", "Users"],
      ["bullet", "b", "Operators"],
    ]);
    expect(itemsIn("## Goals\n- **Users**:\n  - a\n")).toEqual([["bullet", "a", "Users"]]);
  });

  it("keep what is nested, also when it is indented too little", () => {
    const { tree, zones } = readOutline({ path: "design.md", text: "## Goals\n1. a\n  - why\n2. b\n" });
    const goals = zones.find((zone) => zone.canonical === "goals");
    const parts = goals === undefined ? [] : partsOf(tree, goals);
    expect(parts.map((part) => [part.text, part.below.length])).toEqual([
      ["a", 1],
      ["b", 0],
    ]);
  });
});
