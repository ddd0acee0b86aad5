import { describe, expect, it } from "vitest";
import { toldOf } from "../../src/load/load.ts";
import { readLoadReport } from "../../src/load/recognise.ts";
import { hasSamples, readSample } from "../shared.ts";
import { k6, onTarget, report } from "./world.ts";

/** Quantiles as `[percent, middle in ms]`. */
function quantiles(text: string, row = 0): readonly (readonly [number, number])[] {
  const { latencies } = readLoadReport(text)?.measurements[row] ?? {};
  return (latencies?.quantiles ?? []).map(({ share, low, high }) => [
    Math.round(share * 1e5) / 1e3,
    Math.round(((low + high) / 2) * 1e4) / 1e4,
  ]);
}

describe.skipIf(!hasSamples)("a report of a real tool (skipped without the shared samples)", () => {
  it("of k6 is the same in all three shapes, and its booleans are not believed", () => {
    for (const name of ["k6-handleSummary", "k6-machine-readable-1.0.0", "k6-summary-export"]) {
      const reading = readLoadReport(readSample(`${name}.DOCUMENTED.json`));
      expect(reading).toMatchObject({ producer: "k6", model: null });
      expect(reading?.measurements).toHaveLength(1);
      const [run] = reading?.measurements ?? [];
      expect(run).toMatchObject({ count: 15_006, errorRate: 0.0033, concurrency: 50, operation: "request" });
      expect(run?.rate).toBeCloseTo(500.02, 1);
      expect(run?.latencies?.quantiles.find(({ share }) => share === 0.95)).toEqual({
        share: 0.95,
        low: 181.3,
        high: 181.3,
      });
    }
  });

  it("of autocannon has no p95 and whole milliseconds", () => {
    const reading = readLoadReport(readSample("autocannon.json"));
    expect(reading?.measurements[0]).toMatchObject({
      path: "/",
      method: null,
      count: 26_505,
      errorRate: 0,
      concurrency: 10,
    });
    const shares = reading?.measurements[0]?.latencies?.quantiles.map(({ share }) => share) ?? [];
    expect(shares).toContain(0.975);
    expect(shares).not.toContain(0.95);
    expect(reading?.measurements[0]?.latencies?.quantiles.find(({ share }) => share === 0.99)).toEqual({
      share: 0.99,
      low: 43,
      high: 45,
    });
  });

  it("of wrk has a unit behind each number", () => {
    const reading = readLoadReport(readSample("wrk-latency.txt"));
    expect(reading).toMatchObject({ producer: "wrk", model: "closed" });
    expect(reading?.measurements[0]).toMatchObject({
      path: "/",
      rate: 1643.07,
      count: 16_459,
      duration: 10.02,
      errorRate: 0,
      concurrency: 10,
    });
    expect(quantiles(readSample("wrk-latency.txt"))).toEqual([
      [50, 4.27],
      [75, 7.98],
      [90, 16.37],
      [99, 52.31],
      [100, 126.93],
    ]);
  });

  it("of hey is in seconds", () => {
    expect(quantiles(readSample("hey.txt"))).toEqual([
      [0, 2.3],
      [10, 3.6],
      [25, 4],
      [50, 4.6],
      [75, 5.6],
      [90, 7.7],
      [95, 10.5],
      [99, 33.7],
      [100, 132],
    ]);
    expect(readLoadReport(readSample("hey.txt"))?.measurements[0]).toMatchObject({
      count: 17_035,
      errorRate: 0,
      duration: 10.0021,
    });
  });

  it("of ab is in whole milliseconds, of one closed loop", () => {
    expect(readLoadReport(readSample("ab.txt"))).toMatchObject({ producer: "ab", model: "closed" });
    expect(readLoadReport(readSample("ab.txt"))?.measurements[0]).toMatchObject({
      path: "/",
      rate: 985.61,
      count: 7935,
      concurrency: 10,
    });
    expect(quantiles(readSample("ab.txt"))).toContainEqual([95, 40]);
  });

  it("of Artillery tells its rate by counting, not by what it calls the rate", () => {
    const [whole, root] = readLoadReport(readSample("artillery-report.json"))?.measurements ?? [];
    expect(whole?.rate).toBeCloseTo(160 / 8.036, 3);
    expect(root).toMatchObject({ label: "/", path: "/", count: 160, errorRate: 0 });
  });

  it("of Locust has a row for each endpoint and one for all", () => {
    const [row, all] = readLoadReport(readSample("locust_stats.DOCUMENTED.csv"))?.measurements ?? [];
    expect(row).toMatchObject({ label: "/v1/orders", method: "POST", path: "/v1/orders", line: 2, rate: 500.02 });
    expect(all).toMatchObject({ label: null, line: 3 });
    // 180 in a bucket of two digits.
    expect(row?.latencies?.quantiles.find(({ share }) => share === 0.95)).toEqual({
      share: 0.95,
      low: 170.5,
      high: 189.5,
    });
  });

  it("of JMeter is computed from its rows", () => {
    const [row] = readLoadReport(readSample("jmeter-results.DOCUMENTED.jtl.csv"))?.measurements ?? [];
    expect(row).toMatchObject({ label: "POST /v1/orders", method: "POST", count: 2, errorRate: 0.5, concurrency: 10 });
    expect(row?.latencies?.samples).toEqual([44, 913]);
  });

  it("of vegeta is in nanoseconds, and what came back is its rate", () => {
    const reading = readLoadReport(readSample("vegeta-report.DOCUMENTED.json"));
    expect(reading?.model).toBe("open");
    expect(reading?.measurements[0]?.rate).toBeCloseTo(101.00012, 4);
    expect(reading?.measurements[0]?.askedRate).toBeCloseTo(101.0101, 4);
    expect(quantiles(readSample("vegeta-report.DOCUMENTED.json"))).toContainEqual([95, 3.4786]);
  });

  it("of hyperfine has every single run, in seconds", () => {
    const [empty, required] = readLoadReport(readSample("hyperfine.json"))?.measurements ?? [];
    expect(empty).toMatchObject({ operation: "command", label: "node -e 0", count: 5, errorRate: 0 });
    expect(empty?.latencies?.samples?.[0]).toBeCloseTo(184.457, 3);
    expect(required?.label).toContain("require");
  });

  it("of a benchmark names its group and function", () => {
    const [small] = readLoadReport(readSample("vitest-bench.json"))?.measurements ?? [];
    expect(small).toMatchObject({
      operation: "function",
      label: "test/a.bench.ts > parse > JSON.parse small",
      count: 256_272,
    });
    const [jmh] = readLoadReport(readSample("jmh.DOCUMENTED.json"))?.measurements ?? [];
    expect(jmh).toMatchObject({ label: "com.acme.ParseBench.parse size=100", rate: 846_309.2, latencies: null });
    const [criterion] = readLoadReport(readSample("criterion-estimates.DOCUMENTED.json"))?.measurements ?? [];
    expect(criterion?.latencies?.average?.low).toBeCloseTo(0.0011802, 7);
    expect(criterion?.latencies?.quantiles).toEqual([]);
  });
});

