import { explicitId } from "../../claims/statement.ts";
import { lineAt } from "../../text/source.ts";
import { defineRule } from "../rule.ts";
import { fileNameOf, pathOf } from "../views/siblings.ts";
import { claimsOf } from "../views/claims.ts";
import { mappingOf } from "./mappings.ts";

const SPEC = "directive/specs/20260114-retry/spec.md";
const TDR = "directive/specs/20260114-retry/tdr.md";
const CRITERIA =
  "# Spec — Retry\n\n## Acceptance Criteria\n\n- AC-1: Given a bank that is down, when a payment is sent, then it is sent again\n- AC-2: Each failure is logged\n";

export const mappingUnknownCriterion = defineRule({
  id: "mapping-unknown-criterion",
  severity: "warning",
  documentation: {
    summary: "A row of the mapping names a criterion that the spec does not have.",
    why: "The spec was changed and the design was not, or somebody mistyped an ID. Either way a test is counted for something that nobody asked for, and what was asked for may have none.",
    notes:
      "A row is held against the IDs of the criteria. Where they have none, a row counts as unknown only when it shares no telling word with any of them and most other rows do.",
  },
  bad: [
    {
      path: TDR,
      files: { [SPEC]: CRITERIA },
      markdown:
        "# TDR — Retry\n\n### Spec→Test Mapping\n\n| Criterion | Test |\n| --- | --- |\n| AC-1 | `test_again` |\n| AC-4: Alarm | `test_alarm` |\n",
      findings: [
        {
          line: 8,
          message: "spec.md has no criterion “AC-4”. Name the one that the row is about, or add it there.",
          related: [5],
        },
      ],
    },
  ],
  good: [
    {
      path: TDR,
      files: { [SPEC]: CRITERIA },
      markdown:
        "# TDR — Retry\n\n### Spec→Test Mapping\n\n| Criterion | Test |\n| --- | --- |\n| AC 1: sent again | `test_again` |\n| AC2 | `test_log` |\n",
    },
  ],
  check({ document, design }, report) {
    // The cheap look: rows of other documents are told there, and those documents need not be read.
    if (claimsOf(document, "test-mapping").length === 0) return;
    const mapping = mappingOf(document, design);
    if (mapping === null) return;
    const { spec, criteria, rows } = mapping;
    const withIds = criteria.filter(({ value, text }) => (value.id ?? explicitId(text)) !== null);
    if (withIds.length < criteria.length / 2) return;
    const first = criteria[0];
    for (const { row, match, in: plan } of rows) {
      if (match.by !== null || pathOf(plan) !== pathOf(document)) continue;
      const id = explicitId(row.value.criterion);
      if (id === null) continue;
      const where = pathOf(spec) === pathOf(document) ? "The document" : fileNameOf(spec);
      report({
        start: row.start,
        end: row.end,
        message: `${where} has no criterion “${id}”. Name the one that the row is about, or add it there.`,
        related:
          first === undefined
            ? []
            : [
                {
                  start: first.start,
                  end: first.end,
                  message: "The criteria.",
                  ...(pathOf(spec) === pathOf(document)
                    ? {}
                    : { path: pathOf(spec), line: lineAt(spec.outline.tree.lineStarts, first.start) }),
                },
              ],
      });
    }
  },
});
