import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/document/read.ts";

/** What a document holds of one kind, in the author's words. */
function read(kind: string, markdown: string): readonly string[] {
  const { claims } = readDocument({ path: "design.md", text: markdown }, null);
  return claims.filter((claim) => claim.kind === kind).map((claim) => claim.text);
}

describe("risks are read", () => {
  it("where a label says so below a heading, and what is done about them is none", () => {
    const markdown = `# Lists

## Risk Mitigation

### Performance concerns

**Risk:** A larger store may render too often.

**Likelihood:** Low

**Mitigation:**
- Memoise what is derived
- Measure before and after

**Detection:**
- The profiler shows it

### Lost orders

**Risk:** The old worker may drop orders.

**Mitigation:**
- Run both for a week

**Rollback:** Stop the new one.
`;
    expect(read("risk", markdown)).toEqual(["A larger store may render too often.", "The old worker may drop orders."]);
  });

  it("where they are weighed against what is gained", () => {
    expect(
      read(
        "risk",
        "# Feed\n\n## Risks / Trade-offs\n\n- [Slow joins] → cache the feed\n- [Stale pages] → expire them\n",
      ),
    ).toEqual(["[Slow joins] → cache the feed", "[Stale pages] → expire them"]);
  });
});

describe("metrics and alerts are read", () => {
  const TABLE = `# Parcels

## Operations

### Monitoring needs

| Metric | Why | Alert threshold |
|---|---|---|
| Parcels sorted per hour | shows a jam | < 200 |
| Escalation share | staffing | > 5 % |
| Label reprints | paper | none |
`;

  it("from a table of metrics whatever its section is called", () => {
    expect(read("metric", TABLE)).toEqual(["Parcels sorted per hour", "Escalation share", "Label reprints"]);
  });

  it("from a column that says from where on somebody is alerted", () => {
    expect(read("alert", TABLE)).toEqual(["< 200", "> 5 %"]);
  });

  it("unless they are a feature for the users", () => {
    const markdown = `# Clinic

## Alert types

| Type | Shown when |
|---|---|
| Missed dose | three in a row |

## Metrics API

- Returns the numbers of a ward
`;
    expect(read("alert", markdown)).toEqual([]);
    expect(read("metric", markdown)).toEqual([]);
  });
});

describe("alternatives are read", () => {
  it("below each of several decisions", () => {
    const markdown = `# Queue

## Decisions

### Storage: Postgres
**Choice:** one table in Postgres
**Alternatives considered:**
- Redis streams — fast, but loses jobs
- Kafka — too much to run
- **Rationale:** Postgres is there already.

### Decision 2: Polling

Alternatives considered:
- Notifications: lost on reconnect

**Why**: it is simple.
`;
    expect(read("alternative", markdown)).toEqual([
      "Redis streams — fast, but loses jobs",
      "Kafka — too much to run",
      "Notifications: lost on reconnect",
    ]);
  });

  it("below a heading that says what they are about", () => {
    const markdown = "# Q\n\n## Alternatives\n\n### Storage\n- Option A: a table\n- Option B: two tables\n";
    expect(read("alternative", markdown)).toEqual(["Option A: a table", "Option B: two tables"]);
  });
});

describe("targets are read", () => {
  const lines = (markdown: string): readonly string[] => read("target", `# Import\n\n${markdown}`);

  it("as shares of those for whom it goes well", () => {
    expect(
      lines("## Success criteria\n\n- 95% of parcels reach their shelf\n- At least 80 % of clerks finish the tour\n"),
    ).toEqual(["95% of parcels reach their shelf", "At least 80 % of clerks finish the tour"]);
  });

  it("as sizes, counts and changes", () => {
    const markdown = `## Goals

- The widget adds less than 40KB to a page
- Keep memory under 512 MB per worker
- Handle 5 million products
- Process at least 20 jobs in parallel
- Cut the share of returns from 5% to 3%
`;
    expect(lines(markdown)).toHaveLength(5);
  });

  it("where a sentence of the design says that it must", () => {
    expect(lines("## Design\n\nReading 1,000 rules must finish in under 10 ms. It waits 5 s.\n")).toEqual([
      "must finish in under 10 ms",
    ]);
  });

  it("but not as counts of the work, nor as what sets something off", () => {
    expect(lines("## Success criteria\n\n- 30+ files are moved\n\n## Rollout\n\nStop if p95 latency > 6s.\n")).toEqual(
      [],
    );
  });
});

