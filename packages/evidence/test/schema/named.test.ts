import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { forwardPart, orderMigrations } from "../../src/schema/migrations.ts";
import { design, documentOf, gathered, tableVerdicts } from "./judged.ts";

const SHARED = process.env["LINTEL_SHARED"] ?? join(import.meta.dirname, "../../../../../shared");
const SAMPLES = join(SHARED, "samples/evidence");
const sample = (name: string): string => readFileSync(join(SAMPLES, name), "utf8");

const order = (...paths: string[]): readonly string[] => orderMigrations(paths, []).map(({ path }) => path);

describe("migrations run in the order of their tool", () => {
  it("by number, not by letter", () => {
    expect(order("10_c.sql", "2_b.sql", "1_a.sql")).toEqual(["1_a.sql", "2_b.sql", "10_c.sql"]);
  });

  it("by version of Flyway, repeatable ones last, undo files never", () => {
    expect(order("R__views.sql", "V1.10__b.sql", "V1.2__a.sql", "V2__c.sql", "U2__c.sql")).toEqual([
      "V1.2__a.sql",
      "V1.10__b.sql",
      "V2__c.sql",
      "R__views.sql",
    ]);
  });

  it("folder by folder for Prisma and Diesel, without the way down", () => {
    expect(
      order("20240102_b/migration.sql", "20240101_a/migration.sql", "20240103_c/up.sql", "20240103_c/down.sql"),
    ).toEqual(["20240101_a/migration.sql", "20240102_b/migration.sql", "20240103_c/up.sql"]);
  });

  it("by the journal where Drizzle keeps one", () => {
    const paths = ["d/0000_zebra.sql", "d/0001_ant.sql"];
    expect(orderMigrations(paths, ["0001_ant", "0000_zebra"]).map(({ path }) => path)).toEqual(paths.toReversed());
  });

  it("only the way up of files that hold both, with every line where it was", () => {
    for (const [up, down] of [
      ["-- migrate:up", "-- migrate:down"],
      ["-- +goose Up", "-- +goose Down"],
      ["-- +migrate Up", "-- +migrate Down"],
      ["-- Up Migration", "-- Down Migration"],
    ] as const) {
      const part = forwardPart(`${up}\nSELECT 1;\n${down}\nSELECT 2;\n`);
      expect(part).toContain("SELECT 1;");
      expect(part).not.toContain("SELECT 2;");
      expect(part.split("\n")).toHaveLength(5);
    }
    expect(forwardPart("-- down the road\nSELECT 1;")).toContain("SELECT 1;");
  });
});

const ORDERS =
  "CREATE TABLE orders (id uuid PRIMARY KEY, user_id bigint NOT NULL REFERENCES users(id), total numeric(12,2));";

describe("a schema file says what exists", () => {
  it("a dump of pg_dump, which empties the search path and alters tables afterwards", async () => {
    const dump = `\\restrict abc\nSELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE public.users (id bigint NOT NULL);\nCREATE TABLE public.orders (\n  id uuid NOT NULL,\n  user_id bigint NOT NULL,\n  total numeric(12,2)\n);\nALTER TABLE ONLY public.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);\nALTER TABLE ONLY public.orders ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES public.users(id);\nCOPY public.users (id) FROM stdin;\n1\n\\.\n`;
    const [verdict] = await tableVerdicts(design(ORDERS), { "db/schema.sql": dump }, { schema: ["db/schema.sql"] });
    expect(verdict).toMatchObject({ outcome: "holds", evidence: [{ at: "db/schema.sql:4" }] });
  });

  it("a Prisma schema, by the names that its models have in the database", async () => {
    const prisma =
      'datasource db {\n  provider = "postgresql"\n  url = env("DATABASE_URL")\n}\nmodel User {\n  id BigInt @id\n  orders Order[]\n  @@map("users")\n}\nmodel Order {\n  id String @id @default(uuid()) @db.Uuid\n  userId BigInt @map("user_id")\n  user User @relation(fields: [userId], references: [id])\n  total Decimal? @db.Decimal(12, 2)\n  @@map("orders")\n}\n';
    const settings = { schema: ["schema.prisma"] };
    const [same] = await tableVerdicts(design(ORDERS), { "schema.prisma": prisma }, settings);
    expect(same).toMatchObject({ outcome: "holds", evidence: [{ at: "schema.prisma:10" }] });
    const other = prisma.replace("(12, 2)", "(10, 2)");
    expect(await tableVerdicts(design(ORDERS), { "schema.prisma": other }, settings)).toMatchObject([
      { outcome: "broken" },
    ]);
    const mysql = prisma.replace('"postgresql"', '"mysql"').replace(/@db\.\w+(?:\(12, 2\))?/g, "");
    expect(await tableVerdicts(design(ORDERS), { "schema.prisma": mysql }, settings)).toMatchObject([
      { reason: "inconclusive" },
    ]);
  });

  it("a snapshot of Drizzle", async () => {
    const snapshot = {
      version: "7",
      dialect: "postgresql",
      tables: {
        "public.orders": {
          name: "orders",
          schema: "",
          columns: {
            id: { name: "id", type: "uuid", primaryKey: true, notNull: true },
            user_id: { name: "user_id", type: "int8", primaryKey: false, notNull: true },
            total: { name: "total", type: "numeric(12, 2)", primaryKey: false, notNull: false },
          },
          foreignKeys: { f: { name: "f", tableTo: "users", columnsFrom: ["user_id"], columnsTo: ["id"] } },
        },
      },
    };
    const files = { "d/meta/0000_snapshot.json": JSON.stringify(snapshot) };
    expect(await tableVerdicts(design(ORDERS), files, { schema: ["d/meta/0000_snapshot.json"] })).toMatchObject([
      { outcome: "holds" },
    ]);
  });
});

