import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020, type AnySchema } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parseArguments } from "../../src/program/arguments.ts";
import type { CommandSpec } from "../../src/program/command.ts";
import { COMMANDS, GLOBAL_OPTIONS } from "../../src/program/commands.ts";
import { wantsColour } from "../../src/program/io.ts";
import { markdownToTerminal } from "../../src/program/markdown.ts";
import { referencePage } from "../../src/program/reference.ts";
import { suggest } from "../../src/program/suggest.ts";
import { clip, columnsOf, printable, wrap } from "../../src/program/text.ts";
import { unifiedDiff } from "../../src/reporters/diff.ts";
import { configSchema } from "../../src/workspace/config/schema.ts";
import { VOCABULARY } from "../../src/workspace/workspace.ts";
import { git, lintel, read, repositoryWith, writeFiles } from "../repository.ts";

const house = fileURLToPath(new URL("../../../../", import.meta.url));

const optionsOf = (spec: CommandSpec) => [...spec.options, ...GLOBAL_OPTIONS];

function command(name: string): CommandSpec {
  const spec = COMMANDS.find((each) => each.name === name);
  if (spec === undefined) throw new Error(name);
  return spec;
}

const parse = (line: string, name = "check") =>
  parseArguments(line.split(" "), command(name), optionsOf(command(name)));

