import type { Document } from "../document/document.ts";
import { mergeSchemas, schemaOf, type JsonSchema } from "./json-schema.ts";
import { operationsOf, type DescribedBody, type DescribedOperation } from "./operations.ts";
import { parametersOf } from "./route.ts";

/** An OpenAPI 3.1 document, as plain data. */
export interface OpenApi {
  readonly openapi: "3.1.0";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/**
 * The HTTP interface that documents describe, as OpenAPI 3.1: a path item for each path, schemas inferred from the examples and
 * merged over all of them, the examples beside them. What the documents do not say is not made up: an operation without a
 * described answer has a `default` one.
 */
export function openApiOf(documents: readonly Document[], title: string): OpenApi {
  const operations = documents.flatMap((document) =>
    operationsOf(document).map((operation) => ({ operation, path: document.outline.source.path })),
  );
  const paths: Record<string, Record<string, object>> = {};
  for (const { operation, path } of operations) {
    const item = (paths[operation.path] ??= {});
    item[operation.method.toLowerCase()] ??= operationObject(operation, path);
  }
  const description = `Made from ${documents.map((document) => document.outline.source.path).join(", ")}.`;
  return { openapi: "3.1.0", info: { title, version: "0.0.0", description }, paths };
}

function operationObject({ method, path, claim, bodies }: DescribedOperation, document: string): object {
  const inPath = parametersOf(path).map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }));
  const query = pairsOf(claim?.value.query ?? "").map(([name, value]) => ({
    name,
    in: "query",
    required: false,
    schema: queryType(value),
    ...(/^[<{[]|^$/.test(value) ? {} : { example: queryValue(value) }),
  }));
  const parameters = [...inPath, ...query];
  const requests = bodies.filter(({ part }) => part === "request");
  const answers = new Map<string, DescribedBody[]>();
  for (const body of bodies) {
    if (body.part === "request") continue;
    const same = answers.get(body.part.status) ?? [];
    answers.set(body.part.status, [...same, body]);
  }
  const content = contentObject(requests);
  const responses = [...answers].map(([status, shown]) => {
    const media = contentObject(shown);
    return [status, { description: descriptionOf(status), ...(media === null ? {} : { content: media }) }] as const;
  });
  return {
    description: `Described in ${document}.`,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(content === null || method === "GET" ? {} : { requestBody: { required: true, content } }),
    responses: Object.fromEntries(
      responses.length === 0 ? [["default", { description: "Not described." }]] : responses,
    ),
  };
}

function contentObject(bodies: readonly DescribedBody[]): object | null {
  const values = bodies.flatMap(({ value }) => (value === null ? [] : [value.value]));
  if (values.length === 0) return null;
  const schema: JsonSchema = values.map(schemaOf).reduce(mergeSchemas);
  const examples = Object.fromEntries(values.map((value, i) => [`example-${i + 1}`, { value }]));
  return { "application/json": { schema, examples } };
}

/** "limit=10&dry" as names and values, as they are written. */
function pairsOf(query: string): readonly (readonly [name: string, value: string])[] {
  return query.split("&").flatMap((pair) => {
    const [name = "", value = ""] = pair.split("=", 2);
    return /^[\w.[\]-]+$/.test(name) ? [[name, value] as const] : [];
  });
}

function queryType(value: string): JsonSchema {
  if (/^-?\d+$/.test(value)) return { type: "integer" };
  if (/^-?\d*\.\d+$/.test(value)) return { type: "number" };
  return { type: /^(?:true|false)$/.test(value) ? "boolean" : "string" };
}

function queryValue(value: string): string | number | boolean {
  if (/^-?\d{1,15}(?:\.\d+)?$/.test(value)) return Number(value);
  return value === "true" ? true : value === "false" ? false : value;
}

function descriptionOf(status: string): string {
  return (
    { "1": "Informational", "2": "Success", "3": "Redirection", "4": "Refused", "5": "Failed" }[status.charAt(0)] ??
    "Answer"
  );
}
