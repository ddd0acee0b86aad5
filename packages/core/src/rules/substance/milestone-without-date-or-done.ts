import type { Document } from "../../document/document.ts";
import { headersOf } from "../../outline/items.ts";
import type { Section } from "../../outline/sections.ts";
import { defineRule } from "../rule.ts";
import { blockAt } from "../views/block-at.ts";
import { claimsOf, type ClaimOf } from "../views/claims.ts";
import { textAround } from "../views/extent.ts";
import { perDocument } from "../views/per-document.ts";
import { firstFrom, within } from "../views/within.ts";
import { asks } from "./asked.ts";
import { shown } from "./shown.ts";

const asksForDates = asks(
  ["milestones", "implementation-plan"],
  /\b(?:dates?|DoD|definition of done|done when|deadline|when it is done|YYYY-MM-DD)\b/i,
);

/** A point in time, as plans name it. */
const DATE =
  /\b\d{4}-\d{2}(?:-\d{2})?\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? (?:\d{1,2}|20\d\d)\b|\b\d{1,2}\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\bQ[1-4]\b|\b(?:weeks?|days?|sprints?|months?|semanas?|días?) \d|\b(?:end|beginning|mid|start) of\b|\b(?:by|until|before|due|eta|deadline)\b|\b20[23]\d\b|\bv?\d+\.\d+/iu;

/** A way to see that it is done. */
const DONE =
  /\b(?:dod|done when|definition of done|exit criteri|acceptance|accepted when|criteri|success|complete[d]? when|deliverable|verif(?:y|ied)|validated?|tests?\b|pass(?:es|ing)?|green|merged|coverage|approved|signed off|hecho cuando|pruebas?)\b|\[[ x]\]|✅|☐/iu;

export const milestoneWithoutDateOrDone = defineRule({
  id: "milestone-without-date-or-done",
  severity: "warning",
  documentation: {
    summary: "A step of the plan has neither a date nor a way to see that it is done.",
    why: "Such a step is “nearly done” for weeks. Nobody can say whether the plan holds until it no longer does.",
    notes:
      "A date, a week, a release, an estimate, a definition of done, tests, or tasks of its own are enough, and so is one definition of done for the whole section. Steps of a rollout are left alone. It speaks where the template asks for dates or definitions of done; without a template, about what is called a phase, a milestone or the like.",
  },
  bad: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 12. Milestones / Plan\n\n1. Build the queue\n2. Move the callers (done when the old client is gone)\n",
      findings: [
        {
          line: 5,
          message:
            "“Build the queue” has neither a date nor a definition of done. Say when it is due, or how one sees that it is done.",
        },
      ],
    },
    {
      kind: "tdd",
      markdown: "# TDD: Retry\n\n### 5.3 Milestones\n\n1. **Phase 1:** Queue - 2026-04-01\n2. **Phase 2:** Callers\n",
      findings: [{ line: 6, message: /“Phase 2: Callers”/ }],
    },
  ],
  good: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 12. Milestones / Plan\n\n### Task 1: Queue\n- [ ] Write it\n- [ ] Test it\n\n### Task 2: Callers\n- DoD: the old client is gone\n",
    },
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 12. Plan\n\n| Task | DoD | Owner |\n|---|---|---|\n| Documentation | Readers find the queue | Ada |\n",
    },
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 12. Plan\n\n1. Queue (2 days)\n\n**Note**: more than planned because of:\n- More callers\n",
    },
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 12. Plan\n\n1. Queue\n2. Callers\n\n**DoD** per task: tests pass, the criterion is met.\n",
    },
    { markdown: "# Retry\n\n## Rollout\n\n1. Deploy to staging\n2. Deploy to production\n" },
  ],
  check({ document }, report) {
    if ((document.kind !== null && NO_PLAN.has(document.kind.name)) || !asksForDates(document)) return;
    const milestones = claimsOf(document, "milestone");
    if (milestones.length === 0) return;
    const tasks = claimsOf(document, "task");
    const isFree = document.kind === null;
    milestones.forEach((milestone, i) => {
      if (milestone.section === "rollout" || ASIDE.test(milestone.text) || isBound(document, milestone)) return;
      if ((isFree && !isStage(milestone)) || standsBelowAside(document, milestone)) return;
      const end = milestones[i + 1]?.start ?? document.outline.tree.text.length;
      if (within(tasks, { start: milestone.start + 1, end }).length > 0) return;
      if (saysWhenAllIsDone(document, milestone)) return;
      report({
        start: milestone.start,
        end: milestone.end,
        message: `“${nameOf(milestone)}” has neither a date nor a definition of done. Say when it is due, or how one sees that it is done.`,
      });
    });
  },
});

