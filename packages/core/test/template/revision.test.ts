import { describe, expect, it } from "vitest";
import { readOutline } from "../../src/outline/outline.ts";
import { namedVersion, revisionOfTheDay, templateOfTheDay } from "../../src/template/revision.ts";

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

describe("the version that judges a document", () => {
  const VERSIONS = [
    { commit: "c3c3c3c3c3", time: Date.parse("2026-03-01T09:00:00Z") / 1000, version: "3" },
    { commit: "b2b2b2b2b2", time: Date.parse("2026-02-01T09:00:00Z") / 1000, version: "2" },
    { commit: "a1a1a1a1a1", time: Date.parse("2026-01-01T09:00:00Z") / 1000, version: null },
  ];
  const AGE = { names: null, firstCommitted: null, date: null };

  it.each([
    ["the one that it names", { ...AGE, names: "v2", date: "2026-03-05" }, "b2b2b2b2b2", "named"],
    ["the one whose commit it names", { ...AGE, names: "a1a1a1a" }, "a1a1a1a1a1", "named"],
    [
      "the one of its first commit",
      { ...AGE, firstCommitted: 1770500000, date: "2026-03-05" },
      "b2b2b2b2b2",
      "first-commit",
    ],
    ["the one of its date, where no history says more", { ...AGE, date: "2026-02-01" }, "b2b2b2b2b2", "date"],
    ["today's, when nothing is known", AGE, undefined, "unknown-age"],
    ["today's, when its date is none", { ...AGE, date: "soon" }, undefined, "unknown-age"],
  ])("is %s", (_which, age, commit, because) => {
    const chosen = templateOfTheDay(VERSIONS, age);
    expect(chosen.revision?.commit).toBe(commit);
    expect(chosen).toMatchObject({ because, problem: null });
  });

  it("is today's on request, whatever the document names", () => {
    expect(templateOfTheDay(VERSIONS, { ...AGE, names: "2" }, true)).toMatchObject({
      revision: null,
      because: "asked",
    });
  });

  it("is the one of the day when the named one never was, and that is said", () => {
    const chosen = templateOfTheDay(VERSIONS, { ...AGE, names: "9", date: "2026-02-14" });
    expect(chosen.revision?.commit).toBe("b2b2b2b2b2");
    expect(chosen.problem).toMatch(/names version “9”/);
  });
});

describe("a document names the version of its template", () => {
  const named = (text: string) => namedVersion(readOutline({ path: "a.md", text }));

  it("by the annotation that it was copied with, or in a field", () => {
    expect(named("<!-- lintel: version 3 -->\n\n# RFC: Retry\n")).toBe("3");
    expect(named("# RFC: Retry\n\n**Template version**: 4\n")).toBe("4");
    expect(named("# RFC: Retry\n\nWe use lintel: version 3.\n")).toBe(null);
  });
});
