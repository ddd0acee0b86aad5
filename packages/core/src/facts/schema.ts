/** The data model as SQL says it: what exists, and what a document's own statements would make of it. */

/** A name as the database keeps it: folded to lower case unless it was quoted, cut to 63 bytes. `schema` is null where none was written. */
export interface SqlName {
  readonly schema: string | null;
  readonly name: string;
}

export interface SchemaColumn {
  readonly name: string;
  /** In the words of `canonicalType`; null when it cannot be told (the columns of a view). */
  readonly type: string | null;
  readonly nullable: boolean;
  /** The default's text, "identity" and "generated" for columns that fill themselves; null without one. */
  readonly default: string | null;
}

export interface SchemaKey {
  readonly is: "primary" | "unique" | "foreign" | "check" | "exclude";
  readonly name: string | null;
  readonly columns: readonly string[];
  /** Only for `foreign`. */
  readonly references: SchemaReference | null;
}

export interface SchemaReference {
  readonly table: SqlName;
  /** None when it points to the primary key without naming it. */
  readonly columns: readonly string[];
  /** What becomes of rows when the row that they point to is deleted; null when the source does not tell. */
  readonly onDelete: "NO ACTION" | "RESTRICT" | "CASCADE" | "SET NULL" | "SET DEFAULT" | null;
}

export interface SchemaIndex {
  readonly name: string | null;
  /** False for one over some rows only (`WHERE`): it does not make the columns unique. */
  readonly unique: boolean;
  /** Columns in order; an expression is "(…)". */
  readonly columns: readonly string[];
}

export type RelationKind = "table" | "view" | "materialized view" | "foreign table";

/** A table or view as it stands after everything that was done to it. */
export interface SchemaTable {
  readonly schema: string;
  readonly name: string;
  readonly is: RelationKind;
  readonly columns: readonly SchemaColumn[];
  readonly keys: readonly SchemaKey[];
  readonly indexes: readonly SchemaIndex[];
  /** False where there are more columns than could be read: `CREATE TABLE … AS`, inheritance. */
  readonly complete: boolean;
  /** Where it was made: "db/migrations/0001_orders.sql:3", "prisma/schema.prisma:12", "database DATABASE_URL". */
  readonly at: string;
  /** Where its columns were made or last changed, for those of which it is not `at`. */
  readonly columnsAt: Readonly<Record<string, string>>;
}

/** What was there and is no longer. */
export interface GoneThing {
  readonly schema: string;
  readonly table: string;
  /** Null when the whole table is gone. */
  readonly column: string | null;
  /** The name that it has now, when it was renamed. */
  readonly renamedTo: string | null;
  readonly at: string;
}

/** A data model with look-ups. */
export interface Catalog {
  /** Sorted by schema and name. */
  readonly tables: readonly SchemaTable[];
  /** Values of each enum, by "schema.name". */
  readonly enums: ReadonlyMap<string, readonly string[]>;
  readonly gone: readonly GoneThing[];
  /** A name without a schema is looked for where PostgreSQL would look: in "public" and the schemas of a `search_path` that was set. */
  find(name: SqlName): SchemaTable | null;
}

/** What exists, by one source. */
export interface ExistingSchema {
  /** "db/migrations", "prisma/schema.prisma", "database DATABASE_URL". */
  readonly name: string;
  readonly catalog: Catalog;
  /** Why it may not say everything: statements that could not be read, code that builds SQL. One sentence each. */
  readonly doubts: readonly string[];
  /** Every change that made it, in order; empty for a source that tells only the state. */
  readonly steps: readonly SchemaStep[];
}

/** One change by one statement of a file. */
export interface SchemaStep {
  /** "db/migrations/0001_orders.sql:3". */
  readonly at: string;
  readonly file: string;
  /** Number of the statement in its file. */
  readonly statement: number;
  readonly change: SchemaChange;
}

