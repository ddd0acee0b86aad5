import { canonicalType } from "@lintel/core";
import type { Catalog, SchemaColumn, SchemaIndex, SchemaKey, SchemaReference } from "@lintel/core";
import { CatalogBuilder } from "./catalog.ts";
import { listOf, objectOrEmpty, textOf, textsOf, type JsonObject } from "../text/values.ts";

const ACTIONS: readonly SchemaReference["onDelete"][] = ["NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"];

export type DrizzleSnapshot =
  | { readonly ok: true; readonly catalog: Catalog; readonly dialect: string }
  | { readonly ok: false; readonly message: string };

/** Reads a snapshot that drizzle-kit keeps beside its migrations (`meta/0001_snapshot.json`, version 5 to 7). */
export function readDrizzle(path: string, text: string): DrizzleSnapshot {
  let root: JsonObject;
  try {
    root = objectOrEmpty(JSON.parse(text));
  } catch (error) {
    return { ok: false, message: `It is no JSON: ${error instanceof Error ? error.message : String(error)}.` };
  }
  const tables = objectOrEmpty(root["tables"]);
  const dialect = textOf(root["dialect"]);
  if (dialect === null || root["tables"] === undefined)
    return { ok: false, message: "It is no snapshot of Drizzle: it has no `dialect` and `tables`." };
  const builder = new CatalogBuilder();
  for (const value of Object.values(objectOrEmpty(root["enums"])).map(objectOrEmpty))
    builder.putEnum(`${schemaOf(value)}.${textOf(value["name"]) ?? ""}`, textsOf(value["values"]));
  for (const table of Object.values(tables).map(objectOrEmpty)) {
    const columns = Object.values(objectOrEmpty(table["columns"])).map(objectOrEmpty);
    builder.put({
      schema: schemaOf(table),
      name: textOf(table["name"]) ?? "",
      is: "table",
      columns: columns.map(columnOf),
      keys: keysOf(table, columns),
      indexes: Object.values(objectOrEmpty(table["indexes"])).map(objectOrEmpty).map(indexOf),
      complete: true,
      at: path,
      columnsAt: {},
    });
  }
  return { ok: true, catalog: builder.catalog(), dialect };
}

function columnOf(column: JsonObject): SchemaColumn {
  const type = textOf(column["type"]) ?? "";
  const isSerial = /serial\d?$/.test(type);
  const isIdentity = column["identity"] !== undefined && column["identity"] !== null;
  const isGenerated = column["generated"] !== undefined && column["generated"] !== null;
  const value = column["default"];
  const written =
    value === undefined || value === null ? null : typeof value === "string" ? value : JSON.stringify(value);
  const own = isIdentity ? "identity" : isGenerated ? "generated" : isSerial ? "nextval(…)" : null;
  return {
    name: textOf(column["name"]) ?? "",
    type: canonicalType(type) ?? type,
    nullable: column["notNull"] !== true && column["primaryKey"] !== true && !isSerial && !isIdentity,
    default: own ?? written,
  };
}

function keysOf(table: JsonObject, columns: readonly JsonObject[]): readonly SchemaKey[] {
  const keys: SchemaKey[] = [];
  const primary = columns
    .filter((column) => column["primaryKey"] === true)
    .map((column) => textOf(column["name"]) ?? "");
  if (primary.length > 0) keys.push({ is: "primary", name: null, columns: primary, references: null });
  const named = (field: string): readonly JsonObject[] => Object.values(objectOrEmpty(table[field])).map(objectOrEmpty);
  for (const key of named("compositePrimaryKeys"))
    keys.push({ is: "primary", name: textOf(key["name"]), columns: textsOf(key["columns"]), references: null });
  for (const key of named("uniqueConstraints"))
    keys.push({ is: "unique", name: textOf(key["name"]), columns: textsOf(key["columns"]), references: null });
  for (const key of named("checkConstraints"))
    keys.push({ is: "check", name: textOf(key["name"]), columns: [], references: null });
  for (const key of named("foreignKeys")) {
    const schema = textOf(key["schemaTo"]);
    keys.push({
      is: "foreign",
      name: textOf(key["name"]),
      columns: textsOf(key["columnsFrom"]),
      references: {
        table: { schema: schema === "" ? null : schema, name: textOf(key["tableTo"]) ?? "" },
        columns: textsOf(key["columnsTo"]),
        onDelete: ACTIONS.find((action) => action?.toLowerCase() === key["onDelete"]) ?? null,
      },
    });
  }
  return keys;
}

function indexOf(index: JsonObject): SchemaIndex {
  const columns = listOf(index["columns"]).map((each) => {
    const column = objectOrEmpty(each);
    return column["isExpression"] === true ? "(…)" : (textOf(column["expression"]) ?? textOf(each) ?? "(…)");
  });
  return { name: textOf(index["name"]), unique: index["isUnique"] === true, columns };
}

function schemaOf(thing: JsonObject): string {
  const schema = textOf(thing["schema"]);
  return schema === null || schema === "" ? "public" : schema;
}
