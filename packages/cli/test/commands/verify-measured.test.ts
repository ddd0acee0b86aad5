import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commit, lintel, repositoryWith, writeFiles } from "../repository.ts";

const DESIGN = `# TDD: Orders

**Status**: Implemented

## Performance

- \`GET /v1/orders\`: p95 < 5 s
- \`POST /v1/orders\`: p95 < 200 ms

## Observability

### Metrics

- \`orders_total\` counter
- \`orders_lost_total\` counter
- \`orders_named_total\` counter

### Alerts

- \`OrdersFlood\`: orders_total > 1000
`;
const RULES = `groups:
  - name: orders
    rules:
      - alert: OrdersFlood
        expr: orders_total > 1000
`;
const K6 = JSON.stringify({
  root_group: { name: "" },
  metrics: {
    "http_req_duration{name:POST /v1/orders}": { values: { "p(95)": 100, max: 120 } },
    "http_reqs{name:POST /v1/orders}": { values: { count: 9000, rate: 100 } },
    "http_req_failed{name:POST /v1/orders}": { values: { rate: 0 } },
  },
});

let server: Server;
let address = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    response.end(request.url === "/metrics" ? "# TYPE orders_total counter\norders_total 7\n" : "[]");
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
});

interface Judged {
  readonly outcome: string;
  readonly reason?: string;
  readonly because: string;
}

/** Verdicts by the text of their claims. */
async function verify(folder: string, ...args: readonly string[]): Promise<ReadonlyMap<string, Judged>> {
  const { out, err } = await lintel(folder, ["verify", "--format", "json", ...args]);
  if (out === "") throw new Error(err);
  const { documents } = JSON.parse(out) as {
    documents: { claims: { id: string; text: string }[]; verdicts: (Judged & { claim: string })[] }[];
  };
  const [document] = documents;
  const texts = new Map(document?.claims.map(({ id, text }) => [id, text]));
  return new Map(document?.verdicts.map((verdict) => [texts.get(verdict.claim) ?? "", verdict]));
}

function repository(): string {
  return repositoryWith({
    "docs/tdd/orders.md": DESIGN,
    "monitoring/alerts.yml": RULES,
    "load/orders.json": K6,
    "monitoring/page.txt": "# TYPE orders_total counter\norders_total 7\n",
    "src/metrics.ts": '// counts\nexport const NAMED = "orders_named_total";\n',
  });
}

describe("lintel verify, on what is measured", () => {
  it("puts a service under load, judges by it on this commit, and by it no more on the next", async () => {
    const folder = repository();
    const load = ["--load", `${address}/v1/orders?page=1`, "--rate", "200", "--duration", "1", "--kind", "target"];
    const first = await verify(folder, ...load);
    expect(first.get("`GET /v1/orders`: p95 < 5 s")).toMatchObject({ outcome: "holds" });
    expect(first.get("`POST /v1/orders`: p95 < 200 ms")).toMatchObject({ outcome: "unproven", reason: "no-evidence" });
    const [kept] = readdirSync(join(folder, ".lintel/evidence/load"));
    expect(kept).toBe("get-v1-orders-200rps.json");
    expect(JSON.parse(readFileSync(join(folder, ".lintel/evidence/load", kept ?? ""), "utf8"))).toMatchObject({
      sent: 200,
    });
    const again = await verify(folder, "--kind", "target");
    expect(again.get("`GET /v1/orders`: p95 < 5 s")).toMatchObject({ outcome: "holds" });
    commit(folder, "keep the report");
    const committed = await verify(folder, "--kind", "target");
    expect(committed.get("`GET /v1/orders`: p95 < 5 s")).toMatchObject({ outcome: "holds" });
    writeFiles(folder, { "src/orders.ts": "export {};\n" });
    commit(folder, "change the service");
    const later = await verify(folder, "--kind", "target");
    expect(later.get("`GET /v1/orders`: p95 < 5 s")).toMatchObject({ outcome: "unproven", reason: "stale" });
  });

  it("believes no report of which nobody says on which commit it was made", async () => {
    const verdicts = await verify(repository(), "--evidence", "load=load/*.json", "--kind", "target");
    expect(verdicts.get("`POST /v1/orders`: p95 < 200 ms")).toMatchObject({
      outcome: "unproven",
      reason: "inconclusive",
    });
  });

  it("believes a report that was bound to this commit, and a page of metrics likewise", async () => {
    const folder = repository();
    expect((await lintel(folder, ["evidence", "add", "load/orders.json", "monitoring/page.txt"])).code).toBe(0);
    const verdicts = await verify(
      folder,
      "-e",
      "load=load/*.json",
      "-e",
      "metrics=monitoring/page.txt",
      "--kind",
      "target",
      "--kind",
      "metric",
    );
    expect(verdicts.get("`POST /v1/orders`: p95 < 200 ms")).toMatchObject({ outcome: "holds" });
    expect(verdicts.get("`orders_total` counter")).toMatchObject({ outcome: "holds" });
  });

  it("looks for metrics on the page of the service, in the sources, and for rules in the repository", async () => {
    const verdicts = await verify(
      repository(),
      "-e",
      `metrics=${address}/metrics`,
      "--kind",
      "metric",
      "--kind",
      "alert",
    );
    expect(verdicts.get("`orders_total` counter")).toMatchObject({ outcome: "holds" });
    expect(verdicts.get("`orders_lost_total` counter")).toMatchObject({ outcome: "broken" });
    expect(verdicts.get("`orders_named_total` counter")).toMatchObject({
      outcome: "unproven",
      because: "“orders_named_total” is named in src/metrics.ts:2 and on no page of metrics.",
    });
    expect(verdicts.get("`OrdersFlood`: orders_total > 1000")).toMatchObject({ outcome: "holds" });
  });

  it("says which page could not be reached, and ends with 2", async () => {
    const { code, out } = await lintel(repository(), [
      "verify",
      "-e",
      "metrics=http://127.0.0.1:1/metrics",
      "--kind",
      "metric",
    ]);
    expect(code).toBe(2);
    expect(out).toContain("could not be reached");
  });

  it("puts nothing under load that is not this machine", async () => {
    const { code, err } = await lintel(repository(), ["verify", "--load", "http://shop.example/"]);
    expect(code).toBe(64);
    expect(err).toContain("shop.example is not this machine");
    expect((await lintel(repository(), ["verify", "--rate", "5"])).code).toBe(64);
  });
});
