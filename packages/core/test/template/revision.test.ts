import { describe, expect, it } from "vitest";
import { revisionOfTheDay } from "../../src/template/revision.ts";

const HISTORY = [
  { commit: "third", time: 300 },
  { commit: "second", time: 200 },
  { commit: "first", time: 100 },
];

describe("the template of the day", () => {
  it.each([
    ["a document between two versions", 250, "second"],
    ["a document of the same second", 200, "second"],
    ["a document newer than all versions", 900, "third"],
    ["a document older than its template", 50, "first"],
  ])("for %s", (_what, time, commit) => {
    expect(revisionOfTheDay(HISTORY, time)?.commit).toBe(commit);
    expect(revisionOfTheDay(HISTORY.toReversed(), time)?.commit).toBe(commit);
  });

  it("is today's for a document that is not committed, and for a template without a history", () => {
    expect(revisionOfTheDay(HISTORY, null)).toBe(null);
    expect(revisionOfTheDay([], 100)).toBe(null);
  });
});
