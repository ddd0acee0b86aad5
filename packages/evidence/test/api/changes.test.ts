import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { apiChanges } from "../../src/api/changes.ts";
import { rootOf } from "../../src/api/openapi.ts";

const BEFORE = `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /a/{id}:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer, maximum: 100 } }]
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema:
                type: object
                required: [id]
                properties: { id: { type: string }, note: { type: string }, state: { enum: [on, off] }, next: { $ref: "#/components/schemas/Node" } }
    post:
      requestBody: { content: { application/json: { schema: { type: object, required: [n], properties: { n: { type: integer }, k: { enum: [x, y] } } } } } }
      responses: { "201": { description: made }, "409": { description: no } }
  /old:
    get: { deprecated: true, responses: {} }
components:
  schemas:
    Node: { type: object, properties: { next: { $ref: "#/components/schemas/Node" } } }
`;

/** What changes when a text of the description is replaced by another. */
function changes(from: string | RegExp, to: string): readonly string[] {
  const after = BEFORE.replace(from, to);
  expect(after).not.toBe(BEFORE);
  const [a, b] = [rootOf(BEFORE), rootOf(after)];
  if (a === null || b === null) throw new Error("no description");
  return apiChanges(a, b).map(({ id, isBreaking }) => `${isBreaking ? "! " : ""}${id}`);
}

describe("a change of an interface", () => {
  it.each([
    ["an operation that goes", /    post:[^]*?(?=  \/old)/, "", ["! api-removed-without-deprecation"]],
    ["an operation that was announced to go", /  \/old:[^]*?(?=components)/, "", ["api-removed-after-deprecation"]],
    ["a parameter that is called otherwise in the path", "/a/{id}:", "/a/{key}:", []],
    ["a smaller bound", "maximum: 100", "maximum: 50", ["! request-property-maximum-decreased"]],
    ["a greater bound", "maximum: 100", "maximum: 500", []],
    [
      "a parameter that must be there",
      "in: query,",
      "in: query, required: true,",
      ["! request-parameter-became-required"],
    ],
    [
      "a member that an answer no longer has",
      "required: [id]\n                properties: { id: { type: string },",
      "properties: {",
      ["! response-required-property-removed"],
    ],
    [
      "a member that an answer may leave out",
      "required: [id]",
      "required: []",
      ["! response-property-became-optional"],
    ],
    [
      "another type in an answer",
      "id: { type: string }",
      "id: { type: integer }",
      ["! response-property-type-changed"],
    ],
    ["a member more in an answer", "note: {", "more: { type: string }, note: {", ["response-property-added"]],
    ["a value more that an answer may have", "[on, off]", "[on, off, lost]", ["! response-property-enum-value-added"]],
    ["a value less that an answer may have", "[on, off]", "[on]", []],
    ["a wider type of a request", "n: { type: integer }", "n: { type: number }", []],
    [
      "a narrower type of a request",
      "n: { type: integer }",
      "n: { type: string }",
      ["! request-property-type-changed"],
    ],
    ["a member that a request must have", "required: [n]", "required: [n, k]", ["! request-property-became-required"]],
    ["a value that a request may no longer have", "[x, y]", "[x]", ["! request-property-enum-value-removed"]],
    ["an answer that is no longer given", '"201": { description: made }, ', "", ["! response-success-status-removed"]],
    ["a refusal that is no longer given", ', "409": { description: no }', "", ["response-non-success-status-removed"]],
    [
      "credentials",
      "    get:\n      parameters",
      "    get:\n      security: [{ key: [] }]\n      parameters",
      ["! api-security-added"],
    ],
  ])("is told from others: %s", (_what, from, to, expected) => expect(changes(from, to)).toEqual(expected));

  const shared = join(process.env["LINTEL_SHARED"] ?? "../shared", "samples/evidence");
  it.skipIf(!existsSync(shared))("is found in the sample pair (skipped without the shared samples)", () => {
    const [a, b] = ["orders", "orders-breaking"].map((name) =>
      rootOf(readFileSync(join(shared, `openapi-3.1-${name}.yaml`), "utf8")),
    );
    const found = apiChanges(a ?? {}, b ?? {}).filter(({ isBreaking }) => isBreaking);
    expect(new Set(found.map(({ id }) => id))).toEqual(
      new Set([
        "api-removed-without-deprecation",
        "new-required-request-property",
        "request-parameter-became-required",
        "request-property-maximum-decreased",
        "request-property-type-changed",
        "response-required-property-removed",
        "response-property-enum-value-added",
      ]),
    );
  });
});
