import type { ApiChange } from "@lintel/core";
import { answerSchema, METHODS, requestSchema, resolved } from "./openapi-parts.ts";
import { listOf, objectOf, type JsonObject } from "../text/values.ts";

/** Schemas are compared no deeper: what refers to itself has no end. */
const MOST_DEPTH = 12;
const MOST_CHANGES = 500;

/** One side of a comparison: a whole description, for its references. */
interface Side {
  readonly root: JsonObject;
  readonly value: unknown;
}

type Tell = (id: string, isBreaking: boolean, message: string) => void;

/**
 * What differs between two descriptions of an interface and who notices: `isBreaking` for a change after which a client that was
 * right before is wrong. The identifiers are those that API differs use ("response-property-removed"). A request may be asked for
 * less and may not be asked for more; an answer may hold more and may not hold less.
 */
export function apiChanges(before: JsonObject, after: JsonObject): readonly ApiChange[] {
  const changes: ApiChange[] = [];
  const [old, now] = [operationsOf(before), operationsOf(after)];
  for (const [key, { method, path, operation, item }] of old) {
    const tell: Tell = (id, isBreaking, message) => {
      if (changes.length < MOST_CHANGES) changes.push({ id, method, path, message, isBreaking });
    };
    const other = now.get(key);
    if (other === undefined) {
      const announced = operation["deprecated"] === true;
      tell(announced ? "api-removed-after-deprecation" : "api-removed-without-deprecation", !announced, "is gone");
      continue;
    }
    if (operation["deprecated"] !== true && other.operation["deprecated"] === true)
      tell("api-deprecated", false, "is deprecated");
    compareSecurity(
      operation["security"] ?? before["security"],
      other.operation["security"] ?? after["security"],
      tell,
    );
    compareParameters(
      parametersOf(operation, item, before),
      parametersOf(other.operation, other.item, after),
      before,
      after,
      tell,
    );
    compareRequests(operation, item, before, other.operation, other.item, after, tell);
    compareAnswers(operation, before, other.operation, after, tell);
  }
  for (const [key, { method, path }] of now) {
    if (!old.has(key)) changes.push({ id: "api-added", method, path, message: "is new", isBreaking: false });
  }
  return changes;
}

interface Found {
  readonly method: string;
  readonly path: string;
  readonly operation: JsonObject;
  readonly item: JsonObject;
}

/** Operations by method and route, whatever parameters are called. */
function operationsOf(root: JsonObject): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  for (const [path, value] of Object.entries(objectOf(root["paths"]) ?? {})) {
    const item = resolved(value, root);
    if (item === null) continue;
    for (const each of METHODS) {
      const operation = objectOf(item[each]);
      const method = each.toUpperCase();
      if (operation !== null)
        found.set(`${method} ${path.replace(/\{[^}]*\}/g, "{}")}`, { method, path, operation, item });
    }
  }
  return found;
}

function compareSecurity(before: unknown, after: unknown, tell: Tell): void {
  const isOpen = (security: unknown): boolean =>
    listOf(security).length === 0 || listOf(security).some((each) => Object.keys(objectOf(each) ?? {}).length === 0);
  if (isOpen(before) && !isOpen(after)) tell("api-security-added", true, "asks for credentials, and did not before");
  if (!isOpen(before) && isOpen(after)) tell("api-security-removed", false, "asks for no credentials any more");
}

/** Parameters by place and name; bodies of OpenAPI 2 are none. */
function parametersOf(operation: JsonObject, item: JsonObject, root: JsonObject): ReadonlyMap<string, JsonObject> {
  const all = [...listOf(item["parameters"]), ...listOf(operation["parameters"])].map((each) => resolved(each, root));
  const named = all.flatMap((each) => {
    const [name, place] = [each?.["name"], each?.["in"]];
    return each === null ||
      typeof name !== "string" ||
      typeof place !== "string" ||
      place === "body" ||
      place === "path"
      ? []
      : [[`${place} ${name}`, each] as const];
  });
  return new Map(named);
}

