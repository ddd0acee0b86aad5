import { describe, expect, it } from "vitest";
import { CLAIM_KINDS } from "../../src/claims/kinds.ts";
import { readDocument } from "../../src/document/read.ts";
import { lineAt, lineStarts } from "../../src/text/source.ts";

describe.each(CLAIM_KINDS.map((kind) => [kind.kind, kind] as const))("the examples of %s", (_name, kind) => {
  it.each(kind.examples.map((example) => [example.markdown, example.claims] as const))(
    "hold in %j",
    (markdown, claims) => {
      const { claims: all } = readDocument({ path: "design.md", text: markdown }, null);
      const found = all.filter((claim) => claim.kind === kind.kind);
      const lines = lineStarts(markdown);
      expect(found.map((claim) => ({ line: lineAt(lines, claim.start), text: claim.text }))).toEqual(
        claims.map(({ line, text }) => ({ line, text })),
      );
      claims.forEach(({ value = {} }, i) => {
        expect(found[i]?.value).toMatchObject(value);
      });
    },
  );

  it("say what the claim is in a few words", () => {
    for (const example of kind.examples) {
      const { claims: all } = readDocument({ path: "design.md", text: example.markdown }, null);
      for (const claim of all.filter((each) => each.kind === kind.kind)) {
        const words = kind.describe(claim.value, claim.text);
        expect(words).not.toBe("");
        expect(words).not.toContain("\n");
      }
    }
  });
});