describe("a load report", () => {
  it("is recognised by its shape and by nothing else", () => {
    expect(readLoadReport("{}")).toBeNull();
    expect(readLoadReport("[]")).toBeNull();
    expect(readLoadReport("not json {")).toBeNull();
    expect(readLoadReport('{"results":[]}')).toBeNull();
    expect(readLoadReport('{"metrics":{"coverage":{"value":80}}}')).toBeNull();
    expect(readLoadReport("Type,Name\nPOST,/x")).toBeNull();
  });

  it("of k6 keeps what its tags tell apart", () => {
    const [run] = readLoadReport(k6({ "p(95)": 10 }, { tags: "{scenario:checkout}" }))?.measurements ?? [];
    expect(run).toMatchObject({ label: "checkout", path: null });
    const [tagged] = readLoadReport(k6({ "p(95)": 10 }))?.measurements ?? [];
    expect(tagged).toMatchObject({ label: "POST /v1/orders", method: "POST", path: "/v1/orders" });
  });

  it("of wrk2 counts from when a request was due", () => {
    const text = `Running 30s test @ http://127.0.0.1:80/index.html
  2 threads and 100 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.02s   604.00us   9.11s   67.35%
  Latency Distribution (HdrHistogram - Recorded Latency)
 50.000%    5.33ms
 99.900%    7.37m
  60018 requests in 30.00s, 19.81MB read
  Socket errors: connect 0, read 1, write 2, timeout 3
  Non-2xx or 3xx responses: 594
Requests/sec:   2000.28
Transfer/sec:    676.18KB
`;
    const reading = readLoadReport(text);
    expect(reading).toMatchObject({ producer: "wrk2", model: "open", isCorrected: true });
    expect(reading?.measurements[0]?.errorRate).toBeCloseTo(600 / 60_018, 6);
    expect(quantiles(text)).toEqual([
      [50, 5.33],
      [99.9, 442_200],
      [100, 9110],
    ]);
  });

  it("of JMeter may have commas, quotes and line breaks in its cells", () => {
    const text =
      'timeStamp,elapsed,label,success,URL\n1000,10,"GET /a, ""quoted""\nand more",true,http://h/a\n1010,20,GET /b,false,http://h/b\nx,y,GET /b,true,\n';
    const rows = readLoadReport(text)?.measurements ?? [];
    expect(rows.map(({ label, line }) => [label, line])).toEqual([
      [null, 2],
      ['GET /a, "quoted"\nand more', 2],
      ["GET /b", 4],
    ]);
    expect(rows[2]).toMatchObject({ errorRate: 1, count: 1 });
  });
});

