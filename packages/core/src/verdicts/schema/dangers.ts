import type { Catalog, SchemaChange, SchemaKey, SqlName } from "../../facts/schema.ts";
import { canonicalType } from "../../grammar/sql-type.ts";
import { shown } from "./compare.ts";

/** What may go wrong when a statement runs on a database that is in use. */
export interface Danger {
  /** Its name: "index-blocks-writes". */
  readonly rule: string;
  readonly message: string;
  /** What to do instead, as an order. */
  readonly next: string;
}

/** The statements around a change, in order. */
export interface Batch {
  readonly changes: readonly { readonly change: SchemaChange; readonly statement: number }[];
  /** What existed before; null when nobody knows. */
  readonly before: Catalog | null;
}

/**
 * What is dangerous about each statement of a batch, by its number. Tables that the batch itself makes are empty and used by
 * nobody: what is done to them harms none.
 */
export function dangersOf(batch: Batch): ReadonlyMap<number, readonly Danger[]> {
  const found = new Map<number, Danger[]>();
  const state: State = { made: new Set(), checked: new Set(), opened: null, unchecked: new Set() };
  for (const { change, statement } of batch.changes) {
    const isNew = "table" in change && state.made.has(change.table.name);
    const dangers = isNew ? [] : dangersIn(change, batch, state);
    if (dangers.length > 0) found.set(statement, [...(found.get(statement) ?? []), ...dangers]);
    follow(change, statement, state);
  }
  if (state.opened !== null) {
    const danger: Danger = {
      rule: "transaction-left-open",
      message: "BEGIN has no COMMIT: the locks stay until the session ends, and then nothing has happened.",
      next: "Add COMMIT, or leave the transaction to the tool that runs the migration.",
    };
    found.set(state.opened, [...(found.get(state.opened) ?? []), danger]);
  }
  return found;
}

interface State {
  /** Tables that the batch has made. */
  readonly made: Set<string>;
  /** Tables with a check that was validated: SET NOT NULL need not scan. */
  readonly checked: Set<string>;
  /** Constraints that were added NOT VALID in the open transaction. */
  readonly unchecked: Set<string>;
  /** Number of the statement that began the open transaction. */
  opened: number | null;
}

function follow(change: SchemaChange, statement: number, state: State): void {
  switch (change.is) {
    case "create-table":
      state.made.add(change.table.name);
      break;
    case "rename-table":
      if (state.made.has(change.table.name)) state.made.add(change.to);
      break;
    case "validate-key":
      state.checked.add(change.table.name);
      break;
    case "add-key":
      if (change.unchecked && change.key.name !== null) state.unchecked.add(change.key.name);
      break;
    case "transaction":
      state.opened = change.step === "begin" ? statement : null;
      state.unchecked.clear();
      break;
    default:
      break;
  }
}

function dangersIn(change: SchemaChange, { before }: Batch, state: State): readonly Danger[] {
  switch (change.is) {
    case "add-column":
      return addColumn(change);
    case "set-type":
      return setType(change, before);
    case "set-nullable":
      if (change.nullable || state.checked.has(change.table.name)) return [];
      return [
        {
          rule: "not-null-scans-table",
          message: `SET NOT NULL on “${change.column}” reads all of ${on(change.table)} while nobody can read or write it.`,
          next: `First ADD CHECK (${change.column} IS NOT NULL) NOT VALID, then VALIDATE CONSTRAINT in a transaction of its own, then SET NOT NULL.`,
        },
      ];
    case "add-key":
      if (change.unchecked || change.usingIndex) return [];
      return keyDangers(change.key, change.table);
    case "validate-key":
      if (state.opened === null || !state.unchecked.has(change.name)) return [];
      return [
        {
          rule: "validated-in-same-transaction",
          message: `“${change.name}” is added NOT VALID and validated in one transaction: the lock is held through the scan after all.`,
          next: "Validate it in a transaction of its own.",
        },
      ];
    case "create-index":
      if (change.concurrently) return state.opened === null ? [] : [concurrentlyInTransaction("CREATE INDEX")];
      return [
        {
          rule: "index-blocks-writes",
          message: `CREATE INDEX blocks every write to ${on(change.table)} until it is built.`,
          next: "Write CREATE INDEX CONCURRENTLY, outside of a transaction.",
        },
      ];
    case "drop-index":
      if (change.concurrently) return state.opened === null ? [] : [concurrentlyInTransaction("DROP INDEX")];
      return [
        {
          rule: "index-blocks-writes",
          message: `DROP INDEX of “${shown(change.index)}” waits for every query on its table and makes all later ones wait.`,
          next: "Write DROP INDEX CONCURRENTLY, outside of a transaction.",
        },
      ];
    default:
      return removals(change);
  }
}

