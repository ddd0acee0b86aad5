import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/document/read.ts";
import { isRequiredNow } from "../../src/document/required.ts";
import { builtInKind } from "../../src/template/builtin/kinds.ts";
import { deriveKind } from "../../src/template/derive.ts";

const AT = (state: string) => ({ when: "at", states: [state] }) as const;

describe("something required from a state on", () => {
  it.each([
    ["Draft", "approved", false],
    ["In-Review", "approved", false],
    ["Approved", "approved", true],
    ["Superseded", "approved", true],
    ["Closed", "in-review", false],
    ["In-Review", "in-review", true],
    ["whatever", "in-review", false],
  ])("is, of a document that says %s, at %s: %s", (status, state, expected) => {
    const text = `# TDD: X\n\n**Status:** ${status}\n`;
    expect(isRequiredNow(AT(state), readDocument({ path: "a.md", text }, builtInKind("tdd")))).toBe(expected);
  });

  it("follows the order of the template's own list, from the file beside the document", () => {
    const kind = deriveKind(
      { path: "template.md", text: "# N-NNNN: Your title\n" },
      { metadata: { path: "n.yaml", text: "status: draft|done\nstage: alpha|beta|stable\n" } },
    );
    const at = (stage: string, state: string) =>
      isRequiredNow(
        AT(state),
        readDocument({ path: "a.md", text: "# N-1: X\n" }, kind, { path: "n.yaml", text: `stage: ${stage}\n` }),
      );
    expect([at("alpha", "beta"), at("beta", "beta"), at("stable", "beta"), at("dropped", "beta")]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("is not, of a document that does not say its state", () => {
    const document = readDocument({ path: "a.md", text: "# TDD: X\n" }, builtInKind("tdd"));
    expect(isRequiredNow(AT("approved"), document)).toBe(false);
    expect(isRequiredNow({ when: "always" }, document)).toBe(true);
    expect(isRequiredNow({ when: "optional" }, document)).toBe(false);
  });
});
