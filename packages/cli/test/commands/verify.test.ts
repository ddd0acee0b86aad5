import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commit, folderWith, git, lintel, repositoryWith, writeFiles } from "../repository.ts";

const DESIGN = `# TDD: Queue

**Status**: Draft

## Architecture

- \`src/queue.ts\` holds the queue.
- \`src/old.ts\` is what it was.
- \`src/worker.ts\` (new)
`;

interface VerifyJson {
  readonly documents: readonly {
    readonly claims: readonly { readonly id: string; readonly line: number }[];
    readonly verdicts: readonly { readonly claim: string; readonly outcome: string; readonly because: string }[];
  }[];
  readonly problems: readonly unknown[];
  readonly summary: Readonly<Record<string, number>>;
}

function repository(): string {
  const folder = repositoryWith({ "docs/tdd/queue.md": DESIGN, "src/queue.ts": "x", "src/old.ts": "y" });
  rmSync(join(folder, "src/old.ts"));
  commit(folder, "drop");
  return folder;
}

async function verify(folder: string, ...args: readonly string[]): Promise<{ code: number; json: VerifyJson }> {
  const { code, out, err } = await lintel(folder, ["verify", "--format", "json", ...args]);
  if (out === "") throw new Error(err);
  return { code, json: JSON.parse(out) as VerifyJson };
}

describe("lintel verify", () => {
  it("holds each claim against the repository and its history, and ends with 1 when one is broken", async () => {
    const { code, json } = await verify(repository(), "--kind", "code-path");
    const [document] = json.documents;
    const lines = new Map(document?.claims.map(({ id, line }) => [id, line]));
    expect(document?.verdicts.map(({ claim, outcome }) => [lines.get(claim), outcome])).toEqual([
      [7, "holds"],
      [8, "broken"],
      [9, "unproven"],
    ]);
    expect(json.summary).toMatchObject({ claims: 3, holds: 1, broken: 1, unproven: 1, notJudged: 0 });
    expect(code).toBe(1);
  });

  it("tells a person what does not hold, why, where and what to do", async () => {
    const { out } = await lintel(repository(), ["verify", "--kind", "code-path"]);
    expect(out).toContain("“src/old.ts” was there when this was written and was removed in");
    expect(out).toContain("→ Say what took its place, or that it is gone.");
    expect(out).toContain("3 claims in 1 document: 1 broken, 1 unproven, 1 holds and 0 not judged.");
  });

  it("counts claims that no evidence could prove apart, and is content when nothing is broken", async () => {
    const folder = folderWith({
      "docs/tdd/queue.md": DESIGN.replace("- `src/old.ts` is what it was.\n", ""),
      "src/queue.ts": "x",
    });
    const { code, json } = await verify(folder);
    expect(json.summary).toMatchObject({ holds: 1, broken: 0 });
    expect(json.summary["notJudged"]).toBeGreaterThan(0);
    expect(code).toBe(0);
  });

  it("refuses evidence of a name that it does not know", async () => {
    const { code, err } = await lintel(repository(), ["verify", "--evidence", "test=junit.xml"]);
    expect(code).toBe(64);
    expect(err).toContain("Did you mean `tests=…`?");
  });
});

describe("verdicts in other commands", () => {
  it("stand among the findings of `check --verify`, in every format", async () => {
    const folder = repository();
    const { code, out } = await lintel(folder, ["check", "--verify", "--format", "github"]);
    expect(out).toMatch(/::error file=docs\/tdd\/queue\.md,line=8,.*title=claim-broken::“src\/old\.ts” was there/);
    expect(out).toMatch(/::notice file=docs\/tdd\/queue\.md,line=9,.*title=claim-unproven::/);
    expect(code).toBe(1);
  });

  it("are counted by `status --verify`", async () => {
    const { out } = await lintel(repository(), ["status", "--verify", "--format", "json"]);
    const { designs } = JSON.parse(out) as { designs: readonly { outcomes: Readonly<Record<string, number>> }[] };
    expect(designs[0]?.outcomes).toMatchObject({ holds: 1, broken: 1, unproven: 1 });
    expect((await lintel(repository(), ["status", "--verify"])).out).toContain("1 broken, 1 unproven, 1 holds");
  });

  it("are findings in the formats of forges", async () => {
    for (const format of ["sarif", "gitlab", "junit", "markdown", "jsonl"]) {
      const { out } = await lintel(repository(), ["verify", "--format", format]);
      expect(out).toContain("was there when this was written");
    }
  });
});

describe("verify --red-green", () => {
  const TEST =
    'import assert from "node:assert/strict";\nimport { it } from "node:test";\nimport { sum } from "../src/sum.js";\nit("adds", () => assert.equal(sum(1, 2), 3));\nit("is there", () => assert.equal(typeof sum, "function"));\n';
  const CONFIG =
    'evidence:\n  test-command: "node --test --test-reporter=junit --test-reporter-destination={report} {files}"\n';
  const TDR = `# Technical Design Review (TDR) — Sums\n\n## 10. Test Strategy\n\n### Spec→Test mapping\n\n| Criterion | Test |\n| --- | --- |\n| AC-1: adds | \`test/sum.test.js\` > \`adds\` |\n| AC-2: is there | \`test/sum.test.js\` > \`is there\` |\n`;

  function change(): string {
    const folder = repositoryWith({
      "package.json": '{ "type": "module" }',
      "lintel.yaml": CONFIG,
      "src/sum.js": "export const sum = (a, b) => a;\n",
      "directive/specs/20260114-sums/tdr.md": TDR,
    });
    git(folder, "switch", "--quiet", "-c", "feature");
    writeFiles(folder, { "test/sum.test.js": TEST });
    commit(folder, "test: sums");
    writeFiles(folder, { "src/sum.js": "export const sum = (a, b) => a + b;\n" });
    commit(folder, "feat: sums");
    return folder;
  }

  it("shows which tests of the mapping fail without the change, and were first", async () => {
    const { json } = await verify(change(), "--red-green", "--kind", "test-mapping");
    const [document] = json.documents;
    expect(document?.verdicts).toMatchObject([
      { outcome: "holds", rung: "red-green", because: expect.stringContaining("committed alone") as string },
      { outcome: "unproven", because: expect.stringContaining("does not show what changed") as string },
    ]);
  });

  it("asks where the change began on the default branch, and for a command", async () => {
    const folder = change();
    git(folder, "switch", "--quiet", "main");
    expect((await lintel(folder, ["verify", "--red-green"])).err).toContain("--base REF");
    expect((await lintel(folder, ["verify", "--base", "main"])).code).toBe(64);
    writeFiles(folder, { "lintel.yaml": "fail-on: error\n" });
    expect((await lintel(folder, ["verify", "--red-green", "--base", "feature"])).out).toContain(
      "No command runs the tests",
    );
  });
});

describe("lintel explain <kind>", () => {
  it("says when a claim of the kind holds, is broken and is unproven, and what to provide", async () => {
    const { out } = await lintel(repository(), ["explain", "endpoint"]);
    expect(out).toMatch(/holds: The description has the operation/);
    expect(out).toContain("--service URL");
    expect((await lintel(repository(), ["explain", "author"])).out).toContain("counts it as not judged");
  });
});
