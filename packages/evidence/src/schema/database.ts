import { Client } from "pg";
import { canonicalType } from "@lintel/core";
import type { Catalog, RelationKind, SchemaColumn, SchemaIndex, SchemaKey, SchemaReference } from "@lintel/core";
import { CatalogBuilder } from "./catalog.ts";

/** Nobody waits longer for a database that does not answer. */
const CONNECT_TIMEOUT = 10_000;
/** The catalog of a large database is read in well under a second. */
const STATEMENT_TIMEOUT = 15_000;

const OWN = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(?:toast|temp)'";

const COLUMNS = `
SELECT n.nspname::text AS schema, c.relname::text AS name, c.relkind::text AS kind, a.attname::text AS column,
  pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required,
  CASE WHEN a.attidentity <> '' THEN 'identity' WHEN a.attgenerated <> '' THEN 'generated'
    ELSE pg_catalog.pg_get_expr(d.adbin, d.adrelid) END AS value
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${OWN}
ORDER BY 1, 2, a.attnum`;

const names = (keys: string, table: string): string =>
  `ARRAY(SELECT a.attname::text FROM pg_catalog.unnest(${keys}) WITH ORDINALITY u(n, i)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = ${table} AND a.attnum = u.n ORDER BY u.i)`;

// PostgreSQL 18 lists NOT NULL here as well, earlier versions do not.
const KEYS = `
SELECT n.nspname::text AS schema, c.relname::text AS name, k.contype::text AS kind, k.conname::text AS key,
  ${names("k.conkey", "k.conrelid")} AS columns, fn.nspname::text AS target_schema, f.relname::text AS target,
  ${names("k.confkey", "k.confrelid")} AS target_columns, k.confdeltype::text AS on_delete
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND ${OWN}
ORDER BY 1, 2, 4`;

const INDEXES = `
SELECT n.nspname::text AS schema, c.relname::text AS name, i.relname::text AS index,
  x.indisunique AND x.indpred IS NULL AND x.indisvalid AS is_unique,
  ARRAY(SELECT COALESCE(a.attname::text, '(…)') FROM pg_catalog.unnest(x.indkey::int2[]) WITH ORDINALITY k(n, i)
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.n AND k.n > 0
    WHERE k.i <= x.indnkeyatts ORDER BY k.i) AS columns
FROM pg_catalog.pg_index x
JOIN pg_catalog.pg_class c ON c.oid = x.indrelid
JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE ${OWN}
ORDER BY 1, 2, 3`;

const ENUMS = `
SELECT n.nspname::text AS schema, t.typname::text AS name,
  ARRAY(SELECT e.enumlabel::text FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS values
FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'e' AND ${OWN}
ORDER BY 1, 2`;

interface ColumnRow {
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  readonly column: string | null;
  readonly type: string;
  readonly required: boolean;
  readonly value: string | null;
}

interface KeyRow {
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  readonly key: string;
  readonly columns: readonly string[];
  readonly target_schema: string | null;
  readonly target: string | null;
  readonly target_columns: readonly string[];
  readonly on_delete: string;
}

interface IndexRow {
  readonly schema: string;
  readonly name: string;
  readonly index: string;
  readonly is_unique: boolean;
  readonly columns: readonly string[];
}

/**
 * Reads the catalog of a database in a transaction that may only read.
 *
 * @param at how the database is called where it is shown; never its address with a password
 * @throws what the driver throws; its message may hold the address
 */
export async function readDatabase(address: string, at: string): Promise<Catalog> {
  const client = new Client({
    connectionString: address,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    statement_timeout: STATEMENT_TIMEOUT,
    query_timeout: STATEMENT_TIMEOUT,
    application_name: "lintel",
  });
  // A connection that breaks off also fails the query that waits for it.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    // Types of the schema's own are then shown with their schema, whatever the user's settings are.
    await client.query("SET LOCAL search_path = pg_catalog");
    const columns = await client.query<ColumnRow>(COLUMNS);
    const keys = await client.query<KeyRow>(KEYS);
    const indexes = await client.query<IndexRow>(INDEXES);
    const enums = await client.query<{ schema: string; name: string; values: readonly string[] }>(ENUMS);
    await client.query("ROLLBACK");
    const builder = new CatalogBuilder();
    for (const each of enums.rows) builder.putEnum(`${each.schema}.${each.name}`, each.values);
    putTables(builder, columns.rows, keys.rows, indexes.rows, at);
    return builder.catalog();
  } finally {
    await client.end().catch(() => undefined);
  }
}

const KINDS: Readonly<Record<string, RelationKind>> = { v: "view", m: "materialized view", f: "foreign table" };
const KEY_KINDS: Readonly<Record<string, SchemaKey["is"]>> = {
  p: "primary",
  u: "unique",
  f: "foreign",
  c: "check",
  x: "exclude",
};
const ACTIONS: Readonly<Record<string, SchemaReference["onDelete"]>> = {
  a: "NO ACTION",
  r: "RESTRICT",
  c: "CASCADE",
  n: "SET NULL",
  d: "SET DEFAULT",
};

function putTables(
  builder: CatalogBuilder,
  columns: readonly ColumnRow[],
  keys: readonly KeyRow[],
  indexes: readonly IndexRow[],
  at: string,
): void {
  const tables = grouped(columns);
  const keysOf = grouped(keys);
  const indexesOf = grouped(indexes);
  for (const [id, rows] of tables) {
    const [first] = rows;
    if (first === undefined) continue;
    builder.put({
      schema: first.schema,
      name: first.name,
      is: KINDS[first.kind] ?? "table",
      columns: rows.filter(({ column }) => column !== null).map(columnOf),
      keys: (keysOf.get(id) ?? []).map(keyOf),
      indexes: (indexesOf.get(id) ?? []).map(({ index, is_unique, columns: own }): SchemaIndex => ({
        name: index,
        unique: is_unique,
        columns: own,
      })),
      complete: true,
      at,
      columnsAt: {},
    });
  }
}

function columnOf({ column, type, required, value }: ColumnRow): SchemaColumn {
  return { name: column ?? "", type: canonicalType(type) ?? type, nullable: !required, default: value };
}

function keyOf({ kind, key, columns, target_schema, target, target_columns, on_delete }: KeyRow): SchemaKey {
  const references =
    target === null
      ? null
      : {
          table: { schema: target_schema, name: target },
          columns: target_columns,
          onDelete: ACTIONS[on_delete] ?? null,
        };
  return { is: KEY_KINDS[kind] ?? "check", name: key, columns, references };
}

function grouped<Row extends { readonly schema: string; readonly name: string }>(
  rows: readonly Row[],
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const id = JSON.stringify([row.schema, row.name]);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [row]);
    else group.push(row);
  }
  return groups;
}
