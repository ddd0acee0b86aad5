import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { commandOf } from "../../src/red-green/command.ts";
import { runRedGreen, type RedGreenOutcome } from "../../src/red-green/red-green.ts";

const COMMAND = "node --test --test-reporter=junit --test-reporter-destination={report} {files}";

/** A repository whose `main` has one file; each step is a commit on top. */
function repository(...steps: readonly Readonly<Record<string, string | null>>[]): {
  readonly folder: string;
  readonly git: (args: readonly string[]) => { ok: true; out: string } | { ok: false; message: string };
} {
  const folder = mkdtempSync(join(tmpdir(), "lintel-rg-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...args: readonly string[]): string =>
    execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
  run("init", "--quiet", "--initial-branch=main");
  const all = [{ "package.json": '{ "type": "module" }', "src/sum.js": "export const sum = (a, b) => a;\n" }, ...steps];
  for (const [i, files] of all.entries()) {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      if (text === null) rmSync(join(folder, path));
      else writeFileSync(join(folder, path), text);
    }
    run("add", "-A");
    run(
      "-c",
      "user.name=Ada",
      "-c",
      "user.email=ada@example.com",
      "-c",
      "commit.gpgsign=false",
      "commit",
      "-qm",
      `step ${i}`,
    );
    if (i === 0) run("tag", "base");
  }
  return {
    folder,
    git: (args) => {
      try {
        return { ok: true, out: run(...args) };
      } catch (error) {
        return { ok: false, message: String(error) };
      }
    },
  };
}

const test = (title: string, body: string): string =>
  `import assert from "node:assert/strict";\nimport { it } from "node:test";\nimport { sum } from "../src/sum.js";\nit(${JSON.stringify(title)}, () => { ${body} });\n`;
const FIXED = "export const sum = (a, b) => a + b;\n";
const ADDS = test("adds", "assert.equal(sum(1, 2), 3);");

function redGreen(
  steps: readonly Readonly<Record<string, string | null>>[],
  title = "adds",
  file = "test/sum.test.js",
): RedGreenOutcome {
  const { folder, git } = repository(...steps);
  return runRedGreen({
    files: { absolute: (path) => join(folder, path) },
    git,
    command: COMMAND,
    base: "base",
    tests: [{ file, title }],
  });
}

function levelOf(outcome: RedGreenOutcome): string {
  if ("problem" in outcome) throw new Error(outcome.problem.message);
  return outcome.redGreen.results[0]?.level ?? "";
}

describe("a test that is run without the change", () => {
  it("was first when it was committed alone and failed there", () => {
    expect(levelOf(redGreen([{ "test/sum.test.js": ADDS }, { "src/sum.js": FIXED }]))).toBe("test-first");
  });

  it("guards when it came in one commit with the code, as after a squash, or later than the code", () => {
    expect(levelOf(redGreen([{ "test/sum.test.js": ADDS, "src/sum.js": FIXED }]))).toBe("guards");
    expect(levelOf(redGreen([{ "src/sum.js": FIXED }, { "test/sum.test.js": ADDS }]))).toBe("guards");
  });

  it("does not guard when it passes all the same", () => {
    const vacuous = test("adds", "assert.equal(typeof sum, 'function');");
    expect(levelOf(redGreen([{ "test/sum.test.js": vacuous }, { "src/sum.js": FIXED }]))).toBe("does-not-guard");
    // Red once, and weakened in the commit that made it green.
    expect(
      levelOf(redGreen([{ "test/sum.test.js": ADDS }, { "src/sum.js": FIXED, "test/sum.test.js": vacuous }])),
    ).toBe("does-not-guard");
  });

  it("is not green when it fails with the change, and blocked when it is not among those that ran", () => {
    expect(levelOf(redGreen([{ "test/sum.test.js": ADDS, "src/sum.js": "export const sum = (a, b) => b;\n" }]))).toBe(
      "not-green",
    );
    expect(levelOf(redGreen([{ "test/sum.test.js": ADDS, "src/sum.js": FIXED }], "multiplies"))).toBe("not-green");
  });

  it("has its helpers with it, and the sources of before", () => {
    const helped = ADDS.replace("../src/sum.js", "./helpers/reach.js");
    const helper = 'export { sum } from "../../src/sum.js";\n';
    expect(
      levelOf(redGreen([{ "test/sum.test.js": helped, "test/helpers/reach.js": helper, "src/sum.js": FIXED }])),
    ).toBe("guards");
  });

  it("says that a file which cannot be loaded is a weaker sign", () => {
    const outcome = redGreen(
      [{ "test/new.test.js": ADDS.replace("sum.js", "fresh.js"), "src/fresh.js": FIXED }],
      "adds",
      "test/new.test.js",
    );
    expect(levelOf(outcome)).toBe("guards");
    expect("redGreen" in outcome && outcome.redGreen.results[0]?.because).toContain("weaker sign");
  });

  it("leaves nothing behind, in the repository nor beside it", () => {
    const own = mkdtempSync(join(tmpdir(), "lintel-own-"));
    vi.stubEnv("TMPDIR", own);
    onTestFinished(() => {
      vi.unstubAllEnvs();
      rmSync(own, { recursive: true, force: true });
    });
    expect(tmpdir()).toBe(own);
    const { folder, git } = repository({ "test/sum.test.js": ADDS, "src/sum.js": FIXED });
    runRedGreen({
      files: { absolute: (path) => join(folder, path) },
      git,
      command: COMMAND,
      base: "base",
      tests: [{ file: "test/sum.test.js", title: "adds" }],
    });
    const status = git(["status", "--porcelain"]);
    expect(status.ok && status.out).toBe("");
    expect(existsSync(join(folder, ".git/worktrees"))).toBe(false);
    const left = readdirSync(own).filter((name) => /^lintel-(?:red-green|report)-/.test(name));
    expect(left).toEqual([]);
  });

  it.each([
    ["a base that does not exist", "nothing", COMMAND, "is no commit of this repository"],
    ["no change since the base", "HEAD", COMMAND, "there is no change"],
  ])("is refused with %s", (_what, base, command, why) => {
    const { folder, git } = repository({ "src/sum.js": FIXED });
    const outcome = runRedGreen({
      files: { absolute: (path) => join(folder, path) },
      git,
      command,
      base,
      tests: [{ file: "test/sum.test.js", title: "adds" }],
    });
    expect("problem" in outcome && outcome.problem.message).toContain(why);
  });
});

describe("the command that runs tests", () => {
  it("never passes a shell: quotes hold words together, and nothing else means anything", () => {
    const result = commandOf(`run "two words" --out={report} $(rm) ; {files}`, ["-a.js", "b c.js"], "/tmp/r");
    expect(result).toEqual({ ok: true, args: ["run", "two words", "--out=/tmp/r", "$(rm)", ";", "./-a.js", "b c.js"] });
  });

  it.each([
    ["run {report}", "needs `{files}`"],
    ["run {files}", "needs `{report}`"],
    ['run "open {files} {report}', "is not closed"],
    ["  ", "is empty"],
  ])("is refused when it is %s", (command, why) => {
    expect(commandOf(command, [], "/tmp/r")).toMatchObject({
      ok: false,
      message: expect.stringContaining(why) as string,
    });
  });
});
