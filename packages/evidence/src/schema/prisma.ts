import { canonicalType } from "@lintel/core";
import type { Catalog, SchemaColumn, SchemaIndex, SchemaKey, SchemaReference } from "@lintel/core";
import { CatalogBuilder } from "./catalog.ts";
import type { Script } from "./existing.ts";
import { listOf, objectOrEmpty, textOf, textsOf, type JsonObject } from "../text/values.ts";

/** What Prisma's own reader makes of a schema, or why nothing. */
export type PrismaSchema =
  | { readonly ok: true; readonly catalog: Catalog; readonly provider: string }
  | { readonly ok: false; readonly message: string };

/** Types of columns on PostgreSQL where the schema names none. */
const TYPES: Readonly<Record<string, string>> = {
  String: "text",
  Boolean: "boolean",
  Int: "integer",
  BigInt: "bigint",
  Float: "double precision",
  Decimal: "numeric(65,30)",
  DateTime: "timestamp(3) without time zone",
  JsonObject: "jsonb",
  Bytes: "bytea",
};
const ACTIONS: Readonly<Record<string, SchemaReference["onDelete"]>> = {
  Cascade: "CASCADE",
  Restrict: "RESTRICT",
  NoAction: "NO ACTION",
  SetNull: "SET NULL",
  SetDefault: "SET DEFAULT",
};
/** Values that the client makes up: the column has no default. */
const OF_CLIENT = new Set(["uuid", "cuid", "nanoid", "ulid"]);
// Later versions refuse what all schemas of earlier ones hold. A field of a model has no `=`.
const ADDRESSES = /^([ \t]*)(?:url|directUrl|shadowDatabaseUrl)[ \t]*=[^\n]*$/gm;
// oxlint-disable-next-line no-control-regex -- messages come with colours
const COLOURS = /\u001b\[[\d;]*m/g;

/** Reads the files of one Prisma schema by Prisma's own parser. */
export async function readPrisma(files: readonly Script[]): Promise<PrismaSchema> {
  const { parsePrisma } = await import("./prisma-parser.ts");
  const sources = files.map(({ path, text }) => [path, text.replace(ADDRESSES, "$1")] as const);
  try {
    const read = parsePrisma(sources);
    const config = objectOrEmpty(JSON.parse(read.config));
    const provider =
      textOf(objectOrEmpty(listOf(objectOrEmpty(config["config"])["datasources"])[0])["provider"]) ?? "postgresql";
    const model = objectOrEmpty(objectOrEmpty(JSON.parse(read.model))["datamodel"]);
    return { ok: true, catalog: catalogOf(model, files), provider };
  } catch (error) {
    return { ok: false, message: messageOf(error) };
  }
}

function catalogOf(datamodel: JsonObject, files: readonly Script[]): Catalog {
  const builder = new CatalogBuilder();
  const models = listOf(datamodel["models"]).map(objectOrEmpty);
  const enums = new Map(
    listOf(datamodel["enums"])
      .map(objectOrEmpty)
      .map((each) => [textOf(each["name"]) ?? "", textOf(each["dbName"]) ?? textOf(each["name"]) ?? ""] as const),
  );
  for (const each of listOf(datamodel["enums"]).map(objectOrEmpty)) {
    const values = listOf(each["values"]).map(
      (value) => textOf(objectOrEmpty(value)["dbName"]) ?? textOf(objectOrEmpty(value)["name"]) ?? "",
    );
    builder.putEnum(`public.${enums.get(textOf(each["name"]) ?? "") ?? ""}`, values);
  }
  const byName = new Map(models.map((model) => [textOf(model["name"]) ?? "", model]));
  for (const model of models) {
    const name = textOf(model["name"]) ?? "";
    const fields = listOf(model["fields"]).map(objectOrEmpty);
    const { at, complete } = placeOf(name, files);
    const columns = fields.filter(({ kind }) => kind !== "object").map((field) => columnOf(field, enums));
    const indexes = listOf(datamodel["indexes"])
      .map(objectOrEmpty)
      .filter((index) => index["model"] === name && index["type"] !== "id")
      .map((index): SchemaIndex => ({
        name: textOf(index["dbName"]),
        unique: index["type"] === "unique",
        columns: columnNames(
          fields,
          listOf(index["fields"]).map((field) => textOf(objectOrEmpty(field)["name"]) ?? ""),
        ),
      }));
    builder.put({
      schema: textOf(model["schema"]) ?? "public",
      name: textOf(model["dbName"]) ?? name,
      is: "table",
      columns,
      keys: keysOf(model, fields, byName),
      indexes,
      complete,
      at,
      columnsAt: {},
    });
  }
  return builder.catalog();
}

function columnOf(field: JsonObject, enums: ReadonlyMap<string, string>): SchemaColumn {
  const type = textOf(field["type"]) ?? "";
  const native = listOf(field["nativeType"]);
  const words = textOf(native[0]);
  const sizes = textsOf(native[1]).join(",");
  const written = words === null ? null : `${nativeName(words)}${sizes === "" ? "" : `(${sizes})`}`;
  const base = written === null ? (TYPES[type] ?? enums.get(type) ?? type) : (canonicalType(written) ?? written);
  const call = textOf(objectOrEmpty(field["default"])["name"]);
  const hasDefault = field["hasDefaultValue"] === true && (call === null || !OF_CLIENT.has(call));
  return {
    name: textOf(field["dbName"]) ?? textOf(field["name"]) ?? "",
    type: field["isList"] === true ? `${base}[]` : base,
    // A list is stored as an array that may be NULL, unless the migration says otherwise.
    nullable: field["isRequired"] !== true || field["isList"] === true,
    default: hasDefault ? (call ?? "value") : null,
  };
}

function keysOf(
  model: JsonObject,
  fields: readonly JsonObject[],
  models: ReadonlyMap<string, JsonObject>,
): readonly SchemaKey[] {
  const keys: SchemaKey[] = [];
  const single = fields.find((field) => field["isId"] === true);
  const primary =
    single === undefined ? textsOf(objectOrEmpty(model["primaryKey"])["fields"]) : [textOf(single["name"]) ?? ""];
  if (primary.length > 0)
    keys.push({ is: "primary", name: null, columns: columnNames(fields, primary), references: null });
  for (const field of fields) {
    const own = textOf(field["name"]) ?? "";
    if (field["isUnique"] === true)
      keys.push({ is: "unique", name: null, columns: columnNames(fields, [own]), references: null });
    const from = textsOf(field["relationFromFields"]);
    const target = models.get(textOf(field["type"]) ?? "");
    if (from.length === 0 || target === undefined) continue;
    const targetFields = listOf(target["fields"]).map(objectOrEmpty);
    keys.push({
      is: "foreign",
      name: null,
      columns: columnNames(fields, from),
      references: {
        table: { schema: textOf(target["schema"]), name: textOf(target["dbName"]) ?? textOf(target["name"]) ?? "" },
        columns: columnNames(targetFields, textsOf(field["relationToFields"])),
        onDelete: ACTIONS[textOf(field["relationOnDelete"]) ?? ""] ?? null,
      },
    });
  }
  for (const unique of listOf(model["uniqueFields"]))
    keys.push({ is: "unique", name: null, columns: columnNames(fields, textsOf(unique)), references: null });
  return keys;
}

/** Fields by the names of their columns. */
function columnNames(fields: readonly JsonObject[], names: readonly string[]): readonly string[] {
  return names.map((name) => {
    const field = fields.find((each) => each["name"] === name);
    return field === undefined ? name : (textOf(field["dbName"]) ?? name);
  });
}

/** `DoublePrecision`, `Timestamptz`, `ByteA` in words of SQL. */
function nativeName(words: string): string {
  if (words === "DoublePrecision") return "double precision";
  return words.toLowerCase();
}

/** Where a model stands, and whether Prisma hands out all of it: it leaves out what it cannot use. */
function placeOf(model: string, files: readonly Script[]): { readonly at: string; readonly complete: boolean } {
  for (const { path, text } of files) {
    const lines = text.split("\n");
    const line = lines.findIndex((each) => new RegExp(`^\\s*model\\s+${model}\\s*\\{`).test(each));
    if (line === -1) continue;
    const end = lines.findIndex((each, i) => i > line && /^\s*\}/.test(each));
    const body = lines.slice(line, end === -1 ? undefined : end).join("\n");
    return { at: `${path}:${line + 1}`, complete: !/Unsupported\(|@ignore\b/.test(body) };
  }
  return { at: files[0]?.path ?? "", complete: false };
}

/** The first complaint and its place, without colours and frames. */
function messageOf(error: unknown): string {
  const raw = error instanceof Error ? error.message : String(error);
  let text = raw;
  try {
    text = textOf(objectOrEmpty(JSON.parse(raw))["message"]) ?? raw;
  } catch {
    // It was no JSON, and says it as it is.
  }
  const lines = text.replace(COLOURS, "").split("\n");
  const place = /-->\s+(\S+)/.exec(lines[1] ?? "")?.[1];
  const first = (lines[0] ?? "").replace(/^error:\s*/, "").slice(0, 300);
  return place === undefined ? first : `${place}: ${first}`;
}
