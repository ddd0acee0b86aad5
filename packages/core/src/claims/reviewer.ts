import { readPeople } from "../grammar/people.ts";
import type { TableBlock } from "../markdown/tree.ts";
import { headersOf, rowsOf } from "../outline/items.ts";
import { defineClaim, type Emit, type Reading } from "./claim.ts";
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
    {
      markdown:
        "# Orders\n\n## Design\nA table.\n\n## Review\n\n| Reviewer | Verdict |\n|---|---|\n| Kim | yes |\n| @lee | pending |",
      claims: [
        { line: 10, text: "Kim", value: { handle: "Kim" } },
        { line: 11, text: "@lee", value: { handle: "@lee" } },
      ],
    },
    {
      markdown: "# Orders\n\n## Design\nA table.\n\n---\n\n**Created:** 2026-01-02\n**Reviewers:** Platform Team",
      claims: [{ line: 9, text: "Platform Team", value: { handle: "Platform Team" } }],
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
    for (const block of reading.tree.root.children) if (block.kind === "table") inTable(block, reading, emit);
  },
  settle(found) {
    const places = new Set<number>();
    return found.filter(({ start }) => {
      if (places.has(start)) return false;
      places.add(start);
      return true;
    });
  },
  describe: (value) => value.handle,
});

const COLUMN = /^(?:(reviewers?|reviewed by|revisor(?:es|a)?)|(approvers?|approved by|aprobador(?:es|a)?))$/;

/** A table with a column of reviewers, wherever it stands: one per row. */
function inTable(table: TableBlock, reading: Reading, emit: Emit<Reviewer>): void {
  const { text } = reading.tree;
  const [head] = table.children;
  if (head === undefined || !/(?:re|appro)v|aprob/i.test(text.slice(head.start, head.end))) return;
  const headers = headersOf(reading.tree, table);
  const column = headers.findIndex((header) => COLUMN.test(header));
  // A column of its own among the columns of something else, a plan say, is about that.
  if (column === -1 || column > 1) return;
  const approves = COLUMN.exec(headers[column] ?? "")?.[2] !== undefined;
  for (const row of rowsOf(table)) {
    const cell = row.children[column];
    if (cell === undefined || cell.end <= cell.start) continue;
    for (const { name, start, end } of readPeople(text, cell.start, cell.end)) {
      emit({ start, end, key: name, value: approves ? { handle: name, role: "approver" } : { handle: name } });
    }
  }
}
