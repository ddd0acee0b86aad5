import { defineClaim } from "./claim.ts";
import { keyOfStep, PLAN_ZONES, planOf } from "./plan.ts";
import { wordsOf } from "./statement.ts";

export interface Milestone {
  /** Present where the document marks it. */
  readonly done?: boolean;
  /** As written: "2 days". */
  readonly estimate?: string;
  readonly owner?: string;
  /** As written. */
  readonly date?: string;
}

export const milestone = defineClaim<"milestone", Milestone>({
  kind: "milestone",
  title: "Milestone",
  documentation: {
    what: "A step of the plan: a phase that groups tasks, or one of a flat list.",
    counts:
      "One per phase, task row, or item of a flat plan; numbered steps and phases of a rollout; stages of graduation.",
    not: "Effort tables, dependencies, success criteria of a phase, steps of a revert or a runbook.",
  },
  examples: [
    {
      markdown: "## 12. Milestones / Plan\n- Add the queue.\n- Move the callers.\n- Dependencies: none",
      claims: [
        { line: 2, text: "Add the queue.", value: {} },
        { line: 3, text: "Move the callers." },
      ],
    },
    {
      markdown:
        "## Milestones\n\n### Phase 1: Queue (2 days)\n- [x] Write it\n- [ ] Test it\n\n### Phase 2: Callers\n- **Owner**: Ada\n- Move them",
      claims: [
        { line: 3, text: "Phase 1: Queue (2 days)", value: { estimate: "2 days" } },
        { line: 7, text: "Phase 2: Callers", value: { owner: "Ada" } },
      ],
    },
    {
      markdown:
        "### Task Breakdown\n\n| # | Task | DoD | Owner | Status |\n|---|---|---|---|---|\n| 1 | Add the queue | Tests pass | Ada | ✅ Complete |",
      claims: [{ line: 5, text: "Add the queue", value: { owner: "Ada", done: true } }],
    },
    {
      markdown: "## Roadmap\n\n### Phase 1: Backend (Weeks 1-2)\n- The queue",
      claims: [{ line: 3, text: "Phase 1: Backend (Weeks 1-2)", value: { date: "Weeks 1-2" } }],
    },
    {
      markdown: "## Rollout\n1. Deploy to staging\n2. Promote\n\nNotes:\n- Watch the logs",
      claims: [
        { line: 2, text: "Deploy to staging" },
        { line: 3, text: "Promote" },
      ],
    },
    {
      markdown: "## Graduation Criteria\n\n#### Alpha\n- Behind a gate\n\n#### Alpha -> Beta\n- Two releases old",
      claims: [
        { line: 3, text: "Alpha" },
        { line: 6, text: "Alpha -> Beta" },
      ],
    },
    { markdown: "## Timeline\n- Implementation: 15 minutes\n- Total: 45 minutes", claims: [] },
  ],
  zones: {
    of: PLAN_ZONES,
    recognise(zone, reading, emit) {
      for (const { item, ...value } of planOf(reading.tree, zone).milestones) {
        emit({ start: item.start, end: item.end, value, ...keyOfStep(item) });
      }
    },
  },
  describe: (_value, text) => wordsOf(text),
});
