import type { ClaimOf } from "../../claims/kinds.ts";
import type { ExistingSchema, SchemaColumn, SchemaTable, SqlName } from "../../facts/schema.ts";
import type { Column } from "../../grammar/ddl.ts";
import { canonicalType } from "../../grammar/sql-type.ts";
import type { JudgeContext } from "../judge.ts";
import { broken, holds, unproven, type Opinion } from "../verdict.ts";
import { absentTable, doubtful, schemaPlace } from "./absent.ts";
import { enumerate, sameColumns, shown } from "./compare.ts";
import { lacking, notATable } from "./statement.ts";

type TableClaim = ClaimOf<"table">;

/** Types that only a database has: a table that shows one is one of a database. */
const ONLY_SQL =
  /^(?:(?:big|small)?serial|bigint|smallint|int[248]|varchar ?\(\d+\)|varchar|character varying.*|timestamptz.*|timestamp with(?:out)? time zone|jsonb|numeric ?\(.*\)|bytea|tsvector|inet|cidr|citext)(?:\[\])?$/i;
/** Words that people use for a type and for its whole family: "int" for whatever is an integer. */
const LOOSE =
  /^(?:int|integer|string|text|char|varchar|float|double|real|decimal|numeric|number|date|time|timestamp|json)(?:\[\])?$/i;

/** What the types of languages are in a database, word by word: one of these, as far as names go. */
const FAMILIES: readonly { readonly words: RegExp; readonly types: RegExp }[] = [
  {
    words: /^(?:str|string|varchar|text|char|charsequence|email|url|slug|sku|\*?string)$/,
    types: /^(?:text|character|citext|name|uuid|inet|xml)/,
  },
  {
    words: /^(?:u?int(?:eger)?(?:8|16|32|64)?|[iu](?:8|16|32|64|128)|long|short|bigint|smallint|usize|isize)$/,
    types: /^(?:smallint|integer|bigint|numeric)/,
  },
  {
    words: /^(?:number|num|float(?:32|64)?|f32|f64|double|real|decimal|bigdecimal|numeric|money|currency)$/,
    types: /^(?:smallint|integer|bigint|numeric|real|double|money)/,
  },
  { words: /^(?:bool|boolean)$/, types: /^boolean/ },
  {
    words:
      /^(?:date|datetime|time|timestamp|timestamptz|instant|localdate|localdatetime|offsetdatetime|zoneddatetime|time\.time|datetime\.datetime|iso-?8601|utc)$/,
    types: /^(?:date|time)/,
  },
  { words: /^(?:uuid|guid|uuid\.uuid|ulid)$/, types: /^(?:uuid|text|character)/ },
  { words: /^(?:bytes|byte\[\]|\[\]byte|buffer|uint8array|blob|binary)$/, types: /^bytea/ },
  { words: /^(?:json|jsonb|object|dict|map|record|struct|any)\b/, types: /^jsonb?/ },
];

/** How a field as written and a column go together. */
type Fit = "same" | "different" | "unsure";

/**
 * Holds a table of fields, a list of them or a class against the database. Names are people's names here ("OrderItem" for
 * `order_items`), types those of any language; what cannot be mapped is no proof and no contradiction.
 */
export function judgeNotation(claim: TableClaim, existing: ExistingSchema, { stage }: JudgeContext): Opinion {
  const { value } = claim;
  const isOfDatabase = value.form !== "class" && value.form !== "dict" && value.columns.some(isSqlOnly);
  const due = value.change === "existing" ? "now" : "once-delivered";
  const found = findTable(value.name, existing);
  if (found === null) {
    if (isOfDatabase && /^"?[\w$]+"?(?:\."?[\w$]+"?)?$/.test(value.name))
      return absentTable(nameOf(value.name), existing, due, stage);
    return {
      ...unproven(
        "inconclusive",
        `“${value.name}” is shown as ${formWords(value.form)}; ${existing.name} has no table of that name, and nothing says that it is stored as one.`,
      ),
      next: "Nothing, if it is no table of the database; else name the table as the database does.",
    };
  }
  if (found.length > 1) {
    return {
      ...unproven(
        "ambiguous",
        `“${value.name}” may be ${enumerate(found.map(shown))}.`,
        ...found.slice(0, 3).map((each) => schemaPlace(each.at, shown(each))),
      ),
      next: "Name the table as the database does, with its schema.",
    };
  }
  const [table] = found;
  if (table === undefined) return unproven("inconclusive", `“${value.name}” cannot be looked up.`);
  const wrong = notATable(nameOf(value.name), table);
  if (wrong !== null) return isOfDatabase ? wrong : { ...wrong, outcome: "unproven", reason: "inconclusive" };
  return compareFields(claim, table, existing, { isOfDatabase, mustBe: due === "now" || stage === "shipped" });
}

