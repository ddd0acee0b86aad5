import { chmodSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check, folderWith, lintel, placesOf, read, repositoryWith, SPEC } from "../repository.ts";

const BROKEN = "# Notes\n\nSee [the plan](plan.md).\n";

describe("what lintel check reads", () => {
  it("is every document that a layout knows, when nothing is named", async () => {
    const folder = repositoryWith({
      "directive/specs/20260114-retry/spec.md": SPEC,
      "docs/adr/0001-use-postgres.md": "# 1. Use PostgreSQL\n",
      "README.md": BROKEN,
      "docs/guide.md": BROKEN,
    });
    const { documents } = await check(folder);
    expect(documents.map(({ path, kind, design }) => [path, kind, design])).toEqual([
      ["directive/specs/20260114-retry/spec.md", "spec", "retry"],
      ["docs/adr/0001-use-postgres.md", "adr", "0001-use-postgres"],
    ]);
  });

  it("is any file that is named, as what its content says it is", async () => {
    const folder = repositoryWith({ "notes/anything.md": SPEC, "notes/other.md": BROKEN });
    const named = await check(folder, "notes/anything.md");
    expect(named.documents.map(({ kind, design }) => [kind, design])).toEqual([["spec", null]]);
    expect(placesOf(await check(folder, "notes/other.md"))).toEqual(["notes/other.md:3 link-broken"]);
  });

  it("is all Markdown of a folder of which no layout knows a file, and only the known of another", async () => {
    const folder = repositoryWith({
      "notes/a.md": BROKEN,
      "notes/deep/b.md": BROKEN,
      "docs/adr/0001-x.md": "# X\n",
      "docs/c.md": BROKEN,
    });
    expect((await check(folder, "notes")).documents.map(({ path }) => path)).toEqual(["notes/a.md", "notes/deep/b.md"]);
    expect((await check(folder, "docs")).documents.map(({ path }) => path)).toEqual(["docs/adr/0001-x.md"]);
    expect((await check(folder, "docs", "--all")).documents.map(({ path }) => path)).toEqual([
      "docs/adr/0001-x.md",
      "docs/c.md",
    ]);
  });

  it("is what a glob matches, also one that no shell has seen", async () => {
    const folder = repositoryWith({ "a/1.md": BROKEN, "b/2.md": BROKEN, "b/2.txt": "" });
    expect((await check(folder, "{a,b}/*.md")).documents.map(({ path }) => path)).toEqual(["a/1.md", "b/2.md"]);
  });

  it("is told from the root, wherever the command is called", async () => {
    const folder = repositoryWith({ "docs/adr/0001-x.md": "# X\n", "other/docs/adr/0001-y.md": "# Y\n" });
    expect((await check(join(folder, "other"))).documents.map(({ path }) => path)).toEqual([
      "other/docs/adr/0001-y.md",
    ]);
    expect((await check(join(folder, "other"), "docs/adr/0001-y.md")).documents.map(({ path }) => path)).toEqual([
      "other/docs/adr/0001-y.md",
    ]);
  });

  it("leaves out what git ignores, and takes it when it is named", async () => {
    const folder = repositoryWith({ ".gitignore": "drafts/\n", "docs/adr/0001-x.md": "# X\n" });
    mkdirSync(join(folder, "drafts/docs/adr"), { recursive: true });
    writeFileSync(join(folder, "drafts/docs/adr/0002-y.md"), "# Y\n");
    expect((await check(folder)).documents.map(({ path }) => path)).toEqual(["docs/adr/0001-x.md"]);
    expect((await check(folder, "drafts/docs/adr/0002-y.md")).documents.map(({ path }) => path)).toEqual([
      "drafts/docs/adr/0002-y.md",
    ]);
    expect((await check(folder, "drafts")).documents.map(({ path }) => path)).toEqual(["drafts/docs/adr/0002-y.md"]);
  });

  it("works without git", async () => {
    const folder = folderWith({
      "docs/adr/0001-x.md": "# X\n\n[gone](y.md)\n",
      ".gitignore": "docs/adr/0002*\n",
      "docs/adr/0002-y.md": "# Y\n",
    });
    expect((await check(folder)).documents.map(({ path }) => path)).toEqual(["docs/adr/0001-x.md"]);
  });
});

