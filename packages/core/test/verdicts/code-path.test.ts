import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/document/read.ts";
import type { PathPast, RepositoryFacts, Tree } from "../../src/facts/repository.ts";
import { builtInKind } from "../../src/template/builtin/kinds.ts";
import type { Verdict } from "../../src/verdicts/verdict.ts";
import { verifyDocument } from "../../src/verdicts/verify.ts";

/** A repository with these files now, those when the document was written, and this past. */
function repository(
  now: readonly string[],
  past: readonly PathPast[] = [],
  written: readonly string[] = now,
): RepositoryFacts {
  const tree = (name: string, files: readonly string[]): Tree => ({
    name,
    exists: (path) =>
      files.includes(path) ? "file" : files.some((file) => file.startsWith(`${path}/`)) ? "folder" : null,
    endingIn: (path) => files.filter((file) => file.endsWith(`/${path}`)),
  });
  return {
    now: tree("now", now),
    written: () => tree("then", written),
    delivered: () => null,
    past: (path) => past.filter((each) => each.path === path || each.path.endsWith(`/${path}`)),
  };
}

function verdictsOn(
  markdown: string,
  facts: RepositoryFacts,
  kind: Parameters<typeof builtInKind>[0] | null = null,
): readonly Verdict[] {
  const document = readDocument({ path: "design.md", text: markdown }, kind === null ? null : builtInKind(kind));
  return verifyDocument(document, null, { repository: facts }).filter(({ claim }) => claim.startsWith("code-path:"));
}

const one = (...args: Parameters<typeof verdictsOn>): Verdict => {
  const verdicts = verdictsOn(...args);
  expect(verdicts).toHaveLength(1);
  return verdicts[0] as Verdict;
};

