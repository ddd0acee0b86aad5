import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { bindingFor, readReportsAt, stateOf } from "../../src/bindings/bind.ts";
import { bindingText, pathOfBinding } from "../../src/bindings/store.ts";
import type { Git, RepositoryFiles } from "../../src/source.ts";
import { gatherTests } from "../../src/tests/tests.ts";

const REPORT = `<testsuite name="shop" tests="1"><testcase name="sells" classname="cart" file="cart.test.ts"/></testsuite>`;

/** A folder with these files. Those below `reports/` are ignored by git: on the disk, and not among the files of the repository. */
function folderWith(contents: Readonly<Record<string, string>>): {
  readonly root: string;
  readonly files: RepositoryFiles;
} {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "lintel-test-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const tracked = Object.keys(contents).filter((path) => !path.startsWith("reports/"));
  return {
    root,
    files: {
      absolute: (path) => (path === "" ? root : join(root, path)),
      exists: (path) => (tracked.includes(path) ? "file" : null),
      below: () => tracked,
    },
  };
}

async function reportsOf(files: RepositoryFiles, tests?: readonly string[], git: Git | null = null) {
  const { facts, problems } = await gatherTests({ files, settings: tests === undefined ? {} : { tests }, git }, true);
  return { reports: facts?.reports ?? [], problems };
}

describe("reports of test runs", () => {
  it("are found where runners put them, though git ignores them, when nothing is named", async () => {
    const { files } = folderWith({
      "cart.test.ts": "",
      "reports/unit/junit.xml": REPORT,
      "reports/notes.json": "{}",
      "docs/junit.xml": REPORT,
    });
    const { reports, problems } = await reportsOf(files);
    expect(reports.map(({ path, producer, binding }) => [path, producer, binding])).toEqual([
      ["reports/unit/junit.xml", "junit", null],
    ]);
    expect(problems).toEqual([]);
  });

  it("are those that are named, and no others, by file, folder or glob", async () => {
    const { files, root } = folderWith({ "reports/a.xml": REPORT, "reports/b/c.xml": REPORT, "out/d.xml": REPORT });
    const paths = async (...tests: readonly string[]) =>
      (await reportsOf(files, tests)).reports.map(({ path }) => path);
    expect(await paths("out/d.xml")).toEqual(["out/d.xml"]);
    expect(await paths("reports")).toEqual(["reports/a.xml", "reports/b/c.xml"]);
    expect(await paths("reports/*.xml", "./out/*")).toEqual(["out/d.xml", "reports/a.xml"]);
    expect(await paths(join(root, "out", "d.xml"))).toEqual(["out/d.xml"]);
  });

  it("are found by globs of every form, and where the usual places lie in modules and packages", async () => {
    const { files } = folderWith({
      "reports/a/b/junit.xml": REPORT,
      "shop/target/surefire-reports/TEST-a.xml": REPORT,
      "packages/cart/reports/junit.xml": REPORT,
      "deep/er/packages/cart/reports/junit.xml": REPORT,
    });
    const paths = async (...tests: readonly string[]) =>
      (await reportsOf(files, tests.length === 0 ? undefined : tests)).reports.map(({ path }) => path);
    expect(await paths()).toEqual([
      "packages/cart/reports/junit.xml",
      "reports/a/b/junit.xml",
      "shop/target/surefire-reports/TEST-a.xml",
    ]);
    expect(await paths("**/junit.xml")).toEqual([
      "deep/er/packages/cart/reports/junit.xml",
      "packages/cart/reports/junit.xml",
      "reports/a/b/junit.xml",
    ]);
    expect(await paths("*/**/TEST-*.xml")).toEqual(["shop/target/surefire-reports/TEST-a.xml"]);
    expect(await paths("{shop/target,packages/cart}/*/*.xml")).toEqual([
      "packages/cart/reports/junit.xml",
      "shop/target/surefire-reports/TEST-a.xml",
    ]);
    expect(await paths("reports/?/[a-c]/*.xml")).toEqual(["reports/a/b/junit.xml"]);
  });

  it("that are named and cannot be read are problems, each with what to do", async () => {
    const { files, root } = folderWith({ "reports/prose.xml": "All fine.", "reports/a.xml": REPORT });
    symlinkSync("/etc", join(root, "out"));
    const at = async (...tests: readonly string[]) =>
      (await reportsOf(files, tests)).problems.map(({ at: where, message }) => `${where}: ${message}`);
    expect(
      await at("reports/*.xml", "gone.xml", "gone/*.xml", "../secret.xml", "/etc/hosts", "out/hosts", "reports/[a.xml"),
    ).toEqual([
      "gone.xml: There is no such file. Make it first, or correct the path.",
      "gone/*.xml: No file matches it. Make it first, or correct the pattern.",
      expect.stringMatching(/^\.\.\/secret\.xml: It lies outside of the repository\./),
      expect.stringMatching(/^\/etc\/hosts: It lies outside of the repository\./),
      "out/hosts: It is a link to a place outside of the repository.",
      expect.stringMatching(/^reports\/\[a\.xml: It is not a glob: /),
      expect.stringMatching(/^reports\/prose\.xml: It is no report of a test run that Lintel knows/),
    ]);
  });

  it("in UTF-16, as .NET writes them, and with a byte order mark are read", async () => {
    const { files, root } = folderWith({ "cart.test.ts": "" });
    writeFileSync(
      join(root, "a.xml"),
      Buffer.from(`\uFEFF<?xml version="1.0" encoding="utf-16"?>${REPORT}`, "utf16le"),
    );
    writeFileSync(join(root, "b.xml"), `\uFEFF${REPORT}`);
    const { reports, problems } = await reportsOf(files, ["*.xml"]);
    expect(problems).toEqual([]);
    expect(reports.map(({ cases }) => cases.map(({ title, file }) => [title, file]))).toEqual([
      [["sells", "cart.test.ts"]],
      [["sells", "cart.test.ts"]],
    ]);
  });

  it("carry what they are bound to, by their digest, and lose it when they are changed", async () => {
    const { files, root } = folderWith({ "cart.test.ts": "", "reports/junit.xml": REPORT });
    const run = (...args: readonly string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
        cwd: root,
        encoding: "utf8",
      });
    run("init", "--quiet");
    run("add", "cart.test.ts");
    run("commit", "--quiet", "-m", "start");
    const git: Git = (args) => ({ ok: true, out: run(...args) });
    const [report] = (await readReportsAt(files, ["reports/junit.xml"])).reports;
    const state = stateOf(git, "HEAD");
    if (report === undefined || typeof state === "string") throw new Error("nothing to bind");
    const binding = bindingFor(report, state, { command: "npm test", run: null });
    mkdirSync(join(root, ".lintel/evidence"), { recursive: true });
    writeFileSync(join(root, pathOfBinding(report.digest)), bindingText(binding));

    const bound = async () => (await reportsOf(files, ["reports/junit.xml"], git)).reports[0]?.binding;
    expect(await bound()).toEqual({
      commit: run("rev-parse", "HEAD").trim(),
      tree: run("rev-parse", "HEAD^{tree}").trim(),
      dirty: false,
      isCurrent: true,
      command: "npm test",
    });
    writeFileSync(join(root, "cart.test.ts"), "// another state");
    expect(await bound()).toMatchObject({ isCurrent: false });
    run("checkout", "--quiet", "cart.test.ts");
    writeFileSync(join(root, "reports/junit.xml"), REPORT.replace("sells", "sells more"));
    expect(await bound()).toBeNull();
  });
});
