import { sameRoute } from "../contracts/route.ts";
import type { Document } from "../document/document.ts";
import type { ApiFacts } from "../facts/api.ts";
import type { Facts } from "../facts/facts.ts";
import type { SchemaChange, SchemaFacts, SchemaStep } from "../facts/schema.ts";
import type { Span } from "../text/source.ts";
import { adviseOnLogs, adviseOnQueries } from "./measured/advice.ts";
import { dangersOf } from "./schema/dangers.ts";

/**
 * What is wise to change although no claim is broken by it: a migration that would shut a table for minutes. Advice has no
 * outcome and no influence on the exit code.
 */
export interface Advice {
  /** Name of what is advised against: "index-blocks-writes". */
  readonly rule: string;
  /** What would happen, in a sentence. */
  readonly message: string;
  /** What to do instead, as an order. */
  readonly next: string;
  /** The statement in the document; null when it stands in another file. */
  readonly span: Span | null;
  /** The place in another file, "db/migrations/0003_index.sql:4"; null when it stands in the document. */
  readonly at: string | null;
}

/**
 * Advice on a document: on the SQL and the queries it shows, on the migrations that make what it shows, on what is logged, and on
 * changes of the interface after which clients of what it names are wrong.
 */
export function adviseDocument(document: Document, facts: Facts): readonly Advice[] {
  const { schema, api, alerts, logs } = facts;
  return [
    ...(schema === undefined ? [] : [...onStatements(document, schema), ...onMigrations(document, schema)]),
    ...(api === undefined ? [] : onContracts(document, api)),
    ...(alerts === undefined ? [] : adviseOnQueries(document, alerts)),
    ...(logs === undefined ? [] : adviseOnLogs(document, logs)),
  ];
}

/** Breaking changes of the operations that a document names, since before it was written. */
function onContracts(document: Document, api: ApiFacts): readonly Advice[] {
  const named = document.claimsOf("endpoint");
  if (named.length === 0) return [];
  return api.history(document.outline.source.path).flatMap(({ path: file, since, changes }) =>
    changes.flatMap((change): readonly Advice[] => {
      const own = named.find(
        ({ value }) => (value.method === null || value.method === change.method) && sameRoute(value.path, change.path),
      );
      if (!change.isBreaking || own === undefined) return [];
      return [
        {
          rule: change.id,
          message: `Since ${since} ${change.method} ${change.path} ${change.message} (${file}): clients that were right are wrong now.`,
          next: "Keep the old form beside the new one until its clients are gone, or give the new one a version of its own.",
          span: own,
          at: null,
        },
      ];
    }),
  );
}

function onStatements(document: Document, schema: SchemaFacts): readonly Advice[] {
  const all = schema.statements(document.outline.source.path);
  const changes = all.flatMap(({ changes: each }, statement) => each.map((change) => ({ change, statement })));
  // What harms PostgreSQL need not harm another database.
  if (changes.length === 0 || all.some(({ problem }) => problem?.is === "dialect")) return [];
  const dangers = dangersOf({ changes, before: schema.existing?.catalog ?? null });
  return all.flatMap(({ start, end }, i) =>
    (dangers.get(i) ?? []).map((danger): Advice => ({ ...danger, span: { start, end }, at: null })),
  );
}

/** Migrations that make what the document shows, as far as they concern its tables. What was run for other designs is past. */
function onMigrations(document: Document, schema: SchemaFacts): readonly Advice[] {
  const { existing } = schema;
  if (existing === null || existing.steps.length === 0) return [];
  const wanted = new Set<string>();
  const tables = new Set<string>();
  for (const { changes } of schema.statements(document.outline.source.path)) {
    for (const change of changes) {
      const key = keyOf(change);
      if (key !== null) wanted.add(key);
      if ("table" in change) tables.add(change.table.name);
    }
  }
  for (const { value } of document.claimsOf("table")) {
    if (value.change !== "alter" || value.form === "ddl") continue;
    const name = value.name.slice(value.name.lastIndexOf(".") + 1).toLowerCase();
    tables.add(name);
    for (const field of value.fields) wanted.add(`add-column ${name} ${field}`);
  }
  if (wanted.size === 0) return [];
  const steps = new Map<string, SchemaStep[]>();
  for (const step of existing.steps) {
    const own = steps.get(step.file);
    if (own === undefined) steps.set(step.file, [step]);
    else own.push(step);
  }
  const advice: Advice[] = [];
  for (const own of steps.values()) {
    if (!own.some(({ change }) => wanted.has(keyOf(change) ?? ""))) continue;
    const dangers = dangersOf({ changes: own, before: null });
    const told = new Set<number>();
    for (const { statement, change, at } of own) {
      const concerns = "table" in change ? tables.has(change.table.name) : true;
      if (!concerns || told.has(statement)) continue;
      told.add(statement);
      for (const danger of dangers.get(statement) ?? []) advice.push({ ...danger, span: null, at });
    }
  }
  return advice;
}

/** What a change makes, to find it again; null for one that leaves nothing behind by name. */
function keyOf(change: SchemaChange): string | null {
  switch (change.is) {
    case "create-table":
      return `create-table ${change.table.name}`;
    case "add-column":
      return `add-column ${change.table.name} ${change.column.name}`;
    case "drop-column":
    case "rename-column":
    case "set-type":
    case "set-nullable":
      return `${change.is} ${change.table.name} ${change.column}`;
    case "add-key":
      return `add-key ${change.table.name} ${change.key.is} ${change.key.columns.join(",")}`;
    case "create-index":
      return `create-index ${change.table.name} ${change.index.columns.join(",")}`;
    default:
      return null;
  }
}
