import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { traceMatrix, type TestFacts } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { gatherTests } from "../../src/tests/tests.ts";

const shared = process.env["LINTEL_SHARED"] ?? fileURLToPath(new URL("../../../../../shared", import.meta.url));
const samples = join(shared, "samples", "test-results");

/** Where the tests of a sample stood when they ran, and where they stand beside their reports now. */
const MOVED: Readonly<Record<string, readonly [then: string, now: string]>> = {
  vitest: ["tests/", "src-tests/"],
  jest: ["tests/", "src-tests/"],
  playwright: ["tests/", "src-tests/"],
  mocha: ["test/", "src-tests/"],
  "node-test": ["test/", "src-tests/"],
  bun: ["tests/", ""],
  rspec: ["spec/", ""],
  phpunit: ["tests/", ""],
  pytest: ["", "src/"],
  go: ["", "src/"],
  cargo: ["", "src-crate/"],
};

async function factsOf(folder: string, report: string): Promise<TestFacts> {
  const root = join(samples, folder);
  const [then, now] = MOVED[folder] ?? ["", ""];
  const all = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(root, path)).isFile(),
  );
  const paths = all.map((path) =>
    path !== report && path.startsWith(now) ? `${then}${path.slice(now.length)}` : path,
  );
  const real = new Map(paths.map((path, i) => [path, join(root, all[i] ?? "")]));
  const files = {
    absolute: (path: string) => real.get(path) ?? (path === report ? join(root, report) : join(root, path)),
    exists: (path: string) =>
      real.has(path)
        ? ("file" as const)
        : paths.some((each) => each.startsWith(`${path}/`))
          ? ("folder" as const)
          : null,
    below: () => paths,
  };
  const { facts } = await gatherTests({ files, settings: { tests: [report] } }, true);
  return facts ?? { reports: [], sources: [], runners: [] };
}

/** Every test with a file: in the sources and the report, in the report alone. */
function joined(facts: TestFacts): readonly [both: number, reportAlone: number] {
  const claim = { id: "test-mapping:all", kind: "test-mapping", start: 0, end: 1, text: "all", section: null } as const;
  const mapping = { ...claim, value: { criterion: "all", tests: [], files: ["**/*"] } };
  const document = { path: "a.md", text: "a", criteria: [], mappings: [mapping], goals: [] };
  const { tests } = traceMatrix([{ id: "a", path: "a.md", documents: [document] }], facts);
  const ran = tests.filter(({ outcomes }) => outcomes.length > 0);
  const both = ran.filter(({ bodies }) => bodies.length > 0).length;
  return [both, ran.length - both];
}

describe("test sources beside the reports of real runners", () => {
  it.skipIf(!existsSync(samples)).each([
    ["vitest", "v4/junit.xml", 16, 0],
    ["vitest", "v5.1.1/report.json", 16, 0],
    ["jest", "jest.json", 14, 0],
    ["playwright", "report.json", 12, 0],
    ["mocha", "mocha.json", 11, 0],
    ["node-test", "node24.junit.xml", 12, 0],
    ["bun", "bun-junit.xml", 7, 0],
    ["pytest", "pytest-xunit2-continue.xml", 19, 0],
    ["pytest", "pytest-run-from-subdir.xml", 18, 0],
    ["go", "go-test.json", 9, 0],
    ["cargo", "libtest-json.jsonl", 7, 0],
    ["maven-surefire", "TEST-com.acme.ProtocolTest.xml", 9, 0],
    ["bats", "bats.tap", 4, 0],
    ["phpunit", "phpunit-junit.xml", 7, 0],
    ["rspec", "rspec.json", 5, 3],
  ])("are those of %s in %s (skipped where ../shared is not there)", async (folder, report, both, alone) => {
    // Names that a program makes up while it runs are in the report alone.
    expect(joined(await factsOf(folder, report))).toEqual([both, alone]);
  });
});
