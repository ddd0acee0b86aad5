import { createServer, type Server } from "node:http";
import {
  readDocument,
  verifyDocument,
  type MetricFacts,
  type ReportBinding,
  type Stage,
  type UnprovenReason,
  type Verdict,
} from "@lintel/core";
import { Counter, exponentialBuckets, Gauge, Histogram, Registry, Summary } from "prom-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchPage, shownAddress } from "../src/fetch.ts";
import { readExposition } from "../src/metrics/exposition.ts";
import { pageOf } from "../src/metrics/metrics.ts";
import { prometheusName } from "../src/metrics/names.ts";
import { hasSamples, readSample } from "./shared.ts";

describe("a page of metrics", () => {
  it("has families with their samples, labels, escapes, special numbers and timestamps", () => {
    const { families, incomplete } = readExposition(
      [
        "# a comment that names comment_total",
        '# HELP jobs_total Jobs, by "state"\\n',
        "# TYPE jobs_total counter",
        'jobs_total{state="done",path="C:\\\\x \\"y\\"\\n,}"} 1.5e3 1700000000000',
        "jobs_total 7",
        "# TYPE wait_seconds histogram",
        'wait_seconds_bucket{le="0.1"} 1',
        'wait_seconds_bucket { le = "+Inf" , } 2',
        "wait_seconds_sum NaN",
        "wait_seconds_count 2",
        "lag_seconds -Inf",
        "# TYPE promised_total counter",
        '{"http.requests", method="GET"} 3',
      ].join("\n"),
    );
    expect(incomplete).toEqual([]);
    expect(families.map(({ name, type, samples }) => [name, type, samples.length])).toEqual([
      ["jobs_total", "counter", 2],
      ["wait_seconds", "histogram", 4],
      ["lag_seconds", "unknown", 1],
      ["promised_total", "counter", 0],
      ["http.requests", "unknown", 1],
    ]);
    const [job] = families[0]?.samples ?? [];
    expect(job).toMatchObject({ value: 1500, line: 4 });
    expect(job?.labels.get("path")).toBe('C:\\x "y"\n,}');
    expect(families[1]?.samples[2]?.value).toBeNaN();
    expect(families[2]?.samples[0]?.value).toBe(Number.NEGATIVE_INFINITY);
  });

  it("of OpenMetrics has exemplars, units and an end, without which it was cut off", () => {
    const text =
      '# TYPE orders counter\n# UNIT latency_seconds seconds\n# TYPE latency_seconds histogram\norders_total 5 # {trace_id="a"} 1 1.6\norders_created 1.7e9\nlatency_seconds_bucket{le="1"} 2 # {trace_id="b"} 0.5\n';
    const whole = readExposition(`${text}# EOF\n`);
    expect(whole.incomplete).toEqual([]);
    expect(whole.families.map(({ name, unit, samples }) => [name, unit, samples.length])).toEqual([
      ["orders", null, 2],
      ["latency_seconds", "seconds", 1],
    ]);
    expect(readExposition(text).incomplete).toEqual(["The page ends without `# EOF`: it was cut off."]);
    expect(readExposition(`${text}# EOF\nmore 1\n`).incomplete).toEqual(["Line 8 stands behind the end."]);
  });

  it("tells the lines that are none", () => {
    const { incomplete } = readExposition('a_total 1\n<html>\nb{x="1} 2\nc{x=1} 2\nd{x="1"}\ne 1 2 3\nf five\n');
    expect(incomplete).toEqual([2, 3, 4, 5, 6].map((line) => `Line ${line} is no sample.`));
  });

  it("keeps the label sets of a histogram apart", () => {
    const [family] = readExposition(
      '# TYPE h histogram\nh_bucket{r="a",le="1"} 1\nh_count{r="a"} 1\nh_bucket{r="b",le="1"} 3\nh_count{r="b"} 3\n',
    ).families;
    expect(family?.samples.map(({ labels, value }) => [labels.get("r"), value])).toEqual([
      ["a", 1],
      ["a", 1],
      ["b", 3],
      ["b", 3],
    ]);
  });

  it.skipIf(!hasSamples)("of a real service is read to its last line (skipped without the shared samples)", () => {
    for (const name of ["metrics-prometheus.txt", "metrics-openmetrics.txt"]) {
      const page = pageOf(readSample(name));
      expect(page?.incomplete).toEqual([]);
      const cpu = page?.families.find(({ names }) => names.includes("process_cpu_user_seconds_total"));
      expect(cpu).toMatchObject({ type: "counter", sampleCount: 1 });
    }
    const otlp = pageOf(readSample("otlp-metrics.DOCUMENTED.jsonl"));
    expect(otlp?.families.map(({ name, type, names }) => [name, type, names[1]])).toEqual([
      ["http.server.request.duration", "histogram", "http_server_request_duration_seconds"],
      ["orders.created", "counter", "orders_created_total"],
    ]);
  });
});

