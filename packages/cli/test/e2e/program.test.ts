import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { git, programFile, repositoryWith, SPEC, start } from "../repository.ts";

const BROKEN = "# Notes\n\nSee [the plan](plan.md).\n";

function manyFindings(): string {
  const links = Array.from({ length: 400 }, (_, i) => `- [link ${i}](gone-${i}.md)`);
  return repositoryWith({ "docs/adr/0001-x.md": `# X\n\n${links.join("\n")}\n` });
}

describe("the built program", () => {
  it("says its version, and helps", () => {
    const folder = repositoryWith({ "a.md": "" });
    expect(start(folder, ["--version"])).toMatchObject({ code: 0, err: "" });
    expect(start(folder, ["--version"]).out).toMatch(/^lintel \d+\.\d+\.\d+\n$/);
    expect(start(folder, []).code).toBe(64);
    expect(start(folder, ["--help"]).out).toContain("Usage  lintel <command>");
    expect(start(folder, ["check", "--help"]).out).toContain("Examples");
    expect(start(folder, ["chekc"])).toMatchObject({
      code: 64,
      err: "lintel: there is no command `chekc`. Did you mean `lintel check`?\n",
    });
  });

  it("runs every command", () => {
    const folder = repositoryWith({
      "directive/specs/20260114-retry/spec.md": SPEC,
      "lintel.yaml": "fail-on: error\n",
    });
    for (const args of [
      ["check", "--fail-on", "never"],
      ["claims"],
      ["status"],
      ["explain", "link-broken"],
      ["config"],
      ["doctor"],
      ["completion", "zsh"],
      ["version"],
      ["help", "new"],
      ["new", "adr", "x", "--dry-run"],
      ["init"],
    ]) {
      const { code, out, err } = start(folder, args);
      expect([args.join(" "), code, code === 0 ? "" : err]).toEqual([args.join(" "), 0, ""]);
      expect(`${out}${err}`.length).toBeGreaterThan(10);
    }
  });

  it("writes nothing but the asked format to standard output, and nothing at all to standard error", () => {
    const folder = repositoryWith({ "docs/adr/0001-x.md": BROKEN, "README.md": "# R\n" });
    for (const command of ["check", "claims", "status"]) {
      const { out, err } = start(folder, [command, "--format", "json"]);
      expect(() => JSON.parse(out) as unknown).not.toThrow();
      expect(err).toBe("");
    }
  });

  it("writes colours when it is told to, and not when it is told not to", () => {
    const folder = repositoryWith({ "docs/adr/0001-x.md": BROKEN });
    const escape = "\u001b[";
    const colours = (env: Record<string, string>, ...args: string[]) =>
      start(folder, ["check", ...args], { env }).out.includes(escape);
    expect(colours({ NO_COLOR: "" })).toBe(false);
    expect(colours({ NO_COLOR: "", FORCE_COLOR: "1" })).toBe(true);
    expect(colours({ NO_COLOR: "1", FORCE_COLOR: "1" })).toBe(false);
    expect(colours({ NO_COLOR: "", FORCE_COLOR: "1" }, "--no-color")).toBe(false);
    expect(colours({ NO_COLOR: "", FORCE_COLOR: "0" })).toBe(false);
  });
});

describe("pipes", () => {
  it("that are closed early end the program without a word", () => {
    const folder = manyFindings();
    for (const format of ["pretty", "json"]) {
      for (const cache of ["--no-cache", ""]) {
        const line = `"${process.execPath}" "${programFile()}" check --format ${format} ${cache} | head -c 10; echo "codes \${PIPESTATUS[@]}"`;
        const { stdout, stderr } = spawnSync("bash", ["-c", line], { cwd: folder, encoding: "utf8" });
        expect(stderr).toBe("");
        expect(stdout).toContain("codes 1 0");
      }
    }
  });

  it("that are slow get everything", () => {
    const folder = manyFindings();
    const line = `"${process.execPath}" "${programFile()}" check --format json --no-cache | (sleep 1; cat)`;
    const { stdout } = spawnSync("bash", ["-c", line], { cwd: folder, encoding: "utf8" });
    expect((JSON.parse(stdout) as { summary: { errors: number } }).summary.errors).toBeGreaterThanOrEqual(400);
  });

  it("that are not there at all do no harm", () => {
    const folder = manyFindings();
    const line = `"${process.execPath}" "${programFile()}" check >&- 2>&-; echo "code $?"`;
    const { stdout } = spawnSync("bash", ["-c", line], { cwd: folder, encoding: "utf8" });
    expect(stdout).toBe("code 1\n");
  });

  it("ends at once when it is interrupted, and leaves nothing behind", async () => {
    const folder = repositoryWith({ "docs/adr/0001-x.md": BROKEN });
    const child = spawn(process.execPath, [programFile(), "check", "-"], {
      cwd: folder,
      stdio: ["pipe", "pipe", "pipe"],
    });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
    setTimeout(() => child.kill("SIGINT"), 1500);
    const signal = await new Promise((resolve) => child.on("close", (_code, by) => resolve(by)));
    expect([signal, said]).toEqual(["SIGINT", ""]);
    expect(readdirSync(folder).toSorted()).toEqual([".git", "docs"]);
  });
});

