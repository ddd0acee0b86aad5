import { defineRule } from "../rule.ts";
import { claimsOf } from "../views/claims.ts";
import { extentAt } from "../views/extent.ts";
import { zonesOf } from "../views/zones.ts";

export const noNegativeCase = defineRule({
  id: "no-negative-case",
  severity: "warning",
  documentation: {
    summary: "None of the acceptance criteria says what happens when something goes wrong.",
    why: "The path on which all goes well is the one that is built anyway. Refused input, a missing right, a service that is down are what users meet on a bad day, and what is forgotten when nobody asks for it.",
    notes:
      "From three criteria on. Words such as error, invalid, refused, without, not, timeout or a status of 4xx or 5xx make a criterion a negative one.",
  },
  bad: [
    {
      markdown:
        "# Spec\n\n## Acceptance Criteria\n\n- Given a cart, when I pay, then I see a receipt\n- Given a receipt, when I open it, then I see the sum\n- Given an account, when I log in, then I see my receipts\n",
      findings: [
        {
          line: 3,
          message: "None of the 3 acceptance criteria says what happens when something goes wrong. Add at least one.",
        },
      ],
    },
  ],
  good: [
    {
      markdown:
        "# Spec\n\n## Acceptance Criteria\n\n- Given a cart, when I pay, then I see a receipt\n- Given a receipt, when I open it, then I see the sum\n- Given a card that is refused, when I pay, then I am asked for another\n",
    },
    {
      markdown:
        "# Spec\n\n## Acceptance Criteria\n\n- A receipt is shown\n- It holds the sum\n- Orders stay as they are without a cart\n",
    },
  ],
  check({ document }, report) {
    const [zone] = zonesOf(document, "acceptance-criteria");
    if (zone === undefined) return;
    const criteria = claimsOf(document, "acceptance-criterion");
    if (criteria.length < 3) return;
    const { text } = document.outline.tree;
    for (const criterion of criteria) {
      const { start, end } = extentAt(document, criterion.start);
      if (NEGATIVE.test(text.slice(start, end))) return;
    }
    // A heading of its own may say it: "Negative cases", "Error handling".
    for (const section of document.outline.sections) {
      if (section.start >= zone.section.start && section.end <= zone.section.end && NEGATIVE.test(section.title))
        return;
    }
    report({
      start: zone.opener.start,
      end: zone.opener.end,
      key: "negative",
      message: `None of the ${criteria.length} acceptance criteria says what happens when something goes wrong. Add at least one.`,
    });
  },
});

const NEGATIVE =
  /\b(?:not|no|never|none|nor|without|cannot|can't|won't|doesn't|isn't|errors?|fail\w*|failure|invalid\w*|illegal|missing|reject\w*|refus\w*|den(?:y|ied|ies)|unauthori[sz]ed|forbidden|unavailable|unreachable|timeouts?|times? out|exceed\w*|malformed|corrupt\w*|exceptions?|raises?|throws?|[45]\d\d|[45]xx|wrong|expired?|duplicate\w*|unknown|unsupported|offline|down|blocks?|blocked|prevent\w*|negative|broken|crash\w*|abort\w*|incorrect\w*|insufficient|conflict\w*|revert\w*|roll\w* back|fallbacks?|empty|unless|non-\w+|outside|warn\w*|ignored?|nonexistent|absent|lost|loses|refused|stale|sin|error(?:es)?|inválid\w*|falla\w*|rechaz\w*|rejects)\b/i;
