/** As much of JSON Schema (2020-12) as an example can tell. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly format?: string;
}

/** The schema that one example is an instance of: every member is required, whatever is empty may be anything. */
export function schemaOf(value: unknown): JsonSchema {
  if (value === null) return { type: "null" };
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.length === 0 ? { type: "array" } : { type: "array", items: items.map(schemaOf).reduce(mergeSchemas) };
  }
  if (typeof value === "object") {
    const entries = Object.entries(value);
    return {
      type: "object",
      properties: Object.fromEntries(entries.map(([name, inner]) => [name, schemaOf(inner)])),
      ...(entries.length === 0 ? {} : { required: entries.map(([name]) => name) }),
    };
  }
  if (typeof value === "number") return { type: Number.isInteger(value) ? "integer" : "number" };
  if (typeof value === "boolean") return { type: "boolean" };
  const format = typeof value === "string" ? formatOf(value) : null;
  return { type: "string", ...(format === null ? {} : { format }) };
}

/** The narrowest schema of this form that both fit. */
export function mergeSchemas(a: JsonSchema, b: JsonSchema): JsonSchema {
  const types = mergeTypes(typesOf(a), typesOf(b));
  const [only] = types;
  const merged: { -readonly [Key in keyof JsonSchema]: JsonSchema[Key] } =
    types.length === 0 || only === undefined ? {} : { type: types.length === 1 ? only : types };
  const objects = [a, b].filter((schema) => typesOf(schema).includes("object"));
  if (objects.length > 0) {
    const names = [...new Set(objects.flatMap(({ properties }) => Object.keys(properties ?? {})))];
    merged.properties = Object.fromEntries(
      names.map((name) => [
        name,
        objects
          .flatMap(({ properties }) => (properties?.[name] === undefined ? [] : [properties[name]]))
          .reduce(mergeSchemas),
      ]),
    );
    const required = names.filter((name) => objects.every((schema) => schema.required?.includes(name) ?? false));
    if (required.length > 0) merged.required = required;
  }
  const items = [a, b].flatMap((schema) => (schema.items === undefined ? [] : [schema.items]));
  if (items.length > 0) merged.items = items.reduce(mergeSchemas);
  const strings = [a, b].filter((schema) => typesOf(schema).includes("string"));
  const [format] = strings.map((schema) => schema.format);
  if (format !== undefined && strings.every((schema) => schema.format === format)) merged.format = format;
  return merged;
}

function typesOf({ type }: JsonSchema): readonly string[] {
  if (type === undefined) return [];
  return typeof type === "string" ? [type] : type;
}

/** A number may be whole as well. */
function mergeTypes(a: readonly string[], b: readonly string[]): readonly string[] {
  const types = new Set([...a, ...b]);
  if (types.has("number")) types.delete("integer");
  return [...types];
}

/** Formats of which a string can hardly be one by chance. */
function formatOf(text: string): string | null {
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)) return "uuid";
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(text)) return "date-time";
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return "date";
  if (/^https?:\/\/\S+$/.test(text)) return "uri";
  if (/^[^\s@]{1,64}@[^\s@.]{1,60}\.[^\s@]{2,60}$/.test(text)) return "email";
  return null;
}
