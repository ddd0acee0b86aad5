import type { LoadReport, UnprovenReason } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { CURRENT, k6, onTarget, report, verdictsOn } from "./world.ts";

const orders = (values: Readonly<Record<string, number>>, more: Parameters<typeof k6>[1] = {}) =>
  report("load/orders.json", k6(values, more));

describe("a target for a quantile", () => {
  it("holds when the same quantile of the same request is within, and says what was measured", () => {
    const verdict = onTarget("`POST /v1/orders`: p95 < 200 ms", [orders({ "p(95)": 181.3, max: 913 })]);
    expect(verdict).toMatchObject({
      outcome: "holds",
      rung: "measured",
      evidence: [{ source: "load: k6", at: "load/orders.json" }],
    });
    expect(verdict.because).toBe(
      "“duration p95 < 200 ms” is met: load/orders.json (k6) measured p95 181.3 ms for POST /v1/orders.",
    );
  });

  it("is broken when it is beyond, in whatever unit the design says it", () => {
    const verdict = onTarget("`POST /v1/orders`: p95 ≤ 0.15 s", [orders({ "p(95)": 181.3 })]);
    expect(verdict).toMatchObject({
      outcome: "broken",
      next: "Make it faster, or agree on another target in the design.",
    });
  });

  it("holds by a later quantile and breaks by an earlier one when it was not reported itself", () => {
    expect(onTarget("`POST /v1/orders`: p95 < 200 ms", [orders({ "p(90)": 90, "p(97.5)": 190 })]).outcome).toBe(
      "holds",
    );
    expect(onTarget("`POST /v1/orders`: p95 < 200 ms", [orders({ "p(90)": 210, "p(97.5)": 290 })]).outcome).toBe(
      "broken",
    );
    const open = onTarget("`POST /v1/orders`: p95 < 200 ms", [orders({ "p(90)": 90, "p(97.5)": 290 })]);
    expect(open).toMatchObject({ outcome: "unproven", reason: "inconclusive", next: "Let the tool write p95." });
    expect(open.because).toContain("p95 between 90 ms and 290 ms (no p95, between p90 and p97.5)");
  });

  it("holds for a parameter in its path", () => {
    const [verdict] = verdictsOn("# Orders\n\n## Performance\n\n- `GET /v1/orders/{id}`: p95 < 200 ms\n", [
      orders({ "p(95)": 100 }, { tags: "{name:GET /v1/orders/17}" }),
    ]);
    expect(verdict?.outcome).toBe("holds");
  });

  it("holds by single samples only with the confidence that they give", () => {
    const rows = (n: number, slow: number): string =>
      `timeStamp,elapsed,label,success\n${Array.from({ length: n }, (_, i) => `${i * 10},${i < slow ? 300 : 100},GET /v1/orders,true`).join("\n")}\n`;
    const jmeter = (text: string) => [{ ...report("orders.jtl", text), model: "open" as const }];
    expect(onTarget("`GET /v1/orders`: p95 < 200 ms", jmeter(rows(1000, 20))).outcome).toBe("holds");
    expect(onTarget("`GET /v1/orders`: p95 < 200 ms", jmeter(rows(1000, 90))).outcome).toBe("broken");
    const close = onTarget("`GET /v1/orders`: p95 < 200 ms", jmeter(rows(1000, 45)));
    expect(close).toMatchObject({ outcome: "unproven", reason: "inconclusive" });
    expect(close.because).toContain("95 % confidence from 1,000 samples");
  });

  it("is proven by a closed loop when even the requests that it left out could not change it", () => {
    const closed = (max: number) => [orders({ "p(95)": 20, "p(99)": 30, "p(99.9)": 60, max }, { open: false })];
    expect(onTarget("`POST /v1/orders`: p95 < 200 ms", closed(150)).outcome).toBe("holds");
    expect(onTarget("`POST /v1/orders`: p95 < 200 ms", closed(1000)).outcome).toBe("holds");
    expect(onTarget("`POST /v1/orders`: p95 < 200 ms", closed(9000)).outcome).toBe("unproven");
  });
});

