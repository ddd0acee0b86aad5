import { describe, expect, it } from "vitest";
import { readQuantities } from "../../src/grammar/quantity.ts";

describe("a quantity", () => {
  it.each([
    ["p95 < 200 ms", { value: 200, unit: "ms", op: "<", quantile: "p95" }],
    ["P99: 0.5s", { value: 0.5, unit: "s", op: null, quantile: "p99" }],
    ["100ms on the 90th percentile", { value: 100, unit: "ms", quantile: "p90" }],
    ["99th percentile below 2 seconds", { value: 2, unit: "s", op: "<", quantile: "p99" }],
    ["median of at most 10 ms", { value: 10, op: "<=", quantile: "p50" }],
    ["≥ 99.9 % availability", { value: 99.9, unit: "%", op: ">=" }],
    ["at least 1,000 RPS", { value: 1000, unit: "rps", op: ">=" }],
    ["10k requests per second", { value: 10_000, unit: "rps" }],
    ["100+ requests/second", { value: 100, unit: "rps", op: ">=" }],
    ["10,000 ticks per second", { value: 10_000, unit: "ticks/s" }],
    ["no more than 5 minutes", { value: 5, unit: "min", op: "<=" }],
    ["must not exceed 512 MB", { value: 512, unit: "MB", op: "<=" }],
    ["within 3 seconds", { value: 3, unit: "s", op: "<=" }],
    ["500-1000 ms", { from: 500, value: 1000, unit: "ms" }],
    ["5 to 10 s", { from: 5, value: 10, unit: "s" }],
    ["~20 µs", { value: 20, unit: "µs", op: "~" }],
    ["3x faster", { value: 3, unit: "x", dimension: "factor" }],
    ["2 s or less", { value: 2, op: "<=" }],
    ["up to 5,000 nodes", { value: 5000, unit: "nodes", op: "<=" }],
    ["O(10k) nodes", { value: 10_000, unit: "nodes", op: "~" }],
    ["menor a 300 ms", { value: 300, unit: "ms", op: "<" }],
    ["al menos 500 documentos/hora", { value: 500, unit: "documentos/h", op: ">=" }],
    ["1.500 documentos/hora", { value: 1500 }],
    ["1,5 s", { value: 1.5, unit: "s" }],
    ["más de 80 por ciento", { value: 80, unit: "%", op: ">" }],
  ])("is read from “%s”", (line, expected) => {
    expect(readQuantities(line)).toMatchObject([expected]);
  });

  it("may stand beside others, each with its own percentile", () => {
    expect(readQuantities("p50 < 50 ms, p95 < 200 ms and p99 < 1 s")).toMatchObject([
      { value: 50, quantile: "p50" },
      { value: 200, quantile: "p95" },
      { value: 1, unit: "s", quantile: "p99" },
    ]);
    expect(readQuantities("<= 90/300/600 ms (p50/p95/p99)")).toMatchObject([
      { value: 90, op: "<=", quantile: "p50" },
      { value: 300, op: "<=", quantile: "p95" },
      { value: 600, op: "<=", quantile: "p99" },
    ]);
  });

  it.each(["version 1.2.3", "$500 of credit", "2026-01-02", "AC-12", "10.0.0.1", "RFC 9110", "issue #12", "port 8080"])(
    "is not in “%s”",
    (line) => {
      expect(readQuantities(line)).toEqual([]);
    },
  );

  it("has its place in the line", () => {
    const line = "API latency: p95 < 200 ms.";
    const [quantity] = readQuantities(line);
    expect(line.slice(quantity?.start, quantity?.end)).toBe("200 ms");
    expect(line.slice(quantity?.bound, quantity?.end)).toBe("< 200 ms");
  });
});