function compareParameters(
  before: ReadonlyMap<string, JsonObject>,
  after: ReadonlyMap<string, JsonObject>,
  oldRoot: JsonObject,
  newRoot: JsonObject,
  tell: Tell,
): void {
  for (const [key, old] of before) {
    const now = after.get(key);
    const name = `the ${key.replace(" ", " parameter “")}”`;
    if (now === undefined) {
      tell("request-parameter-removed", false, `no longer has ${name}`);
      continue;
    }
    if (old["required"] !== true && now["required"] === true)
      tell("request-parameter-became-required", true, `asks for ${name}, which could be left out`);
    compareSchemas(
      { root: oldRoot, value: old["schema"] ?? old },
      { root: newRoot, value: now["schema"] ?? now },
      "request",
      name,
      tell,
    );
  }
  for (const [key, now] of after) {
    if (before.has(key)) continue;
    const required = now["required"] === true;
    const name = `the ${key.replace(" ", " parameter “")}”`;
    tell(
      required ? "new-required-request-parameter" : "new-optional-request-parameter",
      required,
      `${required ? "asks for" : "takes"} ${name}, which is new`,
    );
  }
}

function compareRequests(
  oldOperation: JsonObject,
  oldItem: JsonObject,
  oldRoot: JsonObject,
  operation: JsonObject,
  item: JsonObject,
  root: JsonObject,
  tell: Tell,
): void {
  const [before, after] = [requestSchema(oldOperation, oldItem, oldRoot), requestSchema(operation, item, root)];
  const required = resolved(operation["requestBody"], root)?.["required"] === true;
  if (before === null && after !== null && required)
    tell("request-body-added-required", true, "asks for a body, and did not before");
  if (before !== null && after !== null)
    compareSchemas({ root: oldRoot, value: before }, { root, value: after }, "request", "the request", tell);
}

function compareAnswers(
  oldOperation: JsonObject,
  oldRoot: JsonObject,
  operation: JsonObject,
  root: JsonObject,
  tell: Tell,
): void {
  const [before, after] = [objectOf(oldOperation["responses"]) ?? {}, objectOf(operation["responses"]) ?? {}];
  for (const [status, answer] of Object.entries(before)) {
    const isSuccess = status.startsWith("2");
    if (after[status] === undefined) {
      tell(
        isSuccess ? "response-success-status-removed" : "response-non-success-status-removed",
        isSuccess,
        `no longer answers ${status}`,
      );
      continue;
    }
    const [old, now] = [
      answerSchema(resolved(answer, oldRoot), oldRoot),
      answerSchema(resolved(after[status], root), root),
    ];
    if (old !== null && now !== null)
      compareSchemas({ root: oldRoot, value: old }, { root, value: now }, "response", `the answer ${status}`, tell);
  }
}

/** Compares what a value must be. `of`: a request may be asked for less, an answer may hold more. */
function compareSchemas(
  before: Side,
  after: Side,
  of: "request" | "response",
  name: string,
  tell: Tell,
  depth = 0,
): void {
  const [old, now] = [resolved(before.value, before.root), resolved(after.value, after.root)];
  if (old === null || now === null || depth > MOST_DEPTH) return;
  const isRequest = of === "request";
  const [oldTypes, newTypes] = [typesOf(old), typesOf(now)];
  if (oldTypes.length > 0 && newTypes.length > 0) {
    const covers = (wide: readonly string[], narrow: readonly string[]): boolean =>
      narrow.every((type) => wide.includes(type) || (type === "integer" && wide.includes("number")));
    // What was sent must still be taken; what is answered must still be understood.
    const fits = isRequest ? covers(newTypes, oldTypes) : covers(oldTypes, newTypes);
    if (!fits) {
      tell(
        `${of}-property-type-changed`,
        true,
        `has ${newTypes.join(" or ")} for ${name}, and had ${oldTypes.join(" or ")}`,
      );
      return;
    }
  }
  compareEnums(old, now, of, name, tell);
  if (isRequest) compareBounds(old, now, name, tell);
  compareProperties({ ...before, value: old }, { ...after, value: now }, of, name, tell, depth);
  if (old["items"] !== undefined && now["items"] !== undefined) {
    compareSchemas(
      { ...before, value: old["items"] },
      { ...after, value: now["items"] },
      of,
      `the elements of ${name}`,
      tell,
      depth + 1,
    );
  }
}

