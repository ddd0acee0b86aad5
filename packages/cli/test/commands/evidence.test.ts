import { describe, expect, it } from "vitest";
import { commit, git, lintel, read, repositoryWith, writeFiles } from "../repository.ts";

const REPORT = `<testsuites tests="2" failures="1"><testsuite name="shop" tests="2" failures="1">
  <testcase name="adds an item" classname="cart"/>
  <testcase name="removes it" classname="cart"><failure message="still there"/></testcase>
</testsuite></testsuites>`;

/** A repository in which tests have just run; reports are ignored by git, as they are everywhere. */
function afterTests(): string {
  const folder = repositoryWith({ "src/cart.ts": "export {};\n", ".gitignore": "reports/\n" });
  writeFiles(folder, { "reports/junit.xml": REPORT });
  return folder;
}

async function list(folder: string): Promise<readonly { readonly isCurrent: boolean; readonly run: string | null }[]> {
  const { out } = await lintel(folder, ["evidence", "list", "--format", "json"]);
  return JSON.parse(out) as { isCurrent: boolean; run: string | null }[];
}

function evidenceFile(folder: string): string {
  return git(folder, "ls-files", "--others", "--exclude-standard", ".lintel").trim();
}

describe("lintel evidence", () => {
  it("binds a report to the commit that is checked out, and says what is in it", async () => {
    const folder = afterTests();
    const { code, out } = await lintel(folder, [
      "evidence",
      "add",
      "reports/junit.xml",
      "--command",
      "npm test",
      "--run",
      "https://ci/7",
    ]);
    const head = git(folder, "rev-parse", "HEAD").trim();
    expect(code).toBe(0);
    expect(out).toBe(`reports/junit.xml (junit, 1 failed, 1 passed) is of ${head.slice(0, 10)}, https://ci/7\n`);
    expect(JSON.parse(read(folder, evidenceFile(folder)))).toMatchObject({
      commit: head,
      tree: git(folder, "rev-parse", "HEAD^{tree}").trim(),
      changed: [],
      command: "npm test",
      run: "https://ci/7",
    });
  });

  it("writes the same bytes for the same report, and needs to be told a report of another run", async () => {
    const folder = afterTests();
    await lintel(folder, ["evidence", "add", "reports/junit.xml", "--run", "https://ci/7"]);
    const before = read(folder, evidenceFile(folder));
    await lintel(folder, ["evidence", "add", "reports/*.xml", "--run", "https://ci/7"]);
    expect(read(folder, evidenceFile(folder))).toBe(before);
    writeFiles(folder, { "src/cart.ts": "export const one = 1;\n" });
    git(folder, "commit", "--quiet", "-am", "another state");
    const { code, err } = await lintel(folder, ["evidence", "add", "reports/junit.xml", "--run", "https://ci/7"]);
    expect(code).toBe(2);
    expect(err).toContain("a report is of one run");
    expect(read(folder, evidenceFile(folder))).toBe(before);
  });

  it("counts a report while the tree is the same, whatever the commit is called, and though the binding is committed", async () => {
    const folder = afterTests();
    await lintel(folder, ["evidence", "add", "reports/junit.xml"]);
    git(folder, "commit", "--quiet", "--amend", "--allow-empty", "-m", "the same files under another name");
    expect((await list(folder)).map(({ isCurrent }) => isCurrent)).toEqual([true]);
    git(folder, "add", ".lintel");
    git(folder, "commit", "--quiet", "-m", "keep the evidence");
    expect((await list(folder)).map(({ isCurrent }) => isCurrent)).toEqual([true]);
    writeFiles(folder, { "src/cart.ts": "export const two = 2;\n" });
    git(folder, "commit", "--quiet", "-am", "another state");
    expect((await list(folder)).map(({ isCurrent }) => isCurrent)).toEqual([false]);
  });

  it("does not count a report that was made or is looked at with changes that are not committed", async () => {
    const folder = afterTests();
    writeFiles(folder, { "src/cart.ts": "export const dirty = true;\n" });
    const { code, err } = await lintel(folder, ["evidence", "add", "reports/junit.xml"]);
    expect(code).toBe(0);
    expect(err).toContain("src/cart.ts differs from the commit, so what is bound now proves nothing");
    git(folder, "checkout", "--quiet", "src/cart.ts");
    expect((await list(folder)).map(({ isCurrent }) => isCurrent)).toEqual([false]);

    const clean = afterTests();
    await lintel(clean, ["evidence", "add", "reports/junit.xml"]);
    writeFiles(clean, { "src/cart.ts": "export const dirty = true;\n" });
    expect((await list(clean)).map(({ isCurrent }) => isCurrent)).toEqual([false]);
  });

  it("binds a report of a commit that is not checked out, by its name", async () => {
    const folder = afterTests();
    const first = git(folder, "rev-parse", "HEAD").trim();
    writeFiles(folder, { "src/cart.ts": "export const three = 3;\n" });
    git(folder, "commit", "--quiet", "-am", "more");
    const { out } = await lintel(folder, ["evidence", "add", "reports/junit.xml", "--commit", "HEAD~1"]);
    expect(out).toContain(first.slice(0, 10));
    const { code, err } = await lintel(folder, ["evidence", "add", "reports/junit.xml", "--commit", "--all"]);
    expect([code, err]).toEqual([2, expect.stringContaining("There is no commit `--all` here.")]);
    const unknown = await lintel(folder, ["evidence", "add", "reports/junit.xml", "--commit", "nowhere"]);
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining("There is no commit `nowhere` here.")]);
  });

  it("exports an in-toto statement of the commit with every test by name, and none of what is not bound", async () => {
    const folder = afterTests();
    const unbound = await lintel(folder, ["evidence", "export", "reports/junit.xml"]);
    expect([unbound.code, unbound.out]).toEqual([2, ""]);
    expect(unbound.err).toContain("It is bound to no commit.");
    await lintel(folder, ["evidence", "add", "reports/junit.xml", "--command", "npm test", "--run", "https://ci/7"]);
    const { code, out } = await lintel(folder, ["evidence", "export", "reports/junit.xml"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      _type: "https://in-toto.io/Statement/v1",
      subject: [
        {
          name: "git",
          digest: {
            gitCommit: git(folder, "rev-parse", "HEAD").trim(),
            gitTree: git(folder, "rev-parse", "HEAD^{tree}").trim(),
          },
        },
      ],
      predicateType: "https://in-toto.io/attestation/test-result/v0.1",
      predicate: {
        result: "FAILED",
        configuration: [
          { name: "npm test" },
          { name: "reports/junit.xml", digest: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string } },
        ],
        url: "https://ci/7",
        passedTests: ["cart > adds an item"],
        warnedTests: [],
        failedTests: ["cart > removes it"],
      },
    });
  });

  it("says what is wrong with a binding that somebody edited, and with a report that is not there", async () => {
    const folder = afterTests();
    await lintel(folder, ["evidence", "add", "reports/junit.xml"]);
    const file = evidenceFile(folder);
    writeFiles(folder, { [file]: read(folder, file).replace(/"digest": "sha256:.{8}/, '"digest": "sha256:00000000') });
    const { code, out, err } = await lintel(folder, ["evidence", "list"]);
    expect([code, out]).toEqual([2, "No report is bound. `lintel evidence add <report…>` binds one.\n"]);
    expect(err).toContain(`${file}: It is no binding of a report.`);
    const missing = await lintel(folder, ["evidence", "add", "reports/none.xml"]);
    expect([missing.code, missing.err]).toEqual([
      2,
      "lintel: reports/none.xml: There is no such file. Make it first, or correct the path.\n",
    ]);
    commit(folder, "done");
    expect((await lintel(folder, ["evidence", "ad", "x"])).err).toContain("Did you mean `add`?");
  });
});