describe("standard input", () => {
  const folder = () =>
    repositoryWith({ "directive/specs/20260114-retry/spec.md": SPEC, "docs/adr/0001-x.md": "# X\n" });
  const text = "# Impact — Retry\n\nSee [Spec](../retry/spec.md) and [gone](gone.md).\n";

  it("is one document, by content what it is", () => {
    const { code, out } = start(folder(), ["check", "-", "--format", "json"], { input: SPEC });
    const { documents } = JSON.parse(out) as { documents: { path: string; kind: string }[] };
    expect(code).toBe(0);
    expect(documents.map(({ path, kind }) => [path, kind])).toEqual([["stdin.md", "spec"]]);
  });

  it("stands for the file that it pretends to be, with its siblings around it", () => {
    const { code, out } = start(
      folder(),
      [
        "check",
        "-",
        "--stdin-filename",
        "directive/specs/20260114-retry/impact.md",
        "--format",
        "jsonl",
        "--rule",
        "link-broken",
      ],
      { input: text },
    );
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string; message?: string; design?: string });
    expect(code).toBe(1);
    expect(lines.filter(({ type }) => type === "finding").length).toBe(2);
    expect(lines[0]?.message).toContain("It is now “directive/specs/20260114-retry/spec.md”");
  });

  it("with --fix is a filter: the fixed text comes out, and nothing is written", () => {
    const where = folder();
    const { code, out } = start(
      where,
      ["check", "-", "--fix", "--stdin-filename", "directive/specs/20260114-retry/impact.md", "--rule", "link-broken"],
      { input: text },
    );
    expect(out).toBe(text.replace("../retry/spec.md", "./spec.md"));
    expect(code).toBe(1);
    expect(git(where, "status", "--porcelain")).toBe("");
  });

  it("may be empty, or no text at all", () => {
    expect(start(folder(), ["check", "-"], { input: "" }).code).toBe(0);
    expect(start(folder(), ["check", "-"], { input: Buffer.from([0, 255, 254, 10]) }).code).toBe(1);
    expect(start(folder(), ["claims", "-", "--format", "json"], { input: SPEC }).code).toBe(0);
  });

  it("cannot be mixed with files, nor pretend to be a file elsewhere", () => {
    expect(start(folder(), ["check", "-", "docs/adr/0001-x.md"], { input: "" }).code).toBe(64);
    expect(start(folder(), ["check", "-", "--stdin-filename", "/etc/passwd.md"], { input: "" }).code).toBe(64);
  });
});

describe("the published program", () => {
  it("has everything that it loads in its own folder, and needs no package", () => {
    const dist = join(programFile(), "..");
    const files = readdirSync(dist).filter((name) => name.endsWith(".js"));
    // A schema checker holds code that it could write for others, with calls of its own in strings: those load nothing.
    const needed = files.flatMap((name) =>
      [...readFileSync(join(dist, name), "utf8").matchAll(/(?<!['"`])\brequire\("([^"]+)"\)/g)].map(
        (match) => match[1] ?? "",
      ),
    );
    // `pg` has a twin in C that it looks for when somebody asks for that one; nobody here does.
    const optional = new Set(["pg-native"]);
    const outside = needed.filter(
      (name) => !isBuiltin(name) && !optional.has(name) && !(name.startsWith("./") && files.includes(name.slice(2))),
    );
    expect(outside).toEqual([]);
  });
});
