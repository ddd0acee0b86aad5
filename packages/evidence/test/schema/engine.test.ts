import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findEngine, runOnEngine } from "../../src/schema/engine.ts";
import { isRunnable } from "../../src/schema/run.ts";
import { design, documentOf, gathered, tableVerdicts } from "./judged.ts";

let cache = "";
beforeAll(() => {
  cache = mkdtempSync(join(tmpdir(), "lintel-engine-"));
});
afterAll(() => {
  rmSync(cache, { recursive: true, force: true });
});

describe.skipIf(findEngine() === null)(
  "statements run on an embedded PostgreSQL (skipped where none is installed)",
  () => {
    const verdictOn = async (sql: string, files: Readonly<Record<string, string>> = {}) => {
      const settings = Object.keys(files).length === 0 ? {} : { migrations: ["db"] };
      const verdicts = await tableVerdicts(design(sql), files, settings, cache);
      return verdicts.at(-1);
    };

    it("a statement that only reads well is broken, at its line", async () => {
      const sql = [
        "CREATE TABLE a (\n  id int,\n  id text\n);",
        "CREATE TABLE b (id int);\nCREATE TABLE c (\n  b_id int REFERENCES b(id)\n);",
        "CREATE TABLE d (n int DEFAULT 'many');",
        "CREATE TABLE e (id int PRIMARY KEY);\nCREATE TABLE f (e_id text REFERENCES e);",
      ].join("\n");
      const verdicts = await tableVerdicts(design(sql), {}, {}, cache);
      const broken = verdicts.filter(({ outcome }) => outcome === "broken");
      expect(broken.map(({ evidence: [place] }) => `${place?.at ?? ""} ${place?.detail ?? ""}`)).toEqual([
        'design.md:8:3 column "id" specified more than once',
        'design.md:12:23 there is no unique constraint matching given keys for referenced table "b"',
        'design.md:14:32 invalid input syntax for type integer: "many"',
        expect.stringMatching(/^design\.md:16:\d+ foreign key constraint "f_e_id_fkey" cannot be implemented/),
      ]);
    });

    it("what points to a table that nothing makes is broken where all that exists is known, and only there", async () => {
      const sql = "CREATE TABLE b (a_id int REFERENCES a(id));";
      expect(await verdictOn(sql)).toMatchObject({ reason: "no-evidence" });
      expect(await verdictOn(sql, { "db/1.sql": "CREATE TABLE c (id int);" })).toMatchObject({ outcome: "broken" });
      expect(await verdictOn(sql, { "db/1.sql": "CREATE TABLE a (id int PRIMARY KEY);" })).toMatchObject({
        reason: "planned",
      });
      expect(await verdictOn(sql, { "db/1.sql": "SELECT 1; DO $$ BEGIN EXECUTE 'x'; END $$;" })).toMatchObject({
        reason: "planned",
      });
    });

    it("a design that was delivered is not blamed for what is there already", async () => {
      const files = {
        "db/1.sql":
          "CREATE TABLE a (id int); ALTER TABLE a ADD n int; ALTER TABLE a RENAME n TO m; ALTER TABLE a DROP m;",
      };
      expect(await verdictOn("CREATE TABLE a (id int);", files)).toMatchObject({ outcome: "holds", rung: "ran" });
      expect(await verdictOn("ALTER TABLE a DROP COLUMN m;", files)).toMatchObject({ outcome: "holds" });
    });

    it("nor is a design blamed for what rests on a table that is there in another shape, or in part", async () => {
      const shape = "CREATE TABLE a (id int PRIMARY KEY, n int);\nALTER TABLE a ADD CONSTRAINT u UNIQUE (n);";
      expect(await verdictOn(shape, { "db/1.sql": "CREATE TABLE a (id int PRIMARY KEY);" })).not.toMatchObject({
        outcome: "broken",
      });
      const part = {
        "db/1.sql": "CREATE TABLE a (id int, v vector(3), PRIMARY KEY (id)); DO $$ BEGIN EXECUTE 'x'; END $$;",
      };
      expect(await verdictOn("CREATE TABLE b (a_id int REFERENCES a(id));", part)).not.toMatchObject({
        outcome: "broken",
      });
    });

    it("documents do not see each other, and what was run is not run again", async () => {
      const sql = "CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (a_id int REFERENCES a(id));";
      expect(await verdictOn(sql)).toMatchObject({ rung: "ran" });
      const kept = readdirSync(cache).toSorted();
      expect(await verdictOn(sql)).toMatchObject({ rung: "ran" });
      expect(readdirSync(cache).toSorted()).toEqual(kept);
      expect(await verdictOn("CREATE TABLE b (a_id int REFERENCES a(id));")).toMatchObject({ rung: "parsed" });
    });

    it("an engine that does not come up is an error and no verdict", async () => {
      const path = findEngine() ?? "";
      await expect(runOnEngine(path.replace(/index\.cjs$/, "nothing.cjs"), [], [["SELECT 1"]], cache)).rejects.toThrow(
        /nothing\.cjs/,
      );
    });

    it("nothing is started where there is nothing to run", async () => {
      const empty = mkdtempSync(join(tmpdir(), "lintel-engine-"));
      const document = documentOf(design("SELECT pg_sleep(1000);\nINSERT INTO a SELECT 1;"));
      await gathered(document, {}, {}, empty);
      expect(readdirSync(empty)).toEqual([]);
      rmSync(empty, { recursive: true });
    });
  },
);

describe("only definitions are run", () => {
  it.each([
    "SELECT pg_sleep(1000)",
    "CREATE TABLE a AS SELECT pg_sleep(1000)",
    "DO $$ BEGIN LOOP END LOOP; END $$",
    "INSERT INTO a SELECT * FROM generate_series(1, 1e12)",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "COPY a TO PROGRAM 'x'",
  ])("not %s", (sql) => {
    expect(isRunnable(sql, [])).toBe(false);
  });
});