describe("what lies at a usual place need not be named", () => {
  it.each(["migrations/1.sql", "db/migrations/1.sql", "prisma/migrations/1_a/migration.sql", "db/schema.sql"])(
    "%s",
    async (path) => {
      const [verdict] = await tableVerdicts(
        design("CREATE TABLE log (id int);"),
        { [path]: "CREATE TABLE log (id integer);" },
        {},
      );
      expect(verdict).toMatchObject({ outcome: "holds", evidence: [{ at: `${path}:1` }] });
    },
  );

  it("and proves nothing by what is missing there", async () => {
    const files = { "migrations/1.sql": "CREATE TABLE log (id int);" };
    const [verdict] = await tableVerdicts(design("CREATE TABLE events (id int);", "delivered"), files, {});
    expect(verdict).toMatchObject({ outcome: "unproven", reason: "inconclusive" });
  });

  it("unless there are several such places: none is better than the other", async () => {
    const files = {
      "migrations/1.sql": "CREATE TABLE log (id int);",
      "db/migrations/1.sql": "CREATE TABLE log (id int);",
    };
    const [verdict] = await tableVerdicts(design("CREATE TABLE log (id int);"), files, {});
    expect(verdict).toMatchObject({ outcome: "unproven", reason: "no-evidence" });
  });
});

describe("what was named and cannot be read is a problem, and nothing is judged by it", () => {
  it.each([
    [{ migrations: ["nope"] }, {}, "There is no such folder"],
    [{ migrations: ["db"] }, { "db/20240101_a.rb": "class A" }, "Rails migrations are Ruby programs"],
    [{ schema: ["schema.rb"] }, { "schema.rb": "create_table" }, "structure.sql"],
    [{ schema: ["schema.prisma"] }, { "schema.prisma": "model A {" }, "schema.prisma:1: Error validating"],
    [{ schema: ["a.json"] }, { "a.json": "[" }, "It is no JSON"],
  ])("%j", async (settings, files, words) => {
    const { facts, problems } = await gathered(documentOf(design(ORDERS)), files, settings);
    expect(facts?.existing).toBeNull();
    expect(problems.map(({ message }) => message).join()).toContain(words);
  });
});

describe.skipIf(!existsSync(SAMPLES))("real schemas (skipped without the shared samples)", () => {
  it("dump, Drizzle and Prisma agree with the statements they were made of", async () => {
    const [users, orders] = [
      "CREATE TABLE users(id bigint generated always as identity primary key, email text not null unique);",
      "CREATE TABLE orders(id uuid primary key default gen_random_uuid(), user_id bigint not null references users(id), status order_status not null default 'pending', total numeric(12,2), created_at timestamptz default now());",
    ];
    const files = {
      "d/0000_parallel_nico_minoru.sql": sample("drizzle-generate/0000_parallel_nico_minoru.sql"),
      "d/meta/_journal.json": sample("drizzle-generate/meta/_journal.json"),
      "d/meta/0000_snapshot.json": sample("drizzle-generate/meta/0000_snapshot.json"),
    };
    const sql = design(`${users}\n${orders}`);
    for (const settings of [{ migrations: ["d"] }, { schema: ["d/meta/0000_snapshot.json"] }]) {
      expect((await tableVerdicts(sql, files, settings)).map(({ outcome }) => outcome)).toEqual(["holds", "holds"]);
    }
    const dump = { "dump.sql": sample("pg15-dump-schema.sql") };
    const verdicts = await tableVerdicts(design(sample("schema-b.sql")), dump, { schema: ["dump.sql"] });
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(["holds", "holds"]);
    const drifted = await tableVerdicts(sql, dump, { schema: ["dump.sql"] });
    expect(drifted.map(({ because }) => because)).toEqual([
      "“users” is there and differs: “email” is character varying(255) and not text.",
      "“orders” is there and differs: deleting a row of users has CASCADE for “user_id” and not NO ACTION.",
    ]);
  });
});
