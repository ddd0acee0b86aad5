import { defineClaim } from "./claim.ts";
import { peopleOf } from "./people.ts";

export interface Reviewer {
  /** As written: a handle, a team or a name. */
  readonly handle: string;
  readonly role?: "approver";
}

export const reviewer = defineClaim<"reviewer", Reviewer>({
  kind: "reviewer",
  title: "Reviewer",
  documentation: {
    what: "Somebody who is asked to review or to approve the design.",
    counts: "One per named reviewer or approver in the document's fields or front matter: a handle, a team, a person.",
    not: "A reviewers line that was left as the template had it.",
  },
  examples: [
    {
      markdown: "# TDD: Orders\n\n**Reviewers:** @eng-lead, @security and Grace Hopper\n**Approvers:** @cto",
      claims: [
        { line: 3, text: "@eng-lead", value: { handle: "@eng-lead" } },
        { line: 3, text: "@security", value: { handle: "@security" } },
        { line: 3, text: "Grace Hopper", value: { handle: "Grace Hopper" } },
        { line: 4, text: "@cto", value: { handle: "@cto", role: "approver" } },
      ],
    },
    { markdown: "# TDD: Orders\n\n**Reviewers:** <names>\n**Approver:** _______", claims: [] },
  ],
  whole(reading, emit) {
    for (const field of reading.outline.fields) {
      if (field.key !== "reviewers" && field.key !== "approvers") continue;
      for (const { name, start, end } of peopleOf(field, reading)) {
        const value: Reviewer = field.key === "approvers" ? { handle: name, role: "approver" } : { handle: name };
        emit({ start, end, key: name, value });
      }
    }
  },
  describe: (value) => value.handle,
});