describe("the table of commands", () => {
  it.each(COMMANDS)("$name has examples that make sense to it", (spec) => {
    expect(spec.examples.length).toBeGreaterThan(0);
    for (const { line } of spec.examples) {
      const own = /\blintel ([^|>)]*)/.exec(line)?.[1]?.trim() ?? "";
      const words = (own.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
      expect(words[0]).toBe(spec.name);
      expect(parseArguments(words.slice(1), spec, optionsOf(spec))).toMatchObject({ ok: true });
    }
  });

  it("has no two options of one command with the same name or letter", () => {
    for (const spec of COMMANDS) {
      const names = optionsOf(spec).flatMap(({ name, short }) => (short === undefined ? [name] : [name, short]));
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it("is what docs/reference/cli.md and the schema of lintel.yaml say (`node tools/reference.mjs` writes them)", () => {
    expect(readFileSync(`${house}docs/reference/cli.md`, "utf8")).toBe(referencePage());
    // A path at the start of a sentence is not capitalised.
    expect(referencePage()).not.toMatch(/^[A-Z]\w*\/\S+\.$/m);
    const published = JSON.parse(readFileSync(`${house}packages/cli/schemas/config.schema.json`, "utf8")) as unknown;
    expect(published).toEqual(JSON.parse(JSON.stringify(configSchema(VOCABULARY))));
  });
});

describe("a command line", () => {
  it("may have options anywhere, and everything behind -- is an operand", () => {
    const parsed = parse("a.md --format json -q b.md -- --fix -x");
    expect(parsed).toMatchObject({ ok: true, operands: ["a.md", "b.md", "--fix", "-x"] });
    expect(parsed.ok && [...parsed.options]).toEqual([
      ["format", "json"],
      ["quiet", true],
    ]);
  });

  it("may give an option several times where that means something", () => {
    const parsed = parse("--rule a --rule=b -o json=x -o junit=y");
    expect(parsed.ok && parsed.options.get("rule")).toEqual(["a", "b"]);
    expect(parsed.ok && parsed.options.get("output")).toEqual(["json=x", "junit=y"]);
  });

  it("lets --changed stand alone, with a base, or in front of a file", () => {
    const changed = (line: string) => {
      const parsed = parse(line);
      return parsed.ok ? [parsed.options.get("changed"), parsed.operands] : parsed;
    };
    expect(changed("--changed")).toEqual([true, []]);
    expect(changed("--changed=origin/main")).toEqual(["origin/main", []]);
    expect(changed("--changed origin/main")).toEqual(["origin/main", []]);
    expect(changed("--changed package.json")).toEqual([true, ["package.json"]]);
    expect(changed("--changed -")).toEqual([true, ["-"]]);
    expect(changed("--changed --quiet x")).toEqual([true, ["x"]]);
  });

  it.each([
    ["--formta json", "`lintel check` has no option `--formta`. Did you mean `--format`?"],
    ["-z", "`lintel check` has no option `-z`. `lintel help check` lists what there is."],
    [
      "--format yaml",
      "`--format` cannot be `yaml`. It is one of: pretty, json, jsonl, sarif, github, gitlab, junit, markdown.",
    ],
    ["--format jsn", "`--format` cannot be `jsn`. Did you mean `json`?"],
    ["--format", "`--format` needs a value: pretty, json"],
    ["--fix=yes", "`--fix` takes no value, and got `yes`."],
  ])("%s is answered with what to do", (line, message) => {
    const parsed = parse(line);
    expect(parsed.ok ? "" : parsed.message).toContain(message);
  });

  it("is held to the number of its operands", () => {
    expect(parse("tdd search more", "new")).toEqual({
      ok: false,
      message: "`lintel new` does not know what to do with `more`.",
    });
    expect(parse("--yes", "completion")).toMatchObject({ ok: false });
    expect(parseArguments([], command("completion"), [])).toEqual({
      ok: false,
      message: "`lintel completion` needs <bash|zsh|fish>.",
    });
  });
});

it("a guess is near, or is not made", () => {
  const names = COMMANDS.map(({ name }) => name);
  expect(["chekc", "stat", "clams", "explian", "doctro"].map((word) => suggest(word, names))).toEqual([
    "check",
    "status",
    "claims",
    "explain",
    "doctor",
  ]);
  expect(suggest("frobnicate", names)).toBe(null);
});

it("colours: --no-color beats NO_COLOR beats FORCE_COLOR beats the terminal", () => {
  expect(wantsColour({}, false, true)).toBe(true);
  expect(wantsColour({}, false, false)).toBe(false);
  expect(wantsColour({ FORCE_COLOR: "1" }, false, false)).toBe(true);
  expect(wantsColour({ FORCE_COLOR: "0" }, false, true)).toBe(false);
  expect(wantsColour({ FORCE_COLOR: "1", NO_COLOR: "1" }, false, true)).toBe(false);
  expect(wantsColour({ NO_COLOR: "" }, false, true)).toBe(true);
  expect(wantsColour({ FORCE_COLOR: "1" }, true, true)).toBe(false);
  expect(wantsColour({ TERM: "dumb" }, false, true)).toBe(false);
});

describe("text on a terminal", () => {
  it("of others cannot move the cursor, set the title or turn itself around", () => {
    expect(printable("a\u001b[2Jb\u0007\u202ec\nd")).toBe("a\\u001b[2Jb\\u0007\\u202ec\\nd");
    expect(printable("Grüße → 漢字")).toBe("Grüße → 漢字");
  });

  it("is measured in columns, wrapped and cut by them", () => {
    expect([
      columnsOf("abc"),
      columnsOf("漢字"),
      columnsOf("e\u0301"),
      columnsOf("\u001b[31mx\u001b[39m"),
      columnsOf("😀"),
    ]).toEqual([3, 4, 1, 1, 2]);
    expect(wrap("one two three four five six", 20, "  ")).toBe("  one two three four\n  five six");
    expect(clip("漢字漢字漢字", 7)).toBe("漢字漢…");
  });

  it("shows pages of Markdown, code as it stands", () => {
    const plain = { isTerminal: false, colour: false, links: false, width: 40 };
    const page = "# rule\n\n*error* — It `finds` **it**.\n\n- one thing\n\n```markdown\n# not a heading\n```\n";
    expect(markdownToTerminal(page, plain)).toBe(
      "rule\n\nerror — It finds it.\n\n  • one thing\n\n    │ # not a heading\n",
    );
  });
});

describe("a diff", () => {
  it("is one that git applies", () => {
    const before = Array.from({ length: 40 }, (_, i) => `line ${i}`).join("\n");
    const texts = [
      before.replace("line 3", "line three").replace("line 30", "line thirty\nand one more"),
      before.replace("line 0\n", ""),
      `${before}\nlast`,
      `first\n${before}\n`,
      "",
      "something else\n",
    ];
    for (const after of texts) {
      const folder = repositoryWith({ "a b.md": before });
      writeFiles(folder, { "change.diff": unifiedDiff("a b.md", before, after) });
      git(folder, "apply", "--unidiff-zero", "change.diff");
      expect(read(folder, "a b.md")).toBe(after);
    }
  });

  it("of equal texts is empty", () => {
    expect(unifiedDiff("a.md", "x\n", "x\n")).toBe("");
  });
});

describe("completions", () => {
  it("complete commands, options, values and names in bash", async () => {
    const { out } = await lintel(house, ["completion", "bash"]);
    const complete = (line: string) => {
      const words = line.split(" ");
      const script = `${out}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _lintel; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8", cwd: house });
      expect(stderr).toBe("");
      return stdout.trim().split("\n");
    };
    expect(complete("lintel che")).toEqual(["check"]);
    expect(complete("lintel check --for")).toEqual(["--format"]);
    expect(complete("lintel check --format js")).toEqual(["json", "jsonl"]);
    expect(complete("lintel explain link-bro")).toEqual(["link-broken"]);
    expect(complete("lintel new td")).toEqual(["tdr", "tdd"]);
    expect(complete("lintel check --rule section-e")).toEqual(["section-empty"]);
  });

  it("name every command in every shell", async () => {
    for (const shell of ["bash", "zsh", "fish"]) {
      const { out } = await lintel(house, ["completion", shell]);
      for (const { name } of COMMANDS) expect(out).toContain(name);
    }
    expect((await lintel(house, ["completion", "tcsh"])).code).toBe(64);
  });
});

describe("the published schemas", () => {
  it("fit lintel.yaml as it is accepted, and refuse what Lintel refuses", () => {
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
      configSchema(VOCABULARY) as AnySchema,
    );
    const fits = (value: unknown) => validate(value) === true;
    expect(fits({})).toBe(true);
    expect(
      fits({
        rules: { "link-broken": "off", "json-invalid": { severity: "error", ellipsis: false } },
        ignore: "docs/**",
      }),
    ).toBe(true);
    expect(
      fits({
        templates: { rfc: { path: "a.md", documents: ["x/*.md"], "judge-by": "then" } },
        layouts: { adr: "off" },
      }),
    ).toBe(true);
    expect(
      fits({
        overrides: [{ files: "a.md#rollout", rules: { "link-broken": "info" } }],
        "fail-on": "never",
        baseline: "x.json",
      }),
    ).toBe(true);
    expect(
      [
        { ruels: {} },
        { rules: { nothing: "off" } },
        { rules: { "link-broken": "of" } },
        { templates: { x: {} } },
        { "fail-on": "eror" },
      ].some(fits),
    ).toBe(false);
  });

  it("fit a baseline that was written", async () => {
    const schema = JSON.parse(readFileSync(`${house}packages/cli/schemas/baseline.schema.json`, "utf8")) as AnySchema;
    const validate = new Ajv2020({ strict: true }).compile(schema);
    const folder = repositoryWith({ "docs/adr/0001-x.md": "# X\n\n[gone](y.md)\n" });
    await lintel(folder, ["check", "--write-baseline"]);
    const written = JSON.parse(read(folder, "lintel-baseline.json")) as { findings: unknown[] };
    expect(written.findings.length).toBeGreaterThan(0);
    expect(validate(written)).toBe(true);
    expect(validate({ schemaVersion: 1, findings: [{ path: "a" }] })).toBe(false);
  });
});