/** What is taken away, renamed, or written as a whole. */
function removals(change: SchemaChange): readonly Danger[] {
  switch (change.is) {
    case "rename-table":
      return [
        {
          rule: "rename-breaks-clients",
          message: `Programs that are running still ask for ${on(change.table)} when it is “${change.to}” already.`,
          next: "Rename it and leave a view of the old name, or make a new table and move over in steps.",
        },
      ];
    case "rename-column":
      return [
        {
          rule: "rename-breaks-clients",
          message: `Programs that are running still ask for “${change.column}” of ${on(change.table)} when it is “${change.to}” already.`,
          next: "Add the new column, write both, move readers over, then drop the old one.",
        },
      ];
    case "drop-table":
      return [
        {
          rule: "drop-loses-data",
          message: `DROP of ${on(change.table)} cannot be taken back, and programs that are running may still read it.`,
          next: "Release the code without it first; keep a copy until nobody needs to go back.",
        },
      ];
    case "drop-column":
      return [
        {
          rule: "drop-loses-data",
          message: `DROP COLUMN “${change.column}” of ${on(change.table)} cannot be taken back, and programs that are running may still read it.`,
          next: "Release the code that does not know the column first, then drop it in a release of its own.",
        },
      ];
    case "write-rows":
      if (!change.all) return [];
      return [
        {
          rule: "writes-every-row",
          message:
            change.how === "delete"
              ? `DELETE without WHERE writes every row of ${on(change.table)} and locks them until the end of the transaction.`
              : `UPDATE without WHERE writes every row of ${on(change.table)} and locks them until the end of the transaction.`,
          next: "Go through the rows in batches by key, each in a transaction of its own.",
        },
      ];
    case "shut":
      return [
        {
          rule: "shuts-table",
          message: `${change.how} shuts ${on(change.table)} for as long as it takes.`,
          next: "Run it in a window of maintenance, or use what works concurrently (REINDEX CONCURRENTLY, REFRESH … CONCURRENTLY, pg_repack).",
        },
      ];
    case "cut-name":
      return [
        {
          rule: "name-too-long",
          message: `“${change.name}” has more than 63 bytes: PostgreSQL cuts it without an error.`,
          next: "Choose a shorter name.",
        },
      ];
    default:
      return [];
  }
}

function addColumn(change: Extract<SchemaChange, { is: "add-column" }>): readonly Danger[] {
  const { column, table, keys, rewrites } = change;
  const found: Danger[] = [];
  if (!column.nullable && column.default === null && !rewrites) {
    found.push({
      rule: "required-without-default",
      message: `“${column.name}” is NOT NULL without a default: the statement fails as soon as ${on(table)} has a row.`,
      next: "Add it with a default that is a constant; or nullable, fill it in batches, and make it NOT NULL at the end.",
    });
  }
  if (rewrites) {
    found.push({
      rule: "rewrites-table",
      message: `“${column.name}” gets a value of its own in every row: ${on(table)} is written anew while nobody can read or write it.`,
      next: "Add it without a default, set the default in a second statement, and fill the old rows in batches.",
    });
  }
  return [...found, ...keys.flatMap((key) => keyDangers(key, table))];
}

function keyDangers(key: SchemaKey, table: SqlName): readonly Danger[] {
  switch (key.is) {
    case "foreign": {
      const target = key.references === null ? "the other table" : on(key.references.table);
      return [
        {
          rule: "key-without-not-valid",
          message: `The foreign key blocks writes to ${on(table)} and to ${target} while all rows are compared.`,
          next: "Add it NOT VALID, and VALIDATE CONSTRAINT in a transaction of its own.",
        },
      ];
    }
    case "check":
      return [
        {
          rule: "key-without-not-valid",
          message: `The check reads all of ${on(table)} while nobody can read or write it.`,
          next: "Add it NOT VALID, and VALIDATE CONSTRAINT in a transaction of its own.",
        },
      ];
    case "exclude":
      return [
        {
          rule: "index-blocks-writes",
          message: `The exclusion constraint builds its index while nobody can read or write ${on(table)}.`,
          next: "Run it in a window of maintenance: there is no way to build it concurrently.",
        },
      ];
    default:
      return [
        {
          rule: "index-blocks-writes",
          message: `The ${key.is === "primary" ? "primary key" : "unique constraint"} builds its index while nobody can read or write ${on(table)}.`,
          next: "Build it first with CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … USING INDEX.",
        },
      ];
  }
}

function setType(change: Extract<SchemaChange, { is: "set-type" }>, before: Catalog | null): readonly Danger[] {
  const has = before?.find(change.table)?.columns.find(({ name }) => name === change.column)?.type ?? null;
  if (has !== null && change.type !== null && needsNoRewrite(has, change.type)) return [];
  const from = has === null ? "" : ` from ${has}`;
  return [
    {
      rule: "type-change-rewrites-table",
      message: `Changing the type of “${change.column}”${from} to ${change.type ?? "another"} writes ${on(change.table)} and its indexes anew while nobody can read or write it.`,
      next: "Add a column of the new type, keep both in step by a trigger, fill it in batches, then swap them.",
    },
  ];
}

/** Changes that PostgreSQL makes in its catalog alone: to a wider size, to text. */
function needsNoRewrite(from: string, to: string): boolean {
  if (from === to) return true;
  const [was, is] = [/^character varying(?:\((\d+)\))?$/.exec(from), /^character varying(?:\((\d+)\))?$/.exec(to)];
  if (was !== null && (to === "text" || is !== null)) {
    if (is?.[1] === undefined) return true;
    return was[1] !== undefined && Number(was[1]) <= Number(is[1]);
  }
  if (from === "text" && to === "character varying") return true;
  const [old, wide] = [/^numeric\((\d+),(\d+)\)$/.exec(from), /^numeric\((\d+),(\d+)\)$/.exec(to)];
  if (old !== null && to === "numeric") return true;
  if (old !== null && wide !== null) return old[2] === wide[2] && Number(old[1]) <= Number(wide[1]);
  return canonicalType(from) === to;
}

function concurrentlyInTransaction(what: string): Danger {
  return {
    rule: "concurrently-in-transaction",
    message: `${what} CONCURRENTLY fails inside of a transaction.`,
    next: "Run it outside: end the transaction before, or tell the tool not to open one for this migration.",
  };
}

function on(table: SqlName): string {
  return `“${shown(table)}”`;
}