describe("the path of a file", () => {
  it("holds when the path is there, in full or as the one path that ends in it", () => {
    const exact = one("# D\n\nSee `src/queue.ts`.", repository(["src/queue.ts"]));
    expect(exact).toMatchObject({ outcome: "holds", rung: "exact", evidence: [{ at: "src/queue.ts" }] });
    const suffix = one(
      "# D\n\nSee `jobs/queue.ts`.",
      repository(["packages/app/jobs/queue.ts", "packages/app/myjobs/queue.ts"]),
    );
    expect(suffix).toMatchObject({
      outcome: "holds",
      rung: "suffix",
      evidence: [{ at: "packages/app/jobs/queue.ts" }],
    });
  });

  it("is unproven when several paths end in it", () => {
    const verdict = one("# D\n\nSee `jobs/queue.ts`.", repository(["a/jobs/queue.ts", "b/jobs/queue.ts"]));
    expect(verdict).toMatchObject({ outcome: "unproven", reason: "ambiguous" });
    expect(verdict.because).toBe("“jobs/queue.ts” may be a/jobs/queue.ts or b/jobs/queue.ts.");
  });

  it("is broken when the path was moved, and offers where to", () => {
    const past = [{ path: "src/queue.ts", removedIn: "4f561f8", renamedTo: "src/jobs/queue.ts" }];
    const verdict = one("# D\n\nSee `src/queue.ts:12` now.", repository(["src/jobs/queue.ts"], past));
    expect(verdict).toMatchObject({ outcome: "broken", evidence: [{ at: "4f561f8" }] });
    expect(verdict.fix?.edits.map(({ text }) => text)).toEqual(["src/jobs/queue.ts"]);
  });

  it("is broken when it was removed, and says whether it was there when the document was written", () => {
    const past = [{ path: "src/queue.ts", removedIn: "4f561f8", renamedTo: null }];
    const then = one("# D\n\nSee `src/queue.ts`.", repository([], past, ["src/queue.ts"]));
    expect(then.because).toContain("was there when this was written");
    const before = one("# D\n\nSee `src/queue.ts`.", repository([], past, []));
    expect(before.because).toContain("was there once");
  });

  it("is stale rather than broken when the work for which the map was drawn is done", () => {
    const past = [{ path: "src/queue.ts", removedIn: "4f561f8", renamedTo: null }];
    const text = "# D\n\n**Status**: Implemented\n\nSee `src/queue.ts`.";
    expect(one(text, repository([], past, ["src/queue.ts"]))).toMatchObject({ outcome: "unproven", reason: "stale" });
    expect(one(text, repository([], past, []))).toMatchObject({ outcome: "broken" });
  });

  it("holds when it is gone and a later line of the design says that it goes", () => {
    const past = [{ path: "src/queue.ts", removedIn: "4f561f8", renamedTo: null }];
    const text = "# D\n\nToday: `src/queue.ts`.\n\n## Plan\n\n- [ ] Delete `src/queue.ts`\n";
    expect(one(text, repository([], past)).outcome).toBe("holds");
    expect(one(text.replace("Delete", "Split"), repository([], past)).outcome).toBe("broken");
  });

  it("is a promise where a plan or a test section names it, and a slash in front means the root", () => {
    const text = "# D\n\n## Test Strategy\n\n- Retries: `/tests/retry.test.ts`\n";
    expect(one(text, repository([]))).toMatchObject({ outcome: "unproven", reason: "planned" });
    expect(one(text, repository(["tests/retry.test.ts"]))).toMatchObject({ outcome: "holds", rung: "exact" });
  });

  it("is broken when nobody ever saw it", () => {
    const verdict = one("# D\n\nSee `src/queue.ts`.", repository(["src/queues.ts"]));
    expect(verdict).toMatchObject({ outcome: "broken", evidence: [] });
    expect(verdict.because).toContain("its history does not know it");
  });

  it("is planned until the design is delivered, and broken when it is delivered without", () => {
    const text = "# D\n\n**Status**: Approved\n\n## Design\n\n- `src/queue.ts` (new)\n";
    expect(one(text, repository([]))).toMatchObject({ outcome: "unproven", reason: "planned" });
    expect(one(text.replace("Approved", "Implemented"), repository([]))).toMatchObject({ outcome: "broken" });
    expect(one(text.replace("Approved", "Implemented"), repository(["src/queue.ts"]))).toMatchObject({
      outcome: "holds",
    });
    expect(one(text.replace("Approved", "Not yet implemented"), repository([]))).toMatchObject({ reason: "planned" });
  });

  it("holds when what was to be deleted is gone", () => {
    const text = "# D\n\n**Status**: Released\n\n## Design\n\n- `src/queue.ts` (deleted)\n";
    expect(one(text, repository([]))).toMatchObject({ outcome: "holds" });
    expect(one(text, repository(["src/queue.ts"]))).toMatchObject({ outcome: "broken" });
    expect(one(text.replace("Released", "Draft"), repository(["src/queue.ts"]))).toMatchObject({ reason: "planned" });
  });

  it("has no verdict on an option that was rejected", () => {
    const text =
      "## Alternatives\n\n### Option A: a second queue (rejected)\n\nIt would live in `src/other/queue.ts`.\n\n### Option B (chosen)\n";
    const document = readDocument({ path: "design.md", text }, null);
    expect(document.claims.some(({ kind }) => kind === "code-path")).toBe(true);
    expect(verdictsOn(text, repository([])).filter(({ claim }) => claim.startsWith("code-path"))).toEqual([]);
  });

  it.each([
    ["a file of the same name in another folder", "src/queue.ts", ["lib/queue.ts"]],
    ["a longer name that ends in the same letters", "queue.ts", ["src/myqueue.ts"]],
    ["a folder whose name begins with it", "src/queue", ["src/queues/a.ts"]],
    ["the same path in other letters", "src/Queue.ts", ["src/queue.ts"]],
    ["a file with one more extension", "src/queue.ts", ["src/queue.ts.bak"]],
    ["two files that end in it", "src/queue.ts", ["a/src/queue.ts", "b/src/queue.ts"]],
  ])("is not proved by %s", (_what, path, files) => {
    for (const { outcome } of verdictsOn(`# D\n\nSee \`${path}\`.`, repository(files)))
      expect(outcome).not.toBe("holds");
  });
});

describe("a verdict", () => {
  it("says what to provide where nothing was", () => {
    const document = readDocument({ path: "design.md", text: "# D\n\nSee `src/queue.ts`." }, null);
    const [verdict] = verifyDocument(document, null, {});
    expect(verdict).toMatchObject({ outcome: "unproven", reason: "no-evidence" });
    expect(verdict?.next).toContain("inside the repository");
  });
});
