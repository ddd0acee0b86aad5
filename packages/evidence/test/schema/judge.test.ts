import { describe, expect, it } from "vitest";
import { design, tableVerdicts } from "./judged.ts";

const ORDERS = {
  "db/0001_users.sql":
    "CREATE TABLE users (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  email text NOT NULL UNIQUE\n);\n",
  "db/0002_orders.sql":
    "CREATE TABLE orders (\n  id uuid PRIMARY KEY,\n  user_id int8 NOT NULL REFERENCES users(id),\n  total decimal(12, 2),\n  created_at timestamp with time zone DEFAULT now()\n);\n",
};
const SAME =
  "CREATE TABLE orders (\n  id UUID PRIMARY KEY,\n  user_id BIGINT NOT NULL REFERENCES users,\n  total NUMERIC(12,2),\n  created_at timestamptz DEFAULT now()\n);";

describe("a table of a design is held against the migrations", () => {
  it("holds when it is there, in whatever words types are written", async () => {
    const [verdict] = await tableVerdicts(design(SAME), ORDERS);
    expect(verdict).toMatchObject({ outcome: "holds", evidence: [{ at: "db/0002_orders.sql:1" }] });
  });

  it("is planned as long as the design was not delivered, and broken from then on", async () => {
    const sql = "CREATE TABLE refunds (id uuid PRIMARY KEY);";
    expect(await tableVerdicts(design(sql), ORDERS)).toMatchObject([{ outcome: "unproven", reason: "planned" }]);
    expect(await tableVerdicts(design(sql, "delivered"), ORDERS)).toMatchObject([{ outcome: "broken" }]);
  });

  it("differs when a type, a NULL, a default or the target of a key differs", async () => {
    for (const [from, to, words] of [
      ["NUMERIC(12,2)", "NUMERIC(10,2)", "“total” is numeric(12,2) and not numeric(10,2)"],
      ["user_id BIGINT NOT NULL", "user_id BIGINT", "“user_id” may not be NULL"],
      ["NUMERIC(12,2)", "NUMERIC(12,2) DEFAULT 0", "“total” has no default"],
      ["REFERENCES users", "REFERENCES customers", "points to users(id) and not to customers"],
      ["id UUID PRIMARY KEY", "id UUID, PRIMARY KEY (id, user_id)", "primary key is (id)"],
    ] as const) {
      const [verdict] = await tableVerdicts(design(SAME.replace(from, to)), ORDERS);
      expect(verdict).toMatchObject({ outcome: "broken", because: expect.stringContaining(words) as string });
    }
  });

  it("lacks a column: planned before delivery, broken after it", async () => {
    const sql = SAME.replace("total", "discount int,\n  total");
    expect(await tableVerdicts(design(sql), ORDERS)).toMatchObject([{ reason: "planned" }]);
    const [verdict] = await tableVerdicts(design(sql, "delivered"), ORDERS);
    expect(verdict).toMatchObject({ outcome: "broken", because: "“orders” is there and lacks column “discount”." });
  });

  it("names the nearest when the name is mistyped", async () => {
    const [verdict] = await tableVerdicts(design("ALTER TABLE ordrs ADD COLUMN note text;"), ORDERS);
    expect(verdict).toMatchObject({ outcome: "broken", next: "Write orders if that is meant." });
  });

  it("judges an ALTER by what it changes", async () => {
    const sql = "ALTER TABLE orders ADD COLUMN note text;";
    expect(await tableVerdicts(design(sql), ORDERS)).toMatchObject([{ reason: "planned" }]);
    expect(await tableVerdicts(design(sql, "delivered"), ORDERS)).toMatchObject([{ outcome: "broken" }]);
    const done = { ...ORDERS, "db/0003_note.sql": "ALTER TABLE orders ADD note TEXT;" };
    const [verdict] = await tableVerdicts(design(sql, "delivered"), done);
    expect(verdict?.outcome).toBe("holds");
    expect(verdict?.evidence.map(({ at }) => at)).toContain("db/0003_note.sql:1");
  });

  it("takes a key that is there otherwise for what the design wants to change", async () => {
    const sql =
      "ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey, ADD FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;";
    expect(await tableVerdicts(design(sql), ORDERS)).toMatchObject([{ outcome: "unproven", reason: "planned" }]);
    expect(await tableVerdicts(design(sql, "delivered"), ORDERS)).toMatchObject([{ outcome: "broken" }]);
  });

  it("says where in the document SQL does not parse", async () => {
    const [verdict] = await tableVerdicts(design("CREATE TABLE a (\n  id uuid,\n  é text,\n);"));
    expect(verdict).toMatchObject({
      outcome: "broken",
      evidence: [{ source: "PostgreSQL", at: "design.md:9:1", detail: 'syntax error at or near ")"' }],
    });
  });

  it("says what to provide when nothing says what exists", async () => {
    const [verdict] = await tableVerdicts(design(SAME));
    expect(verdict).toMatchObject({ outcome: "unproven", reason: "no-evidence", rung: "parsed" });
    expect(verdict?.next).toContain("migrations:");
  });
});

