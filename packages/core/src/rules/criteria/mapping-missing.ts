import type { Kind, SectionSpec } from "../../template/kind.ts";
import { lineAt } from "../../text/source.ts";
import { defineRule } from "../rule.ts";
import { claimsOf } from "../views/claims.ts";
import { fileNameOf, pathOf, siblingsOf } from "../views/siblings.ts";
import { zonesOf } from "../views/zones.ts";

const SPEC = "directive/specs/20260114-retry/spec.md";
const TDR = "directive/specs/20260114-retry/tdr.md";
const FILES = {
  [SPEC]: "# Spec — Retry\n\n## Acceptance Criteria\n\n- AC-1: sent again\n- AC-2: held\n- AC-3: logged\n",
};

export const mappingMissing = defineRule({
  id: "mapping-missing",
  severity: "warning",
  needs: "design",
  documentation: {
    summary: "The spec has acceptance criteria, and the design's test strategy leads none of them to a test.",
    why: "“We will write unit and integration tests” can be said of anything. Which test shows which criterion is what a reviewer can judge, and what can be checked when the work is done.",
    notes: "Only in documents whose template asks for such a mapping.",
  },
  bad: [
    {
      kind: "tdr",
      path: TDR,
      files: FILES,
      markdown: "# TDR — Retry\n\n## 10. Test Strategy\n\nUnit and integration tests, as usual.\n",
      findings: [
        {
          line: 3,
          message:
            "spec.md has 3 acceptance criteria, and no test is named here for any of them. Map each to the test that shows it.",
          related: [5],
        },
      ],
    },
  ],
  good: [
    {
      kind: "tdr",
      path: TDR,
      files: FILES,
      markdown: "# TDR — Retry\n\n## 10. Test Strategy\n\n### Spec→Test Mapping\n\n- AC-1 → `test_again`\n",
    },
    {
      kind: "tdr",
      path: TDR,
      files: FILES,
      markdown: "# TDR — Retry\n\n## 10. Test Strategy\n\n`test_again` shows AC-1.\n",
    },
  ],
  check({ document, design }, report) {
    if (document.kind === null || !asksForMapping(document.kind)) return;
    const [zone] = zonesOf(document, "test-strategy");
    if (zone === undefined || zone.form !== "heading" || claimsOf(document, "test-mapping").length > 0) return;
    const { text } = document.outline.tree;
    // Tests that are named in some other way are a plan that this rule cannot read.
    const strategy = text.slice(zone.section.start, zone.section.end);
    if (/\btest_\w+|\b\w+_test\b|\bTest[A-Z]\w+|\b[\w/.-]+\.(?:test|spec)\.\w+|\bAC[ -]?\d/.test(strategy)) return;
    const spec = siblingsOf({ document, design }).find(
      (other) => claimsOf(other, "acceptance-criterion").length > 0 && claimsOf(other, "test-mapping").length === 0,
    );
    if (spec === undefined) return;
    const elsewhere = design?.documents.some((other) => claimsOf(other, "test-mapping").length > 0);
    if (elsewhere === true) return;
    const criteria = claimsOf(spec, "acceptance-criterion");
    const at = criteria[0]?.start ?? 0;
    const count = `${criteria.length} acceptance ${criteria.length === 1 ? "criterion" : "criteria"}`;
    report({
      start: zone.opener.start,
      end: zone.opener.end,
      key: "mapping",
      message: `${fileNameOf(spec)} has ${count}, and no test is named here for any of them. Map each to the test that shows it.`,
      related: [
        {
          start: at,
          end: at,
          path: pathOf(spec),
          line: lineAt(spec.outline.tree.lineStarts, at),
          message: "The criteria.",
        },
      ],
    });
  },
});

function asksForMapping(kind: Kind): boolean {
  const asks = (spec: SectionSpec): boolean =>
    spec.canonical === "test-mapping" ||
    spec.prompts.some(({ canonical }) => canonical === "test-mapping") ||
    spec.children.some(asks);
  return kind.sections.some(asks);
}
