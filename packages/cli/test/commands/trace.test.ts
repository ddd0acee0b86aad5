import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lintel, repositoryWith, writeFiles } from "../repository.ts";

const SPEC =
  "# Spec\n\n## Acceptance Criteria\n\n- AC-1: Orders are kept\n- AC-2: Load is shed\n- AC-3: Callers are told\n";
const TDR =
  "# TDR — Queue\n\n## 10. Test Strategy\n\n### Spec→Test mapping\n\n| Criterion | Test |\n|---|---|\n| AC-1 | `tests/test_queue.py::test_kept` |\n| AC-2 | `test_load_shed` |\n| Tuning | `=cmd()` by hand |\n";
const TESTS =
  "def test_kept():\n    assert keep()\n\ndef test_load_is_shed():\n    assert shed()\n\ndef test_ac_3_told():\n    assert told()\n";
const REPORT =
  '<?xml version="1.0" encoding="utf-8"?><testsuites><testsuite name="pytest" errors="0" failures="0" skipped="0" tests="1" time="0.1" timestamp="2026-01-01T00:00:00" hostname="h"><testcase classname="tests.test_queue" name="test_kept" time="0.01" /></testsuite></testsuites>\n';

function repository(): string {
  return repositoryWith({
    "directive/specs/queue/spec.md": SPEC,
    "directive/specs/queue/tdr.md": TDR,
    "tests/test_queue.py": TESTS,
    "out/run.xml": REPORT,
    ".gitignore": "out/\n",
  });
}

interface TraceJson {
  readonly designs: readonly {
    readonly id: string;
    readonly criteria: readonly {
      readonly id: string;
      readonly is: string;
      readonly line: number;
      readonly rung: string;
      readonly shortfall?: string;
      readonly tests: readonly string[];
      readonly open: readonly {
        readonly written: string;
        readonly candidates: readonly string[];
        readonly clear: boolean;
      }[];
    }[];
  }[];
  readonly tests: readonly {
    readonly id: string;
    readonly criteria: readonly string[];
    readonly outcomes: readonly string[];
  }[];
  readonly orphans: readonly { readonly id: string }[];
  readonly comparison: null | {
    readonly suspects: readonly {
      readonly criterion: string;
      readonly changed: string;
      readonly tests: readonly string[];
    }[];
    readonly falls: readonly { readonly criterion: string; readonly from: string; readonly to: string }[];
  };
  readonly summary: Readonly<Record<string, unknown>>;
}

async function trace(folder: string, ...args: readonly string[]): Promise<{ code: number; json: TraceJson }> {
  const { code, out, err } = await lintel(folder, ["trace", "--format", "json", ...args]);
  if (out === "") throw new Error(err);
  return { code, json: JSON.parse(out) as TraceJson };
}

describe("lintel trace", () => {
  it("leads from criteria to tests and back, gaps first", async () => {
    const { code, json } = await trace(repository(), "-e", "tests=out/run.xml");
    const [design] = json.designs;
    expect(design?.criteria.map(({ id, rung, shortfall }) => [id, shortfall ?? rung])).toEqual([
      ["queue#AC-2", "dangling"],
      ["queue#AC-1", "unbound"],
      ["queue#tuning", "manual"],
      // Named by a test in a file that the design names.
      ["queue#AC-3", "declared"],
    ]);
    expect(design?.criteria[0]?.open).toEqual([
      {
        written: "test_load_shed",
        is: "missing",
        candidates: ["tests/test_queue.py > test_load_is_shed"],
        clear: true,
      },
    ]);
    expect(json.tests.map(({ id, criteria, outcomes }) => [id, criteria, outcomes])).toEqual([
      ["tests/test_queue.py > test_kept", ["queue#AC-1"], ["passed"]],
      ["tests/test_queue.py > test_ac_3_told", ["queue#AC-3"], []],
    ]);
    expect(json.orphans.map(({ id }) => id)).toEqual(["tests/test_queue.py > test_load_is_shed"]);
    expect(json.summary).toMatchObject({
      designs: 1,
      criteria: 3,
      rows: 3,
      references: 2,
      found: 1,
      missing: 1,
      renamed: 1,
      proven: 0,
    });
    expect(code).toBe(0);
  });

  it("says that a criterion is proven when its report is bound to the state that is judged", async () => {
    const folder = repository();
    const bound = await lintel(folder, ["evidence", "add", "out/run.xml"]);
    expect(bound.code).toBe(0);
    const { json } = await trace(folder, "-e", "tests=out/run.xml");
    expect(json.designs[0]?.criteria.find(({ id }) => id === "queue#AC-1")?.rung).toBe("verified");
    expect(json.summary).toMatchObject({ proven: 1 });
  });

  it("needs no report and no configuration", async () => {
    const { out, code } = await lintel(repository(), ["trace"]);
    expect(out).toContain("queue  0 of 4 proven");
    expect(out).toContain("dangling      AC-2: Load is shed");
    expect(out).toContain("→ Name `test_load_is_shed`, if that is the test.");
    expect(out.replace(/\s+/g, " ")).toContain(
      "“test_kept” stands in tests/test_queue.py:1; no report shows that it ran.",
    );
    expect(code).toBe(0);
  });

  it("writes a page, a table and a sheet in which nothing of a document is anything but text", async () => {
    const folder = repository();
    writeFiles(folder, {
      "directive/specs/queue/spec.md": `${SPEC}- AC-4: <script>alert(1)</script> | a, "b"\n`,
    });
    const html = (await lintel(folder, ["trace", "--format", "html"])).out;
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).not.toMatch(/<script|https?:/);
    const markdown = (await lintel(folder, ["trace", "--format", "markdown"])).out;
    expect(markdown).toMatch(/\| queue\\#\u200bAC-4: \\<script\\>/);
    const csv = (await lintel(folder, ["trace", "--format", "csv"])).out.split("\r\n");
    expect(csv[0]).toBe(
      "design,criterion,document,line,text,standing,proven,reference,test,file,test line,outcome,because",
    );
    expect(csv.find((line) => line.includes("AC-4"))).toContain('"AC-4: <script>alert(1)</script> | a, ""b"""');
    expect(csv.find((line) => line.includes("by hand"))).toContain("Tuning");
    expect(csv.find((line) => line.includes("test_load_shed"))).toContain("queue,queue#AC-2,");
  });
});