describe("the exit code of lintel check", () => {
  const exit = async (folder: string, ...args: string[]) => (await lintel(folder, ["check", ...args])).code;

  it("is 0 without errors, 1 with some, and follows --fail-on", async () => {
    const folder = repositoryWith({
      "fine.md": "# Fine\n\nAll is said.\n",
      "broken.md": BROKEN,
      "jump.md": "# A\n\n### B\n\nText.\n",
    });
    expect(await exit(folder, "fine.md")).toBe(0);
    expect(await exit(folder, "broken.md")).toBe(1);
    expect(await exit(folder, "broken.md", "--fail-on", "never")).toBe(0);
    expect(await exit(folder, "jump.md")).toBe(0);
    expect(await exit(folder, "jump.md", "--fail-on", "info")).toBe(1);
  });

  it("is 2 when nothing was there to read: a gate that checked nothing is not green", async () => {
    const folder = repositoryWith({ "README.md": "# Readme\n", "src/main.ts": "" });
    const { code, err } = await lintel(folder, ["check"]);
    expect(code).toBe(2);
    expect(err).toMatch(/no design documents found[\s\S]*lintel doctor/);
    expect(await exit(folder, "src")).toBe(2);
    expect(await exit(folder, "gone.md")).toBe(2);
    expect(await exit(folder, "docs/**/*.md")).toBe(2);
  });

  it("is 64 for a command line that makes no sense", async () => {
    const folder = repositoryWith({ "a.md": "# A\n" });
    expect(await exit(folder, "--rule", "link-brokn", "a.md")).toBe(64);
    expect(await exit(folder, "--output", "nonsense", "a.md")).toBe(64);
    expect(await exit(folder, "--fix", "--staged")).toBe(64);
    expect(await exit(folder, "--format", "yaml", "a.md")).toBe(64);
    expect(await exit(folder, "--fomat", "json", "a.md")).toBe(64);
  });

  it("is 2 when a document could not be read, and says which and why", async () => {
    const folder = repositoryWith({ "docs/adr/0001-x.md": "# X\n", "docs/adr/0002-y.md": "# Y\n" });
    chmodSync(join(folder, "docs/adr/0002-y.md"), 0);
    if (process.getuid?.() === 0) return; // root may read everything
    const { code, out } = await lintel(folder, ["check", "--format", "json"]);
    expect(code).toBe(2);
    expect((JSON.parse(out) as { unreadable: unknown }).unreadable).toEqual([
      { path: "docs/adr/0002-y.md", reason: "permission denied" },
    ]);
  });
});