describe("feature flags are read", () => {
  it("from what a rollout says of switches and variables", () => {
    const markdown =
      `# Cart

## Rollout

1. Ship behind the ` +
      "`new_cart`" +
      ` flag
2. Set feature flag CART_SYNC=false to go back

## Design

A variable ` +
      "`ALLOW_GUESTS`" +
      ` controls whether guests may order. ` +
      "`PORT`" +
      ` is the port.
`;
    expect(read("feature-flag", markdown)).toEqual(["new_cart", "CART_SYNC", "ALLOW_GUESTS"]);
  });

  it("without a name where a rollout only says that there will be one", () => {
    expect(read("feature-flag", "# Cart\n\n## Rollout\n\nIt goes out behind a feature flag.\n\nNo more.\n")).toEqual([
      "It goes out behind a feature flag.",
    ]);
    expect(read("feature-flag", "# Cart\n\n## Rollout\n\nIt goes out without a feature flag.\n")).toEqual([]);
  });
});

describe("what a template left is read", () => {
  it("as prompts in bold, in italics and in quotes", () => {
    const markdown = `# Cart

**Author:** Your Name
**Date:** dd/mm/yyyy

## Context

**Please describe the change in short:**

> Describe the problem in two sentences.

_Explain why it is needed._

**Please note** that carts expire.

> The clerk said: describe it yourself.
`;
    expect(read("placeholder-left", markdown)).toEqual([
      "Your Name",
      "dd/mm/yyyy",
      "**Please describe the change in short:**",
      "Describe the problem in two sentences.",
      "_Explain why it is needed._",
    ]);
  });

  it("but not as tags that are closed", () => {
    expect(read("placeholder-left", "# X\n\n<extra_context>\n\nSome.\n\n</extra_context>\n")).toEqual([]);
  });
});

describe("records are read", () => {
  it("from bullets that list the fields of each", () => {
    const markdown = `# Shop

## Data model

- **Buyer**: id, email, displayName
- **Order** - id, buyer_id, total (in cents), createdAt
- **Note**: short, long, or none at all
`;
    expect(read("table", markdown)).toEqual([
      "**Buyer**: id, email, displayName",
      "**Order** - id, buyer_id, total (in cents), createdAt",
    ]);
  });

  it("but not from the parameters of an address", () => {
    const markdown = "# S\n\n## API\n\n### Path parameters\n\n| Field | Type |\n|---|---|\n| id | uuid |\n";
    expect(read("table", markdown)).toEqual([]);
  });
});

describe("open questions are read", () => {
  it("from clarifications with their answers", () => {
    const markdown =
      "# S\n\n## Clarifications\n\n### Session 1\n\n- Q: Which region? → A: Oslo\n- Q: Who pays? → A: The buyer\n";
    expect(read("open-question", markdown)).toEqual(["Which region? → A: Oslo", "Who pays? → A: The buyer"]);
  });
});

describe("links are read", () => {
  it("once, where a field holds one that shows its file", () => {
    expect(read("link", "# S\n\n**Spec**: [spec.md](./spec.md)\n")).toEqual(["./spec.md"]);
  });
});

describe("what is watched is read", () => {
  it("from a list that names what can be measured", () => {
    const markdown = `# S

## Monitoring

- Queue depth
- Failed imports per hour
- Track request latency
- Logs hold the duration of each call
- One page for the person on call
`;
    expect(read("metric", markdown)).toEqual(["Queue depth", "Failed imports per hour", "Track request latency"]);
  });
});

describe("a list ends", () => {
  it("where another line heads the next one", () => {
    const markdown = "# S\n\n## Context\n\nOptions considered:\n1. Kafka\n2. A table\n\nKey limits:\n- five people\n";
    expect(read("alternative", markdown)).toEqual(["Kafka", "A table"]);
  });
});

describe("goals are read", () => {
  it("without what would be failure, and how they are measured", () => {
    const markdown = `# S

## Success criteria

The change is done if:

1. Orders arrive once

The change has failed if:

1. Orders get lost

**How to measure:**
- Compare both weeks
`;
    expect(read("goal", markdown)).toEqual(["Orders arrive once"]);
  });
});

describe("what a sentence names beside something else", () => {
  const values = (kind: string, markdown: string): readonly unknown[] =>
    readDocument({ path: "design.md", text: markdown }, null).claims.flatMap((claim) =>
      claim.kind === kind ? [claim.value] : [],
    );

  it("is not taken for it: a rate beside a latency is throughput", () => {
    const markdown = "# D\n\n## Goals\n\n- Orders are answered with a p95 under 50 ms at 100 requests per second.\n";
    expect(values("target", markdown)).toMatchObject([
      { metric: "duration", unit: "ms", quantile: "p95" },
      { metric: "throughput", op: ">=", value: 100, unit: "rps" },
    ]);
  });

  it("is not taken for it: the type of a second metric is not that of the first", () => {
    const markdown = "# D\n\n## Metrics\n\n- `orders_total` counts orders; `order_seconds` is a histogram\n";
    expect(values("metric", markdown)).toEqual([{ name: "orders_total" }]);
  });
});