describe("the snapshot of a trace", () => {
  it("makes suspect what changed since, and a fall a failure", async () => {
    const folder = repository();
    expect((await lintel(folder, ["trace", "--write-snapshot"])).code).toBe(0);
    const text = readFileSync(join(folder, ".lintel/trace.json"), "utf8");
    expect(Object.keys((JSON.parse(text) as { criteria: object }).criteria)).toEqual([
      "queue#AC-1",
      "queue#AC-2",
      "queue#AC-3",
    ]);
    expect((await trace(folder, "--ratchet")).json.comparison).toEqual({ suspects: [], falls: [], gone: [] });

    writeFiles(folder, { "tests/test_queue.py": TESTS.replace("    assert keep()", "    # why\n    assert keep()") });
    expect((await trace(folder, "--ratchet")).json.comparison?.suspects).toEqual([]);
    writeFiles(folder, { "tests/test_queue.py": TESTS.replace("keep()", "other()") });
    expect((await trace(folder)).json.comparison?.suspects).toEqual([
      { criterion: "queue#AC-1", changed: "test", tests: ["tests/test_queue.py > test_kept"] },
    ]);
    writeFiles(folder, {
      "tests/test_queue.py": TESTS,
      "directive/specs/queue/spec.md": SPEC.replace("are kept", "are lost"),
    });
    expect((await trace(folder)).json.comparison?.suspects).toMatchObject([
      { criterion: "queue#AC-1", changed: "criterion" },
    ]);

    writeFiles(folder, {
      "tests/test_queue.py": "def test_none():\n    assert 1\n",
      "directive/specs/queue/spec.md": SPEC,
    });
    const fallen = await trace(folder, "--ratchet");
    expect(fallen.json.comparison?.falls).toEqual([
      { criterion: "queue#AC-1", from: "declared", to: "dangling" },
      { criterion: "queue#AC-3", from: "declared", to: "unmapped" },
    ]);
    expect(fallen.code).toBe(1);
    expect((await trace(folder)).code).toBe(0);
  });

  it("keeps what it has of designs that a run did not look at", async () => {
    const folder = repository();
    writeFiles(folder, { "directive/specs/other/spec.md": SPEC });
    await lintel(folder, ["trace", "--write-snapshot"]);
    const before = readFileSync(join(folder, ".lintel/trace.json"), "utf8");
    await lintel(folder, ["trace", "directive/specs/queue", "--write-snapshot"]);
    expect(readFileSync(join(folder, ".lintel/trace.json"), "utf8")).toBe(before);
    expect((await trace(folder, "directive/specs/queue", "--ratchet")).json.comparison).toEqual({
      suspects: [],
      falls: [],
      gone: [],
    });
  });

  it("is missed in one sentence, and so is one that is none", async () => {
    const folder = repository();
    const missing = await lintel(folder, ["trace", "--ratchet"]);
    expect(missing.code).toBe(2);
    expect(missing.err).toContain("there is no snapshot .lintel/trace.json to compare with");
    expect(existsSync(join(folder, ".lintel"))).toBe(false);
    writeFileSync(join(folder, "bad.json"), '{ "schemaVersion": 1, "criteria": { "a#b": 1 } }');
    const bad = await lintel(folder, ["trace", "--snapshot", "bad.json"]);
    expect(bad.code).toBe(2);
    expect(bad.err).toContain("bad.json is no snapshot of a trace: The entry of a#b has no");
  });
});
