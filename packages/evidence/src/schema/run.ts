import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SchemaChange, SchemaKey, SqlStatement } from "@lintel/core";
import { findEngine, runOnEngine, type RunError } from "./engine.ts";
import { listOf, objectOrEmpty, textOf } from "../text/values.ts";

/** Statements of one document and the text they stand in. */
export interface RunnableDocument {
  readonly path: string;
  readonly text: string;
  readonly statements: readonly SqlStatement[];
}

/** What existed before the documents: statements that make it, and whether they make all of it. */
export interface RunBase {
  readonly statements: readonly string[];
  readonly isWhole: boolean;
}

/** What only changes the catalog. What reads or writes rows, calls functions or opens transactions is not run. */
const RUNS: ReadonlySet<SchemaChange["is"]> = new Set<SchemaChange["is"]>([
  "create-table",
  "drop-table",
  "rename-table",
  "move-table",
  "add-column",
  "drop-column",
  "rename-column",
  "set-type",
  "set-nullable",
  "set-default",
  "add-key",
  "validate-key",
  "drop-key",
  "create-index",
  "create-enum",
  "add-value",
  "create-type",
  "drop-type",
  "cut-name",
]);
const QUERY = /\bas\s+(?:select|with|values|table|execute|\()/i;

/** Whether a statement may be run: it defines, and what it defines is not the outcome of a query. */
export function isRunnable(text: string, changes: readonly SchemaChange[]): boolean {
  if (/^create\s+schema\b/i.test(text)) return true;
  if (changes.length === 0 || !changes.every(({ is }) => RUNS.has(is))) return false;
  return changes.every((change) => change.is !== "create-table" || change.kind === "view" || !QUERY.test(text));
}

/** An index is built as well without it, and it cannot be built concurrently where documents are run. */
export function runnableText(text: string): string {
  return text.replace(/^(create\s+(?:unique\s+)?index|drop\s+index)\s+concurrently\b/i, "$1");
}

/** Already there: the design was delivered. */
const THERE = new Set(["42P07", "42710", "42P06", "42723"]);
/** Not there: a mistake only where all that exists is known. */
const ABSENT = new Set(["42P01", "42703", "42704", "3F000"]);
/** The engine has not got it: extensions, functions (which are not made here), the use of a new enum value. */
const BEYOND = new Set(["42883", "0A000", "58P01", "55P04", "42501", "XX000"]);
/** Types of extensions that the engine does not hold. */
const EXTENSION_TYPE =
  /^type "(?:citext|hstore|ltree|lquery|cube|isbn|vector|halfvec|geometry|geography|earth|semver|bson|tdigest)/;

/**
 * The statements of documents, run on an embedded PostgreSQL where one is installed. Null when none is, when nothing is to be run
 * and when the engine did not work.
 */
export async function runDocuments(
  documents: readonly RunnableDocument[],
  base: RunBase,
  cache: string,
  snapshots = cache,
): Promise<ReadonlyMap<string, readonly SqlStatement[]> | null> {
  const jobs = documents.map((document) => ({ document, runnable: runnableOf(document) }));
  const busy = jobs.filter(({ runnable }) => runnable.length > 0);
  const engine = busy.length === 0 ? null : findEngine();
  if (engine === null) return null;
  const results = new Map<string, readonly SqlStatement[]>();
  const open: typeof busy = [];
  const keyOf = (job: (typeof busy)[number]): string =>
    digest(["1", engine, String(base.isWhole), ...base.statements, "", ...job.runnable.map(({ sql }) => sql)]);
  for (const job of busy) {
    const kept = readKept(cache, job.document.path, keyOf(job));
    if (kept === null) open.push(job);
    else results.set(job.document.path, applied(job.document, job.runnable, kept.errors, kept.isWhole));
  }
  if (open.length > 0) {
    const texts = open.map(({ runnable }) => runnable.map(({ sql }) => sql));
    const { failed, documents: all } = await runOnEngine(engine, base.statements, texts, snapshots);
    open.forEach((job, i) => {
      const isWhole = base.isWhole && failed === 0;
      const errors = all[i] ?? [];
      keep(cache, job.document.path, keyOf(job), errors, isWhole);
      results.set(job.document.path, applied(job.document, job.runnable, errors, isWhole));
    });
  }
  return results;
}

interface Runnable {
  /** Which statement of the document. */
  readonly index: number;
  readonly sql: string;
}

function runnableOf({ text, statements }: RunnableDocument): readonly Runnable[] {
  return statements.flatMap(({ start, end, changes, problem, elided, declared }, index): Runnable[] => {
    const sql = text.slice(start, end);
    // Marks of quotes and lists may stand at the beginning of lines: then it is not the statement itself.
    if (!declared || problem !== null || elided || /\n[ \t]*>/.test(sql) || !isRunnable(sql, changes)) return [];
    return [{ index, sql: runnableText(sql) }];
  });
}

function applied(
  { text, statements }: RunnableDocument,
  runnable: readonly Runnable[],
  errors: readonly (RunError | null)[],
  isWhole: boolean,
): readonly SqlStatement[] {
  const errorOf = new Map(runnable.map(({ index }, i) => [index, errors[i] ?? null] as const));
  const known: Known = { isWhole, made: new Set(), stale: new Set() };
  return statements.map((statement, i): SqlStatement => {
    const error = errorOf.get(i);
    for (const change of statement.changes) {
      if (change.is !== "create-table") continue;
      // Another table of that name was there before: what follows rests on that one.
      if (error === null) known.made.add(change.table.name);
      else known.stale.add(change.table.name);
    }
    if (error === undefined) return statement;
    if (error === null || isThere(error)) return { ...statement, ran: true };
    if (!isMistake(error, statement.changes, known)) return statement;
    const at = placeOf(error.message, text.slice(statement.start, statement.end)) + statement.start;
    return { ...statement, ran: false, problem: { is: "run", message: error.message, at } };
  });
}

function isThere({ code, message }: RunError): boolean {
  return THERE.has(code) || (code === "42701" && message.includes("already exists"));
}

interface Known {
  /** Whether the base holds all that exists. */
  readonly isWhole: boolean;
  /** Tables that statements of the document have made. */
  readonly made: Set<string>;
  /** Tables that it wanted to make, and that are not as it says. */
  readonly stale: Set<string>;
}

/** Whether what the engine refused is a mistake of the statement, and not of what is known of its surroundings. */
function isMistake({ code, message }: RunError, changes: readonly SchemaChange[], known: Known): boolean {
  if (BEYOND.has(code) || code === "") return false;
  const tables = changes.flatMap(tablesOf);
  const own = changes.flatMap((change) => (change.is === "create-table" ? [change.table.name] : []));
  if (tables.some((name) => known.stale.has(name) && !own.includes(name))) return false;
  const isWhole = known.isWhole || (tables.length > 0 && tables.every((name) => known.made.has(name)));
  if (!isWhole && tables.length > 0) return false;
  if (!ABSENT.has(code)) return true;
  if (!isWhole || EXTENSION_TYPE.test(message)) return false;
  // Whether what is changed is there is judged by what exists: it may have been changed already.
  const makes = changes.every(
    ({ is }) => is === "create-table" || is === "add-column" || is === "add-key" || is === "create-index",
  );
  if (!makes || (code === "42704" && !message.startsWith("type "))) return false;
  return !changes.some(
    (change) => change.is !== "create-table" && "table" in change && message.includes(`"${change.table.name}"`),
  );
}

/** The tables that a change rests on. */
function tablesOf(change: SchemaChange): readonly string[] {
  const target = (keys: readonly SchemaKey[]): string[] =>
    keys.flatMap(({ references }) => (references === null ? [] : [references.table.name]));
  switch (change.is) {
    case "create-table": {
      const { table, keys, like } = change;
      return [...target(keys), ...like.map(({ name }) => name)].filter((name) => name !== table.name);
    }
    case "add-column":
      return [change.table.name, ...target(change.keys)];
    case "add-key":
      return [change.table.name, ...target([change.key])];
    default:
      return "table" in change ? [change.table.name] : [];
  }
}

/** The place of what a message quotes; the engine tells none. */
function placeOf(message: string, sql: string): number {
  const name = /"([^"]{1,100})"/.exec(message)?.[1]?.split(".").at(-1);
  const at = name === undefined ? -1 : sql.toLowerCase().lastIndexOf(name.toLowerCase());
  return Math.max(0, at);
}

function keptFile(cache: string, path: string): string {
  return join(cache, `sql-run-${digest([path]).slice(0, 16)}`);
}

function readKept(
  cache: string,
  path: string,
  key: string,
): { readonly errors: readonly (RunError | null)[]; readonly isWhole: boolean } | null {
  try {
    const kept = objectOrEmpty(JSON.parse(readFileSync(keptFile(cache, path), "utf8")));
    if (kept["key"] !== key) return null;
    const errors = listOf(kept["errors"]).map((each): RunError | null => {
      const { code, message } = objectOrEmpty(each);
      return each === null ? null : { code: textOf(code) ?? "", message: textOf(message) ?? "" };
    });
    return { errors, isWhole: kept["isWhole"] === true };
  } catch {
    return null;
  }
}

function keep(cache: string, path: string, key: string, errors: readonly (RunError | null)[], isWhole: boolean): void {
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(keptFile(cache, path), JSON.stringify({ key, isWhole, errors }));
  } catch {
    // A cache that cannot be written costs time and nothing else.
  }
}

function digest(parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(String(part.length)).update(":").update(part);
  return hash.digest("hex");
}