const HOLDS = { outcome: "holds" };

describe("what looks like proof and is none", () => {
  const none = async (
    sql: string,
    files: Readonly<Record<string, string>>,
    delivered: "delivered" | "planned" = "delivered",
  ) => {
    const [verdict] = await tableVerdicts(design(sql, delivered), files);
    return verdict;
  };

  it("a column of another table", async () => {
    expect(await none("ALTER TABLE orders ADD COLUMN email text;", ORDERS)).not.toMatchObject(HOLDS);
  });

  it("a table of that name in another schema", async () => {
    const verdict = await none("CREATE TABLE log (id int);", { "db/1.sql": "CREATE TABLE audit.log (id int);" });
    expect(verdict).toMatchObject({ reason: "ambiguous", next: "Write audit.log if that is meant." });
  });

  it("a statement that is commented out", async () => {
    expect(
      await none("CREATE TABLE log (id int);", {
        "db/1.sql": "-- CREATE TABLE log (id int);\n/* CREATE TABLE log (id int); */\nSELECT 1;",
      }),
    ).not.toMatchObject(HOLDS);
  });

  it("a table that only the way back makes", async () => {
    expect(
      await none("CREATE TABLE log (id int);", {
        "db/1_log.up.sql": "DROP TABLE IF EXISTS log;",
        "db/1_log.down.sql": "CREATE TABLE log (id int);",
        "db/2_x.sql": "-- migrate:up\nSELECT 1;\n-- migrate:down\nCREATE TABLE log (id int);",
        "db/3_x.sql": "-- +goose Up\nSELECT 1;\n-- +goose Down\nCREATE TABLE log (id int);",
        "db/U4__x.sql": "CREATE TABLE log (id int);",
      }),
    ).not.toMatchObject(HOLDS);
  });

  it("a table that was dropped later, or renamed", async () => {
    const files = { "db/1.sql": "CREATE TABLE log (id int);", "db/2.sql": "\nDROP TABLE log;" };
    expect(await none("CREATE TABLE log (id int);", files)).toMatchObject({
      outcome: "broken",
      because: "“log” was dropped at db/2.sql:2.",
    });
    const renamed = { ...files, "db/2.sql": "ALTER TABLE log RENAME TO events;" };
    expect(await none("CREATE TABLE log (id int);", renamed)).toMatchObject({ next: "Name events instead." });
  });

  it("a column that was dropped later, or renamed", async () => {
    const files = {
      "db/1.sql": "CREATE TABLE log (id int, note text);",
      "db/2.sql": "ALTER TABLE log DROP COLUMN note;",
    };
    expect((await none("CREATE TABLE log (id int, note text);", files))?.because).toContain(
      "“note” was dropped at db/2.sql:1",
    );
  });

  it("a transaction that was rolled back", async () => {
    expect(
      await none("CREATE TABLE log (id int);", { "db/1.sql": "BEGIN; CREATE TABLE log (id int); ROLLBACK;" }),
    ).not.toMatchObject(HOLDS);
  });

  it("a view of the same name", async () => {
    expect(
      await none("CREATE TABLE log (id int);", {
        "db/1.sql": "CREATE TABLE l (id int); CREATE VIEW log AS SELECT id FROM l;",
      }),
    ).toMatchObject({ outcome: "broken", because: "“log” is a view and no table." });
  });

  it("a name in other letters, where one of both is quoted", async () => {
    expect(await none('CREATE TABLE "Log" (id int);', { "db/1.sql": "CREATE TABLE log (id int);" })).not.toMatchObject(
      HOLDS,
    );
    expect(await none("CREATE TABLE log (id int);", { "db/1.sql": 'CREATE TABLE "Log" (id int);' })).not.toMatchObject(
      HOLDS,
    );
    const [same] = await tableVerdicts(design("CREATE TABLE LOG (ID int);"), {
      "db/1.sql": 'CREATE TABLE "log" ("id" integer);',
    });
    expect(same?.outcome).toBe("holds");
  });

  it("a temporary table", async () => {
    expect(
      await none("CREATE TABLE log (id int);", { "db/1.sql": "CREATE TEMP TABLE log (id int);" }),
    ).not.toMatchObject(HOLDS);
  });

  it("a string that holds a statement", async () => {
    expect(
      await none("CREATE TABLE log (id int);", {
        "db/1.sql": "SELECT 'CREATE TABLE log (id int)'; SELECT $$; CREATE TABLE log (id int); $$;",
      }),
    ).not.toMatchObject(HOLDS);
  });

  it("names that are told apart only behind the 63rd byte", async () => {
    const long = "a".repeat(63);
    const [cut] = await tableVerdicts(design(`CREATE TABLE ${long}_one (id int);`), {
      "db/1.sql": `CREATE TABLE ${long} (id int);`,
    });
    expect(cut?.outcome).toBe("holds");
  });

  it("a statement in a fence of another language", async () => {
    const markdown = design('db.exec("CREATE TABLE log (id int)")', "delivered", "js");
    for (const verdict of await tableVerdicts(markdown, ORDERS)) expect(verdict.outcome).toBe("unproven");
  });

  it("a table of which the migrations could not be read", async () => {
    const verdict = await none("CREATE TABLE log (id int);", {
      "db/1.sql": "DO $$ BEGIN EXECUTE 'CREATE TABLE ' || 'log(id int)'; END $$;",
    });
    expect(verdict).toMatchObject({ outcome: "unproven", reason: "inconclusive" });
    expect(verdict?.because).toContain("a DO block at db/1.sql:1".replace("a DO", "A DO"));
  });
});

