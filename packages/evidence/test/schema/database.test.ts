import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { design, documentOf, gathered, tableVerdicts } from "./judged.ts";

/** Folder of PostgreSQL's programs; null where none is installed. */
function programs(): string | null {
  const base = "/usr/lib/postgresql";
  const versions = existsSync(base) ? readdirSync(base).toSorted((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(base, version, "bin")).find((bin) => existsSync(join(bin, "initdb")));
  return found ?? null;
}

/** PostgreSQL refuses to run as root: another user then. Null when there is none. */
function owner(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const id = (flag: string): number =>
    Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout.trim() || NaN);
  const [uid, gid] = [id("-u"), id("-g")];
  return Number.isNaN(uid) || Number.isNaN(gid) ? null : { uid, gid };
}

async function freePort(): Promise<number> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
  });
}

const bin = programs();
const user = owner();
const DDL = `
CREATE SCHEMA audit;
CREATE TYPE status AS ENUM ('new', 'paid');
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE orders (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id bigint NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  status status NOT NULL DEFAULT 'new',
  total numeric(12,2) CHECK (total >= 0),
  "Note" varchar(40)
);
CREATE UNIQUE INDEX ON orders (user_id) WHERE status = 'new';
CREATE VIEW latest AS SELECT id FROM orders;
CREATE TABLE audit.log (id int);
`;

describe.skipIf(bin === null || user === null)(
  "a database says what exists (skipped where no PostgreSQL is installed)",
  () => {
    let folder = "";
    let server: ChildProcess | null = null;
    let address = "";

    beforeAll(async () => {
      if (bin === null || user === null) return;
      folder = mkdtempSync(join(tmpdir(), "lintel-postgres-"));
      chmodSync(folder, 0o700);
      chownSync(folder, user.uid, user.gid);
      const data = join(folder, "data");
      const made = spawnSync(
        join(bin, "initdb"),
        ["-D", data, "-A", "trust", "-U", "lintel", "-E", "UTF8", "--no-sync"],
        {
          ...user,
          cwd: folder,
          encoding: "utf8",
        },
      );
      if (made.status !== 0) throw new Error(made.stderr);
      const port = await freePort();
      server = spawn(join(bin, "postgres"), ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", "", "-F"], {
        ...user,
        cwd: folder,
        stdio: "ignore",
      });
      address = `postgres://lintel:s3cr3t-word@127.0.0.1:${port}/postgres`;
      for (let left = 100; ; left--) {
        const client = new Client({ connectionString: address });
        try {
          await client.connect();
          await client.query(DDL);
          await client.end();
          break;
        } catch (error) {
          if (left === 0) throw error;
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
      }
    });

    afterAll(async () => {
      if (server !== null) {
        const ended = new Promise((resolve) => server?.on("exit", resolve));
        server.kill("SIGQUIT");
        await ended;
      }
      if (folder !== "") rmSync(folder, { recursive: true, force: true });
    });

    const verdictOn = async (sql: string) => {
      process.env["LINTEL_TEST_DATABASE"] = address;
      const [verdict] = await tableVerdicts(design(sql, "delivered"), {}, { database: ["LINTEL_TEST_DATABASE"] });
      return verdict;
    };

    it("with types, keys, defaults and what becomes of rows, in whatever words", async () => {
      const sql = `CREATE TABLE orders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id INT8 NOT NULL REFERENCES users ON DELETE CASCADE, status public.status NOT NULL DEFAULT 'new', total decimal(12,2) CHECK (total >= 0), "Note" character varying(40));`;
      expect(await verdictOn(sql)).toMatchObject({
        outcome: "holds",
        evidence: [{ at: "the database of LINTEL_TEST_DATABASE" }],
      });
      expect(await verdictOn(sql.replace('"Note"', "Note"))).toMatchObject({ outcome: "broken" });
      expect(await verdictOn(sql.replace("12,2", "14,2"))).toMatchObject({ outcome: "broken" });
    });

    it("a view, another schema and an index over some rows prove nothing", async () => {
      expect(await verdictOn("CREATE TABLE latest (id uuid);")).toMatchObject({ outcome: "broken" });
      expect(await verdictOn("CREATE TABLE log (id int);")).toMatchObject({ reason: "ambiguous" });
      expect(await verdictOn("ALTER TABLE orders ADD UNIQUE (user_id);")).toMatchObject({ outcome: "broken" });
    });
  },
);

describe("a database that cannot be asked is a problem that shows no address", () => {
  const problemOf = async (where: string): Promise<string> => {
    const { facts, problems } = await gathered(
      documentOf(design("CREATE TABLE a (id int);")),
      {},
      { database: [where] },
    );
    expect(facts?.existing).toBeNull();
    return problems.map(({ at, message }) => `${at}: ${message}`).join("\n");
  };

  it("nothing answers", async () => {
    const said = await problemOf(`postgres://ada:s3cr3t-word@127.0.0.1:${await freePort()}/shop`);
    expect(said).toBe("database: The database cannot be read: nothing answers at its address (ECONNREFUSED).");
  });

  it("the variable is not set, or the name is none", async () => {
    expect(await problemOf("LINTEL_NO_SUCH_VARIABLE")).toContain("is not set in the environment");
    expect(await problemOf("mysql://ada:s3cr3t-word@host/db")).toBe(
      "database: Expected postgres://… or the name of a variable of the environment, such as DATABASE_URL.",
    );
  });
});
