import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check, lintel, placesOf, repositoryWith, SPEC } from "../repository.ts";

const BROKEN = "# Notes\n\n## One\n\nSee [the plan](plan.md).\n\n## Two\n\nSee [the plan](plan.md).\n";

async function complaint(yaml: string): Promise<string> {
  const folder = repositoryWith({ "lintel.yaml": yaml, "docs/adr/0001-x.md": "# X\n" });
  const { code, err } = await lintel(folder, ["check"]);
  expect(code).toBe(2);
  return err;
}

describe("lintel.yaml", () => {
  it("names templates that can be read: documents that are held to nothing do not pass", async () => {
    const naming = (path: string): string => `templates:\n  p:\n    path: ${path}\n    documents: docs/**\n`;
    expect(await complaint(naming("none.md"))).toContain(
      "lintel.yaml:3:11: `path`: `none.md` cannot be read: there is no such file.",
    );
    expect(await complaint(naming("docs"))).toContain("`docs` cannot be read: it is a folder, not a file.");
    expect(await complaint(naming("../../../../../../etc/hostname"))).toContain("lies outside of");
    expect(await complaint(naming("built-in:novel"))).toContain("there is no built-in template `novel`.");
  });

  it("names globs that can match: no path leads out of the folder of lintel.yaml", async () => {
    const said = "never matches: paths begin at the folder of lintel.yaml and do not lead out of it.";
    const template = (glob: string): string => `templates:\n  adr:\n    path: built-in:adr\n    documents: ${glob}\n`;
    expect(await complaint(template("../**"))).toContain(`lintel.yaml:4:16: \`documents\`: \`../**\` ${said}`);
    expect(await complaint(template('["docs/**", "docs/../adr/*.md"]'))).toContain(`\`docs/../adr/*.md\` ${said}`);
    expect(await complaint('ignore: "!{docs,..}/*.md"\n')).toContain(said);
    expect(await complaint("overrides:\n  - files: ../x.md#one\n    rules: { link-broken: off }\n")).toContain(said);
    const folder = repositoryWith({ "lintel.yaml": template("docs/a..b/..*.md"), "docs/a..b/..x.md": "# X\n" });
    expect((await lintel(folder, ["check", "--fail-on", "never"])).code).toBe(0);
  });

  it("notices that a template which no document needs is gone", async () => {
    const folder = repositoryWith({
      "lintel.yaml": "templates: { p: { path: p.md, documents: notes/** } }\n",
      "p.md": "# P\n",
      "docs/adr/0001-x.md": "# X\n",
    });
    expect((await lintel(folder, ["check", "--fail-on", "never"])).code).toBe(0);
    rmSync(join(folder, "p.md"));
    expect((await lintel(folder, ["check", "--fail-on", "never"])).code).toBe(2);
  });

  it("is text in UTF-8, in a file", async () => {
    const folder = repositoryWith({ "docs/adr/0001-x.md": "# X\n" });
    writeFileSync(join(folder, "lintel.yaml"), Buffer.from([0xff, 0xfe, 0x61]));
    expect((await lintel(folder, ["check"])).err).toContain("lintel.yaml:1:1: This is not UTF-8.");
  });

  it("sets severities and switches rules off, for all, for some and for one section", async () => {
    const folder = repositoryWith({
      "docs/adr/0001-x.md": BROKEN,
      "docs/adr/0002-y.md": BROKEN,
      "docs/adr/old/0003-z.md": BROKEN,
      "lintel.yaml": `
rules:
  link-broken: warning
overrides:
  - files: docs/adr/old/**
    rules:
      link-broken: off
  - files: [docs/adr/0002-y.md#two, "docs/adr/0001*"]
    rules:
      link-broken: { severity: error }
`,
    });
    const { documents } = await check(folder, "--rule", "link-broken");
    const found = documents.map(({ path, findings }) => [
      path.slice(9),
      findings.map(({ line, severity }) => `${line} ${severity}`),
    ]);
    // The command line asks for one rule, so overrides that turn it off still hold.
    expect(found).toEqual([
      ["0001-x.md", ["5 error", "9 error"]],
      ["0002-y.md", ["5 warning", "9 error"]],
      ["old/0003-z.md", []],
    ]);
  });

  it("turns on in a section what is off in the document", async () => {
    const folder = repositoryWith({
      "docs/adr/0001-x.md": BROKEN,
      "lintel.yaml":
        "rules: { link-broken: off }\noverrides:\n  - files: docs/adr/0001-x.md#one\n    rules: { link-broken: error }\n",
    });
    expect(placesOf(await check(folder)).filter((place) => place.endsWith("link-broken"))).toEqual([
      "docs/adr/0001-x.md:5 link-broken",
    ]);
  });

  it("makes a template of one's own the law for the documents that match, without another word", async () => {
    const folder = repositoryWith({
      "docs/rfc-template.md": "# RFC: <title>\n\n## Summary\n\nOne paragraph.\n\n## Cost\n\nWhat it costs.\n",
      "docs/rfcs/search.md": "# RFC: Search\n\n## Summary\n\nWe build a search.\n",
      "lintel.yaml": "templates:\n  proposal:\n    path: docs/rfc-template.md\n    documents: docs/rfcs/*.md\n",
    });
    const { documents } = await check(folder);
    expect(documents.map(({ path, kind }) => [path, kind])).toEqual([["docs/rfcs/search.md", "proposal"]]);
    expect(documents[0]?.findings.map(({ rule, message }) => [rule, /Cost/.test(message)])).toContainEqual([
      "section-missing",
      true,
    ]);
  });

  it("takes a template for no document of its kind, unless somebody names it", async () => {
    const folder = repositoryWith({
      "notes/template.md": "# Note: <title>\n\n## Why\n\nOne paragraph.\n",
      "notes/one.md": "# Note: One\n\n## Why\n\nIt is slow.\n",
      "lintel.yaml": "templates: { note: { path: notes/template.md, documents: notes/*.md } }\n",
    });
    const pathsOf = async (...args: string[]): Promise<string[]> =>
      (await check(folder, ...args)).documents.map(({ path }) => path);
    expect(await pathsOf("--all")).toEqual(["notes/one.md"]);
    expect(await pathsOf("notes/template.md")).toEqual(["notes/template.md"]);
  });

  it("puts a template of one's own in the place of a layout's", async () => {
    const folder = repositoryWith({
      "our-spec.md": "# Spec — [name]\n\n## Problem\n\nWhat is wrong?\n",
      "directive/specs/20260114-x/spec.md": "# Spec — X\n\n## Problem\n\nIt is slow.\n",
      "lintel.yaml": "templates: { spec: { path: our-spec.md } }\n",
    });
    expect(placesOf(await check(folder)).filter((place) => place.endsWith("section-missing"))).toEqual([]);
  });

  it("leaves documents alone, and takes some back in; a file that is named is read all the same", async () => {
    const folder = repositoryWith({
      "docs/adr/0001-x.md": "# X\n",
      "docs/adr/archive/0002-y.md": "# Y\n",
      "docs/adr/archive/0003-z.md": "# Z\n",
      "lintel.yaml": 'ignore: ["docs/adr/archive/**", "!docs/adr/archive/0003*"]\n',
    });
    expect((await check(folder)).documents.map(({ path }) => path)).toEqual([
      "docs/adr/0001-x.md",
      "docs/adr/archive/0003-z.md",
    ]);
    expect((await check(folder, "docs/adr/archive/0002-y.md")).documents.length).toBe(1);
  });

  it("switches layouts off", async () => {
    const folder = repositoryWith({
      "docs/adr/0001-x.md": "# X\n",
      "docs/tdd/y.md": "# Y\n",
      "lintel.yaml": "layouts: { adr: off }\n",
    });
    expect((await check(folder)).documents.map(({ path }) => path)).toEqual(["docs/tdd/y.md"]);
  });

  it("may be empty, or hold comments only", async () => {
    for (const yaml of ["", "# nothing\n", "\ufeff---\n", "rules:\n"]) {
      const folder = repositoryWith({ "lintel.yaml": yaml, "directive/specs/20260114-retry/spec.md": SPEC });
      expect((await lintel(folder, ["check", "--fail-on", "never"])).code).toBe(0);
    }
  });

  it.each([
    ["an unknown key", "ruels:\n  x: off\n", "lintel.yaml:1:1: lintel.yaml has no key `ruels`. Did you mean `rules`?"],
    [
      "an unknown rule",
      "rules:\n  link-brokn: off\n",
      "lintel.yaml:2:3: There is no rule `link-brokn`. Did you mean `link-broken`?",
    ],
    [
      "an unknown severity",
      "rules:\n  link-broken: of\n",
      "lintel.yaml:2:16: `link-broken` must be one of error, warning, info, off, not `of`. Did you mean `off`?",
    ],
    [
      "an unknown option",
      "rules:\n  json-invalid: { elipsis: false }\n",
      "lintel.yaml:2:19: `json-invalid` has no key `elipsis`. Did you mean `ellipsis`?",
    ],
    [
      "a value of the wrong type",
      "rules:\n  json-invalid: { ellipsis: maybe }\n",
      "lintel.yaml:2:29: `ellipsis` must be `true` or `false`.",
    ],
    [
      "a list where a text belongs",
      "fail-on: [error]\n",
      "lintel.yaml:1:10: `fail-on` must be one of error, warning, info, never.",
    ],
    ["a template without a path", "templates:\n  rfc:\n    documents: x\n", "lintel.yaml:3:5: `rfc` needs `path`."],
    ["a glob that is not closed", 'ignore: "docs/{a,b"\n', "lintel.yaml:1:10: `ignore`: A `{` has no `}`."],
    ["an unknown layout", "layouts: { directiv: off }\n", "There is no layout `directiv`. Did you mean `directive`?"],
    ["a key that stands twice", "fail-on: error\nfail-on: info\n", "lintel.yaml:2:1: `fail-on` stands here twice."],
    ["an alias", "ignore: &a [x]\nbaseline: *a\n", "Anchors (`&name`) are not read here."],
    ["a tag", "ignore: !!js/function 'x'\n", "Tags (`!name`) are not read here."],
    ["several documents", "fail-on: error\n---\nfail-on: info\n", "more than one document"],
    ["what is no YAML", "rules: [\n", "lintel.yaml:"],
    ["a list at the top", "- a\n", "lintel.yaml must hold keys"],
  ])("with %s is refused with the place and what to do", async (_what, yaml, expected) => {
    expect(await complaint(yaml)).toContain(expected);
  });

  it("reports every mistake in it at once", async () => {
    const err = await complaint("ruels: {}\nfail-on: eror\nrules:\n  x: off\n");
    expect(err.match(/lintel\.yaml:\d+:\d+:/g)?.length).toBe(3);
  });

  it("made to hang or to fill the memory does neither", async () => {
    expect(await complaint("[".repeat(50_000))).toContain("lintel.yaml:");
    expect(await complaint(`ignore: "${"x".repeat(300_000)}"\n`)).toContain("longer than");
    expect(await complaint("a: {".repeat(5000))).toContain("lintel.yaml:");
  });

  it("under another name is pointed out instead of being passed over", async () => {
    const folder = repositoryWith({ "lintel.yml": "rules: {}\n", "docs/adr/0001-x.md": "# X\n" });
    expect((await lintel(folder, ["check"])).err).toContain("the configuration is called lintel.yaml");
  });

  it("can be another file, named on the command line", async () => {
    const folder = repositoryWith({ "docs/adr/0001-x.md": BROKEN, "ci/strict.yaml": "rules: { link-broken: off }\n" });
    expect(
      placesOf(await check(folder, "--config", `${folder}/ci/strict.yaml`)).filter((place) =>
        place.endsWith("link-broken"),
      ),
    ).toEqual([]);
    expect((await lintel(folder, ["check", "--config", "gone.yaml"])).code).toBe(2);
  });
});

describe("lintel config", () => {
  it("shows what is in force and where it comes from", async () => {
    const folder = repositoryWith({
      "lintel.yaml":
        "rules: { link-broken: warning }\noverrides:\n  - files: docs/adr/0001*\n    rules: { link-broken: off }\n",
      "docs/adr/0001-x.md": "# X\n",
    });
    const values = async (...args: string[]) => {
      const { out } = await lintel(folder, ["config", "--format", "json", ...args]);
      return (JSON.parse(out) as { values: { key: string; value: unknown; from: string }[] }).values;
    };
    const rule = (all: { key: string }[]) => all.find(({ key }) => key === "rules.link-broken");
    expect(rule(await values())).toEqual({ key: "rules.link-broken", value: "warning", from: "lintel.yaml" });
    expect(rule(await values("docs/adr/0001-x.md"))).toEqual({
      key: "rules.link-broken",
      value: "off",
      from: "lintel.yaml, overrides",
    });
    expect(await values()).toContainEqual({ key: "fail-on", value: "error", from: "default" });
  });
});
