import { describe, expect, it } from "vitest";
import { matchCriterion, type CriterionClaim } from "../../src/claims/match-criterion.ts";
import { readDocument } from "../../src/document/read.ts";

function criteriaOf(lines: string): readonly CriterionClaim[] {
  const { claims } = readDocument({ path: "spec.md", text: `## Acceptance Criteria\n${lines}` }, null);
  return claims.filter((claim) => claim.kind === "acceptance-criterion");
}

function meant(row: string, criteria: readonly CriterionClaim[]): readonly string[] {
  return matchCriterion({ criterion: row }, criteria).criteria.map((criterion) => criterion.text);
}

const NAMED = criteriaOf("- AC-1: Orders keep their sequence\n- AC-2: A full queue makes callers wait\n");
const WORDED = criteriaOf(
  [
    "- Given two orders of a customer, when both fail, then they are retried in their sequence",
    "- Given a full queue, when a caller adds an order, then the caller waits",
    "- Given an empty queue, when a worker asks for an order, then the worker waits",
    "- Given a broken order, when it is retried three times, then an operator is told",
  ].join("\n"),
);

describe("a row of the test mapping", () => {
  it.each(["AC-1", "AC1", "ac-1".toUpperCase(), "AC 1: in order", "**AC-1**: sequence"])(
    "means the criterion whose ID it has, however it writes it: %s",
    (row) => {
      expect(meant(row, NAMED)).toEqual(["AC-1: Orders keep their sequence"]);
      expect(matchCriterion({ criterion: row }, NAMED).by).toBe("id");
    },
  );

  it("means the criterion whose ID it is to the letter, even one that looks like none", () => {
    const own = criteriaOf("- **T.1** Given a template, when it is named, then it is law\n");
    expect(meant("T.1", own)).toHaveLength(1);
  });

  it("means several criteria when it names several", () => {
    expect(meant("AC-1, AC-2", NAMED)).toHaveLength(2);
  });

  it("means the criterion of the same words", () => {
    const match = matchCriterion({ criterion: "orders keep their **sequence**" }, NAMED);
    expect(match).toMatchObject({ by: "text", score: 1, candidates: [] });
  });

  it("means the one criterion that says the same in other words", () => {
    expect(meant("Broken order is told to the operator after three retries", WORDED)).toEqual([WORDED[3]?.text]);
  });

  it("means none when two criteria fit alike, and names both", () => {
    const match = matchCriterion({ criterion: "Queue and order: waits" }, WORDED);
    expect(match.criteria).toEqual([]);
    expect(match.by).toBeNull();
    expect(match.candidates.map(({ criterion }) => criterion)).toEqual(expect.arrayContaining([WORDED[1], WORDED[2]]));
  });

  it("means none when it is about something else", () => {
    expect(matchCriterion({ criterion: "Invoices are printed" }, WORDED)).toEqual({
      criteria: [],
      by: null,
      score: 0,
      candidates: [],
    });
  });

  it("does not take an ID that the spec does not have for another one", () => {
    expect(meant("AC-9", NAMED)).toEqual([]);
  });

  it("has no criteria to mean in a spec without any", () => {
    expect(meant("AC-1", [])).toEqual([]);
  });

  it("is found among ten thousand criteria without looking at each", () => {
    const many = criteriaOf(
      Array.from({ length: 10_000 }, (_, i) => `- Order number ${i} of customer ${i} is kept`).join("\n"),
    );
    for (let i = 0; i < 10_000; i++) {
      expect(matchCriterion({ criterion: `Order number ${i} of customer ${i} is kept` }, many).criteria[0]).toBe(
        many[i],
      );
    }
  });
});
