import { execFileSync } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { adviseDocument, readDocument, verifyDocument, type Verdict } from "@lintel/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { gatherFacts, type EvidenceRequest, type Problem } from "../../src/index.ts";

const OPENAPI = `openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
servers: [{ url: https://shop.example.com/api }]
security: [{ bearer: [] }]
paths:
  /v1/orders:
    post:
      requestBody:
        content:
          application/json:
            schema: { $ref: "#/components/schemas/NewOrder" }
      responses:
        "201":
          description: made
          content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } }
    get:
      deprecated: true
      responses:
        "200":
          description: ok
          content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Order" } } } }
  /v1/orders/{orderId}:
    get:
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "other.yaml#/Order" } } } } }
  /v1/health:
    get: { security: [], responses: { "200": { description: ok } } }
  # /v1/refunds:
  #   post: {}
  /internal/v1/audits:
    post: { responses: { default: { description: ok } } }
components:
  securitySchemes: { bearer: { type: http, scheme: bearer } }
  schemas:
    NewOrder:
      type: object
      required: [sku, quantity]
      additionalProperties: false
      properties: { sku: { type: string }, quantity: { type: integer, minimum: 1 }, note: { type: [string, "null"] } }
    Order:
      type: object
      required: [id, sku]
      properties: { id: { type: string, format: uuid }, sku: { type: string } }
`;

