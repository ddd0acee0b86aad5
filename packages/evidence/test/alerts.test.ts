import {
  readDocument,
  verifyDocument,
  type AlertFacts,
  type AlertRule,
  type Facts,
  type MetricFacts,
  type UnprovenReason,
  type Verdict,
} from "@lintel/core";
import { describe, expect, it } from "vitest";
import { secondsOf } from "../src/alerts/duration.ts";
import { readOpenSlo } from "../src/alerts/openslo.ts";
import { readQuery } from "../src/alerts/promql.ts";
import { readRules } from "../src/alerts/rules.ts";
import { pageOf } from "../src/metrics/metrics.ts";
import { hasSamples, readSample } from "./shared.ts";

const RULES = `groups:
  - name: orders
    rules:
      - alert: OrdersFailing
        expr: sum(rate(orders_failed_total{code=~"5.."}[5m])) / sum(rate(orders_total[5m])) > 0.01
        for: 5m
        labels: { severity: page }
        annotations: { summary: Orders fail }
      - alert: OrderQueueDeep
        expr: orders_queue_depth > 1000
        for: 10m
      - alert: PaymentQueueDeep
        expr: payments_queue_depth > 1000
        for: 10m
      - alert: OrdersSlow
        expr: orders:latency:p95 > 0.5
      - alert: ServiceDown
        expr: up{job="orders"} == 0
        for: 5 minutes
      - alert: Typo
        expr: sum(rate(orders_total[5m]) > 1
      - alert: GhostsSeen
        expr: ghosts_seen_total > 5
      - record: orders:latency:p95
        expr: histogram_quantile(0.95, sum by (le) (rate(order_duration_seconds_bucket[5m])))
`;
const PAGE = `# TYPE orders_failed_total counter
orders_failed_total{code="500"} 1
# TYPE orders_total counter
orders_total 9
orders_queue_depth 3
payments_queue_depth 3
`;

function rulesOf(text: string, isCurrent = true): readonly AlertRule[] {
  const file = readRules(text, readQuery);
  if (file === null || "message" in file) throw new Error("these are no rules");
  return file.alerts.map((rule) => ({ ...rule, path: "alerts.yml", isCurrent }));
}

function facts(more: Partial<AlertFacts> = {}): AlertFacts {
  return {
    rules: rulesOf(RULES),
    recorded: new Set(["orders:latency:p95"]),
    files: ["alerts.yml"],
    query: readQuery,
    ...more,
  };
}

function page(text: string, isLive = true): MetricFacts {
  const read = pageOf(text);
  if (read === null) throw new Error("this is no page");
  return { pages: [{ at: "http://127.0.0.1/metrics", isLive, ...read, binding: null }], unread: [], named: () => [] };
}

function on(kind: string, markdown: string, given: Facts): readonly Verdict[] {
  const document = readDocument({ path: "docs/orders.md", text: markdown }, null);
  return verifyDocument(document, null, given).filter(({ claim }) => claim.startsWith(`${kind}:`));
}

function onAlert(
  line: string,
  given: Facts = { alerts: facts(), metrics: page(PAGE) },
  status = "Implemented",
): Verdict {
  const [verdict] = on("alert", `# Orders\n\n**Status**: ${status}\n\n## Alerts\n\n- ${line}\n`, given);
  if (verdict === undefined) throw new Error(`“${line}” holds no alert`);
  return verdict;
}

describe("a query", () => {
  it("is read with its metrics, limits and ranges", () => {
    expect(readQuery('sum(rate(a_total{code=~"5..",x!="y"}[5m])) / sum(rate(b_total[1h30m])) > bool 0.01')).toEqual({
      ok: true,
      selectors: [
        {
          metric: "a_total",
          matchers: [
            { label: "code", op: "=~", value: "5.." },
            { label: "x", op: "!=", value: "y" },
          ],
          isAbsent: false,
        },
        { metric: "b_total", matchers: [], isAbsent: false },
      ],
      comparisons: [{ op: ">", value: 0.01 }],
      ranges: [300, 5400],
    });
    expect(readQuery('{__name__="a.b",job="x"}')).toMatchObject({ selectors: [{ metric: "a.b" }] });
    expect(readQuery('{"http.requests"} >= 100 * 1024')).toMatchObject({
      selectors: [{ metric: "http.requests" }],
      comparisons: [{ op: ">=", value: 102_400 }],
    });
    expect(readQuery('absent(up{job="x"})')).toMatchObject({ selectors: [{ metric: "up", isAbsent: true }] });
  });

  it("is none where it stops being one", () => {
    expect(readQuery("rate(foo[5 minutes]) > 1")).toEqual({ ok: false, at: 11, found: "“minutes”" });
    expect(readQuery("sum(")).toEqual({ ok: false, at: 4, found: "the end" });
    expect(readQuery("error rate > 1%")).toMatchObject({ ok: false });
    expect(readQuery("")).toMatchObject({ ok: false, found: "nothing" });
    expect(readQuery("(".repeat(30_000))).toMatchObject({ ok: false });
  });

  it("has durations of Prometheus", () => {
    expect(["5m", "1h30m", "0", "1d", "500ms"].map(secondsOf)).toEqual([300, 5400, 0, 86_400, 0.5]);
    expect(["5 minutes", "5", "m", "", "5min", "1m1h", "-5m"].map(secondsOf)).toEqual(
      Array.from({ length: 7 }, () => null),
    );
  });
});

