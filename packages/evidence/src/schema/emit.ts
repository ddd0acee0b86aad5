import type { Catalog, SchemaKey, SchemaTable } from "@lintel/core";

/** Statements that make a catalog, for sources that tell only the state: as far as others can rest on it. */
export function statementsOfCatalog({ tables, enums }: Catalog): readonly string[] {
  const stored = tables.filter(({ is }) => is === "table");
  const schemas = new Set(stored.map(({ schema }) => schema).filter((schema) => schema !== "public"));
  const keysOf = (is: SchemaKey["is"]): string[] =>
    stored.flatMap((table) => table.keys.filter((key) => key.is === is).flatMap((key) => keyStatement(table, key)));
  return [
    ...[...schemas].map((schema) => `CREATE SCHEMA ${quoted(schema)}`),
    ...[...enums].map(([name, values]) => {
      const [schema = "", ...rest] = name.split(".");
      return `CREATE TYPE ${quoted(schema)}.${quoted(rest.join("."))} AS ENUM (${values.map(literal).join(", ")})`;
    }),
    ...stored.map(
      (table) =>
        `CREATE TABLE ${named(table)} (${table.columns
          .map(({ name, type, nullable }) => `${quoted(name)} ${typeWords(type)}${nullable ? "" : " NOT NULL"}`)
          .join(", ")})`,
    ),
    ...keysOf("primary"),
    ...keysOf("unique"),
    ...stored.flatMap((table) =>
      table.indexes
        .filter(({ unique, columns }) => unique && !columns.includes("(…)"))
        .map(({ columns }) => `CREATE UNIQUE INDEX ON ${named(table)} (${columns.map(quoted).join(", ")})`),
    ),
  ];
}

function keyStatement(table: SchemaTable, { is, columns }: SchemaKey): string[] {
  if (columns.length === 0) return [];
  const words = is === "primary" ? "PRIMARY KEY" : "UNIQUE";
  return [`ALTER TABLE ${named(table)} ADD ${words} (${columns.map(quoted).join(", ")})`];
}

/** Words of PostgreSQL as they are; names of the schema's own types quoted. */
function typeWords(type: string | null): string {
  if (type === null) return "text";
  if (/^[a-z][a-z0-9_ ]*(?:\([\d,-]+\))?[a-z ]*(?:\[\])*$/.test(type)) return type;
  const array = /(?:\[\])+$/.exec(type)?.[0] ?? "";
  return (
    type
      .slice(0, type.length - array.length)
      .split(".")
      .map(quoted)
      .join(".") + array
  );
}

function named({ schema, name }: SchemaTable): string {
  return `${quoted(schema)}.${quoted(name)}`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
