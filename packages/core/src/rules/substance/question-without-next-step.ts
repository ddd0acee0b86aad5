import type { Document } from "../../document/document.ts";
import { defineRule } from "../rule.ts";
import { claimsOf, type ClaimOf } from "../views/claims.ts";
import { textAround } from "../views/extent.ts";
import { asks } from "./asked.ts";
import { shown } from "./shown.ts";

const asksForNextStep = asks(
  ["open-questions", "risks-open-questions"],
  /\b(?:next steps?|owners?|who (?:finds|decides|answers)|by when|paths? to resol\w+)\b/i,
);

/** Something that will happen, somebody who does it, or a time until which. */
const NEXT_STEP =
  /\b(?:next steps?|owners?|owned by|assigned|responsable|propos\w+|plan(?:s|ned)?|will|shall|to be (?:decided|resolved|determined|confirmed|clarified|discussed|measured) (?:by|in|at|with|during|before|after|on)|decid\w+ (?:by|in|at|with|during|before|after|on)|until|deadline|before (?:the )?(?:beta|ga|launch|release|merg\w+|start\w*|implement\w*|approv\w*|rollout|coding|phase)|during|investigat\w+|spike|prototype|experiment|measur\w+|benchmark\w*|ask(?:ing)?|confirm|clarify|check(?: with)?|discuss|validate|verify|test(?:ing)?|needs? (?:input|a decision|review|to be)|review(?:ed)? (?:by|with|in)|recommend\w*|suggest\w*|lean\w*|tentative\w*|default(?:s)?|for now|initially|assum\w+|defer\w*|later|future|follow-?up|próximo paso|dueño|hasta|antes de|proponer|propuesta)\b|@[\w-]+|\b\d{4}-\d{2}-\d{2}\b|\bQ[1-4]\b|#\d+|→|⇒|->/iu;

/** So many words behind the question mark are a discussion, which may well say what comes next in words of its own. */
const DISCUSSION = 8;

export const questionWithoutNextStep = defineRule({
  id: "question-without-next-step",
  severity: "warning",
  documentation: {
    summary: "An open question says neither who answers it nor what happens next.",
    why: "A question that nobody owns is still open on the day of the launch, and is then answered by whoever happens to write the code.",
    notes:
      "An owner, a date, a proposal, or any sentence on how it will be answered is a next step. It speaks where the template asks for one, and in documents without a template; RFCs may leave their questions open.",
  },
  bad: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 11. Risks & Open Questions\n\n- Open: what happens to jobs of a closed account?\n- Open: who reads the dead letters? Next step: Ada asks support by 2026-02-01.\n",
      findings: [
        {
          line: 5,
          message:
            "This open question has no next step: “what happens to jobs of a closed account?”. Say who finds out what, and by when, or answer it.",
        },
      ],
    },
    {
      markdown: "# Retry\n\n## Problem\n\n## Goals\n\n## Design\n\n## Open questions\n\n1. Which region?\n",
      findings: [{ line: 11, message: /“Which region\?”/ }],
    },
    {
      kind: "tdd",
      markdown:
        "# TDD: Retry\n\n## 7. Risks & Unknowns\n\n### Open questions\n\n| Question | Owner |\n|---|---|\n| Which region? | |\n| Which bank? | Ada |\n",
      findings: [{ line: 9, message: /“Which region\?”/ }],
    },
  ],
  good: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n### Open questions\n\n- Which region? We will measure both in March.\n- **Which bank?**\n  - Owner: Ada\n- ~~How long?~~ A day.\n",
    },
    { kind: "tdr", markdown: "# TDR — Retry\n\n## 11. Risks & Open Questions\n\n- Open questions: none.\n" },
  ],
  check({ document }, report) {
    if (!asksForNextStep(document)) return;
    for (const question of claimsOf(document, "open-question")) {
      if (question.value.status !== "open" || !asksSomething(document, question) || hasNextStep(document, question)) {
        continue;
      }
      report({
        start: question.start,
        end: question.end,
        message: `This open question has no next step: “${shown(question.text)}”. Say who finds out what, and by when, or answer it.`,
      });
    }
  },
});

/** Whether it is written as a question: by its mark, or by the label before it. */
function asksSomething({ outline }: Document, { start, end }: ClaimOf<"open-question">): boolean {
  const { text } = outline.tree;
  const lead = text.slice(text.lastIndexOf("\n", start) + 1, start);
  return /[?？]/.test(text.slice(start, end)) || /\b(?:open|questions?|unresolved|abierta)\b/i.test(lead);
}

function hasNextStep(document: Document, question: ClaimOf<"open-question">): boolean {
  const said = textAround(document, question.start);
  const mark = said.search(/[?？]/);
  const behind = mark === -1 ? said : said.slice(mark + 1);
  // In a row whose question stands first, everything else says something about it.
  const own = said.startsWith("|") ? cellsBehind(said) : behind;
  return NEXT_STEP.test(own) || (own.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= DISCUSSION || isShortAnswer(said, own);
}

/** Cells behind the one that asks that say something: an owner by name, a date. */
function cellsBehind(row: string): string {
  const cells = row.split("|").filter((cell) => /[\p{L}\p{N}]{2}/u.test(cell));
  const asking = cells.findIndex((cell) => /[?？]/.test(cell));
  return cells
    .slice(asking + 1)
    .filter((cell) => !/^\W*(?:open|high|medium|low|tbd|pending|p[0-4]|blocker)\W*$/i.test(cell))
    .join("|");
}

function isShortAnswer(said: string, own: string): boolean {
  return said.startsWith("|") && /[\p{L}\p{N}]{2}/u.test(own);
}