describe("files that are meant to cause trouble", () => {
  it("have names with blanks, dashes in front, line breaks and quotes", async () => {
    const names = ["-rf.md", "a b.md", "c\nd.md", "e'f.md", 'g"h.md', "ü→.md", "$(touch x).md", "--fix.md"];
    const folder = repositoryWith(Object.fromEntries(names.map((name) => [`docs/adr/${name}`, BROKEN])));
    const json = await check(folder);
    expect(json.documents.map(({ path }) => path.slice("docs/adr/".length)).toSorted()).toEqual(names.toSorted());
    for (const format of ["pretty", "sarif", "github", "gitlab", "junit", "markdown", "jsonl"]) {
      const { code, out } = await lintel(folder, ["check", "--format", format]);
      expect(code).toBe(1);
      expect(out.length).toBeGreaterThan(100);
    }
    expect((await check(folder, "--", "docs/adr/-rf.md")).documents.length).toBe(1);
    expect((await check(join(folder, "docs/adr"), "--", "--fix.md")).documents.length).toBe(1);
  });

  it("have a name that is no UTF-8: it is said, and nothing else stops", async () => {
    const folder = repositoryWith({ "docs/adr/0001-x.md": "# X\n" });
    try {
      writeFileSync(
        Buffer.concat([Buffer.from(`${folder}/docs/adr/b`), Buffer.from([0xff]), Buffer.from(".md")]),
        "# B\n",
      );
    } catch {
      return; // a file system that takes only UTF-8
    }
    const { documents, unreadable } = await check(folder);
    expect(documents.length).toBe(1);
    expect(unreadable).toEqual([{ path: "docs/adr/b\ufffd.md", reason: "its name is not UTF-8; rename it" }]);
  });

  it("hold bytes that are no UTF-8: that is a finding, and --fix leaves the file alone", async () => {
    const bytes = Buffer.concat([Buffer.from("# X\n\nSee [it](y.md). "), Buffer.from([0xff, 0xfe]), Buffer.from("\n")]);
    const folder = repositoryWith({ "docs/adr/0001-x.md": bytes, "old/y.md": "# Y\n" });
    const { documents } = await check(folder);
    expect(documents[0]?.findings.some(({ rule }) => rule === "text-unreadable")).toBe(true);
    await lintel(folder, ["check", "--fix"]);
    expect(readFileSync(join(folder, "docs/adr/0001-x.md"))).toEqual(bytes);
  });

  it("have more than 10 MiB: they are refused with a finding", async () => {
    const folder = repositoryWith({ "docs/adr/0001-x.md": `# X\n${"x".repeat(11 * 1024 * 1024)}` });
    const { documents } = await check(folder);
    expect(documents[0]?.findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ["document-too-large", "error"],
    ]);
  });

  it("are links out of the repository: they are not followed", async () => {
    const outside = folderWith({ "secret.md": "# Secret\n", "more/docs/adr/0001-x.md": "# X\n" });
    const folder = repositoryWith({ "docs/adr/0001-x.md": "# X\n\n[out](../out.md)\n" });
    symlinkSync(join(outside, "secret.md"), join(folder, "docs/adr/0002-out.md"));
    symlinkSync(join(outside, "secret.md"), join(folder, "docs/out.md"));
    symlinkSync(join(outside, "more"), join(folder, "more"));
    expect((await check(folder)).documents.map(({ path }) => path)).toEqual(["docs/adr/0001-x.md"]);
    expect(placesOf(await check(folder)).filter((place) => place.endsWith("link-broken")).length).toBe(1);
    const { code, err } = await lintel(folder, ["check", "docs/out.md"]);
    expect(code).toBe(2);
    expect(err).toContain("lies outside of");
  });

  it("are links in circles", async () => {
    const folder = repositoryWith({ "docs/adr/0001-x.md": "# X\n" });
    symlinkSync("loop.md", join(folder, "docs/adr/loop.md"));
    symlinkSync("..", join(folder, "docs/adr/up"));
    expect((await check(folder)).documents.map(({ path }) => path)).toEqual(["docs/adr/0001-x.md"]);
  });

  it("are folders called like documents", async () => {
    const folder = repositoryWith({ "docs/adr/0001-x.md": "# X\n", "docs/adr/0002-y.md/file.txt": "" });
    expect((await check(folder)).documents.map(({ path }) => path)).toEqual(["docs/adr/0001-x.md"]);
  });
});

