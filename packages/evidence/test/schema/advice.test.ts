import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { adviseDocument, type Advice } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { design, documentOf, gathered } from "./judged.ts";

const SHARED = process.env["LINTEL_SHARED"] ?? join(import.meta.dirname, "../../../../../shared");
const UNSAFE = join(SHARED, "samples/evidence/migration-unsafe.sql");

async function advised(sql: string, files: Readonly<Record<string, string>> = {}): Promise<readonly Advice[]> {
  const document = documentOf(design(sql));
  const settings = Object.keys(files).length === 0 ? {} : { migrations: ["db"] };
  const { facts } = await gathered(document, files, settings);
  return adviseDocument(document, facts === undefined ? {} : { schema: facts });
}

const rules = async (...args: Parameters<typeof advised>): Promise<readonly string[]> =>
  (await advised(...args)).map(({ rule }) => rule);

describe("migrations that are dangerous on a database in use are pointed out", () => {
  it.each([
    ["ALTER TABLE t ADD COLUMN a text NOT NULL;", ["required-without-default"]],
    ["ALTER TABLE t ADD COLUMN a uuid DEFAULT gen_random_uuid();", ["rewrites-table"]],
    ["ALTER TABLE t ADD COLUMN a bigserial;", ["rewrites-table"]],
    ["ALTER TABLE t ADD COLUMN a int REFERENCES u(id);", ["key-without-not-valid"]],
    ["ALTER TABLE t ADD COLUMN a int UNIQUE;", ["index-blocks-writes"]],
    ["ALTER TABLE t ALTER COLUMN a TYPE bigint;", ["type-change-rewrites-table"]],
    ["ALTER TABLE t ALTER COLUMN a SET NOT NULL;", ["not-null-scans-table"]],
    ["ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u(id);", ["key-without-not-valid"]],
    ["ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);", ["key-without-not-valid"]],
    ["ALTER TABLE t ADD CONSTRAINT u UNIQUE (a);", ["index-blocks-writes"]],
    ["CREATE INDEX i ON t (a);", ["index-blocks-writes"]],
    ["DROP INDEX i;", ["index-blocks-writes"]],
    ["BEGIN; CREATE INDEX CONCURRENTLY i ON t (a); COMMIT;", ["concurrently-in-transaction"]],
    ["BEGIN; ALTER TABLE t ADD COLUMN a text;", ["transaction-left-open"]],
    [
      "BEGIN; ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u(id) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT f; COMMIT;",
      ["validated-in-same-transaction"],
    ],
    ["ALTER TABLE t RENAME TO u;", ["rename-breaks-clients"]],
    ["ALTER TABLE t RENAME COLUMN a TO b;", ["rename-breaks-clients"]],
    ["ALTER TABLE t DROP COLUMN a;", ["drop-loses-data"]],
    ["DROP TABLE t;", ["drop-loses-data"]],
    ["UPDATE t SET a = 1;", ["writes-every-row"]],
    ["DELETE FROM t;", ["writes-every-row"]],
    ["VACUUM FULL t;", ["shuts-table"]],
    ["TRUNCATE t;", ["shuts-table"]],
    [`ALTER TABLE t ADD COLUMN ${"a".repeat(64)} text;`, ["name-too-long"]],
  ])("%s", async (sql, expected) => {
    expect(await rules(sql)).toEqual(expected);
  });

  it.each([
    "ALTER TABLE t ADD COLUMN a text;",
    "ALTER TABLE t ADD COLUMN a text NOT NULL DEFAULT '';",
    "ALTER TABLE t ADD COLUMN a timestamptz NOT NULL DEFAULT now();",
    "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u(id) NOT VALID;",
    "ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT c; ALTER TABLE t ALTER COLUMN a SET NOT NULL;",
    "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a); ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX i;",
    "DROP INDEX CONCURRENTLY i;",
    "CREATE TABLE t (a int NOT NULL REFERENCES u(id)); CREATE INDEX i ON t (a); ALTER TABLE t ADD COLUMN b int NOT NULL;",
    "UPDATE t SET a = 1 WHERE id < 1000;",
    "BEGIN; ALTER TABLE t ADD COLUMN a text; COMMIT;",
    "-- CREATE INDEX i ON t (a);",
    "SELECT 'DROP TABLE t';",
  ])("nothing is said of %s", async (sql) => {
    expect(await rules(sql)).toEqual([]);
  });

  it("a wider varchar needs no rewriting, where the old type is known", async () => {
    const files = { "db/1.sql": "CREATE TABLE t (a varchar(20), b numeric(10,2), c int);" };
    expect(await rules("ALTER TABLE t ALTER COLUMN a TYPE varchar(40);", files)).toEqual([]);
    expect(await rules("ALTER TABLE t ALTER COLUMN a TYPE text;", files)).toEqual([]);
    expect(await rules("ALTER TABLE t ALTER COLUMN b TYPE numeric(12,2);", files)).toEqual([]);
    expect(await rules("ALTER TABLE t ALTER COLUMN a TYPE varchar(10);", files)).toEqual([
      "type-change-rewrites-table",
    ]);
    expect(await rules("ALTER TABLE t ALTER COLUMN b TYPE numeric(12,4);", files)).toEqual([
      "type-change-rewrites-table",
    ]);
  });

  it("each with its line in the document and what to do instead", async () => {
    const [advice] = await advised("SELECT 1;\nCREATE INDEX i ON orders (a);");
    expect(advice).toMatchObject({ next: "Write CREATE INDEX CONCURRENTLY, outside of a transaction.", at: null });
    const text = documentOf(design("SELECT 1;\nCREATE INDEX i ON orders (a);")).outline.source.text;
    expect(text.slice(advice?.span?.start, advice?.span?.end)).toBe("CREATE INDEX i ON orders (a)");
  });

  it("also in the migrations that make what the design shows, and in no others", async () => {
    const files = {
      "db/1.sql": "CREATE TABLE orders (id uuid); CREATE TABLE users (id int);",
      "db/2.sql": "CREATE INDEX old ON orders (id);",
      "db/3.sql":
        "ALTER TABLE orders ADD COLUMN note text;\nCREATE INDEX notes ON orders (note);\nCREATE INDEX u ON users (id);",
    };
    const advice = await advised("ALTER TABLE orders ADD COLUMN note text;", files);
    expect(advice.map(({ rule, at }) => [rule, at])).toEqual([["index-blocks-writes", "db/3.sql:2"]]);
  });

  it.skipIf(!existsSync(UNSAFE))("the unsafe sample (skipped without the shared samples)", async () => {
    expect(await rules(readFileSync(UNSAFE, "utf8"))).toEqual([
      "required-without-default",
      "index-blocks-writes",
      "key-without-not-valid",
      "type-change-rewrites-table",
      "rename-breaks-clients",
      "drop-loses-data",
    ]);
  });
});
