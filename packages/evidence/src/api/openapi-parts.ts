/** Parts of an OpenAPI description as they are written: maps of maps, with references in between. */

export type Plain = Readonly<Record<string, unknown>>;

export const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** Longer chains of references lead in a circle. */
const MOST_HOPS = 32;

/** The JSON schema of a request body; null when none is described. */
export function requestSchema(operation: Plain, item: Plain, root: Plain): Plain | null {
  const body = resolved(operation["requestBody"], root);
  if (body !== null) return jsonSchema(asMap(body["content"]));
  // OpenAPI 2: the body is a parameter.
  const parameters = [...asList(operation["parameters"]), ...asList(item["parameters"])].map((each) =>
    resolved(each, root),
  );
  return asMap(parameters.find((each) => each?.["in"] === "body")?.["schema"]);
}

/** The JSON schema of an answer; null when none is described. */
export function answerSchema(answer: Plain | null, root: Plain): Plain | null {
  if (answer === null) return null;
  return (
    jsonSchema(asMap(answer["content"])) ?? asMap(resolved(answer["schema"], root) === null ? null : answer["schema"])
  );
}

function jsonSchema(content: Plain | null): Plain | null {
  const type = Object.keys(content ?? {}).find((each) => /^application\/(?:[\w.-]+\+)?json\b|^\*\/\*/i.test(each));
  return type === undefined ? null : asMap(asMap(content?.[type])?.["schema"]);
}

/** A map, or what a reference inside of the file leads to; null for anything else. */
export function resolved(value: unknown, root: Plain): Plain | null {
  let map = asMap(value);
  for (let hop = 0; map !== null && typeof map["$ref"] === "string"; hop++) {
    if (hop === MOST_HOPS || !map["$ref"].startsWith("#/")) return null;
    let target: unknown = root;
    for (const step of map["$ref"].slice(2).split("/")) {
      target = asMap(target)?.[decodePointer(step)] ?? (Array.isArray(target) ? target[Number(step)] : undefined);
    }
    map = asMap(target);
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

export function asMap(value: unknown): Plain | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Plain) : null;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