describe("--fix", () => {
  const files = {
    "directive/specs/20260114-retry/spec.md": SPEC,
    "directive/specs/20260114-retry/impact.md": "# Impact — X\n\nSee [Spec](../retry/spec.md).\n",
  };
  const path = "directive/specs/20260114-retry/impact.md";

  it("puts right what it can, says how many, and finds nothing to do the second time", async () => {
    const folder = repositoryWith(files);
    const first = JSON.parse(
      (await lintel(folder, ["check", "--fix", "--rule", "link-broken", "--format", "json"])).out,
    ) as { summary: Record<string, number> };
    expect(first.summary).toMatchObject({ fixed: 1, errors: 0 });
    const fixed = read(folder, path);
    expect(fixed).toContain("[Spec](./spec.md)");
    await lintel(folder, ["check", "--fix", "--rule", "link-broken"]);
    expect(read(folder, path)).toBe(fixed);
  });

  it("keeps a byte order mark, line endings and everything else as it is", async () => {
    const before = `\ufeff${files[path].replaceAll("\n", "\r\n")}`;
    const folder = repositoryWith({ ...files, [path]: before });
    await lintel(folder, ["check", "--fix", "--rule", "link-broken"]);
    expect(read(folder, path)).toBe(before.replace("../retry/spec.md", "./spec.md"));
  });

  it("says when it changes an approved document", async () => {
    const folder = repositoryWith({
      ...files,
      [path]: files[path].replace("\n\n", "\n\n**Status**: Approved\n\n"),
    });
    const { err } = await lintel(folder, ["check", "--fix", "--rule", "link-broken"]);
    expect(err).toMatch(/impact\.md is Approved and was changed/);
  });

  it("writes through a symbolic link and keeps it", async () => {
    const folder = repositoryWith({
      "directive/specs/20260114-retry/spec.md": SPEC,
      "text/impact.md": files[path].replace("../retry", "../specs/retry"),
    });
    symlinkSync("../../../text/impact.md", join(folder, path));
    await lintel(folder, ["check", "--fix", "--rule", "link-broken", path]);
    expect(read(folder, "text/impact.md")).not.toContain("../specs/retry/spec.md");
    expect(lstatSync(join(folder, path)).isSymbolicLink()).toBe(true);
  });

  it("as --diff shows what it would do and does nothing", async () => {
    const folder = repositoryWith(files);
    const { code, out } = await lintel(folder, ["check", "--diff", "--rule", "link-broken"]);
    expect(code).toBe(1);
    expect(out).toBe(`--- a/${path}
+++ b/${path}
@@ -1,3 +1,3 @@
 # Impact — X
 
-See [Spec](../retry/spec.md).
+See [Spec](./spec.md).
`);
    expect(read(folder, path)).toBe(files[path]);
  });
});