describe("a file of rules", () => {
  it("has its rules with their lines, and what is wrong with them", () => {
    const rules = rulesOf(RULES);
    expect(rules.map(({ name, line, seconds }) => [name, line, seconds])).toEqual([
      ["OrdersFailing", 4, 300],
      ["OrderQueueDeep", 9, 600],
      ["PaymentQueueDeep", 12, 600],
      ["OrdersSlow", 15, 0],
      ["ServiceDown", 17, null],
      ["Typo", 20, 0],
      ["GhostsSeen", 22, 0],
    ]);
    expect(rules[4]?.problems).toEqual(["“for: 5 minutes” is no duration"]);
    expect(rules[5]?.problems[0]).toContain("its query cannot be read");
  });

  it("may be wrapped for Kubernetes, may be none, and may be no YAML", () => {
    const wrapped = `kind: PrometheusRule\nspec:\n${RULES.replaceAll(/^/gm, "  ")}`;
    expect(rulesOf(wrapped)).toHaveLength(7);
    expect(readRules("groups:\n  - admins\n", readQuery)).toBeNull();
    expect(readRules("openapi: 3.1.0\n", readQuery)).toBeNull();
    expect(readRules("groups:\n  - rules: [\n", readQuery)).toMatchObject({ line: expect.any(Number) });
  });

  it.skipIf(!hasSamples)("that Prometheus accepts has no problem (skipped without the shared samples)", () => {
    const [rule] = rulesOf(readSample("prometheus-rules.yml"));
    expect(rule).toMatchObject({ name: "HighErrorRate", seconds: 300, severity: "page", problems: [], line: 4 });
  });
});

describe("an alert", () => {
  it("holds when exactly one rule fires under its condition and what it reads is measured", () => {
    const verdict = onAlert("`OrdersFailing`: more than 1 % of orders fail for 5 minutes (page)");
    expect(verdict).toMatchObject({
      outcome: "holds",
      rung: "measured",
      evidence: [{ at: "alerts.yml:4" }, { source: "metrics" }],
    });
    expect(onAlert("Order queue depth > 1000 for 10 minutes")).toMatchObject({
      outcome: "holds",
      evidence: [{ at: "alerts.yml:9" }, {}],
    });
  });

  it("holds by a rule over what another rule records", () => {
    expect(onAlert("Orders latency > 500 ms")).toMatchObject({ outcome: "holds", rung: "rule" });
  });

  it("is broken when the rule of that name fires at something else", () => {
    expect(onAlert("`OrdersFailing`: more than 5 % of orders fail").because).toBe(
      "The rule OrdersFailing fires at > 0.01, and the design says 0.05.",
    );
    expect(onAlert("`OrderQueueDeep`: queue depth > 1000 for 5 minutes").because).toBe(
      "The rule OrderQueueDeep fires after 600 s, and the design says 300 s.",
    );
    expect(onAlert("`ServiceDown` when it is down for 5 minutes").because).toBe(
      "The rule ServiceDown is none: “for: 5 minutes” is no duration.",
    );
    expect(onAlert("`Typo` when orders exceed 1 per second").outcome).toBe("broken");
  });

  it("is broken when the query in the design is none, at its line", () => {
    const inCode = onAlert("Failing orders: `rate(orders_failed_total[5 minutes]) > 1`");
    expect(inCode).toMatchObject({ outcome: "broken", evidence: [{ source: "document", at: "docs/orders.md:7" }] });
    const text =
      "# Orders\n\n## Alerts\n\n- Order queue depth > 1000 for 10 minutes\n\n```promql\norders_queue_depth >\n  (1000\n```\n";
    const [verdict] = on("alert", text, { alerts: facts(), metrics: page(PAGE) });
    expect(verdict).toMatchObject({ outcome: "broken", evidence: [{ at: "docs/orders.md:9" }] });
  });

  it("is planned until the design is delivered", () => {
    expect(onAlert("Refunds above 10 per minute", undefined, "Draft")).toMatchObject({
      outcome: "unproven",
      reason: "planned",
    });
  });
});

