import { listOf, objectOf, type JsonObject } from "../text/values.ts";
/** Parts of an OpenAPI description as they are written: maps of maps, with references in between. */

export const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** Longer chains of references lead in a circle. */
const MOST_HOPS = 32;

/** The JSON schema of a request body; null when none is described. */
export function requestSchema(operation: JsonObject, item: JsonObject, root: JsonObject): JsonObject | null {
  const body = resolved(operation["requestBody"], root);
  if (body !== null) return jsonSchema(objectOf(body["content"]));
  // OpenAPI 2: the body is a parameter.
  const parameters = [...listOf(operation["parameters"]), ...listOf(item["parameters"])].map((each) =>
    resolved(each, root),
  );
  return objectOf(parameters.find((each) => each?.["in"] === "body")?.["schema"]);
}

/** The JSON schema of an answer; null when none is described. */
export function answerSchema(answer: JsonObject | null, root: JsonObject): JsonObject | null {
  if (answer === null) return null;
  return (
    jsonSchema(objectOf(answer["content"])) ??
    objectOf(resolved(answer["schema"], root) === null ? null : answer["schema"])
  );
}

function jsonSchema(content: JsonObject | null): JsonObject | null {
  const type = Object.keys(content ?? {}).find((each) => /^application\/(?:[\w.-]+\+)?json\b|^\*\/\*/i.test(each));
  return type === undefined ? null : objectOf(objectOf(content?.[type])?.["schema"]);
}

/** A map, or what a reference inside of the file leads to; null for anything else. */
export function resolved(value: unknown, root: JsonObject): JsonObject | null {
  let map = objectOf(value);
  for (let hop = 0; map !== null && typeof map["$ref"] === "string"; hop++) {
    if (hop === MOST_HOPS || !map["$ref"].startsWith("#/")) return null;
    let target: unknown = root;
    for (const step of map["$ref"].slice(2).split("/")) {
      target = objectOf(target)?.[decodePointer(step)] ?? (Array.isArray(target) ? target[Number(step)] : undefined);
    }
    map = objectOf(target);
  }
  return map;
}

function decodePointer(step: string): string {
  const plain = step.replaceAll("~1", "/").replaceAll("~0", "~");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
