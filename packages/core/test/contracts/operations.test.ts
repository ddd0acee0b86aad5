import { describe, expect, it } from "vitest";
import { openApiOf } from "../../src/contracts/openapi.ts";
import { operationsOf } from "../../src/contracts/operations.ts";
import { mergeSchemas, schemaOf } from "../../src/contracts/json-schema.ts";
import { isOfRoute, sameRoute, templateOf } from "../../src/contracts/route.ts";
import { readDocument } from "../../src/document/read.ts";

const API = `# TDD: Orders

## API Design

### POST /v1/orders

Request:

\`\`\`json
{ "sku": "A-1", "quantity": 2 }
\`\`\`

Response \`201\`:

\`\`\`json
{ "id": "0b8f0b7e-8f4e-4c69-9a51-6f4f3c5a2c11", "sku": "A-1", "quantity": 2 }
\`\`\`

Error 409:

\`\`\`json
{ "error": "sold_out" }
\`\`\`

### GET /v1/orders/:id?expand=lines

#### Response

\`\`\`jsonc
{
  "id": "0b8f0b7e-8f4e-4c69-9a51-6f4f3c5a2c11", // the number
  "note": null,
}
\`\`\`
`;

const read = (text: string) => readDocument({ path: "docs/tdd/orders.md", text }, null);

describe("the operations of a document", () => {
  it("have the bodies that are shown for them, and what each is the body of", () => {
    const shown = operationsOf(read(API)).map(({ method, path, bodies }) => ({
      name: `${method} ${path}`,
      parts: bodies.map(({ part, value }) => [part === "request" ? part : part.status, value?.value]),
    }));
    expect(shown).toEqual([
      {
        name: "POST /v1/orders",
        parts: [
          ["request", { sku: "A-1", quantity: 2 }],
          ["201", { id: "0b8f0b7e-8f4e-4c69-9a51-6f4f3c5a2c11", sku: "A-1", quantity: 2 }],
          ["409", { error: "sold_out" }],
        ],
      },
      { name: "GET /v1/orders/{id}", parts: [["2XX", { id: "0b8f0b7e-8f4e-4c69-9a51-6f4f3c5a2c11", note: null }]] },
    ]);
  });

  it("take the order of bodies for request and answer where no word says so", () => {
    const [operation] = operationsOf(
      read('## API\n\n`PUT /v1/a`\n\n```json\n{ "a": 1 }\n```\n\n```json\n{ "b": 1 }\n```\n'),
    );
    expect(operation?.bodies.map(({ part }) => part)).toEqual(["request", { status: "2XX" }]);
  });

  it("do not take a body of which nothing says whose it is", () => {
    const text = '## API\n\n`PUT /v1/a` writes.\n\n## Events\n\n```json\n{ "a": 1 }\n```\n';
    expect(operationsOf(read(text)).flatMap(({ bodies }) => bodies)).toEqual([]);
  });

  it("become OpenAPI 3.1 with schemas that the examples fit", () => {
    const { openapi, paths } = openApiOf([read(API)], "Orders");
    expect(openapi).toBe("3.1.0");
    expect(Object.keys(paths)).toEqual(["/v1/orders", "/v1/orders/{id}"]);
    expect(paths["/v1/orders"]?.["post"]).toMatchObject({
      requestBody: {
        content: {
          "application/json": {
            schema: { type: "object", required: ["sku", "quantity"], properties: { quantity: { type: "integer" } } },
          },
        },
      },
      responses: {
        "201": { content: { "application/json": { schema: { properties: { id: { format: "uuid" } } } } } },
        "409": {},
      },
    });
    expect(paths["/v1/orders/{id}"]?.["get"]).toMatchObject({
      parameters: [
        { name: "id", in: "path", required: true },
        { name: "expand", in: "query", required: false },
      ],
    });
  });
});

describe("schemas of examples", () => {
  it("merge to the narrowest that all fit", () => {
    const merged = [{ a: 1, b: "x" }, { a: 1.5 }, { a: null }].map(schemaOf).reduce(mergeSchemas);
    expect(merged).toEqual({
      type: "object",
      properties: { a: { type: ["number", "null"] }, b: { type: "string" } },
      required: ["a"],
    });
    expect([[], [1], ["x"]].map(schemaOf).reduce(mergeSchemas)).toEqual({
      type: "array",
      items: { type: ["integer", "string"] },
    });
  });
});

describe("routes", () => {
  it.each([
    ["/v1/orders/{id}", "/v1/orders/:orderId", true],
    ["/v1/orders/<int:id>/", "/v1/orders/[id]", true],
    ["/v1/orders", "/v1/orders/{id}", false],
    ["/v1/orders", "/v2/orders", false],
    ["/orders", "/v1/orders", false],
    ["/v1/Orders", "/v1/orders", false],
  ])("%s and %s are the same: %s", (a, b, same) => expect(sameRoute(a, b)).toBe(same));

  it("know a concrete path of theirs", () => {
    expect(isOfRoute("/v1/orders/7", "/v1/orders/{id}")).toBe(true);
    expect(isOfRoute("/v1/orders/7/lines", "/v1/orders/{id}")).toBe(false);
    expect(isOfRoute("/v1/orders/${id}", "/v1/orders/:orderId")).toBe(true);
    expect(isOfRoute("/v1/orders/{id}", "/v1/orders/search")).toBe(false);
    expect(templateOf("/v1/a/:b/<c>/[d]")).toBe("/v1/a/{b}/{c}/{d}");
  });
});
