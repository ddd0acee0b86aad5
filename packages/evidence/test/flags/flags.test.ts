import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { readManifest } from "../../src/flags/manifest.ts";
import { referenceFinder } from "../../src/flags/references.ts";

const definitionsOf = (text: string) => {
  const result = readManifest(text, "flags.json");
  if (!result.ok) throw new Error(result.message);
  return result.definitions.map(({ key, at, default: value, owner, expires }) => ({ key, at, value, owner, expires }));
};

describe("a manifest of flags", () => {
  it.each([
    ["OpenFeature's", '{"flags": {\n"a-b": {"flagType": "boolean", "defaultValue": false}}}', "off"],
    [
      "flagd's",
      '{"flags": {\n"a-b": {"state": "ENABLED", "variants": {"yes": true, "no": false}, "defaultVariant": "yes"}}}',
      "on",
    ],
    ["an export with a list of flags", '{"features": [\n{"name": "a-b", "enabled": true}]}', "on"],
    ["a plain map", "# flags\na-b: off-by-word\n", null],
    ["a map of switches", "\na-b: false\n", "off"],
  ])("is read when it is %s", (_what, text, value) => {
    expect(definitionsOf(text)).toEqual([{ key: "a-b", at: "flags.json:2", value, owner: null, expires: null }]);
  });

  it("tells who owns a flag and when it is to be gone", () => {
    const text = "flags:\n  a:\n    defaultValue: true\n    owner: '@orders'\n    expires: 2026-06-30\n";
    expect(definitionsOf(text)[0]).toMatchObject({ owner: "@orders", expires: "2026-06-30" });
  });

  it("is none when it is something else", () => {
    expect(readManifest('"just a text"', "flags.json")).toMatchObject({ ok: false });
    expect(readManifest("a: [1,", "flags.json")).toMatchObject({ ok: false });
  });

  const shared = join(process.env["LINTEL_SHARED"] ?? "../shared", "samples/evidence");
  it.skipIf(!existsSync(shared))("is read from the samples (skipped without them)", () => {
    for (const name of ["flagd.json", "openfeature-manifest.json"]) {
      expect(definitionsOf(readFileSync(join(shared, name), "utf8"))).toMatchObject([
        { key: "new-orders", value: "off" },
      ]);
    }
  });
});

function references(files: Readonly<Record<string, string>>, name = "new-orders"): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "lintel-flags-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const find = referenceFinder(
    [name],
    { absolute: (path) => join(folder, path), exists: () => null, below: () => Object.keys(files).toSorted() },
    null,
    new Set(["flags.json"]),
  );
  return find(name).map(({ at, isTest, isDead }) => `${at}${isTest ? " test" : ""}${isDead ? " dead" : ""}`);
}

describe("code that asks for a flag", () => {
  it("names its key between quotes, or in the spelling of a language as a word", () => {
    const files = {
      "src/a.ts": 'if (flags.isOn("new-orders")) go();\n',
      "src/b.py": "if flags.NEW_ORDERS:\n",
      "src/c.go": "x := cfg.NewOrders\n",
      "src/d.ts": "const newOrdersPage = 1;\n",
      "src/e.ts": 'open("brand-new-orders");\n',
    };
    expect(references(files)).toEqual(["src/a.ts:1", "src/b.py:1", "src/c.go:1"]);
  });

  it.each([
    ["a comment", "src/a.ts", '// flags.isOn("new-orders")\n/* "new-orders" */\n'],
    ["a comment of Python", "src/a.py", '# flags["new-orders"]\n'],
    ["a document", "docs/a.md", 'Call `isOn("new-orders")`.\n'],
    ["the manifest itself", "flags.json", '{"new-orders": true}\n'],
    ["data", "src/a.json", '{"x": "new-orders"}\n'],
  ])("is none in %s", (_what, path, text) => expect(references({ [path]: text })).toEqual([]));

  it("is told apart where it is a test, or never runs", () => {
    const files = {
      "src/a.ts": 'if (false && isOn("new-orders")) {\n  go("new-orders");\n}\nstop("new-orders");\n',
      "src/b.c": '#if 0\nask("new-orders");\n#else\nask("new-orders");\n#endif\n',
      "test/a.test.ts": 'expect(isOn("new-orders"));\n',
    };
    expect(references(files)).toEqual([
      "src/a.ts:1 dead",
      "src/a.ts:2 dead",
      "src/a.ts:4",
      "src/b.c:2 dead",
      "src/b.c:4",
      "test/a.test.ts:1 test",
    ]);
  });
});
