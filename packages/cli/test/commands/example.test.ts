// The example service: its designs have every outcome, and whatever is broken in it turns exactly the verdict that is about it.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commit, git, lintel } from "../repository.ts";

const example = fileURLToPath(new URL("../../../../examples/lockers", import.meta.url));

/** A copy of the example as a repository of its own, and what is said of it as it is. */
let folder = "";
let sound: ReadonlyMap<string, string> = new Map();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lintel-example-"));
  cpSync(example, folder, { recursive: true });
  git(folder, "init", "--quiet", "--initial-branch=main");
  git(folder, "config", "user.name", "Ada Test");
  git(folder, "config", "user.email", "ada@example.com");
  git(folder, "config", "commit.gpgsign", "false");
  commit(folder, "start");
  sound = await outcomes();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface VerifyJson {
  readonly documents: readonly {
    readonly path: string;
    readonly claims: readonly { readonly id: string; readonly line: number }[];
    readonly verdicts: readonly { readonly claim: string; readonly outcome: string; readonly reason?: string }[];
  }[];
}

/** `path:line claim` → "holds", "broken", "unproven planned". */
async function outcomes(): Promise<ReadonlyMap<string, string>> {
  const { out, err } = await lintel(folder, ["verify", "--format", "json"]);
  if (out === "") throw new Error(err);
  const { documents } = JSON.parse(out) as VerifyJson;
  return new Map(
    documents.flatMap(({ path, claims, verdicts }) => {
      const lines = new Map(claims.map(({ id, line }) => [id, line]));
      return verdicts.map(({ claim, outcome, reason }) => [
        `${path}:${lines.get(claim) ?? 0} ${claim}`,
        reason === undefined ? outcome : `${outcome} ${reason}`,
      ]);
    }),
  );
}

/** What turned when a text of a file was replaced (or the file removed: null). The file is put back. */
async function turned(path: string, from: string | RegExp, to: string | null): Promise<readonly string[]> {
  const file = join(folder, path);
  const text = readFileSync(file, "utf8");
  const broken = to === null ? "" : text.replace(from, to);
  if (broken === text) throw new Error(`${path} does not hold ${String(from)}`);
  try {
    if (to === null) rmSync(file);
    else writeFileSync(file, broken);
    return [...(await outcomes())].flatMap(([claim, outcome]) => {
      const was = sound.get(claim);
      return was === outcome
        ? []
        : [`${claim.replace(/^\S*\/(\w+)\.md:\d+ /, "$1 ")}: ${was ?? "nothing"} → ${outcome}`];
    });
  } finally {
    writeFileSync(file, text);
  }
}

describe("the example service", () => {
  it("has designs with every outcome", () => {
    const kinds = new Set(sound.values());
    for (const outcome of ["holds", "broken", "unproven planned", "unproven no-evidence"])
      expect(kinds).toContain(outcome);
  });

  it.each([
    [
      "a module that a design names is removed",
      "src/flags.js",
      "",
      null,
      ["reservations code-path:src/flags.js: holds → broken"],
    ],
    [
      "an operation is described with another method",
      "openapi.yaml",
      "    delete:\n",
      "    put:\n",
      ["reservations endpoint:delete-/v1/reservations/{reservationid}: holds → broken"],
    ],
    [
      "a member of an answer is described as another type",
      "openapi.yaml",
      "city: { type: string }",
      "city: { type: integer }",
      ["reservations payload:id-city-free: holds → broken"],
    ],
    [
      "a column of a migration is called otherwise",
      "migrations/0002_reservations.sql",
      "parcel text not null,",
      "parcel_number text not null,",
      ["reservations table:reservations: holds → broken"],
    ],
    [
      "a flag is switched on by default",
      "flags.json",
      '"defaultValue": false',
      '"defaultValue": true',
      ["reservations feature-flag:locker-reservations: holds → broken"],
    ],
    [
      "code no longer asks for a flag",
      "src/server.js",
      'flags.isOn("locker-reservations")',
      "true",
      ["reservations feature-flag:locker-reservations: holds → unproven inconclusive"],
    ],
  ])("turns the right verdict when %s", async (_what, path, from, to, expected) => {
    expect(await turned(path, from, to)).toEqual(expected);
  });

  it("has criteria that hold once their tests ran on its state, and turns exactly the one whose test does not prove it", async () => {
    const proven = await run();
    const rows = [...proven].filter(([claim]) => claim.includes("reservations.md") && claim.includes("test-mapping:"));
    expect(rows.map(([, outcome]) => outcome)).toEqual(["holds", "holds", "holds", "holds"]);
    const file = join(folder, "test/reservations.test.js");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace('it("AC-2 is refused', 'it.skip("AC-2 is refused'));
    const skipped = await run();
    writeFileSync(file, text);
    commitOwn("back");
    const other = [...skipped].filter(([claim, outcome]) => proven.get(claim) !== outcome);
    expect(other.map(([claim, outcome]) => `${claim.replace(/:\d+ /, " ")} ${outcome}`)).toEqual([
      "directive/specs/20261102-expiry/spec.md acceptance-criterion:ac-2 unproven inconclusive",
      "directive/specs/20261102-expiry/tdr.md test-mapping:ac-2 unproven inconclusive",
      "docs/tdd/reservations.md acceptance-criterion:ac-2 unproven inconclusive",
      "docs/tdd/reservations.md test-mapping:ac-2 unproven inconclusive",
    ]);
  });
});

/** Commits what is there, runs the tests of the example, binds their report, and says what is so. */
async function run(): Promise<ReadonlyMap<string, string>> {
  commitOwn("state");
  mkdirSync(join(folder, "reports"), { recursive: true });
  const environment = { ...process.env };
  // What tells a runner that it runs inside of another one.
  delete environment["NODE_TEST_CONTEXT"];
  spawnSync(process.execPath, ["--test", "--test-reporter=junit", "--test-reporter-destination=reports/junit.xml"], {
    cwd: folder,
    env: environment,
  });
  const { code, err } = await lintel(folder, ["evidence", "add", "reports/junit.xml", "--commit", "HEAD"]);
  if (code !== 0) throw new Error(err);
  return outcomes();
}

/** Commits what git does not ignore: a report that is committed would be changed by the next run. */
function commitOwn(message: string): void {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "-m", message);
}