describe("a histogram of the service itself", () => {
  const text = `# TYPE http_request_duration_seconds histogram
http_request_duration_seconds_bucket{method="post",route="/v1/orders",code="201",le="0.1"} 9000
http_request_duration_seconds_bucket{method="post",route="/v1/orders",code="201",le="0.2"} 9600
http_request_duration_seconds_bucket{method="post",route="/v1/orders",code="201",le="0.5"} 9600
http_request_duration_seconds_bucket{method="post",route="/v1/orders",code="201",le="+Inf"} 9990
http_request_duration_seconds_bucket{method="post",route="/v1/orders",code="500",le="+Inf"} 10
# TYPE sizes_bytes histogram
sizes_bytes_bucket{le="+Inf"} 3
`;

  it("tells of each quantile the bucket in which it lies", () => {
    const { producer, measurements } = readLoadReport(text) ?? {};
    expect(producer).toBe("prometheus");
    expect(measurements).toHaveLength(1);
    const [row] = measurements ?? [];
    expect(row).toMatchObject({
      label: "POST /v1/orders",
      method: "POST",
      path: "/v1/orders",
      count: 10_000,
      errorRate: 0.001,
    });
    const latencies = row?.latencies;
    if (latencies === null || latencies === undefined) throw new Error("there are no times");
    const between = (share: number): readonly unknown[] => {
      const below = latencies.quantiles.findLast((each) => each.share <= share);
      const above = latencies.quantiles.find((each) => each.share >= share);
      return [below?.low, above?.high];
    };
    expect(between(0.89)).toEqual([undefined, 100]);
    expect(between(0.95)).toEqual([100, 200]);
    expect(between(0.97)).toEqual([500, Number.POSITIVE_INFINITY]);
  });

  it("breaks a target and proves none, since nobody knows how it was asked", () => {
    const on = (line: string) => onTarget(line, [report("metrics.txt", text)]);
    expect(on("`POST /v1/orders`: p95 < 80 ms")).toMatchObject({ outcome: "broken" });
    expect(on("`POST /v1/orders`: p97 < 400 ms")).toMatchObject({ outcome: "broken" });
    expect(on("`POST /v1/orders`: p95 < 150 ms")).toMatchObject({ outcome: "unproven", reason: "inconclusive" });
    expect(on("`POST /v1/orders`: p95 < 300 ms")).toMatchObject({ outcome: "unproven", reason: "inconclusive" });
  });
});

describe("what is said behind the name of a report", () => {
  it("may be that its requests were sent on schedule, unless the report tells otherwise", () => {
    expect(toldOf("POST /v1/orders, arrival rate", null)).toEqual({ name: "POST /v1/orders", model: "open" });
    expect(toldOf("open model", null)).toEqual({ name: null, model: "open" });
    expect(toldOf("POST /v1/orders, arrival rate", "closed")).toMatchObject({ model: "closed" });
    expect(toldOf("POST /v1/orders", null)).toEqual({ name: "POST /v1/orders", model: null });
    expect(toldOf(null, null)).toEqual({ name: null, model: null });
  });
});

describe("a damaged report", () => {
  it.skipIf(!hasSamples)("is read or refused, and never ends the run (skipped without the shared samples)", () => {
    const names = [
      "ab.txt",
      "hey.txt",
      "wrk-latency.txt",
      "autocannon.json",
      "artillery-report.json",
      "hyperfine.json",
      "vitest-bench.json",
      "k6-handleSummary.DOCUMENTED.json",
      "locust_stats.DOCUMENTED.csv",
      "jmeter-results.DOCUMENTED.jtl.csv",
      "metrics-openmetrics.txt",
    ];
    for (const name of names) {
      const text = readSample(name);
      for (let i = 0; i < 60; i++) {
        const at = Math.floor((text.length * i) / 60);
        readLoadReport(text.slice(0, at));
        readLoadReport(text.slice(0, at) + text.slice(at + 7));
        readLoadReport(`${text.slice(0, at)}null,"-1e999"\u0000${text.slice(at)}`);
      }
      // Numbers where objects were, and the reverse.
      readLoadReport(text.replace(/\d+/g, "{}"));
      readLoadReport(text.replace(/\{/g, "[").replace(/\}/g, "]"));
    }
    expect(readLoadReport("")).toBeNull();
  });

  it("of any size is read in time that grows with it", () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => `${i},5,GET /a/${i % 5000},true`).join("\n");
    expect(readLoadReport(`timeStamp,elapsed,label,success\n${rows}`)?.measurements).toHaveLength(5001);
    for (const line of [" ", "a", "1%", "50% in 0.1 secs ", "{", '"', ","]) {
      readLoadReport(
        `Running 1s test @ http://x/\n${line.repeat(300_000)}\nRequests/sec: 1\nLatency distribution:\n  Slowest: 1 secs`,
      );
    }
  });
});
