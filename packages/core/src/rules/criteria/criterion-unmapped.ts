import { lineAt } from "../../text/source.ts";
import { defineRule } from "../rule.ts";
import { fileNameOf, pathOf } from "../views/siblings.ts";
import { claimsOf } from "../views/claims.ts";
import { mappingOf } from "./mappings.ts";

const SPEC = "directive/specs/20260114-retry/spec.md";
const TDR = "directive/specs/20260114-retry/tdr.md";
const MAPPING =
  "# TDR — Retry\n\n## 10. Test Strategy\n\n### Spec→Test Mapping\n\n| Criterion | Test |\n| --- | --- |\n";

export const criterionUnmapped = defineRule({
  id: "criterion-unmapped",
  severity: "warning",
  documentation: {
    summary: "An acceptance criterion that no row of the design's mapping leads to a test.",
    why: "What no test proves is promised and never shown. It is dropped first when time runs out, and nobody notices, because the mapping looks complete.",
    notes:
      "Criteria and rows are matched by ID, else by their words. Where a mapping without IDs sums the criteria up in other words, the rule says nothing: give the criteria IDs.",
  },
  bad: [
    {
      path: SPEC,
      files: { [TDR]: `${MAPPING}| AC-1 | \`test_retry\` |\n| AC-3 | \`test_log\` |\n` },
      markdown:
        "# Spec — Retry\n\n## Acceptance Criteria\n\n- AC-1: Given a bank that is down, when a payment is sent, then it is sent again\n- AC-2: Given three failures, when the last one comes, then the order is held\n- AC-3: Each failure is logged\n",
      findings: [
        {
          line: 6,
          message:
            "No row of the mapping in tdr.md leads “AC-2” to a test. Add one, or say there how it is shown by hand.",
          related: [5],
        },
      ],
    },
    {
      path: "design.md",
      markdown:
        "# Retry\n\n## Acceptance Criteria\n\n- A payment that fails is sent again after a second\n- Each refused card is logged\n- Orders are held after three failures\n\n## Test Mapping\n\n| Criterion | Test |\n| --- | --- |\n| Failing payment sent again | `test_again` |\n| Refused cards are logged | `test_log` |\n",
      findings: [{ line: 7, message: /^No row of the mapping leads “Orders are held after three failures” to a test/ }],
    },
  ],
  good: [
    {
      path: SPEC,
      files: { [TDR]: `${MAPPING}| AC-1 to AC-2 | \`test_retry\` |\n| AC3: logging | by hand |\n` },
      markdown: "# Spec — Retry\n\n## Acceptance Criteria\n\n- AC-1: sent again\n- AC-2: held\n- AC-3: logged\n",
    },
    {
      path: SPEC,
      files: { [TDR]: `${MAPPING}| Happy path | \`test_all\` |\n| Other path | \`test_rest\` |\n` },
      markdown: "# Spec — Retry\n\n## Acceptance Criteria\n\n- The order is kept\n- Each failure is logged\n",
    },
  ],
  check({ document, design }, report) {
    // The cheap look: a document without criteria is nobody's spec, and the others of its design need not be read.
    if (claimsOf(document, "acceptance-criterion").length === 0) return;
    const mapping = mappingOf(document, design);
    if (mapping === null || pathOf(mapping.spec) !== pathOf(document)) return;
    const { unmapped, plan, rows } = mapping;
    if (unmapped.length === 0) return;
    const first = rows.find((row) => row.in === plan)?.row.start ?? 0;
    const zone = plan.outline.zones.findLast(
      ({ canonical, opener }) => canonical === "test-mapping" && opener.start <= first,
    );
    const start = zone?.opener.start ?? first;
    const where = pathOf(plan) === pathOf(document) ? "" : ` in ${fileNameOf(plan)}`;
    for (const criterion of unmapped) {
      const { value, text } = criterion;
      const name = value.id ?? (text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text);
      report({
        start: criterion.start,
        end: criterion.end,
        message: `No row of the mapping${where} leads “${name}” to a test. Add one, or say there how it is shown by hand.`,
        related: [
          {
            start,
            end: start,
            message: "The mapping.",
            ...(pathOf(plan) === pathOf(document)
              ? {}
              : { path: pathOf(plan), line: lineAt(plan.outline.tree.lineStarts, start) }),
          },
        ],
      });
    }
  },
});
