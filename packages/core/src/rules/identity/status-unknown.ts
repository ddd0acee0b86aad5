import { statusOf, STATUS_WORDS } from "../../document/status.ts";
import { isPlaceholder } from "../../template/placeholder.ts";
import { closest } from "../../text/closest.ts";
import { defineRule } from "../rule.ts";
import { claimsOf } from "../views/claims.ts";
import { judgedFieldsOf } from "../views/judged-fields.ts";

export const statusUnknown = defineRule({
  id: "status-unknown",
  severity: "warning",
  documentation: {
    summary: "The status is a word that no known lifecycle has.",
    why: "Whatever acts on the status, a gate above all, compares words. On the main branch of a large project “imlpemented” has stood for years, and a check that knew only the right word let it through.",
    notes:
      "Known are the words of this product (Draft, In-Review, Approved, Superseded, Closed) and those of KEPs, RFCs, EIPs and ADRs. Where the template lists the allowed words, `field-invalid` holds the status against that list. The fix corrects a word that differs from a known one by one letter.",
  },
  bad: [
    {
      markdown: "# RFC: Queues\n\n- **Status**: Aproved\n- **Author**: Ada\n",
      findings: [{ line: 3, message: "No lifecycle has the status “Aproved”. Did you mean “Approved”?" }],
      fixed: "# RFC: Queues\n\n- **Status**: Approved\n- **Author**: Ada\n",
    },
    {
      markdown: "---\nstatus: parked for now\n---\n\n# Queues\n",
      findings: [
        {
          line: 2,
          message:
            "No lifecycle has the status “parked for now”. Write Draft, In-Review, Approved, Superseded or Closed.",
        },
      ],
    },
  ],
  good: [
    { markdown: "# RFC: Queues\n\n- **Status**: Implemented (v1.27)\n" },
    { markdown: "# RFC: Queues\n\n- **Status**: [Draft / In-Review / Approved]\n" },
    { kind: "tdd", markdown: "# TDD: Queues\n\n**Status:** Aproved\n" },
  ],
  check({ document }, report) {
    const judged = judgedFieldsOf(document);
    for (const { value, start, end } of claimsOf(document, "status")) {
      const field = document.outline.fields.find((each) => each.start === start);
      if (field !== undefined && judged.get(field) === "choice") continue;
      const { status } = value;
      if (statusOf(status) !== null || isPlaceholder(status) || status.length > 80) continue;
      const word = /^[\p{L}-]+/u.exec(status)?.[0] ?? status;
      const near = closest(word, STATUS_WORDS);
      const at = document.outline.tree.text.indexOf(word, start);
      const isSlip =
        near !== null && at !== -1 && at < end && Math.abs(near.length - word.length) <= 1 && word.length > 4;
      const guess = near === null ? null : likeIn(word, near);
      const advice =
        guess === null ? "Write Draft, In-Review, Approved, Superseded or Closed." : `Did you mean “${guess}”?`;
      const shown = status.length > 60 ? `${status.slice(0, 59)}…` : status;
      report({
        start,
        end,
        message: `No lifecycle has the status “${shown}”. ${advice}`,
        ...(isSlip && guess !== null
          ? { fix: { title: `Write ${guess}`, edits: [{ start: at, end: at + word.length, text: guess }] } }
          : {}),
      });
    }
  },
});

/** A word in the case in which another is written. */
function likeIn(written: string, word: string): string {
  return /^\p{Lu}/u.test(written) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
