import type { ClaimOf } from "../claims/kinds.ts";
import type { SqlStatement } from "../facts/schema.ts";
import { defineJudge } from "./judge.ts";
import { judgeNotation } from "./schema/notation.ts";
import { judgeReading, judgeStatement } from "./schema/statement.ts";
import { unproven } from "./verdict.ts";

/**
 * Whether a data structure of the design is in the database: statements by PostgreSQL's own grammar, tables of fields and classes
 * by their names and types. What is to be made is judged once the design says that it was delivered.
 */
export const tableJudge = defineJudge({
  kind: "table",
  documentation: {
    holds:
      "The table is in the migrations, the schema file or the database with its columns, types, nullability and keys; a change was made.",
    broken:
      "PostgreSQL does not read or run the statement; a table or column that must be there is not, or differs; it is a view.",
    unproven:
      "It is to be made and not due yet; nothing says what exists; it is written for another database; a class has no table of its name.",
  },
  needs: ["schema"],
  judge(claim, context) {
    const { schema } = context.facts;
    // Of a rejected option nothing has to be there.
    if (schema === undefined || claim.section === "alternatives") return null;
    const statement =
      claim.value.form === "ddl" ? statementOf(claim, schema.statements(context.document.outline.source.path)) : null;
    if (statement !== null) {
      const unread = judgeReading(claim, statement, context);
      if (unread !== null) return unread;
    }
    if (schema.existing === null) {
      const isRead = statement === null ? "" : statement.ran ? " and PostgreSQL runs it" : " and PostgreSQL reads it";
      return {
        ...unproven("no-evidence", `Nothing says which tables exist. “${claim.value.name}” is described${isRead}.`),
        ...(statement === null ? {} : { rung: statement.ran ? "ran" : "parsed" }),
        next: [
          "Name the migrations, the schema file or the database under `evidence:` in lintel.yaml (`migrations:`, `schema:`, `database:`).",
          ...(statement === null || schema.engineHint === null ? [] : [schema.engineHint]),
        ].join(" "),
      };
    }
    return statement === null
      ? judgeNotation(claim, schema.existing, context)
      : judgeStatement(claim, statement, schema.existing, schema, context);
  },
});

/** The statement that a claim is made by: of several on its line the one that is about its table. */
function statementOf(
  { start, end, value }: ClaimOf<"table">,
  statements: readonly SqlStatement[],
): SqlStatement | null {
  const onLine = statements.filter((each) => each.start < end && start < each.end);
  const name = value.name.slice(value.name.lastIndexOf(".") + 1).toLowerCase();
  const about = onLine.find(({ changes }) =>
    changes.some((change) => "table" in change && name.startsWith(change.table.name.toLowerCase())),
  );
  return about ?? onLine.find(({ problem }) => problem !== null) ?? onLine[0] ?? null;
}
