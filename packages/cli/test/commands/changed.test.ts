import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  check,
  commit,
  folderWith,
  git,
  lintel,
  placesOf,
  repositoryWith,
  temporaryFolder,
  writeFiles,
} from "../repository.ts";

const BROKEN = "# Notes\n\nSee [the plan](plan.md).\n";

const pathsOf = async (folder: string, ...args: string[]) =>
  (await check(folder, ...args)).documents.map(({ path }) => path);

function threeRecords(): string {
  return repositoryWith({
    "docs/adr/0001-a.md": BROKEN,
    "docs/adr/0002-b.md": `${BROKEN}\nB.\n`,
    "docs/adr/0003-c.md": `${BROKEN}\nC.\n`,
  });
}

describe("--changed", () => {
  it("checks what is not committed: changed, staged and new", async () => {
    const folder = threeRecords();
    expect(await pathsOf(folder, "--changed")).toEqual([]);
    writeFiles(folder, { "docs/adr/0001-a.md": `${BROKEN}\nMore.\n`, "docs/adr/0004-d.md": BROKEN });
    writeFiles(folder, { "docs/adr/0002-b.md": "# B\n" });
    git(folder, "add", "docs/adr/0002-b.md");
    expect(await pathsOf(folder, "--changed")).toEqual([
      "docs/adr/0001-a.md",
      "docs/adr/0002-b.md",
      "docs/adr/0004-d.md",
    ]);
  });

  it("is fine when nothing changed: that is no gate that checked nothing", async () => {
    expect((await lintel(threeRecords(), ["check", "--changed"])).code).toBe(0);
  });

  it("on a branch checks what the branch added since it left the default branch", async () => {
    const folder = threeRecords();
    git(folder, "checkout", "--quiet", "-b", "feature/x");
    writeFiles(folder, { "docs/adr/0001-a.md": `${BROKEN}\nOn the branch.\n` });
    commit(folder, "on the branch");
    git(folder, "checkout", "--quiet", "main");
    writeFiles(folder, { "docs/adr/0003-c.md": "# C\n" });
    commit(folder, "on main meanwhile");
    git(folder, "checkout", "--quiet", "feature/x");
    expect(await pathsOf(folder, "--changed")).toEqual(["docs/adr/0001-a.md"]);
    expect(await pathsOf(folder, "--changed=main")).toEqual(["docs/adr/0001-a.md"]);
    expect(await pathsOf(folder, "--changed", "main")).toEqual(["docs/adr/0001-a.md"]);
  });

  it("knows a renamed document by its new name, and forgets a deleted one", async () => {
    const folder = threeRecords();
    git(folder, "checkout", "--quiet", "-b", "feature/x");
    git(folder, "mv", "docs/adr/0001-a.md", "docs/adr/0009-a.md");
    rmSync(join(folder, "docs/adr/0002-b.md"));
    expect(await pathsOf(folder, "--changed")).toEqual(["docs/adr/0009-a.md"]);
    commit(folder, "renamed");
    expect(await pathsOf(folder, "--changed")).toEqual(["docs/adr/0009-a.md"]);
  });

  it("knows a whole folder that was renamed, with every document in it", async () => {
    const folder = repositoryWith({
      "directive/specs/retry/spec.md": "# Spec\n",
      "directive/specs/retry/tdr.md": "# TDR\n",
    });
    git(folder, "mv", "directive/specs/retry", "directive/specs/20260114-retry");
    expect(await pathsOf(folder, "--changed")).toEqual([
      "directive/specs/20260114-retry/spec.md",
      "directive/specs/20260114-retry/tdr.md",
    ]);
  });

  it("narrows down the paths that are named", async () => {
    const folder = threeRecords();
    writeFiles(folder, { "docs/adr/0001-a.md": "# A\n", "docs/adr/0002-b.md": "# B\n" });
    expect(await pathsOf(folder, "--changed", "docs/adr/0002-b.md")).toEqual(["docs/adr/0002-b.md"]);
  });

  it("cannot judge where git cannot tell, and says what to do", async () => {
    const plain = folderWith({ "docs/adr/0001-a.md": BROKEN });
    expect(await lintel(plain, ["check", "--changed"])).toMatchObject({ code: 2 });
    const folder = threeRecords();
    const unknown = await lintel(folder, ["check", "--changed=nowhere"]);
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain("git fetch origin nowhere");
    const option = await lintel(folder, ["check", "--changed=--output=/tmp/x"]);
    expect(option.code).toBe(2);
  });

  it("in a shallow clone without a common commit says how to get the history", async () => {
    const folder = threeRecords();
    git(folder, "checkout", "--quiet", "-b", "feature/x");
    for (const n of [1, 2, 3]) {
      writeFiles(folder, { "docs/adr/0001-a.md": `# A ${n}\n` });
      commit(folder, `step ${n}`);
    }
    const clone = join(temporaryFolder(), "clone");
    git(folder, "clone", "--quiet", "--depth", "1", "--no-single-branch", `file://${folder}`, clone);
    const { code, err } = await lintel(clone, ["check", "--changed=origin/main"]);
    expect(code).toBe(2);
    expect(err).toMatch(/shallow[\s\S]*fetch-depth: 0/);
  });

  it("works in a work tree of its own", async () => {
    const folder = threeRecords();
    const tree = join(temporaryFolder(), "tree");
    git(folder, "worktree", "add", "--quiet", "-b", "feature/x", tree);
    writeFiles(tree, { "docs/adr/0001-a.md": "# A\n" });
    expect(await pathsOf(tree, "--changed")).toEqual(["docs/adr/0001-a.md"]);
    expect((await pathsOf(tree)).length).toBe(3);
  });

  it("takes paths from the root when lintel.yaml lies deeper than .git", async () => {
    const folder = repositoryWith({
      "pkg/lintel.yaml": "fail-on: error\n",
      "pkg/docs/adr/0001-a.md": BROKEN,
      "docs/adr/0002-b.md": BROKEN,
    });
    writeFiles(folder, { "pkg/docs/adr/0001-a.md": "# A\n", "docs/adr/0002-b.md": "# B\n" });
    expect(await pathsOf(join(folder, "pkg"), "--changed")).toEqual(["docs/adr/0001-a.md"]);
  });
});

describe("--staged", () => {
  it("checks what the next commit holds, not what lies on disk", async () => {
    const folder = threeRecords();
    writeFiles(folder, { "docs/adr/0001-a.md": "# A\n\nFine now.\n" });
    git(folder, "add", "docs/adr/0001-a.md");
    writeFileSync(join(folder, "docs/adr/0001-a.md"), BROKEN);
    writeFileSync(join(folder, "docs/adr/0002-b.md"), BROKEN);
    const json = await check(folder, "--staged", "--rule", "link-broken");
    expect(json.documents.map(({ path }) => path)).toEqual(["docs/adr/0001-a.md"]);
    expect(placesOf(json)).toEqual([]);
  });

  it("finds a mistake that is staged and was put right on disk only", async () => {
    const folder = repositoryWith({ "docs/adr/0001-a.md": "# A\n" });
    writeFiles(folder, { "docs/adr/0001-a.md": BROKEN });
    git(folder, "add", "docs/adr/0001-a.md");
    writeFileSync(join(folder, "docs/adr/0001-a.md"), "# A\n");
    expect(placesOf(await check(folder, "--staged", "--rule", "link-broken"))).toEqual([
      "docs/adr/0001-a.md:3 link-broken",
    ]);
  });
});