describe("a target for a rate or a share", () => {
  it("holds for a rate that came back, and is broken when more was asked for and did not", () => {
    const run = (askedRate: number | null, rate: number) => {
      const base = orders({ "p(95)": 20 }, { rate, count: rate * 30 });
      return [{ ...base, measurements: base.measurements.map((each) => ({ ...each, askedRate })) }];
    };
    expect(onTarget("`POST /v1/orders`: at least 450 RPS", run(null, 500)).outcome).toBe("holds");
    expect(onTarget("`POST /v1/orders`: at least 30,000 requests/min", run(null, 500)).outcome).toBe("holds");
    expect(onTarget("`POST /v1/orders`: at least 800 RPS", run(800, 500)).outcome).toBe("broken");
    expect(onTarget("`POST /v1/orders`: at least 800 RPS", run(null, 500)).outcome).toBe("unproven");
    expect(onTarget("`POST /v1/orders`: at least 800 RPS", run(500, 500)).outcome).toBe("unproven");
  });

  it("holds for a share of errors when there were enough requests to tell", () => {
    expect(onTarget("`POST /v1/orders` error rate < 1%", [orders({ med: 9 }, { failed: 0.0033 })]).outcome).toBe(
      "holds",
    );
    expect(onTarget("`POST /v1/orders` error rate < 0.1%", [orders({ med: 9 }, { failed: 0.0033 })]).outcome).toBe(
      "broken",
    );
    expect(
      onTarget("`POST /v1/orders` error rate < 1%", [orders({ med: 9 }, { failed: 0.005, count: 200 })]).outcome,
    ).toBe("unproven");
    expect(onTarget("`POST /v1/orders` success rate ≥ 99%", [orders({ med: 9 }, { failed: 0.0033 })]).outcome).toBe(
      "holds",
    );
  });

  it("holds for everything when every endpoint of the design was measured", () => {
    const text =
      "# Orders\n\n## API\n\n- `POST /v1/orders`\n- `GET /v1/orders/{id}`\n\n## Performance\n\n- API latency: p95 < 200 ms\n";
    const post = orders({ "p(95)": 100 });
    const get = report("load/get.json", k6({ "p(95)": 50 }, { tags: "{name:GET /v1/orders/7}" }));
    expect(verdictsOn(text, [post, get])[0]).toMatchObject({ outcome: "holds" });
    const half = verdictsOn(text, [post])[0];
    expect(half).toMatchObject({ outcome: "unproven", reason: "inconclusive" });
    expect(half?.because).toContain("GET /v1/orders/{id} was not measured");
  });
});

