import { defineClaim } from "./claim.ts";
import { isDefinitionOfDone, keyOfStep, PLAN_ZONES, planOf } from "./plan.ts";
import { wordsOf } from "./statement.ts";

export interface Task {
  /** Present where the document marks it. */
  readonly done?: boolean;
  /** "dod" for an item of a definition of done. */
  readonly role?: "dod";
}

export const task = defineClaim<"task", Task>({
  kind: "task",
  title: "Task",
  documentation: {
    what: "A piece of work under a milestone.",
    counts: "One per checkbox, bullet or numbered sub-step under a milestone, items of a definition of done included.",
    not: "Lines about effort, owner or dependencies; the items of a flat plan, which are milestones.",
  },
  examples: [
    {
      markdown:
        "## Milestones\n\n### Phase 1: Queue\n- [x] Write it\n- [ ] Test it\n- **Effort**: 2 days\n- **DoD**:\n  - Tests pass",
      claims: [
        { line: 4, text: "Write it", value: { done: true } },
        { line: 5, text: "Test it", value: { done: false } },
        { line: 8, text: "Tests pass", value: { role: "dod" } },
      ],
    },
    {
      markdown: "## Plan\n1. Add the queue\n   - write the worker\n   - ✅ write the table\n2. Move the callers",
      claims: [
        { line: 3, text: "write the worker", value: {} },
        { line: 4, text: "✅ write the table", value: { done: true } },
      ],
    },
    {
      markdown:
        "## Definition of Done\n\n### Testing\n- [x] Unit tests pass\n\n### Documentation\n- [ ] The guide is written",
      claims: [
        { line: 4, text: "Unit tests pass", value: { done: true, role: "dod" } },
        { line: 7, text: "The guide is written", value: { done: false, role: "dod" } },
      ],
    },
    { markdown: "## Plan\n- Add the queue\n- Move the callers", claims: [] },
  ],
  zones: {
    of: [...PLAN_ZONES, "success-criteria"],
    recognise(zone, reading, emit) {
      if (zone.canonical === "success-criteria" && !isDefinitionOfDone(zone)) return;
      for (const { item, ...value } of planOf(reading.tree, zone).tasks) {
        emit({ start: item.start, end: item.end, value, ...keyOfStep(item) });
      }
    },
  },
  describe: (_value, text) => wordsOf(text),
});
