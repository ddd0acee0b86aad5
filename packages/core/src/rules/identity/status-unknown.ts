import { statusOf, STATUS_WORDS } from "../../document/status.ts";
import { isPlaceholder } from "../../template/placeholder.ts";
import { closest, editDistance } from "../../text/closest.ts";
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
      "Only in documents of a design. Known are the words of this product (Draft, In-Review, Approved, Superseded, Closed) and those of KEPs, RFCs, EIPs and ADRs. Where the template lists the allowed words, `field-invalid` holds the status against that list. The fix corrects a word that differs from a known one by one letter.",
  },
  bad: [
    {
      markdown: "# RFC: Queues\n\n- **Status**: Aproved\n- **Author**: Ada\n",
      findings: [{ line: 3, message: "No lifecycle has the status “Aproved”. Did you mean “Approved”?" }],
      fixed: "# RFC: Queues\n\n- **Status**: Approved\n- **Author**: Ada\n",
    },
    {
      markdown: "---\nstatus: somewhat settled\n---\n\n# Queues\n",
      findings: [
        {
          line: 2,
          message:
            "No lifecycle has the status “somewhat settled”. Write Draft, In-Review, Approved, Superseded or Closed.",
        },
      ],
    },
  ],
  good: [
    { markdown: "# RFC: Queues\n\n- **Status**: Implemented (v1.27)\n" },
    { markdown: "# RFC: Queues\n\n- **Status**: [Draft / In-Review / Approved]\n" },
    { kind: "tdd", markdown: "# TDD: Queues\n\n**Status:** Aproved\n" },
  ],
  check({ document, design }, report) {
    // Progress reports and pages have states of their own.
    if (design === null && document.kind === null) return;
    const judged = judgedFieldsOf(document);
    for (const { value, start, end } of claimsOf(document, "status")) {
      const field = document.outline.fields.find((each) => each.start === start);
      if (field !== undefined && judged.get(field) === "choice") continue;
      const { status } = value;
      if (statusOf(status) !== null || isPlaceholder(status) || speaksOfStatus(status)) continue;
      const word = /^[\p{L}-]+/u.exec(status)?.[0] ?? status;
      const near = closest(word, STATUS_WORDS);
      const distance = near === null ? Number.POSITIVE_INFINITY : editDistance(word.toLowerCase(), near);
      const guess = near === null || distance > 2 ? null : likeIn(word, near);
      const at = document.outline.tree.text.indexOf(word, start);
      const isSlip = at !== -1 && at < end && distance <= (word.length > 6 ? 2 : 1) && word.length > 4;
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

/** Words of other lifecycles that have no place in ours, and are no slips either. */
const OTHER_WORDS = new Set(
  "ready decided informational living experimental stable alpha beta planned planning pending open started progress development ongoing blocked paused hold postponed merged ratified adopted removed moved implementation implementing maintained archive archived informational borrador aprobado revisión aceptado rechazado".split(
    " ",
  ),
);

/** Whether any word of a longer status is one of a lifecycle: "Phases 1-6 complete", "Ready for implementation". */
function speaksOfStatus(status: string): boolean {
  return status
    .toLowerCase()
    .split(/[^\p{L}-]+/u)
    .some((word) => OTHER_WORDS.has(word) || STATUS_WORDS.includes(word));
}

/** A word in the case in which another is written. */
function likeIn(written: string, word: string): string {
  return /^\p{Lu}/u.test(written) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