/** Each looks like proof of “p95 < 200 ms” and is none. */
describe("what looks like proof and is none", () => {
  const slow = { "p(95)": 100, max: 150 };
  it.each<readonly [name: string, line: string, evidence: LoadReport, reason: UnprovenReason]>([
    [
      "the number of another endpoint",
      "`POST /v1/orders`: p95 < 200 ms",
      report("l.json", k6(slow, { tags: "{name:GET /health}" })),
      "no-evidence",
    ],
    [
      "the number of another method",
      "`POST /v1/orders`: p95 < 200 ms",
      report("l.json", k6(slow, { tags: "{name:GET /v1/orders}" })),
      "no-evidence",
    ],
    [
      "the number of the route beside it, which has a parameter there",
      "`GET /v1/orders/search`: p95 < 200 ms",
      report("l.json", k6(slow, { tags: "{name:GET /v1/orders/:id}" })),
      "no-evidence",
    ],
    ["the number of another version", "`POST /v2/orders`: p95 < 200 ms", report("l.json", k6(slow)), "no-evidence"],
    [
      "a run that does not say what it measured",
      "`POST /v1/orders`: p95 < 200 ms",
      report("l.json", k6(slow, { tags: "" })),
      "inconclusive",
    ],
    [
      "another scenario",
      "Checkout: p95 < 200 ms",
      report("l.json", k6(slow, { tags: "{scenario:search}" })),
      "no-evidence",
    ],
    [
      "half of the scenario",
      "Checkout page: p95 < 200 ms",
      report("l.json", k6(slow, { tags: "{scenario:checkout}" })),
      "inconclusive",
    ],
    [
      "a run of something that the design does not name",
      "API latency: p95 < 200 ms",
      report("l.json", k6(slow, { tags: "{name:GET /health}" })),
      "inconclusive",
    ],
    [
      "an unnamed run for a target on everything",
      "API latency: p95 < 200 ms",
      report("l.json", k6(slow, { tags: "" })),
      "inconclusive",
    ],
    ["a median", "`POST /v1/orders`: p95 < 200 ms", report("l.json", k6({ med: 100 })), "inconclusive"],
    ["an average", "`POST /v1/orders`: p95 < 200 ms", report("l.json", k6({ avg: 100 })), "inconclusive"],
    ["a p95 for a p99", "`POST /v1/orders`: p99 < 200 ms", report("l.json", k6({ "p(95)": 100 })), "inconclusive"],
    [
      "too few requests",
      "`POST /v1/orders`: p99 < 200 ms",
      report("l.json", k6({ "p(99)": 100 }, { count: 500 })),
      "inconclusive",
    ],
    ["a lower rate", "`POST /v1/orders`: p95 < 200 ms at 1,000 RPS", report("l.json", k6(slow)), "inconclusive"],
    [
      "fewer users",
      "`POST /v1/orders`: p95 < 200 ms with 200 concurrent users",
      report("l.json", k6(slow)),
      "inconclusive",
    ],
    ["fast failures", "`POST /v1/orders`: p95 < 200 ms", report("l.json", k6(slow, { failed: 0.4 })), "inconclusive"],
    [
      "another commit",
      "`POST /v1/orders`: p95 < 200 ms",
      report("l.json", k6(slow), { binding: { ...CURRENT, isCurrent: false } }),
      "stale",
    ],
    [
      "a commit with other changes",
      "`POST /v1/orders`: p95 < 200 ms",
      report("l.json", k6(slow), { binding: { ...CURRENT, isCurrent: false, dirty: true } }),
      "stale",
    ],
    [
      "no commit at all",
      "`POST /v1/orders`: p95 < 200 ms",
      report("l.json", k6(slow), { binding: null }),
      "inconclusive",
    ],
    [
      "a closed loop over a server that stalls",
      "`POST /v1/orders`: p95 < 200 ms",
      report("l.json", k6({ "p(95)": 8, "p(99)": 44, max: 4000 }, { open: false })),
      "inconclusive",
    ],
    ["rounded milliseconds on the limit", "`GET /`: p97.5 < 25 ms", report("a.json", autocannon(25)), "inconclusive"],
    [
      "a median for a bound without a quantile",
      "`POST /v1/orders`: response time < 200 ms",
      report("l.json", k6({ med: 100, max: 900 })),
      "inconclusive",
    ],
    [
      "a load test for availability",
      "`POST /v1/orders` availability ≥ 99.9%",
      report("l.json", k6(slow)),
      "inconclusive",
    ],
    [
      "requests for orders",
      "Throughput: at least 100 orders/s",
      report("l.json", k6(slow, { tags: "{scenario:browse}" })),
      "no-evidence",
    ],
    [
      "a burst for a rate",
      "`POST /v1/orders`: at least 400 RPS",
      report("l.json", k6(slow, { count: 1000 })),
      "inconclusive",
    ],
    [
      "a load of unknown height",
      "`POST /v1/orders`: p95 < 200 ms under peak load",
      report("l.json", k6(slow)),
      "inconclusive",
    ],
    [
      "an empty database",
      "`POST /v1/orders`: p95 < 200 ms with 1M documents",
      report("l.json", k6(slow)),
      "inconclusive",
    ],
    [
      "small bodies",
      "`POST /v1/orders`: p95 < 200 ms for bodies up to 10 MB",
      report("l.json", k6(slow)),
      "inconclusive",
    ],
    ["another place", "`POST /v1/orders`: p95 < 200 ms from Singapore", report("l.json", k6(slow)), "inconclusive"],
    ["a short run", "`POST /v1/orders`: at least 400 RPS for 2 hours", report("l.json", k6(slow)), "inconclusive"],
    [
      "a load test for a month",
      "`POST /v1/orders` error rate < 1% per month",
      report("l.json", k6(slow)),
      "inconclusive",
    ],
    [
      "a warm request for a cold start",
      "`POST /v1/orders` cold start: p95 < 200 ms",
      report("l.json", k6(slow)),
      "inconclusive",
    ],
    ["memory that nobody measured", "Memory < 200 MB", report("l.json", k6(slow)), "no-evidence"],
  ])("%s", (_, line, evidence, reason) => {
    expect(onTarget(line, [evidence])).toMatchObject({ outcome: "unproven", reason });
  });

  it("seconds read as milliseconds", () => {
    const verdict = onTarget("`POST /v1/orders`: p95 < 2 ms", [report("h.txt", hey(1.9), { name: "POST /v1/orders" })]);
    expect(verdict.outcome).toBe("broken");
  });

  it("two runs that say the opposite", () => {
    const verdict = onTarget("`POST /v1/orders`: p95 < 200 ms", [
      report("a.json", k6(slow)),
      report("b.json", k6({ "p(95)": 400 })),
    ]);
    expect(verdict).toMatchObject({ outcome: "unproven", reason: "inconclusive" });
  });

  it("an expectation is not broken by being missed", () => {
    const verdict = onTarget("`POST /v1/orders` latency is typically about 50 ms", [
      report("b.json", k6({ "p(95)": 400, med: 300 })),
    ]);
    expect(verdict.outcome).toBe("unproven");
  });
});

/** hey, with this p95 in seconds. */
function hey(p95: number): string {
  return `
Summary:
  Total:	10.0021 secs
  Slowest:	${p95 * 2} secs
  Fastest:	0.0023 secs
  Average:	0.0059 secs
  Requests/sec:	1703.1378

Latency distribution:
  50% in ${p95 / 2} secs
  95% in ${p95} secs

Status code distribution:
  [200]	17035 responses
`;
}

/** autocannon, with this p97.5 in milliseconds. */
function autocannon(p97_5: number): string {
  return JSON.stringify({
    url: "http://127.0.0.1:4600/",
    connections: 10,
    duration: 20,
    errors: 0,
    non2xx: 0,
    latency: { average: 7, min: 2, max: p97_5, p50: 4, p97_5, totalCount: 26_505 },
    requests: { average: 1325.3, total: 26_505 },
  });
}
