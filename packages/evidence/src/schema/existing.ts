import { lineStarts } from "@lintel/core";
import type { ExistingSchema, SchemaChange, SchemaStep } from "@lintel/core";
import { CatalogBuilder } from "./catalog.ts";
import type { Grammar } from "./grammar.ts";
import { readSql } from "./read.ts";
import { isRunnable, runnableText } from "./run.ts";

/** An SQL file as it is run. */
export interface Script {
  readonly path: string;
  readonly text: string;
}

/** What exists, and statements that make it. */
export interface ReadSchema {
  readonly existing: ExistingSchema;
  /** In order, as far as an engine may run them. */
  readonly statements: readonly string[];
}

/** More doubts than these are counted, not told. */
const MOST_DOUBTS = 5;

/** The schema that scripts make, run one after the other; and why it may be another than the one they would make. */
export function schemaOfScripts(name: string, scripts: readonly Script[], grammar: Grammar): ReadSchema {
  const builder = new CatalogBuilder();
  const doubts: string[] = [];
  const steps: SchemaStep[] = [];
  const statements: string[] = [];
  const dialects = new Map<string, number>();
  let told = 0;
  const doubt = (text: string): void => {
    if (++told <= MOST_DOUBTS) doubts.push(text);
  };
  for (const { path, text } of scripts) {
    const lines = lineStarts(text);
    const done: SchemaStep[] = [];
    /** Where the open transaction began in `done`. */
    let open = -1;
    readSql(text, grammar).forEach(({ start, end, changes, problem, elided }, statement) => {
      const at = `${path}:${lineAt(lines, start)}`;
      if (problem !== null || elided) {
        if (problem?.is === "dialect") dialects.set(problem.message, (dialects.get(problem.message) ?? 0) + 1);
        else if (problem !== null)
          doubt(`The statement at ${path}:${lineAt(lines, problem.at)} cannot be read: ${problem.message}.`);
        else doubt(`The statement at ${at} leaves something out.`);
        return;
      }
      const sql = text.slice(start, end);
      if (isRunnable(sql, changes)) statements.push(runnableText(sql));
      for (const change of changes) {
        if (change.is === "transaction") {
          if (change.step === "rollback" && open !== -1) done.length = open;
          open = change.step === "begin" ? done.length : -1;
        }
        if (change.is === "opaque") doubt(`${capital(change.what)} at ${at} may change tables.`);
        done.push({ at, file: path, statement, change });
      }
    });
    for (const step of done) {
      const missing = missingTable(step.change, builder);
      if (missing !== null) doubt(`The statement at ${step.at} changes “${missing}”, which nothing before it makes.`);
      builder.apply(step.change, step.at);
      steps.push(step);
    }
  }
  const [dialect] = [...dialects].toSorted((a, b) => b[1] - a[1]);
  if (dialect !== undefined)
    doubts.unshift(`${name} is written for ${dialect[0].replace(": ", " (")}), and PostgreSQL is what is judged.`);
  if (told > MOST_DOUBTS) doubts.push(`${told - MOST_DOUBTS} more statements are in doubt.`);
  return { existing: { name, catalog: builder.catalog(), doubts, steps }, statements };
}

/** A table that a change rests on and that is not there: part of the history is missing. */
function missingTable(change: SchemaChange, builder: CatalogBuilder): string | null {
  switch (change.is) {
    case "add-column":
    case "set-type":
    case "rename-column":
    case "rename-table":
      return builder.has(change.table) ? null : change.table.name;
    default:
      return null;
  }
}

function lineAt(lines: readonly number[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
