/** Types of columns in the words in which PostgreSQL shows them, so that `int8` and `bigint` are one. */

const CANONICAL: Readonly<Record<string, string>> = {
  int2: "smallint",
  smallint: "smallint",
  smallserial: "smallint",
  serial2: "smallint",
  int: "integer",
  int4: "integer",
  integer: "integer",
  serial: "integer",
  serial4: "integer",
  int8: "bigint",
  bigint: "bigint",
  bigserial: "bigint",
  serial8: "bigint",
  float4: "real",
  real: "real",
  float8: "double precision",
  float: "double precision",
  "double precision": "double precision",
  decimal: "numeric",
  dec: "numeric",
  numeric: "numeric",
  bool: "boolean",
  boolean: "boolean",
  text: "text",
  varchar: "character varying",
  "character varying": "character varying",
  "char varying": "character varying",
  char: "character",
  bpchar: "character",
  character: "character",
  bytea: "bytea",
  uuid: "uuid",
  json: "json",
  jsonb: "jsonb",
  xml: "xml",
  date: "date",
  time: "time without time zone",
  timetz: "time with time zone",
  "time with time zone": "time with time zone",
  "time without time zone": "time without time zone",
  timestamp: "timestamp without time zone",
  timestamptz: "timestamp with time zone",
  "timestamp with time zone": "timestamp with time zone",
  "timestamp without time zone": "timestamp without time zone",
  interval: "interval",
  bit: "bit",
  varbit: "bit varying",
  "bit varying": "bit varying",
  inet: "inet",
  cidr: "cidr",
  macaddr: "macaddr",
  macaddr8: "macaddr8",
  money: "money",
  name: "name",
  oid: "oid",
  tsvector: "tsvector",
  tsquery: "tsquery",
  point: "point",
  line: "line",
  lseg: "lseg",
  box: "box",
  path: "path",
  polygon: "polygon",
  circle: "circle",
  pg_lsn: "pg_lsn",
  int4range: "int4range",
  int8range: "int8range",
  numrange: "numrange",
  tsrange: "tsrange",
  tstzrange: "tstzrange",
  daterange: "daterange",
  int4multirange: "int4multirange",
  int8multirange: "int8multirange",
  nummultirange: "nummultirange",
  tsmultirange: "tsmultirange",
  tstzmultirange: "tstzmultirange",
  datemultirange: "datemultirange",
};

/** Types that fill themselves and admit no NULL. */
const SERIAL = new Set(["smallserial", "serial", "bigserial", "serial2", "serial4", "serial8"]);

const SHAPE =
  /^("?[\w$]+"?(?:\."?[\w$]+"?)?(?: (?:precision|varying))?) ?(\( ?\d{1,9} ?(?:, ?-?\d{1,9} ?)?\))?((?: with(?:out)? time zone)?) ?((?:\[\d{0,9}\] ?)*|array)$/i;

/**
 * The type in PostgreSQL's own words; null for what is no type of it (a name of an enum or a domain, a type of a language).
 *
 * @example canonicalType("INT8") // "bigint"
 * @example canonicalType("decimal(12, 2)[]") // "numeric(12,2)[]"
 */
export function canonicalType(written: string): string | null {
  if (written.length > 120) return null;
  const shape = SHAPE.exec(written.trim().replace(/\s{1,20}/g, " "));
  if (shape === null) return null;
  const [, name = "", size = "", zone = "", array = ""] = shape;
  const plain = name.replace(/^(?:"?pg_catalog"?\.)?"?([^"]*)"?$/, "$1").toLowerCase();
  const known = Object.hasOwn(CANONICAL, plain + zone.toLowerCase())
    ? CANONICAL[plain + zone.toLowerCase()]
    : undefined;
  if (known === undefined) return null;
  const isArray = array.trim() !== "" ? "[]" : "";
  return `${sized(known, size.replace(/[\s()]/g, ""))}${isArray}`;
}

/** A type with its size where PostgreSQL puts it: `timestamp(3) with time zone`, `numeric(12,0)`. */
export function sized(type: string, size: string): string {
  if (size === "") return type === "character" || type === "bit" ? `${type}(1)` : type;
  if (type === "double precision") return Number(size) <= 24 ? "real" : type;
  if (type === "numeric") return `numeric(${size.includes(",") ? size : `${size},0`})`;
  const zone = / with(?:out)? time zone$/.exec(type)?.[0] ?? "";
  return `${type.slice(0, type.length - zone.length)}(${size})${zone}`;
}

/** Whether a column of this type, as written, fills itself and admits no NULL. */
export function isSerial(written: string): boolean {
  return SERIAL.has(written.trim().toLowerCase());
}