/** Each looks like an alert that would fire, and is none. */
describe("what looks like an alert and is none", () => {
  const metrics = page(PAGE);
  it.each<readonly [string, string, UnprovenReason, Facts]>([
    ["a condition that two rules fit", "Queue depth > 1000", "ambiguous", { alerts: facts(), metrics }],
    ["a rule at another threshold", "Order queue depth > 500", "inconclusive", { alerts: facts(), metrics }],
    ["a rule on the other side", "Order queue depth < 1000", "inconclusive", { alerts: facts(), metrics }],
    [
      "a rule after another time",
      "Order queue depth > 1000 for 1 minute",
      "inconclusive",
      { alerts: facts(), metrics },
    ],
    [
      "a rule about something else at the same threshold",
      "Refund backlog > 1000",
      "inconclusive",
      { alerts: facts(), metrics },
    ],
    ["a rule on a metric that nobody shows", "`GhostsSeen` > 5", "inconclusive", { alerts: facts(), metrics }],
    [
      "a rule without a page of metrics",
      "Order queue depth > 1000 for 10 minutes",
      "inconclusive",
      { alerts: facts() },
    ],
    [
      "a rule on a page of another time",
      "Order queue depth > 1000 for 10 minutes",
      "inconclusive",
      { alerts: facts(), metrics: page(PAGE, false) },
    ],
    [
      "a rule on a metric that is announced only",
      "Order queue depth > 1000 for 10 minutes",
      "inconclusive",
      { alerts: facts(), metrics: page("# TYPE orders_queue_depth gauge\na 1\n") },
    ],
    [
      "a rule of another severity",
      "`OrdersFailing`: more than 1 % of orders fail for 5 minutes (warning)",
      "inconclusive",
      { alerts: facts(), metrics },
    ],
    [
      "a rule outside of the repository",
      "Order queue depth > 1000 for 10 minutes",
      "inconclusive",
      { alerts: facts({ rules: rulesOf(RULES, false) }), metrics },
    ],
    [
      "a name without a threshold",
      "`OrdersFailing` when too many orders fail",
      "inconclusive",
      { alerts: facts(), metrics },
    ],
    ["a name that no rule has", "`OrdersLost` > 5", "inconclusive", { alerts: facts(), metrics }],
    [
      "no rules at all",
      "Order queue depth > 1000",
      "no-evidence",
      { alerts: facts({ rules: [], files: [] }), metrics },
    ],
  ])("%s", (_, line, reason, given) => {
    expect(onAlert(line, given)).toMatchObject({ outcome: "unproven", reason });
  });
});

const SLO = `apiVersion: openslo/v1
kind: Service
metadata: { name: orders }
---
apiVersion: openslo/v1
kind: SLO
metadata: { name: orders-availability }
spec:
  service: orders
  timeWindow: [{ duration: 30d, isRolling: true }]
  objectives:
    - { displayName: answered, target: 0.999 }
`;

describe("a service level", () => {
  const onSlo = (line: string): Verdict | undefined =>
    on("slo", `# Orders\n\n### SLOs\n\n- ${line}\n`, {
      slos: { objectives: (readOpenSlo(SLO) ?? []).map((each) => ({ ...each, path: "slo.yaml" })) },
    })[0];

  it("is declared as promised, which does not show that it is kept", () => {
    expect(onSlo("Orders availability: 99.9 % per month")).toMatchObject({
      outcome: "unproven",
      reason: "inconclusive",
      rung: "declared",
      evidence: [{ at: "slo.yaml:12" }],
    });
  });

  it("is broken when it is declared otherwise", () => {
    expect(onSlo("Orders availability: 99.5 % per month")?.because).toBe(
      "The service level “orders-availability” declares 99.9 %, and the design says 99.5 %.",
    );
    expect(onSlo("Orders availability: 99.9 % per week")).toMatchObject({ outcome: "broken" });
  });

  it("of something else is not declared", () => {
    expect(onSlo("Payments availability: 99.9 % per month")).toMatchObject({
      outcome: "unproven",
      reason: "no-evidence",
    });
    expect(onSlo("Orders p95 latency < 300 ms")?.outcome).toBe("unproven");
  });

  it.skipIf(!hasSamples)("of OpenSLO has its limit in its query (skipped without the shared samples)", () => {
    expect(readOpenSlo(readSample("openslo.yaml"))).toMatchObject([
      { name: "orders-latency", service: "orders", target: 0.95, window: "28d", milliseconds: 200 },
    ]);
  });
});
