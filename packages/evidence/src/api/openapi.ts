import type { ApiDescription, ApiOperation } from "@lintel/core";
import { readStructured, type Structured } from "../text/structured.ts";
import { answerSchema, METHODS, requestSchema, resolved } from "./openapi-parts.ts";
import { schemaChecker } from "./schema.ts";
import { listOf, objectOf, type JsonObject } from "../text/values.ts";

export type OpenApiResult =
  | { readonly ok: true; readonly description: ApiDescription }
  | { readonly ok: false; readonly line: number; readonly message: string };

/**
 * Reads an OpenAPI description (2.0, 3.0, 3.1; YAML or JSON). References inside of the file are followed; what another file holds
 * is not known, and nothing is judged by it.
 */
export function readOpenApi(text: string, path: string): OpenApiResult {
  const result = readStructured(text);
  if (!result.ok) return { ok: false, line: result.line, message: `This is no YAML and no JSON: ${result.message}.` };
  const { read } = result;
  const root = objectOf(read.value);
  const named = root?.["openapi"] ?? root?.["swagger"];
  const version = typeof named === "string" || typeof named === "number" ? String(named) : "";
  if (root === null || !/^[23]\.\d/.test(version)) {
    return {
      ok: false,
      line: 1,
      message: 'This is no OpenAPI description: `openapi: 3.x` or `swagger: "2.0"` is missing.',
    };
  }
  const paths = objectOf(root["paths"]);
  if (paths === null) return { ok: false, line: 1, message: "This OpenAPI description has no `paths`." };
  return { ok: true, description: { path, version, operations: operationsIn({ root, paths, version, path, read }) } };
}

/** The plain data of a description; null for what is none. */
export function rootOf(text: string): JsonObject | null {
  const result = readStructured(text);
  const root = result.ok ? objectOf(result.read.value) : null;
  return root !== null && objectOf(root["paths"]) !== null ? root : null;
}

interface Whole {
  readonly root: JsonObject;
  readonly paths: JsonObject;
  readonly version: string;
  readonly path: string;
  readonly read: Structured;
}

function operationsIn(whole: Whole): readonly ApiOperation[] {
  const { root, paths, path, read } = whole;
  const bases = basesOf(root);
  const saysSecurity = root["security"] !== undefined || hasSchemes(root);
  const check = schemaChecker(root, whole.version);
  return Object.entries(paths).flatMap(([template, value]) => {
    const item = resolved(value, root);
    if (item === null || !template.startsWith("/")) return [];
    return METHODS.flatMap((method): ApiOperation[] => {
      const operation = objectOf(item[method]);
      if (operation === null) return [];
      const responses = objectOf(operation["responses"]) ?? {};
      const request = requestSchema(operation, item, root);
      return [
        {
          method: method.toUpperCase(),
          paths: [...new Set([...bases.map((base) => base + template), template])],
          at: `${path}:${read.lineOf(["paths", template, method])}`,
          isDeprecated: operation["deprecated"] === true,
          isOpen: openness(operation["security"] ?? root["security"], saysSecurity),
          statuses: Object.keys(responses),
          hasRequest: request !== null,
          misfits(part, body) {
            const schema = part === "request" ? request : answerSchema(resolved(responses[part.status], root), root);
            return schema === null ? null : check(schema, body);
          },
        },
      ];
    });
  });
}

/** Base paths of the servers, parameters of servers left out: "" and "/v1". */
function basesOf(root: JsonObject): readonly string[] {
  const servers = listOf(root["servers"]).flatMap((server) => {
    const url = objectOf(server)?.["url"];
    return typeof url === "string" ? [url] : [];
  });
  if (typeof root["basePath"] === "string") servers.push(root["basePath"]);
  const bases = servers.map((url) =>
    url
      .replace(/^[a-z][a-z+.-]*:\/\/[^/]*/i, "")
      .replace(/^\/\/[^/]*/, "")
      .replace(/[?#].*$/, "")
      .replace(/\/+$/, ""),
  );
  return bases.length === 0 ? [""] : bases.filter((base) => base === "" || base.startsWith("/"));
}

function hasSchemes(root: JsonObject): boolean {
  const schemes = objectOf(objectOf(root["components"])?.["securitySchemes"]) ?? objectOf(root["securityDefinitions"]);
  return schemes !== null && Object.keys(schemes).length > 0;
}

/** Open when no requirement stands, or when one of those that suffice is empty; null where nothing is said of security. */
function openness(security: unknown, saysSecurity: boolean): boolean | null {
  if (!Array.isArray(security)) return saysSecurity ? true : null;
  return security.length === 0 || security.some((each) => Object.keys(objectOf(each) ?? {}).length === 0);
}