/** Built-in kinds whose plans are somebody else's matter. */
const NO_PLAN: ReadonlySet<string> = new Set(["spec", "impact", "adr", "implementation-summary"]);

/** Lines among the steps of a plan that are none. */
const ASIDE =
  /^[\s*_]*(?:critical path|parallel\w*|optional\w*|follow-?ups?|notes?|dependenc\w+|owners?|total|effort|risks?)\b/i;

/** Whether the list in which a step stands explains something instead: "**Note**: increased because of" and bullets. */
function standsBelowAside(document: Document, { start }: ClaimOf<"milestone">): boolean {
  const { tree } = document.outline;
  const list = blockAt(tree, start).parent?.parent;
  if (list?.kind !== "list" || list.parent === null) return false;
  const siblings = list.parent.children;
  const before = siblings[firstFrom(siblings, list.start) - 1];
  return before?.kind === "paragraph" && ASIDE.test(tree.text.slice(before.start, before.start + 40));
}

const DONE_FOR_ALL =
  /^[\s*_-]*(?:dod|definition of done|done when|(?:success|exit|acceptance|completion) criteria|dates?|timeline|deadline|each (?:task|step|phase)|all (?:tasks|steps|phases)|per task)\b/i;

/** Whether the section in which a step stands says for all of them when they are done. */
function saysWhenAllIsDone(document: Document, milestone: ClaimOf<"milestone">): boolean {
  return criteriaOf(document)(milestone.start);
}

/** For an offset: whether its section has a line about dates or definitions of done that belongs to no step. */
const criteriaOf = perDocument((document): ((offset: number) => boolean) => {
  const { sections, tree } = document.outline;
  const known = new Map<Section, boolean>();
  return (offset) => {
    const section = sections[firstFrom(sections, offset + 1) - 1];
    if (section === undefined) return false;
    let answer = known.get(section);
    if (answer === undefined) {
      answer = section.blocks.some((block) => {
        const lines = block.kind === "list" ? block.children : block.kind === "paragraph" ? [block] : [];
        return lines.some(({ start }) => DONE_FOR_ALL.test(tree.text.slice(start, start + 60)));
      });
      known.set(section, answer);
    }
    return answer;
  };
});

/** "Phase 1: …": where no template tells, only what calls itself a step is held against the wish for a date. */
function isStage({ text }: ClaimOf<"milestone">): boolean {
  return /^[\s*_#]*(?:phase|milestone|stage|sprint|iteration|release|fase|hito|etapa)\b/i.test(text);
}

function isBound(document: Document, { start, value }: ClaimOf<"milestone">): boolean {
  if (value.date !== undefined || value.done !== undefined || value.estimate !== undefined) return true;
  const said = textAround(document, start);
  return DATE.test(said) || DONE.test(said) || (said.startsWith("|") && hasBindingCell(document, start));
}

const BINDING =
  /\b(?:dod|definition of done|done|criteri\w+|deliverables?|outcomes?|outputs?|results?|verification|validation|evidence|tests?|date|due|eta|deadline|when|target|timeline|week|sprint|quarter|estimate\w*|effort|duration|fecha|entregables?)\b/;

/** Whether the row of a step has something in a column for dates or definitions of done. */
function hasBindingCell({ outline }: Document, offset: number): boolean {
  const row = blockAt(outline.tree, offset).parent;
  const table = row?.parent;
  if (row?.kind !== "row" || table?.kind !== "table") return false;
  const headers = headersOf(outline.tree, table);
  return row.children.some(
    (cell, column) =>
      BINDING.test(headers[column] ?? "") && /[\p{L}\p{N}]/u.test(outline.tree.text.slice(cell.start, cell.end)),
  );
}

function nameOf({ text }: ClaimOf<"milestone">): string {
  return shown(text);
}
