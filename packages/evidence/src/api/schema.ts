import type { Mismatch } from "@lintel/core";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { type JsonObject } from "../text/values.ts";

const ROOT = "lintel:description";
const MOST_MISMATCHES = 20;

/**
 * Makes a checker of values against schemas of one description, whose references it may use. It answers null for a schema that
 * cannot be used: one that refers to another file, or is none.
 */
export function schemaChecker(
  root: JsonObject,
  version: string,
): (schema: JsonObject, value: unknown) => readonly Mismatch[] | null {
  const compiled = new Map<JsonObject, ((value: unknown) => readonly Mismatch[]) | null>();
  let ajv: Ajv2020 | null = null;
  const modern = version.startsWith("3.1") || version.startsWith("3.2");
  const translate = modern ? (schema: unknown) => schema : toModern;

  const compile = (schema: JsonObject): ((value: unknown) => readonly Mismatch[]) | null => {
    try {
      if (ajv === null) {
        ajv = new Ajv2020({
          allErrors: true,
          strict: false,
          validateSchema: false,
          logger: false,
          unicodeRegExp: false,
        });
        addFormats(ajv);
        ajv.addSchema(translate(root) as JsonObject, ROOT);
      }
      const check = ajv.compile(absolute(translate(schema)) as JsonObject);
      return (value) => {
        if (check(value)) return [];
        return (check.errors ?? []).slice(0, MOST_MISMATCHES).map(({ instancePath, message, keyword, params }) => ({
          pointer: instancePath,
          message: wordsOf(keyword, params as JsonObject, message ?? "does not fit"),
        }));
      };
    } catch {
      // A schema that cannot be compiled proves nothing, and disproves nothing.
      return null;
    }
  };

  return (schema, value) => {
    let check = compiled.get(schema);
    if (check === undefined) {
      check = compile(schema);
      compiled.set(schema, check);
    }
    return check === null ? null : check(value);
  };
}

function wordsOf(keyword: string, params: JsonObject, message: string): string {
  if (keyword === "required") return `has no “${String(params["missingProperty"])}”`;
  if (keyword === "additionalProperties")
    return `has “${String(params["additionalProperty"])}”, which is not described`;
  if (keyword === "enum")
    return `must be one of ${(params["allowedValues"] as readonly unknown[]).map((each) => JSON.stringify(each)).join(", ")}`;
  return message.replace(/\bNOT\b/, "not");
}

/** References of a part, as references into the whole. */
function absolute(schema: unknown): unknown {
  return mapped(schema, (map) => {
    const ref = map["$ref"];
    return typeof ref === "string" && ref.startsWith("#") ? { ...map, $ref: `${ROOT}${ref}` } : map;
  });
}

/** Schemas of OpenAPI 2 and 3.0 as JSON Schema 2020-12: `nullable`, and bounds that were flags. */
function toModern(schema: unknown): unknown {
  return mapped(schema, (map) => {
    const { nullable, exclusiveMinimum, exclusiveMaximum, ...rest } = map;
    const modern: Record<string, unknown> = { ...rest };
    if (nullable === true && typeof rest["type"] === "string") modern["type"] = [rest["type"], "null"];
    if (nullable === true && Array.isArray(rest["enum"]))
      modern["enum"] = [...(rest["enum"] as readonly unknown[]), null];
    if (typeof exclusiveMinimum === "number") modern["exclusiveMinimum"] = exclusiveMinimum;
    if (typeof exclusiveMaximum === "number") modern["exclusiveMaximum"] = exclusiveMaximum;
    if (exclusiveMinimum === true) {
      modern["exclusiveMinimum"] = rest["minimum"];
      delete modern["minimum"];
    }
    if (exclusiveMaximum === true) {
      modern["exclusiveMaximum"] = rest["maximum"];
      delete modern["maximum"];
    }
    return modern;
  });
}

/** Every map in a value, changed; examples and defaults too, which no check looks at. Shared parts are changed once. */
function mapped(value: unknown, change: (map: JsonObject) => JsonObject): unknown {
  const done = new Map<object, unknown>();
  const visit = (each: unknown): unknown => {
    if (typeof each !== "object" || each === null) return each;
    const known = done.get(each);
    if (known !== undefined) return known;
    // What refers to itself by an alias of YAML has no end.
    done.set(each, {});
    const result: unknown = Array.isArray(each)
      ? each.map(visit)
      : change(Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, visit(inner)])));
    done.set(each, result);
    return result;
  };
  return visit(value);
}
