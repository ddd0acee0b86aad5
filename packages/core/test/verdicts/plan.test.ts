import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/document/read.ts";
import type { FlagDefinition, FlagReference } from "../../src/facts/flags.ts";
import type { Facts } from "../../src/facts/facts.ts";
import { lastDay } from "../../src/verdicts/milestone.ts";
import type { Verdict } from "../../src/verdicts/verdict.ts";
import { verifyDocument } from "../../src/verdicts/verify.ts";

function verdictsOn(markdown: string, kind: string, facts: Facts = {}): readonly Verdict[] {
  const document = readDocument({ path: "design.md", text: markdown }, null);
  return verifyDocument(document, null, facts).filter(({ claim }) => claim.startsWith(`${kind}:`));
}

describe("a milestone", () => {
  const calendar = { calendar: { today: "2026-06-15" } };
  const plan = (item: string): string => `# D\n\n## Milestones\n\n${item}\n`;
  const one = (item: string): Verdict | undefined => verdictsOn(plan(item), "milestone", calendar)[0];

  it("is overdue when its day has passed and it is not marked as done", () => {
    expect(one("- **Phase 1**: Queue - 2026-06-14")).toMatchObject({ outcome: "broken" });
    expect(one("- **Phase 1**: Queue - 2026-06-15")).toMatchObject({ outcome: "unproven", reason: "planned" });
    expect(one("- [x] **Phase 1**: Queue - 2026-06-14")?.outcome).toBe("unproven");
  });

  it("is not done while a task below it is open, whatever its mark says", () => {
    const text = plan("### Phase 1: Queue ✅\n\n- [x] write it\n- [ ] test it");
    expect(verdictsOn(text, "milestone", calendar)[0]?.because).toContain("a task below it is open: “test it”");
  });

  it("never holds by its own word", () => {
    for (const item of ["- [x] Phase 1: Queue", "- ✅ Phase 1: Queue - 2026-01-01", "- Phase 1: Queue"]) {
      expect(one(item)?.outcome).not.toBe("holds");
    }
  });

  it.each([
    ["2026-06-30", "2026-06-30"],
    ["Q2 2026", "2026-06-30"],
    ["2026-Q4", "2026-12-31"],
    ["H1 2026", "2026-06-30"],
    ["2028-02", "2028-02-29"],
    ["end of March 2026", "2026-03-31"],
    ["mid-April 2026", "2026-04-30"],
    ["week 3", null],
    ["2 weeks after approval", null],
    ["next Friday", null],
    ["03/04/2026", null],
    ["H3 2026", null],
  ])("is due by the last day that %s may mean", (text, day) => expect(lastDay(text)).toBe(day));
});

describe("an open question", () => {
  const text = (status: string): string =>
    `# D\n\n**Status**: ${status}\n\n## Open Questions\n\n- Which queue do we take?\n- Who pays? Decided: the shop.\n`;

  it("is broken in a design that was delivered, unless it was answered", () => {
    expect(verdictsOn(text("Released"), "open-question").map(({ outcome }) => outcome)).toEqual(["broken"]);
    expect(verdictsOn(text("Draft"), "open-question")).toEqual([]);
  });
});

describe("a feature flag", () => {
  const defined: FlagDefinition = {
    key: "new-orders",
    at: "flags.json:3",
    default: "off",
    isDisabled: false,
    owner: "@orders",
    expires: null,
  };
  const live: FlagReference = { at: "src/orders.ts:12", isTest: false, isDead: false };
  const judge = (
    name: string,
    status: string,
    definitions: readonly FlagDefinition[],
    references: readonly FlagReference[],
    manifests: readonly string[] = ["flags.json"],
    line = `- \`${name}\`: off by default`,
  ): Verdict | undefined =>
    verdictsOn(`# D\n\n**Status**: ${status}\n\n### Feature Flags\n\n${line}\n`, "feature-flag", {
      flags: { manifests, definitions, references: (key) => (key === name ? references : []) },
      calendar: { today: "2026-06-15" },
    })[0];

  it("holds when a manifest defines it as the design says and code asks for it", () => {
    expect(judge("new-orders", "Released", [defined], [live])).toMatchObject({ outcome: "holds", rung: "referenced" });
  });

  it("holds for an environment variable that code reads", () => {
    expect(judge("ENABLE_NEW_ORDERS", "Released", [], [live], [])).toMatchObject({ outcome: "holds" });
  });

  it("is broken with another default, and when its day to go is past", () => {
    expect(judge("new-orders", "Released", [{ ...defined, default: "on" }], [live])?.because).toContain(
      "is on by default",
    );
    expect(judge("new-orders", "Released", [{ ...defined, expires: "2026-06-14" }], [live])?.outcome).toBe("broken");
  });

  it("is broken when the design was delivered and the manifest does not know it, and planned before", () => {
    expect(judge("new-order", "Released", [defined], [live])).toMatchObject({
      outcome: "broken",
      next: "Name new-orders, or define new-order.",
    });
    expect(judge("new-order", "Draft", [defined], [])).toMatchObject({ outcome: "unproven", reason: "planned" });
  });

  it.each([
    ["only defined", [defined], []],
    ["named by tests alone", [defined], [{ ...live, isTest: true }]],
    ["named in code that never runs", [defined], [{ ...live, isDead: true }]],
    ["named by code, and no manifest is known", [], [live]],
  ] as const)("is unproven when it is %s", (_what, definitions, references) => {
    const manifests = definitions.length === 0 ? [] : ["flags.json"];
    expect(judge("new-orders", "Released", definitions, references, manifests)?.outcome).toBe("unproven");
  });
});
