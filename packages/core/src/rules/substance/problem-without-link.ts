import type { SectionMatch } from "../../document/document.ts";
import { defineRule } from "../rule.ts";
import { claimsOf } from "../views/claims.ts";

const ASKS_FOR_LINK =
  /\b(?:link|reference|refer)\w*\b[^.]{0,60}\b(?:prd|product requirements?|requirement|tickets?|jira|issues?)\b|\b(?:prd|tickets?|jira|issues?)\b[^.]{0,30}\blinks?\b/i;

export const problemWithoutLink = defineRule({
  id: "problem-without-link",
  severity: "info",
  documentation: {
    summary: "The template asks for a link from the problem to its requirement or ticket, and the document has none.",
    why: "Who asked for it, how often it happens and what was tried before stands there. Without the link the reviewer has the author's summary of it and nothing else.",
    notes:
      "Any link to a page or an issue in the section or in the fields at the top is an answer, and so is an issue number.",
  },
  bad: [
    {
      kind: "tdd",
      markdown:
        "# TDD: Orders\n\n### 2.1 Problem Statement\n\nOrders are lost when the bank is down, about ten a day.\n",
      findings: [
        {
          line: 3,
          message:
            "“Problem Statement” links neither a requirement nor a ticket, which the template asks for. Add the link, or say that there is none.",
        },
      ],
    },
  ],
  good: [
    { kind: "tdd", markdown: "# TDD: Orders\n\n### 2.1 Problem Statement\n\nOrders are lost (issue #41).\n" },
    {
      kind: "tdd",
      markdown:
        "# TDD: Orders\n\n**Links:** https://tracker.acme.io/PAY-7\n\n### 2.1 Problem Statement\n\nOrders are lost.\n",
    },
    {
      kind: "tdd",
      markdown:
        "# TDD: Orders\n\n### 2.1 Problem Statement\n\nOrders are lost. There is no ticket: we saw it ourselves.\n",
    },
    { kind: "tdr", markdown: "# TDR — Orders\n\n## 1. Summary\n\nOrders are lost.\n" },
  ],
  check({ document }, report) {
    const match = document.matches.find(asksForLink);
    const [section] = match?.sections ?? [];
    if (section === undefined) return;
    const { text } = document.outline.tree;
    const said = text.slice(section.heading.end, section.end);
    // What is still empty is found by another rule.
    if (said.trim().length < 20 || SAYS_NONE.test(said) || TICKET.test(said) || LINK.test(said)) return;
    const top = document.outline.sections.find(({ canonical }) => canonical !== "title")?.start ?? 0;
    const linked = claimsOf(document, "link").some(({ start, value }) => value.placeholder !== true && start < top);
    if (linked) return;
    const { start, end } = section.heading;
    report({
      start,
      end,
      key: "link",
      message: `“${section.title}” links neither a requirement nor a ticket, which the template asks for. Add the link, or say that there is none.`,
    });
  },
});

function asksForLink({ spec, sections }: SectionMatch): boolean {
  return spec.canonical === "problem" && sections.length > 0 && ASKS_FOR_LINK.test(spec.guidance);
}

/** `PAY-7`, `#41`: a ticket by its name. */
const TICKET = /\b[A-Z][A-Z0-9]{1,9}-\d{1,6}\b|(?:^|[\s(])#\d{1,6}\b/;
/** Any target will do, also one inside the company that the claims leave out. */
const LINK = /\]\([^)\s]|\]\[|https?:\/\//;
const SAYS_NONE = /\bno (?:prd|ticket|issue|requirement)s?\b|\bnot? (?:ticketed|tracked)\b/i;