function folderWith(files: Readonly<Record<string, string>>): EvidenceRequest["files"] {
  const folder = mkdtempSync(join(tmpdir(), "lintel-api-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const paths = Object.keys(files).toSorted();
  return {
    absolute: (path) => join(folder, path),
    exists: (path) => (existsSync(join(folder, path)) ? "file" : null),
    below: () => paths,
  };
}

/** Verdicts on a document, by the text of the claim. */
async function verdicts(
  text: string,
  files: Readonly<Record<string, string>>,
  settings: EvidenceRequest["settings"] = {},
): Promise<{
  readonly of: (name: string) => Verdict | undefined;
  readonly all: readonly Verdict[];
  readonly problems: readonly Problem[];
}> {
  const document = readDocument({ path: "docs/tdd/orders.md", text }, null);
  const { facts, problems } = await gatherFacts({
    files: folderWith(files),
    git: null,
    documents: [{ document, design: null }],
    settings,
  });
  const all = verifyDocument(document, null, facts);
  const idOf = new Map(document.claims.map(({ text: shown, id }) => [shown, id]));
  return { of: (name) => all.find(({ claim }) => claim === idOf.get(name)), all, problems };
}

const DONE = "# TDD: Orders\n\n**Status**: Implemented\n\n## API Design\n\n";
const DESCRIBED = { "openapi.yaml": OPENAPI };

describe("an endpoint and a description of the interface", () => {
  it("holds when the description has it, with or without the base path of the server, whatever its parameters are called", async () => {
    const { of } = await verdicts(
      `${DONE}- \`POST /v1/orders\`\n- \`GET /api/v1/orders/:id\`\n- \`GET /v1/orders/7\`\n`,
      DESCRIBED,
    );
    expect(of("POST /v1/orders")).toMatchObject({ outcome: "holds", evidence: [{ at: "openapi.yaml:7" }] });
    expect(of("GET /api/v1/orders/:id")).toMatchObject({ outcome: "holds" });
    expect(of("GET /v1/orders/7")).toMatchObject({ outcome: "holds" });
  });

  it.each([
    ["another method of the path", "DELETE /v1/orders"],
    ["the same path under another prefix", "POST /v1/audits"],
    ["an operation that is only in a comment", "POST /v1/refunds"],
    ["a longer path", "GET /v1/orders/{id}/lines"],
    ["a shorter path", "GET /v1"],
    ["another version", "POST /v2/orders"],
    ["the path in other letters", "POST /v1/Orders"],
    ["a property that has the name of a method", "PATCH /v1/health"],
  ])("is broken once delivered, and planned before, when there is only %s", async (_what, endpoint) => {
    expect((await verdicts(`${DONE}- \`${endpoint}\`\n`, DESCRIBED)).of(endpoint)?.outcome).toBe("broken");
    const draft = DONE.replace("Implemented", "Draft");
    expect((await verdicts(`${draft}- \`${endpoint}\`\n`, DESCRIBED)).of(endpoint)).toMatchObject({
      outcome: "unproven",
      reason: "planned",
    });
  });

  it("is broken when everybody may call what the design asks credentials for", async () => {
    const { of } = await verdicts(
      `${DONE}- \`GET /v1/health\`, needs a bearer token\n- \`POST /v1/orders\`, needs a bearer token\n`,
      DESCRIBED,
    );
    expect(of("GET /v1/health")?.because).toContain("lets everybody call it");
    expect(of("POST /v1/orders")?.outcome).toBe("holds");
  });

  it("says what to provide when nothing describes it", async () => {
    const { of } = await verdicts(`${DONE}- \`POST /v1/orders\`\n`, {});
    expect(of("POST /v1/orders")).toMatchObject({ outcome: "unproven", reason: "no-evidence" });
  });

  it("is unproven with a description that cannot be read, which is a problem with its place", async () => {
    const broken = { "openapi.yaml": "openapi: 3.1.0\npaths: {\n  /v1/orders" };
    const { of, problems } = await verdicts(`${DONE}- \`POST /v1/orders\`\n`, broken);
    expect(of("POST /v1/orders")?.outcome).toBe("unproven");
    expect(problems[0]?.at).toMatch(/^openapi\.yaml:\d$/);
    const none = await verdicts(`${DONE}- \`POST /v1/orders\`\n`, {}, { openapi: ["api.yaml"] });
    expect(none.problems).toEqual([
      { at: "api.yaml", message: "There is no such file. Make it first, or correct the path." },
    ]);
  });
});

describe("an example of a body and its schema", () => {
  const example = (what: string, json: string): string =>
    `${DONE}### POST /v1/orders\n\n${what}:\n\n\`\`\`json\n${json}\n\`\`\`\n`;

  it("holds when it fits", async () => {
    const { all } = await verdicts(example("Request", '{ "sku": "A", "quantity": 1 }'), DESCRIBED);
    expect(all.map(({ outcome }) => outcome)).toEqual(["holds", "holds"]);
  });

  it.each([
    ["a number that is written as a text", "Request", '{ "sku": "A", "quantity": "1" }', "/quantity must be integer"],
    ["a member that is missing", "Request", '{ "sku": "A" }', "has no “quantity”"],
    ["a member that nobody described", "Request", '{ "sku": "A", "quantity": 1, "price": 2 }', "has “price”"],
    ["a value out of bounds", "Request", '{ "sku": "A", "quantity": 0 }', "must be >= 1"],
    ["an answer that has only the request's members", "Response 201", '{ "sku": "A", "quantity": 1 }', "has no “id”"],
    ["no JSON at all", "Request", "{ sku: A }", "is none"],
  ])("is broken with %s", async (_what, part, json, why) => {
    const { all } = await verdicts(example(part, json), DESCRIBED);
    expect(all.at(-1)).toMatchObject({ outcome: "broken" });
    expect(all.at(-1)?.because).toContain(why);
  });

  it.each([
    ["a status that is not described", "Response 404", '{ "error": "gone" }'],
    ["an example that leaves something out", "Request", '{ "sku": "A", ... }'],
  ])("is unproven with %s", async (_what, part, json) => {
    expect((await verdicts(example(part, json), DESCRIBED)).all.at(-1)?.outcome).toBe("unproven");
  });

  it("is unproven when the schema lies in another file", async () => {
    const text = `${DONE}### GET /v1/orders/{id}\n\nResponse 200:\n\n\`\`\`json\n{ "id": "x" }\n\`\`\`\n`;
    expect((await verdicts(text, DESCRIBED)).all.at(-1)?.outcome).toBe("unproven");
  });

  it("is judged by the rules of OpenAPI 3.0 and 2.0 where those are written", async () => {
    const older = OPENAPI.replace("openapi: 3.1.0", "openapi: 3.0.3")
      .replace('note: { type: [string, "null"] }', "note: { type: string, nullable: true }")
      .replace("minimum: 1 }", "minimum: 0, exclusiveMinimum: true }");
    const files = { "openapi.yaml": older };
    expect(
      (await verdicts(example("Request", '{ "sku": "A", "quantity": 1, "note": null }'), files)).all.at(-1)?.outcome,
    ).toBe("holds");
    expect((await verdicts(example("Request", '{ "sku": "A", "quantity": 0 }'), files)).all.at(-1)?.outcome).toBe(
      "broken",
    );
    const swagger = JSON.stringify({
      swagger: "2.0",
      basePath: "/api",
      paths: {
        "/v1/orders": {
          post: {
            parameters: [{ in: "body", name: "b", schema: { type: "object", required: ["sku"] } }],
            responses: {},
          },
        },
      },
    });
    expect(
      (await verdicts(example("Request", '{ "sku": "A" }'), { "swagger.json": swagger })).all.at(-1)?.outcome,
    ).toBe("holds");
    expect((await verdicts(example("Request", "{}"), { "swagger.json": swagger })).all.at(-1)?.outcome).toBe("broken");
  });
});

/** A real service on a free port of this machine. */
async function service(): Promise<string> {
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://x");
    const send = (status: number, body?: unknown, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    if (pathname === "/v1/orders" && request.method === "GET") return send(200, [{ id: "a", sku: "A", total: 3 }]);
    if (pathname === "/v1/orders" && request.method === "OPTIONS") return send(204, undefined, { allow: "GET, POST" });
    if (pathname === "/v1/secret") return send(401);
    if (pathname === "/v1/failing") return send(500);
    if (pathname === "/v1/moved") return send(301, undefined, { location: "http://127.0.0.1:1/elsewhere" });
    return send(404, { error: "not_found" });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => new Promise<void>((done) => server.close(() => done())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("an endpoint and a live service", () => {
  const ask = async (endpoint: string): Promise<Verdict | undefined> =>
    (await verdicts(`${DONE}- \`${endpoint}\`\n`, {}, { service: [await service()] })).of(endpoint);

  it("holds when it answers, or when the service says that it allows the method", async () => {
    expect(await ask("GET /v1/orders")).toMatchObject({ outcome: "holds", rung: "answered" });
    expect(await ask("POST /v1/orders")).toMatchObject({ outcome: "holds", rung: "answered" });
  });

  it.each([
    ["is not there", "GET /v1/nothing", "broken"],
    ["does not allow the method", "DELETE /v1/orders", "unproven"],
    ["asks for credentials, as a gate does for any path", "GET /v1/secret", "unproven"],
    ["fails", "GET /v1/failing", "unproven"],
    ["is not found with a made-up parameter", "GET /v1/orders/{id}", "unproven"],
  ])("does not hold when it %s", async (_what, endpoint, outcome) => {
    expect((await ask(endpoint))?.outcome).toBe(outcome);
  });

  it("has an answer whose shape an example is held against", async () => {
    const at = await service();
    const shown = async (json: string): Promise<Verdict | undefined> =>
      (
        await verdicts(
          `${DONE}### GET /v1/orders\n\nResponse 200:\n\n\`\`\`json\n${json}\n\`\`\`\n`,
          {},
          { service: [at] },
        )
      ).all.at(-1);
    expect((await shown('[{ "id": "b", "sku": "B" }]'))?.outcome).toBe("holds");
    expect((await shown('[{ "id": "b", "price": 1 }]'))?.because).toContain("/0/price is not there");
    expect((await shown('[{ "id": 7 }]'))?.because).toContain("/0/id is integer here and string there");
  });

  it("is sent an authorization only when one is handed in", async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const document = readDocument({ path: "docs/tdd/orders.md", text: `${DONE}- \`GET /v1/orders\`\n` }, null);
    const request = {
      files: folderWith({}),
      git: null,
      documents: [{ document, design: null }],
      settings: { service: [at] },
    };
    await gatherFacts(request);
    await gatherFacts({ ...request, authorization: "Bearer x" });
    expect(seen).toEqual([undefined, "Bearer x"]);
  });

  it("is unreachable when nobody listens, which is a problem as well", async () => {
    const { of, problems } = await verdicts(`${DONE}- \`GET /v1/orders\`\n`, {}, { service: ["http://127.0.0.1:9"] });
    expect(of("GET /v1/orders")).toMatchObject({ outcome: "unproven", reason: "unreachable" });
    expect(problems).toHaveLength(1);
  });
});

describe("recorded traffic", () => {
  const har = (entries: readonly object[]): string => JSON.stringify({ log: { version: "1.2", entries } });
  const entry = (method: string, url: string, status: number, body?: unknown): object => ({
    request: { method, url },
    response: {
      status,
      headers: [],
      content: body === undefined ? {} : { mimeType: "application/json", text: JSON.stringify(body) },
    },
  });

  it("proves endpoints and bodies that were really exchanged", async () => {
    const files = { "traffic.har": har([entry("POST", "https://shop.example.com/v1/orders?x=1", 201, { id: "a" })]) };
    const text = `${DONE}### POST /v1/orders\n\nResponse 201:\n\n\`\`\`json\n{ "id": "b" }\n\`\`\`\n\n- \`PUT /v1/orders\`\n`;
    const { all } = await verdicts(text, files, { recordings: ["traffic.har"] });
    expect(all.map(({ outcome }) => outcome)).toEqual(["holds", "holds", "unproven"]);
  });

  it("is a problem when it is none", async () => {
    const { problems } = await verdicts(
      `${DONE}- \`GET /v1/orders\`\n`,
      { "traffic.har": "{}" },
      { recordings: ["*.har"] },
    );
    expect(problems).toEqual([{ at: "traffic.har", message: "This is no HTTP Archive: `log.entries` is missing." }]);
  });
});

describe("the sample description", () => {
  const sample = join(process.env["LINTEL_SHARED"] ?? "../shared", "samples/evidence/openapi-3.1-orders.yaml");
  it.skipIf(!existsSync(sample))("is read whole (skipped without the shared samples)", async () => {
    const text = `${DONE}- \`POST /v1/orders\`\n- \`GET /v1/orders\`\n- \`GET /v1/orders/{orderId}\`\n`;
    const { all } = await verdicts(text, { "openapi.yaml": readFileSync(sample, "utf8") });
    expect(all.map(({ outcome }) => outcome)).toEqual(["holds", "holds", "holds"]);
  });
});

describe("a change of the interface since before a document was written", () => {
  it("is advised against when it breaks clients of what the document names", async () => {
    const folder = mkdtempSync(join(tmpdir(), "lintel-api-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const run = (...args: string[]): string =>
      execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
    const commit = (message: string): void => {
      run("add", "-A");
      run(
        "-c",
        "user.name=Ada",
        "-c",
        "user.email=ada@example.com",
        "-c",
        "commit.gpgsign=false",
        "commit",
        "-qm",
        message,
      );
    };
    run("init", "--quiet");
    writeFileSync(join(folder, "openapi.yaml"), OPENAPI);
    commit("before");
    mkdirSync(join(folder, "docs/tdd"), { recursive: true });
    const text = `${DONE}- \`POST /v1/orders\`\n`;
    writeFileSync(join(folder, "docs/tdd/orders.md"), text);
    commit("the design");
    writeFileSync(
      join(folder, "openapi.yaml"),
      OPENAPI.replace("required: [sku, quantity]", "required: [sku, quantity, note]").replace(
        '"200": { description: ok } } }',
        '"204": { description: ok } } }',
      ),
    );
    const document = readDocument({ path: "docs/tdd/orders.md", text }, null);
    const { facts } = await gatherFacts({
      files: { absolute: (path) => join(folder, path), exists: () => null, below: () => ["openapi.yaml"] },
      git: (args) => ({ ok: true, out: run(...args) }),
      documents: [{ document, design: null }],
      settings: {},
    });
    // The health check changed as well, and this document does not name it.
    expect(
      adviseDocument(document, facts).map(({ rule, message }) => [
        rule,
        message.includes("POST /v1/orders asks for “note”"),
      ]),
    ).toEqual([["request-property-became-required", true]]);
  });
});
