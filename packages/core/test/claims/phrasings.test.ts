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