function compareFields(
  { value, section }: TableClaim,
  table: SchemaTable,
  existing: ExistingSchema,
  { isOfDatabase, mustBe }: { readonly isOfDatabase: boolean; readonly mustBe: boolean },
): Opinion {
  const said = `“${value.name}”`;
  const place = schemaPlace(table.at, `makes ${shown(table)}`);
  const isExact = isOfDatabase && sameWords(value.name, table);
  const missing: string[] = [];
  const different: string[] = [];
  const unsure: string[] = [];
  for (const field of value.columns) {
    const column = findColumn(field.name, table);
    if (column === null) {
      missing.push(`column “${field.name}”`);
      continue;
    }
    const fit = fitOf(field, column, existing);
    if (fit !== "same")
      (fit === "different" ? different : unsure).push(
        `“${field.name}” is ${field.type ?? "?"} here and ${column.type ?? "?"} there`,
      );
    const key = keyWords(field, column, table);
    if (key !== null) different.push(key);
  }
  if (value.columns.length === 0) {
    return unproven(
      "inconclusive",
      `There is a table “${shown(table)}”, and ${said} shows no fields to compare.`,
      place,
    );
  }
  if (different.length > 0) {
    const because = `${said} is the table “${shown(table)}” by its name and differs: ${enumerate(different)}.`;
    if (!isExact || !table.complete) return unproven("inconclusive", because, place);
    if (existing.doubts.length > 0) return doubtful(because.slice(0, -1), existing);
    return { ...broken(because, place), next: "Write what is so in the design, or change the schema." };
  }
  if (missing.length > 0) {
    if (isExact) return lacking(said, missing, table, existing, { mustBe });
    return unproven(
      mustBe ? "inconclusive" : "planned",
      `${said} is the table “${shown(table)}” by its name and lacks ${enumerate(missing)}.`,
      place,
    );
  }
  if (value.form === "class" || value.form === "dict") {
    if (section !== "data-model") {
      return unproven(
        "inconclusive",
        `The table “${shown(table)}” has the fields of ${said}, which is ${formWords(value.form)}: the one does not prove the other.`,
        place,
      );
    }
  }
  if (unsure.length > 0) {
    return unproven(
      "inconclusive",
      `“${shown(table)}” has the fields of ${said}; not sure are their types: ${enumerate(unsure)}.`,
      place,
    );
  }
  const typed = value.columns.every(({ type }) => type !== undefined);
  return {
    ...holds(
      `${said} is the table “${shown(table)}” in ${existing.name}, with ${value.columns.length === 1 ? "its field" : `its ${value.columns.length} fields`}${typed ? " and their types" : ", by name"}.`,
      place,
    ),
    rung: typed ? "types" : "names",
  };
}

/** Tables that a name may stand for: as it is written, then as people turn it ("OrderItem", "order_items"). Null for none. */
function findTable(written: string, { catalog }: ExistingSchema): readonly SchemaTable[] | null {
  const name = nameOf(written);
  const exact =
    catalog.find(name) ?? catalog.find({ schema: name.schema?.toLowerCase() ?? null, name: name.name.toLowerCase() });
  if (exact !== null) return [exact];
  const wanted = new Set(variants(name.name));
  const found = catalog.tables.filter(
    (table) => wanted.has(plain(table.name)) && (name.schema === null || plain(name.schema) === plain(table.schema)),
  );
  return found.length === 0 ? null : found;
}

function sameWords(written: string, table: SchemaTable): boolean {
  return nameOf(written).name.toLowerCase() === table.name.toLowerCase();
}