describe("a name of OpenTelemetry", () => {
  it.each([
    ["http.server.request.duration", "s", "histogram", "http_server_request_duration_seconds"],
    ["orders.created", "{order}", "counter", "orders_created_total"],
    ["process.memory.usage", "By", "gauge", "process_memory_usage_bytes"],
    ["cache.hit.ratio", "1", "gauge", "cache_hit_ratio"],
    ["cache.usage", "1", "gauge", "cache_usage_ratio"],
    ["requests", "1", "counter", "requests_total"],
    ["network.speed", "By/s", "gauge", "network_speed_bytes_per_second"],
    ["jobs_total", null, "counter", "jobs_total"],
  ])("%s (%s, %s) is shown as %s", (name, unit, type, shown) => {
    expect(prometheusName(name, unit, type)).toBe(shown);
  });
});

/** A real service: prom-client behind a real server. */
const registry = new Registry();
let server: Server;
let address = "";

beforeAll(async () => {
  const created = new Counter({
    name: "orders_created_total",
    help: "Orders",
    labelNames: ["region"],
    registers: [registry],
  });
  created.inc({ region: "eu" }, 3);
  const duration = new Histogram({
    name: "order_duration_seconds",
    help: "Duration",
    labelNames: ["route", "user_id"],
    buckets: exponentialBuckets(0.01, 2, 5),
    registers: [registry],
  });
  duration.observe({ route: "/v1/orders", user_id: "7" }, 0.02);
  const depth = new Gauge({ name: "orders_queue_depth", help: "Depth", registers: [registry] });
  depth.set(4);
  new Summary({ name: "order_size_bytes", help: "Size", registers: [registry] }).observe(9);
  // Known to the registry, and never counted.
  const refused = new Counter({
    name: "orders_refused_total",
    help: "Or orders_ghost_total",
    labelNames: ["why"],
    registers: [registry],
  });
  refused.reset();
  server = createServer((request, response) => {
    if (request.url === "/elsewhere") response.writeHead(302, { location: "/metrics" }).end();
    else if (request.url === "/broken") response.writeHead(500).end();
    else
      registry.metrics().then(
        (text) => response.end(text),
        () => response.destroy(),
      );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const bound = server.address();
  address = typeof bound === "object" && bound !== null ? `http://127.0.0.1:${bound.port}` : "";
});

afterAll(() => {
  server.close();
});

async function facts(
  more: {
    readonly isLive?: boolean;
    readonly binding?: ReportBinding | null;
    readonly named?: readonly string[];
    readonly text?: string;
  } = {},
): Promise<MetricFacts> {
  const page = pageOf(more.text ?? (await registry.metrics()));
  const { isLive = true, binding = null } = more;
  return {
    pages:
      page === null
        ? []
        : [{ at: `${address}/metrics`, isLive, families: page.families, incomplete: page.incomplete, binding }],
    unread: [],
    named: (name) => (more.named?.includes(name) === true ? [{ path: "src/metrics.ts", line: 3 }] : []),
  };
}

async function onMetric(line: string, given: MetricFacts, stage: Stage = "shipped"): Promise<Verdict> {
  const status = stage === "shipped" ? "**Status**: Implemented\n\n" : "";
  const document = readDocument(
    { path: "docs/orders.md", text: `# Orders\n\n${status}## Metrics\n\n- ${line}\n` },
    null,
  );
  const verdict = verifyDocument(document, null, { metrics: given }).find(({ claim }) => claim.startsWith("metric:"));
  if (verdict === undefined) throw new Error(`“${line}” holds no metric`);
  return verdict;
}

describe("a metric of a running service", () => {
  it("holds when the page has samples of it, by its own name or that of a sample", async () => {
    const given = await facts();
    for (const line of [
      "`orders_created_total{region}` counter",
      "`order_duration_seconds` histogram",
      "`order_duration_seconds_bucket`",
      "`orders_queue_depth` gauge",
      "`orders.queue.depth`",
      "`order.duration` histogram",
      "`order_size_bytes` summary",
    ]) {
      expect(await onMetric(line, given)).toMatchObject({
        outcome: "holds",
        rung: "live",
        because: expect.stringContaining("is exposed"),
      });
    }
  });

  it("is broken when it is of another type, or nobody knows it once the design is delivered", async () => {
    const type = await onMetric("`orders_queue_depth` counter", await facts());
    expect(type).toMatchObject({ outcome: "broken", because: "“orders_queue_depth” is a gauge and no counter." });
    const gone = await onMetric("`orders_create_total` counter", await facts());
    expect(gone).toMatchObject({ outcome: "broken", next: "Did you mean “orders_created_total”?" });
  });

  it("is planned until the design is delivered", async () => {
    const verdict = await onMetric("`orders_lost_total`", await facts(), "planned");
    expect(verdict).toMatchObject({ outcome: "unproven", reason: "planned" });
  });

  it("advises against labels with as many values as there are users", async () => {
    const verdict = await onMetric("`order_duration_seconds{route,user_id}`", await facts());
    expect(verdict).toMatchObject({
      outcome: "holds",
      next: "Take “user_id” out of its labels: each value is a time series of its own.",
    });
  });

  it("may say itself of which commit it is", async () => {
    const text = `${await registry.metrics()}\n# TYPE shop_build_info gauge\nshop_build_info{revision="abcdef1234"} 1\n`;
    expect(pageOf(text)?.built).toBe("abcdef1234");
  });

  it("is fetched from the address that was named, and from no other", async () => {
    expect(await fetchPage(`${address}/metrics`, "*/*")).toMatchObject({ ok: true });
    expect(await fetchPage(`${address}/elsewhere`, "*/*")).toEqual({
      ok: false,
      message: "It answered with 302; 200 was expected.",
    });
    expect(await fetchPage(`${address}/broken`, "*/*")).toMatchObject({ ok: false });
    expect(await fetchPage("http://127.0.0.1:1/", "*/*")).toMatchObject({ ok: false });
    expect(shownAddress("http://me:secret@host/metrics")).toBe("http://host/metrics");
  });
});

/** Each looks like a metric that is exposed, and is none. */
describe("what looks like a metric and is none", () => {
  it.each<readonly [string, string, UnprovenReason, Parameters<typeof facts>[0]]>([
    ["a name that was announced and never counted", "`orders_refused_total`", "inconclusive", {}],
    [
      "a name in the text of HELP, and in the sources",
      "`orders_ghost_total`",
      "inconclusive",
      { named: ["orders_ghost_total"] },
    ],
    ["a name in the sources only", "`orders_lost_total`", "inconclusive", { named: ["orders_lost_total"] }],
    [
      "a name in a comment of the page",
      "`jobs_total`",
      "inconclusive",
      { text: "# jobs_total 5\na_total 1\n", named: ["jobs_total"] },
    ],
    ["a label that no sample has", "`orders_created_total{country}`", "inconclusive", {}],
    ["a type that nothing tells", "`a_total` counter", "inconclusive", { text: "a_total 1\n" }],
    ["a page that somebody saved at some time", "`orders_created_total`", "inconclusive", { isLive: false }],
    [
      "a service that was built from another commit",
      "`orders_created_total`",
      "stale",
      { binding: { commit: "abcdef1", tree: "", dirty: false, isCurrent: false } },
    ],
    ["a page that was cut off", "`b_total`", "inconclusive", { text: "# UNIT a seconds\na 1\n" }],
    ["a metric in words", "Queue depth", "inconclusive", {}],
    ["the beginning of a longer name", "`orders_created`", "inconclusive", { named: ["orders_created"] }],
    ["the end of a longer name", "`created_total`", "inconclusive", { named: ["created_total"] }],
  ])("%s", async (_, line, reason, given) => {
    expect(await onMetric(line, await facts(given))).toMatchObject({ outcome: "unproven", reason });
  });
});
