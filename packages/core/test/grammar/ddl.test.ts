import { describe, expect, it } from "vitest";
import { readBareTables, readEntities, readTableStatements } from "../../src/grammar/ddl.ts";

describe("a table statement", () => {
  it("gives columns with type, key and default", () => {
    expect(
      readTableStatements(
        `-- orders
CREATE TABLE IF NOT EXISTS shop."orders" (
  id           BIGSERIAL PRIMARY KEY, -- the number
  customer_id  uuid NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  total        NUMERIC(10, 2) DEFAULT 0 CHECK (total >= 0),
  state        VARCHAR(20) NOT NULL DEFAULT 'new, or not',
  note         TEXT NULL,
  CONSTRAINT once UNIQUE (customer_id, note),
  FOREIGN KEY (state) REFERENCES states(name),
  INDEX idx_state (state)
);`,
      ),
    ).toEqual([
      {
        name: "shop.orders",
        change: "new",
        at: 10,
        columns: [
          { name: "id", type: "BIGSERIAL", nullable: false, key: "primary" },
          { name: "customer_id", type: "uuid", nullable: false, key: "unique", references: "customers (id)" },
          { name: "total", type: "NUMERIC(10, 2)", default: "0" },
          {
            name: "state",
            type: "VARCHAR(20)",
            nullable: false,
            default: "'new, or not'",
            key: "foreign",
            references: "states(name)",
          },
          { name: "note", type: "TEXT", nullable: true, key: "unique" },
        ],
      },
    ]);
  });

  it.each([
    [
      "MySQL",
      "CREATE TABLE `jobs` (`id` INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, `name` VARCHAR(9)) ENGINE=InnoDB;",
      "jobs",
      ["id", "name"],
    ],
    ["SQLite", "create table jobs(id integer primary key autoincrement, name text);", "jobs", ["id", "name"]],
    [
      "T-SQL",
      "CREATE TABLE [dbo].[Jobs] ([Id] INT IDENTITY(1,1) NOT NULL, [Name] NVARCHAR(50))",
      "dbo.Jobs",
      ["Id", "Name"],
    ],
    [
      "Cassandra",
      "CREATE TABLE ks.jobs (day date, id uuid, PRIMARY KEY ((day), id)) WITH CLUSTERING ORDER BY (id DESC);",
      "ks.jobs",
      ["day", "id"],
    ],
    ["a temporary table", "CREATE TEMPORARY TABLE t (a int)", "t", ["a"]],
  ])("is read from %s", (_dialect, sql, name, columns) => {
    expect(readTableStatements(sql)).toMatchObject([{ name, columns: columns.map((column) => ({ name: column })) }]);
  });

  it("that alters names what it touches", () => {
    expect(
      readTableStatements(
        "ALTER TABLE jobs\n  ADD COLUMN tries int NOT NULL DEFAULT 0,\n  ADD COLUMN IF NOT EXISTS at timestamptz,\n  DROP COLUMN old,\n  RENAME COLUMN a TO b,\n  ADD CONSTRAINT c CHECK (tries < 5);\nALTER TABLE users ALTER COLUMN name SET NOT NULL;",
      ),
    ).toMatchObject([
      {
        name: "jobs",
        change: "alter",
        columns: [{ name: "tries", type: "int" }, { name: "at" }, { name: "old" }, { name: "a" }],
      },
      { name: "users", change: "alter", columns: [{ name: "name" }] },
    ]);
  });

  it.each([
    "We create table rows lazily.",
    "-- CREATE TABLE old (a int)",
    "DROP TABLE jobs;",
    "CREATE INDEX i ON jobs (a);",
    "ALTER TABLE statements are slow",
  ])("is not in %j", (sql) => {
    expect(readTableStatements(sql)).toEqual([]);
  });

  it("may lack its keywords in an SQL block", () => {
    expect(readBareTables(["users (", "  id uuid primary key,", "  mail text not null", ")"])).toMatchObject([
      {
        name: "users",
        columns: [
          { name: "id", key: "primary" },
          { name: "mail", nullable: false },
        ],
      },
    ]);
    expect(readBareTables(["SELECT count(", "  a", ") FROM t"])).toEqual([]);
  });
});

describe("an entity diagram", () => {
  it("gives the entities that show attributes", () => {
    expect(
      readEntities([
        "erDiagram",
        "  ORDER ||--o{ ITEM : has",
        "  ORDER {",
        "    uuid id PK",
        "    string note",
        "  }",
        "  ITEM {",
        "  }",
      ]),
    ).toEqual([
      {
        name: "ORDER",
        line: 2,
        columns: [
          { name: "id", type: "uuid", key: "primary" },
          { name: "note", type: "string" },
        ],
      },
    ]);
  });
});