function findColumn(written: string, table: SchemaTable): SchemaColumn | null {
  const name = written.replace(/\s?\(.*$/, "").replace(/[`"?*]/g, "");
  const exact = table.columns.find((column) => column.name === name);
  if (exact !== undefined) return exact;
  const alike = table.columns.filter((column) => plain(column.name) === plain(name));
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

function fitOf(field: Column, column: SchemaColumn, existing: ExistingSchema): Fit {
  const fit = typeFit(field.type, column.type, existing);
  if (fit !== "same" || field.nullable === undefined || field.key === "primary") return fit;
  return field.nullable === column.nullable ? "same" : "unsure";
}

function typeFit(written: string | undefined, has: string | null, existing: ExistingSchema): Fit {
  if (written === undefined || has === null) return "same";
  const words = written
    .replace(/`/g, "")
    .replace(/\b(?:not null|null|primary key|unique|pk|fk)\b.*$/i, "")
    .replace(/\s*[,;(]\s*$/, "")
    .trim();
  const canonical = canonicalType(words);
  if (canonical === has) return "same";
  if (canonical !== null && !LOOSE.test(words)) return "different";
  const loose = unwrapped(words);
  const isList = /^(?:list|array|set|vec|sequence|repeated)\b|\[\]$/i.test(loose);
  if (isList) return /\[\]$|^jsonb?$/.test(has) ? "same" : "unsure";
  const family = FAMILIES.find((each) => each.words.test(loose.toLowerCase()));
  if (family !== undefined) return family.types.test(has) && canonical === null ? "same" : "unsure";
  // The name of an enum of the schema's own.
  const isEnum = [...existing.catalog.enums.keys()].some(
    (name) => plain(name.slice(name.indexOf(".") + 1)) === plain(loose),
  );
  return isEnum && plain(has.slice(has.indexOf(".") + 1)) === plain(loose) ? "same" : "unsure";
}

/** What is said of keys and is not so. */
function keyWords(field: Column, column: SchemaColumn, table: SchemaTable): string | null {
  if (field.key === "primary") {
    const primary = table.keys.find(({ is }) => is === "primary");
    return primary?.columns.includes(column.name) === true ? null : `“${field.name}” is not in its primary key`;
  }
  if (field.key === "unique") {
    const isUnique =
      table.keys.some(({ is, columns }) => (is === "unique" || is === "primary") && columns.includes(column.name)) ||
      table.indexes.some(({ unique, columns }) => unique && sameColumns(columns, [column.name]));
    return isUnique ? null : `“${field.name}” is not unique`;
  }
  if (field.key === "foreign") {
    const isForeign = table.keys.some(({ is, columns }) => is === "foreign" && columns.includes(column.name));
    return isForeign ? null : `“${field.name}” is no foreign key`;
  }
  return null;
}

function isSqlOnly({ type }: Column): boolean {
  return type !== undefined && ONLY_SQL.test(type.replace(/`/g, "").trim());
}

/** `Optional[str]`, `string | null`, `*int32`, `List<T>?` without what says that it may be empty. */
function unwrapped(words: string): string {
  return words
    .replace(/\s*\|\s*(?:null|undefined|none)\b/gi, "")
    .replace(/^(?:optional|nullable|maybe)\s?[[<(](.*)[\])>]$/i, "$1")
    .replace(/^\*|\?$/g, "")
    .trim();
}

function nameOf(written: string): SqlName {
  const parts = written.replace(/["`]/g, "").split(".");
  return { schema: parts.length > 1 ? (parts.at(-2) ?? null) : null, name: parts.at(-1) ?? written };
}

/** The name in one and in many: "order", "orders", "category", "categories". */
function variants(name: string): readonly string[] {
  const one = plain(name);
  const many = /[^aeiou]y$/.test(one) ? `${one.slice(0, -1)}ies` : /(?:s|x|ch|sh)$/.test(one) ? `${one}es` : `${one}s`;
  const single = one.endsWith("ies") ? `${one.slice(0, -3)}y` : one.replace(/(?<!s)s$/, "");
  return [one, many, single];
}

/** Without what only writing tells apart: case and underscores. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[_\s-]/g, "");
}

function formWords(form: TableClaim["value"]["form"]): string {
  switch (form) {
    case "class":
      return "a class";
    case "dict":
      return "an object with types";
    case "md-table":
      return "a table of fields";
    case "list":
      return "a list of fields";
    default:
      return form === "prose" ? "a sentence" : "a statement in other code";
  }
}