describe("SQL of other databases is not judged", () => {
  it.each([
    ["MySQL", "CREATE TABLE `a` (`id` INT);"],
    ["MySQL", "CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;"],
    ["SQL Server", "CREATE TABLE [dbo].[a] ([id] INT IDENTITY(1,1));"],
    ["Oracle", "CREATE TABLE a (id NUMBER(10), name VARCHAR2(30));"],
    ["MySQL", "CREATE TABLE a (id INT, n INT, INDEX n_idx (n));"],
    ["SQLite", "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT);"],
    ["BigQuery", "CREATE TABLE a (id INT64, tags ARRAY<STRING>);"],
  ])("%s: %s", async (name, sql) => {
    const [verdict] = await tableVerdicts(design(sql));
    expect(verdict).toMatchObject({ outcome: "unproven", reason: "inconclusive" });
    expect(verdict?.because).toContain(name);
  });

  it("but an index among the columns is a mistake where the rest is PostgreSQL's", async () => {
    const [verdict] = await tableVerdicts(design("CREATE TABLE a (\n  id int,\n  data jsonb,\n  INDEX a_idx (id)\n);"));
    expect(verdict).toMatchObject({ outcome: "broken", evidence: [{ at: "design.md:9:3" }] });
    const [fine] = await tableVerdicts(
      design('CREATE TABLE a (index int, key text, "key 2" jsonb, PRIMARY KEY (index));'),
    );
    expect(fine).toMatchObject({ reason: "no-evidence", rung: "parsed" });
  });

  it("nor are statements with parts to be filled in", async () => {
    const [verdict] = await tableVerdicts(design("CREATE TABLE <name> (id int);"));
    expect(verdict?.outcome ?? "unproven").toBe("unproven");
  });

  it("and what is left out (“…”) is not missed", async () => {
    const [verdict] = await tableVerdicts(design("CREATE TABLE orders (\n  id uuid PRIMARY KEY,\n  ...\n);"), ORDERS);
    expect(verdict).toMatchObject({
      outcome: "holds",
      because: expect.stringContaining("as far as it is shown") as string,
    });
  });
});

describe("tables of fields and classes", () => {
  const fields = (rows: string, title = "orders") =>
    `# Technical Design Review (TDR) — Orders\n\n**Status**: Implemented\n\n## 6. Data Model\n\n### ${title}\n\n| Column | Type | Notes |\n|---|---|---|\n${rows}\n`;

  it("are compared by name and type", async () => {
    const [verdict] = await tableVerdicts(
      fields("| id | uuid | PK |\n| user_id | bigint | FK |\n| total | numeric(12,2) | |"),
      ORDERS,
    );
    expect(verdict).toMatchObject({ outcome: "holds", rung: "types" });
  });

  it("are broken where an SQL type differs or a column is not there", async () => {
    expect(await tableVerdicts(fields("| id | uuid | PK |\n| user_id | varchar(20) | |"), ORDERS)).toMatchObject([
      { outcome: "broken" },
    ]);
    expect(await tableVerdicts(fields("| id | uuid | PK |\n| customer | bigint | |"), ORDERS)).toMatchObject([
      { outcome: "broken" },
    ]);
  });

  it("are in doubt where a type is only a word", async () => {
    expect(await tableVerdicts(fields("| id | uuid | PK |\n| user_id | int | |"), ORDERS)).toMatchObject([
      { outcome: "unproven", reason: "inconclusive" },
    ]);
  });

  it("of no table are in doubt, a class above all", async () => {
    const markdown =
      "# Technical Design Review (TDR) — Orders\n\n**Status**: Implemented\n\n## 6. Data Model\n\n```ts\ninterface Cart {\n  id: string;\n  items: string[];\n}\n```\n";
    expect(await tableVerdicts(markdown, ORDERS)).toMatchObject([{ outcome: "unproven", reason: "inconclusive" }]);
  });
});
