import { mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

/** The version that Lintel was tried with; `lintel` names it as a peer that may be absent. */
const ENGINE = "@electric-sql/pglite";

/** What an engine says of one statement: null when it ran. */
export interface RunError {
  /** SQLSTATE. */
  readonly code: string;
  readonly message: string;
}

/** What was run: for each document what became of each statement; and how many statements of the base did not run. */
export interface RunResult {
  readonly failed: number;
  readonly documents: readonly (readonly (RunError | null)[])[];
}

/** A run that takes longer is ended: statements of a document may be written to never end. */
const LONGEST = 60_000;

/**
 * What runs in the worker. Each document runs in a transaction that is rolled back, each statement behind a savepoint, so that
 * one engine serves all and a mistake does not hide the next.
 */
const PROGRAM = `
const { parentPort, workerData } = require("node:worker_threads");
const { path, snapshot, base, documents } = workerData;
async function main() {
  const { PGlite } = require(path);
  const db = await PGlite.create(snapshot === null ? {} : { loadDataDir: new Blob([snapshot]) });
  if (snapshot === null) {
    const dump = await db.dumpDataDir("gzip");
    parentPort.postMessage({ snapshot: new Uint8Array(await dump.arrayBuffer()) });
  }
  const run = async (sql) => {
    try {
      await db.exec(sql);
      return null;
    } catch (error) {
      return { code: String(error.code ?? ""), message: String(error.message) };
    }
  };
  let failed = 0;
  for (const sql of base) if ((await run(sql)) !== null) failed++;
  await run("RESET search_path");
  const results = [];
  for (const statements of documents) {
    const own = [];
    await db.exec("BEGIN");
    for (const sql of statements) {
      await db.exec("SAVEPOINT lintel");
      const error = await run(sql);
      await db.exec(error === null ? "RELEASE SAVEPOINT lintel" : "ROLLBACK TO SAVEPOINT lintel");
      own.push(error);
    }
    await db.exec("ROLLBACK");
    results.push(own);
  }
  parentPort.postMessage({ failed, documents: results });
  await db.close();
}
main().catch((error) => parentPort.postMessage({ crashed: String(error && error.message) }));
`;

/**
 * Where the engine is installed; null when it is not. It is looked for beside the program that runs, never in the repository that
 * is judged: what lies there is not ours to run.
 */
export function findEngine(program: string | undefined = process.argv[1]): string | null {
  if (program === undefined) return null;
  try {
    return createRequire(realpathSync(program)).resolve(ENGINE);
  } catch {
    return null;
  }
}

/**
 * Runs statements on an embedded PostgreSQL: first the base, then each document for itself on top of it.
 *
 * @param cache folder for the snapshot of an empty database, which saves 4 s of CPU the next time
 * @throws when the engine does not come up, or does not end in time
 */
export async function runOnEngine(
  path: string,
  base: readonly string[],
  documents: readonly (readonly string[])[],
  cache: string,
): Promise<RunResult> {
  const file = join(cache, snapshotName(path));
  const worker = new Worker(PROGRAM, {
    eval: true,
    workerData: { path, snapshot: readSnapshot(file), base, documents },
    // Nothing of the surroundings is needed, and addresses of databases stand there.
    env: {},
  });
  try {
    return await new Promise<RunResult>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`it did not end within ${LONGEST / 1000} seconds`));
      }, LONGEST);
      timer.unref();
      worker.on("message", (message: WorkerMessage) => {
        if (message.snapshot !== undefined) keep(file, message.snapshot);
        if (message.crashed !== undefined) reject(new Error(message.crashed));
        if (message.documents !== undefined) resolve({ failed: message.failed ?? 0, documents: message.documents });
      });
      worker.on("error", reject);
      worker.on("exit", () => {
        reject(new Error("it ended before it was done"));
      });
    });
  } finally {
    await worker.terminate();
  }
}

/** By the version whose files it holds: another one may not open it. */
function snapshotName(path: string): string {
  let version = "unknown";
  try {
    version =
      /"version"\s*:\s*"([\w.-]{1,40})"/.exec(readFileSync(join(path, "../../package.json"), "utf8"))?.[1] ?? version;
  } catch {
    // Then the name is the same for all that tell none.
  }
  return `pglite-${version}.tar.gz`;
}

interface WorkerMessage {
  readonly snapshot?: Uint8Array;
  readonly crashed?: string;
  readonly failed?: number;
  readonly documents?: RunResult["documents"];
}

function readSnapshot(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

/** Whole or not at all: another run may read it at the same time. */
function keep(file: string, bytes: Uint8Array): void {
  try {
    mkdirSync(join(file, ".."), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, bytes);
    renameSync(draft, file);
  } catch {
    // A cache that cannot be written costs time and nothing else.
  }
}