/** What a statement does to a data model. */
export type SchemaChange =
  | {
      readonly is: "create-table";
      readonly table: SqlName;
      readonly kind: RelationKind;
      readonly columns: readonly SchemaColumn[];
      readonly keys: readonly SchemaKey[];
      readonly complete: boolean;
      readonly unlessExists: boolean;
      /** `LIKE` and `PARTITION OF`: the tables whose columns it takes. */
      readonly like: readonly SqlName[];
      /** `OR REPLACE`, and views in general, may stand in for what is there. */
      readonly replaces: boolean;
    }
  | { readonly is: "drop-table"; readonly table: SqlName; readonly kind: RelationKind; readonly ifExists: boolean }
  | { readonly is: "rename-table"; readonly table: SqlName; readonly to: string }
  | { readonly is: "move-table"; readonly table: SqlName; readonly to: string }
  | {
      readonly is: "add-column";
      readonly table: SqlName;
      readonly column: SchemaColumn;
      readonly keys: readonly SchemaKey[];
      readonly unlessExists: boolean;
      /** Whether the default must be worked out row by row, which writes every row anew. */
      readonly rewrites: boolean;
    }
  | { readonly is: "drop-column"; readonly table: SqlName; readonly column: string; readonly ifExists: boolean }
  | { readonly is: "rename-column"; readonly table: SqlName; readonly column: string; readonly to: string }
  | { readonly is: "set-type"; readonly table: SqlName; readonly column: string; readonly type: string | null }
  | { readonly is: "set-nullable"; readonly table: SqlName; readonly column: string; readonly nullable: boolean }
  | { readonly is: "set-default"; readonly table: SqlName; readonly column: string; readonly default: string | null }
  | {
      readonly is: "add-key";
      readonly table: SqlName;
      readonly key: SchemaKey;
      /** `NOT VALID`: the rows that are there are not looked at. */
      readonly unchecked: boolean;
      /** Made of an index that is there. */
      readonly usingIndex: boolean;
    }
  | { readonly is: "validate-key"; readonly table: SqlName; readonly name: string }
  | { readonly is: "drop-key"; readonly table: SqlName; readonly name: string }
  | {
      readonly is: "create-index";
      readonly table: SqlName;
      readonly index: SchemaIndex;
      readonly concurrently: boolean;
      readonly unlessExists: boolean;
    }
  | { readonly is: "drop-index"; readonly index: SqlName; readonly concurrently: boolean }
  | { readonly is: "create-enum"; readonly name: SqlName; readonly values: readonly string[] }
  | { readonly is: "add-value"; readonly name: SqlName; readonly value: string }
  | { readonly is: "create-type"; readonly name: SqlName }
  | { readonly is: "drop-type"; readonly name: SqlName }
  | { readonly is: "drop-schema"; readonly schema: string }
  | { readonly is: "search-path"; readonly schemas: readonly string[] }
  | { readonly is: "transaction"; readonly step: "begin" | "commit" | "rollback" }
  | { readonly is: "setting"; readonly name: string }
  /** Rows are written; `all` when every row of the table is. */
  | { readonly is: "write-rows"; readonly table: SqlName; readonly all: boolean; readonly how: "update" | "delete" }
  /** `TRUNCATE`, `VACUUM FULL`, `CLUSTER`, `LOCK`, `REINDEX`, `REFRESH`: the table is shut for as long as it takes. */
  | { readonly is: "shut"; readonly table: SqlName; readonly how: string }
  /** An identifier longer than 63 bytes, which the database cuts. */
  | { readonly is: "cut-name"; readonly name: string }
  /** Code that may do anything: a `DO` block. */
  | { readonly is: "opaque"; readonly what: string };

/** One statement of a document's SQL. */
export interface SqlStatement {
  /** Offsets into the document, from its first word on. */
  readonly start: number;
  readonly end: number;
  /** Whether the fence says that it is SQL, rather than something that looks like it. */
  readonly declared: boolean;
  readonly changes: readonly SchemaChange[];
  /** Whether parts were left out ("…"). */
  readonly elided: boolean;
  /** What kept it from being read; `changes` is empty then, but for `run`. */
  readonly problem: SqlProblem | null;
  /** Whether an embedded PostgreSQL ran it. */
  readonly ran: boolean;
}

/**
 * `syntax`: PostgreSQL's grammar refuses it. `run`: it reads well and the engine refuses it. `dialect`: it is written for another
 * database. `template`: it holds places to be filled in.
 */
export interface SqlProblem {
  readonly is: "syntax" | "run" | "dialect" | "template";
  /** What PostgreSQL said; for `dialect` what shows it: "backticks, ENGINE=". */
  readonly message: string;
  /** Offset into the document. */
  readonly at: number;
}

export interface SchemaFacts {
  /** What exists; null when nothing was named. */
  readonly existing: ExistingSchema | null;
  /** How to add an engine that runs the statements of documents; null when there is one. */
  readonly engineHint: string | null;
  /** The statements in the fences of a document, in order. */
  statements(document: string): readonly SqlStatement[];
}