function compareProperties(
  before: Side,
  after: Side,
  of: "request" | "response",
  name: string,
  tell: Tell,
  depth: number,
): void {
  const [old, now] = [objectOf(before.value) ?? {}, objectOf(after.value) ?? {}];
  const [mine, theirs] = [objectOf(old["properties"]) ?? {}, objectOf(now["properties"]) ?? {}];
  const [oldRequired, newRequired] = [new Set(listOf(old["required"])), new Set(listOf(now["required"]))];
  const isRequest = of === "request";
  for (const [key, schema] of Object.entries(mine)) {
    const inner = `“${key}” of ${name}`;
    if (theirs[key] === undefined) {
      const strict = now["additionalProperties"] === false;
      if (isRequest) tell("request-property-removed", strict, `no longer takes ${inner}`);
      else
        tell(
          oldRequired.has(key) ? "response-required-property-removed" : "response-optional-property-removed",
          oldRequired.has(key),
          `no longer answers ${inner}`,
        );
      continue;
    }
    if (isRequest && !oldRequired.has(key) && newRequired.has(key))
      tell("request-property-became-required", true, `asks for ${inner}, which could be left out`);
    if (!isRequest && oldRequired.has(key) && !newRequired.has(key))
      tell("response-property-became-optional", true, `may leave out ${inner}`);
    compareSchemas({ ...before, value: schema }, { ...after, value: theirs[key] }, of, inner, tell, depth + 1);
  }
  for (const key of Object.keys(theirs)) {
    if (mine[key] !== undefined) continue;
    const inner = `“${key}” of ${name}`;
    if (!isRequest) tell("response-property-added", false, `answers ${inner}, which is new`);
    else if (newRequired.has(key)) tell("new-required-request-property", true, `asks for ${inner}, which is new`);
    else tell("new-optional-request-property", false, `takes ${inner}, which is new`);
  }
}

function compareEnums(old: JsonObject, now: JsonObject, of: "request" | "response", name: string, tell: Tell): void {
  const [before, after] = [old["enum"], now["enum"]].map((values) =>
    Array.isArray(values) ? values.map((value) => JSON.stringify(value)) : null,
  );
  if (before === null || before === undefined || after === null || after === undefined) return;
  const gone = before.filter((value) => !after.includes(value)).join(", ");
  const added = after.filter((value) => !before.includes(value)).join(", ");
  if (of === "request" && gone !== "")
    tell("request-property-enum-value-removed", true, `no longer takes ${gone} for ${name}`);
  if (of === "response" && added !== "")
    tell("response-property-enum-value-added", true, `may answer ${added} for ${name}, which no client knows`);
}

function compareBounds(old: JsonObject, now: JsonObject, name: string, tell: Tell): void {
  const number = (value: unknown): number | null => (typeof value === "number" ? value : null);
  for (const [key, narrower] of [
    ["maximum", (a: number, b: number) => b < a],
    ["maxLength", (a: number, b: number) => b < a],
    ["maxItems", (a: number, b: number) => b < a],
    ["minimum", (a: number, b: number) => b > a],
    ["minLength", (a: number, b: number) => b > a],
    ["minItems", (a: number, b: number) => b > a],
  ] as const) {
    const [before, after] = [number(old[key]), number(now[key])];
    if (after !== null && (before === null || narrower(before, after))) {
      const id = `request-property-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-${key.startsWith("max") ? "decreased" : "increased"}`;
      tell(id, true, `takes no ${name} beyond ${key} ${after}${before === null ? "" : `, and took ${before}`}`);
    }
  }
}

function typesOf(schema: JsonObject): readonly string[] {
  const { type } = schema as { readonly type?: unknown };
  const types = Array.isArray(type)
    ? type.filter((each) => typeof each === "string")
    : typeof type === "string"
      ? [type]
      : [];
  return schema["nullable"] === true && types.length > 0 ? [...types, "null"] : types;
}
