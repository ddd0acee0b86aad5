import type { Document } from "../../document/document.ts";
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
      "From three criteria on. Words such as error, invalid, refused, timeout or a status of 4xx or 5xx make a criterion a negative one, and so does something that is not there in the situation it starts from (“given no token”); that nothing else happens (“then it is no longer listed”) does not. A section of negative cases in one of the design's documents is enough, too.",
  },
  bad: [
    {
      markdown:
        "# Spec\n\n## Acceptance Criteria\n\n- Given a cart, when I pay, then I see a receipt\n- Given a receipt, when I open it, then I see the sum\n- Given an account, when I leave, then my cart is no longer shown\n",
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
      path: "directive/specs/20260114-pay/spec.md",
      files: {
        "directive/specs/20260114-pay/tdr.md": "# TDR — Pay\n\n### Negative cases\n\n- A card that is refused\n",
      },
      markdown:
        "# Spec\n\n## Acceptance Criteria\n\n- Given a cart, when I pay, then I see a receipt\n- Given a receipt, when I open it, then I see the sum\n- Given an account, when I log in, then I see my receipts\n",
    },
    {
      markdown:
        "# Spec\n\n## Acceptance Criteria\n\n- Given a cart, when I pay, then I see a receipt\n- Given a receipt, when I open it, then I see the sum\n- Given a card that is refused, when I pay, then I am asked for another\n",
    },
    {
      markdown:
        "# Spec\n\n## Acceptance Criteria\n\n- A receipt is shown\n- It holds the sum\n- Orders stay as they are without a cart\n",
    },
  ],
  check({ document, design }, report) {
    const [zone] = zonesOf(document, "acceptance-criteria");
    if (zone === undefined || (document.kind !== null && !KINDS.has(document.kind.name))) return;
    const criteria = claimsOf(document, "acceptance-criterion");
    if (criteria.length < 3) return;
    const { text } = document.outline.tree;
    for (const criterion of criteria) {
      const { start, end } = extentAt(document, criterion.start);
      if (isNegativeCase(text.slice(start, end))) return;
    }
    if ((design?.documents ?? [document]).some(hasNegativeCases)) return;
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

/** Kinds whose criteria are their own; templates of others ask for other things. */
const KINDS: ReadonlySet<string> = new Set(["spec", "tdr", "tdd"]);

/** Words of what goes wrong. */
const NEGATIVE =
  /\b(?:cannot|can't|errors?|fail\w*|failure|invalid\w*|illegal|missing|reject\w*|refus\w*|declin\w*|den(?:y|ied|ies)|unauthori[sz]ed|unauthenticated|forbidden|unavailable|unreachable|timeouts?|times? out|timed out|exceed\w*|too (?:many|large|long|big|small|short|few)|malformed|corrupt\w*|exceptions?|raises?|throws?|[45]\d\d|[45]xx|wrong|expired?|duplicate\w*|unknown|unsupported|unexpected|offline|blocks?|blocked|prevent\w*|negative|broken|crash\w*|abort\w*|cancel\w*|interrupt\w*|incorrect\w*|insufficient|conflict\w*|revert\w*|roll\w* back|rollback|falls? back|fallbacks?|unless|outside|warn\w*|ignored?|nonexistent|absent|lost|loses|stale|forged|error(?:es)?|inválid\w*|falla\w*|rechaz\w*)\b/i;

/** Words of what is not there; in a consequence they often say that all is well: "then nothing else changes". */
const NOT_THERE =
  /\b(?:not(?! only)|no(?! longer)|never|none|nor|without|won't|don't|doesn't|isn't|empty|down|lacks?|non-\w+|sin|nunca)\b/i;

function isNegativeCase(said: string): boolean {
  if (NEGATIVE.test(said)) return true;
  const then = said.search(/\b(?:then|shall|entonces)\b/i);
  return NOT_THERE.test(then === -1 ? said : said.slice(0, then));
}

function hasNegativeCases(document: Document): boolean {
  return zonesOf(document, "negative-cases").some(({ inline, blocks }) => inline !== null || blocks.length > 0);
}
