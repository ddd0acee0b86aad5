import type { Kind, SectionSpec } from "../../template/kind.ts";
import { defineRule } from "../rule.ts";
import { claimsOf } from "../views/claims.ts";
import { isDesignLike } from "../views/design-like.ts";

/** Any word on what a reader may see between two writes. */
const CONSISTENCY =
  /\b(?:consisten\w*|inconsisten\w*|transactions?|transactional\w*|atomic\w*|isolation|serializ\w+|serialis\w+|lineari[sz]\w+|eventual\w*|acid|locks?|locking|optimistic|pessimistic|idempoten\w*|read[- ]your[- ]writes|replica\w*|stale\w*|race conditions?|concurren\w*|consistencia|transacci\w+)\b/iu;

export const consistencyUnnamed = defineRule({
  id: "consistency-unnamed",
  severity: "warning",
  documentation: {
    summary: "The design changes what is stored, and no word says how consistent it is.",
    why: "Whether two readers may see two answers is a decision. Where nobody takes it, the database's default takes it, and the bug that follows cannot be reproduced.",
    notes:
      "Found are new or changed tables in SQL, or tables of fields in the section on the data model. Any word on transactions, locks, atomicity or staleness is enough. Where the template asks for the consistency model by name, another rule says that it is missing.",
  },
  bad: [
    {
      markdown:
        "# Retry\n\n## Problem\n\n## Goals\n\n## Design\n\n## Data model\n\n```sql\nCREATE TABLE jobs (id bigint PRIMARY KEY, state text);\n```\n\n## Risks\n",
      findings: [
        {
          line: 12,
          message:
            "“jobs” is stored, and nothing says how consistent reads of it are. Name the model: strong or eventual, within which boundary, and what a reader may see in between.",
        },
      ],
    },
  ],
  good: [
    {
      markdown:
        "# Retry\n\n## Problem\n\n## Goals\n\n## Design\n\n## Data model\n\n```sql\nCREATE TABLE jobs (id bigint PRIMARY KEY, state text);\n```\n\nBoth writes are one transaction.\n",
    },
    { kind: "tdd", markdown: "# TDD: Retry\n\n### 3.3 Data Model\n\n```sql\nCREATE TABLE jobs (id bigint);\n```\n" },
  ],
  check({ document }, report) {
    const { kind } = document;
    if (kind === null ? !isDesignLike(document) : !KINDS.has(kind.name) || asksForConsistency(kind)) return;
    const changed = claimsOf(document, "table").filter(
      ({ value, section }) =>
        value.change !== "existing" &&
        (value.form === "ddl" || (value.form === "md-table" && section === "data-model")),
    );
    const [first] = changed;
    if (first === undefined || CONSISTENCY.test(document.outline.tree.text)) return;
    report({
      start: first.start,
      end: first.end,
      key: "consistency",
      message: `“${first.value.name}” is stored, and nothing says how consistent reads of it are. Name the model: strong or eventual, within which boundary, and what a reader may see in between.`,
    });
  },
});

const KINDS: ReadonlySet<string> = new Set(["tdr", "tdd"]);
const known = new WeakMap<Kind, boolean>();

function asksForConsistency(kind: Kind): boolean {
  let answer = known.get(kind);
  if (answer === undefined) {
    const has = (spec: SectionSpec): boolean =>
      /consisten/i.test(spec.title) ||
      spec.prompts.some(({ label }) => /consisten/i.test(label)) ||
      spec.children.some(has);
    answer = kind.sections.some(has);
    known.set(kind, answer);
  }
  return answer;
}