describe("a baseline", () => {
  it("takes what is found today as known, so that only new findings count", async () => {
    const folder = repositoryWith({ "docs/adr/0001-x.md": BROKEN });
    const before = await check(folder);
    expect(before.summary["errors"]).toBeGreaterThan(0);
    const written = await lintel(folder, ["check", "--write-baseline"]);
    expect(written.code).toBe(0);
    expect(written.out).toBe("");
    expect(written.err).toContain("lintel-baseline.json");

    const after = await check(folder, "--baseline", "lintel-baseline.json");
    expect(placesOf(after)).toEqual([]);
    expect(after.summary["known"]).toBe(placesOf(before).length);
    writeFileSync(join(folder, "docs/adr/0001-x.md"), `${BROKEN}\nAnd [another](gone.md).\n`);
    expect(placesOf(await check(folder, "--baseline", "lintel-baseline.json"))).toEqual([
      "docs/adr/0001-x.md:5 link-broken",
    ]);
  });

  it("can be named in lintel.yaml once and for all, and counts what is gone", async () => {
    const folder = repositoryWith({ "docs/adr/0001-x.md": BROKEN, "lintel.yaml": "baseline: known.json\n" });
    await lintel(folder, ["check", "--write-baseline"]);
    expect(placesOf(await check(folder))).toEqual([]);
    writeFileSync(join(folder, "docs/adr/0001-x.md"), "# Notes\n\nNothing to see.\n");
    expect((await check(folder)).summary["gone"]).toBe(1);
  });

  it("of a part leaves alone what it knows of the rest", async () => {
    const folder = repositoryWith({
      "docs/adr/0001-x.md": BROKEN,
      "docs/adr/0002-y.md": BROKEN,
      "lintel.yaml": "baseline: known.json\n",
    });
    await lintel(folder, ["check", "--write-baseline"]);
    await lintel(folder, ["check", "--write-baseline", "docs/adr/0001-x.md"]);
    expect(placesOf(await check(folder))).toEqual([]);
  });

  it.each([
    ["is missing", undefined, /cannot read the baseline known\.json: there is no such file/],
    ["is no JSON", "{", /the baseline known\.json is not JSON/],
    ["is something else", '{"findings": 7}', /known\.json is no baseline/],
  ])("that %s stops the run: without it every old finding would be new", async (_what, content, message) => {
    const folder = repositoryWith({
      "docs/adr/0001-x.md": BROKEN,
      ...(content === undefined ? {} : { "known.json": content }),
    });
    const { code, err } = await lintel(folder, ["check", "--baseline", "known.json"]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

describe("several formats at once", () => {
  it("go to files, while standard output has the one that was asked for", async () => {
    const folder = repositoryWith({ "docs/adr/0001-x.md": BROKEN });
    const { out } = await lintel(folder, [
      "check",
      "--format",
      "json",
      "-o",
      "sarif=out/lintel.sarif",
      "--output",
      "junit=out/lintel.xml",
    ]);
    expect(() => JSON.parse(out) as unknown).not.toThrow();
    expect((JSON.parse(read(folder, "out/lintel.sarif")) as { version: string }).version).toBe("2.1.0");
    expect(read(folder, "out/lintel.xml")).toMatch(/^<\?xml/);
  });
});

describe("a folder with a lintel.yaml of its own", () => {
  const files = {
    "docs/adr/0001-x.md": "# X\n",
    "shop/lintel.yaml": "fail-on: never\n",
    "shop/docs/adr/0001-y.md": BROKEN,
    "shop/docs/adr/plan.md": "# P\n",
  };

  it("is a root of its own: it is not read from outside, and read as itself when it is named", async () => {
    const folder = repositoryWith(files);
    expect((await check(folder)).documents.map(({ path }) => path)).toEqual(["docs/adr/0001-x.md"]);
    for (const operand of ["shop", "shop/docs/adr/0001-y.md"]) {
      expect((await check(folder, operand)).documents[0]?.path).toBe("docs/adr/0001-y.md");
    }
    expect((await lintel(folder, ["check", "shop"])).code).toBe(0);
  });

  it("cannot be read together with what is outside of it", async () => {
    const { code, err } = await lintel(repositoryWith(files), [
      "check",
      "docs/adr/0001-x.md",
      "shop/docs/adr/0001-y.md",
    ]);
    expect(code).toBe(2);
    expect(err).toContain("belongs to shop, which has a lintel.yaml of its own");
  });

  it("with all the documents there are is named, so that nobody takes an empty check for a good one", async () => {
    const { "docs/adr/0001-x.md": _gone, ...inner } = files;
    const { code, err } = await lintel(repositoryWith(inner), ["check"]);
    expect(code).toBe(2);
    expect(err).toContain("the only documents here lie in shop");
  });
});

describe("--profile", () => {
  it("says on standard error where the time went", async () => {
    const folder = repositoryWith({ "docs/adr/0001-x.md": BROKEN });
    const { out, err } = await lintel(folder, ["check", "--profile", "--format", "json"]);
    expect(() => JSON.parse(out) as unknown).not.toThrow();
    expect(err.match(/^\s+(\w+)\s+\d+\.\d ms$/gm)?.map((line) => line.trim().split(/\s+/)[0])).toEqual([
      "discover",
      "io",
      "parse",
      "claims",
      "rules",
      "report",
    ]);
  });
});
