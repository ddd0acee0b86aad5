import type { Catalog } from "@lintel/core";
import { readFile } from "../files/read.ts";
import type { EvidenceRequest, Problem, RepositoryFiles } from "../source.ts";
import { readDrizzle } from "./drizzle.ts";
import { statementsOfCatalog } from "./emit.ts";
import { schemaOfScripts, type ReadSchema, type Script } from "./existing.ts";
import { grammarOf } from "./lazy.ts";
import { forwardPart, orderMigrations, programsIn, readJournal } from "./migrations.ts";
import { readPrisma } from "./prisma.ts";

const MOST_FILES = 20_000;

/**
 * What exists, by what was named: a database counts before a schema file and that before migrations, because it is what they have
 * come to; their steps are kept beside it. Null when nothing was named, and when something that was named cannot be read: half of it would be no evidence.
 */
export async function readExisting(
  { settings, files }: EvidenceRequest,
  problems: Problem[],
): Promise<ReadSchema | null> {
  const { migrations = [], schema = [], database = [] } = settings;
  if (migrations.length + schema.length + database.length === 0) return await lookAround(files);
  const made = await readMigrations(migrations, files, problems);
  const state = (await askDatabase(database, problems)) ?? (await readSchemaFiles(schema, files, problems));
  if (problems.length > 0) return null;
  if (state === null || made === null) return state ?? made;
  return { ...state, existing: { ...state.existing, steps: made.existing.steps } };
}

/** Where tools put migrations, and where schemas lie that are kept beside them. */
const USUAL_FOLDERS = [
  "prisma/migrations",
  "migrations",
  "db/migrations",
  "db/migrate",
  "database/migrations",
  "sql/migrations",
  "supabase/migrations",
  "drizzle",
  "src/main/resources/db/migration",
];
const USUAL_FILES = ["db/structure.sql", "db/schema.sql", "schema.sql", "prisma/schema.prisma"];

/** What lies at a usual place, when nothing was named. Of several folders none is better than the others: then nothing. */
async function lookAround(files: RepositoryFiles): Promise<ReadSchema | null> {
  // What was only looked for may be unreadable: it is as good as not there.
  const ignored: Problem[] = [];
  const folders = USUAL_FOLDERS.filter((folder) => files.exists(folder) === "folder" && holdsSql(folder, files));
  if (folders.length > 0) return folders.length > 1 ? null : guessed(await readMigrations(folders, files, ignored));
  const [file, ...more] = USUAL_FILES.filter((path) => files.exists(path) === "file");
  return file === undefined || more.length > 0 ? null : guessed(await readSchemaFiles([file], files, ignored));
}

/** What is there is there; but a repository may have other databases, and what is missing here may be in them. */
function guessed(read: ReadSchema | null): ReadSchema | null {
  if (read === null) return null;
  const { existing } = read;
  const doubt = `${existing.name} lies at a usual place and was not named, so that there may be another.`;
  return { ...read, existing: { ...existing, doubts: [doubt, ...existing.doubts] } };
}

function holdsSql(folder: string, files: RepositoryFiles): boolean {
  return orderMigrations(files.below(folder), []).length > 0;
}

/** Asks the database at an address, or at the one that a variable of the environment holds. Addresses are never shown. */
async function askDatabase(named: readonly string[], problems: Problem[]): Promise<ReadSchema | null> {
  const [where] = named;
  if (where === undefined) return null;
  const isAddress = /^postgres(?:ql)?:\/\//i.test(where);
  const isName = /^[A-Za-z_]\w*$/.test(where);
  const name = isAddress ? "the database" : `the database of ${where}`;
  const problem = (message: string): null => {
    // What is no name may be an address with a password.
    problems.push({ at: isName ? where : "database", message });
    return null;
  };
  if (named.length > 1) return problem("Name one database.");
  if (!isAddress && !isName)
    return problem("Expected postgres://… or the name of a variable of the environment, such as DATABASE_URL.");
  const address = isAddress ? where : (process.env[where] ?? "");
  if (address === "") return problem(`The variable ${where} is not set in the environment.`);
  try {
    const { readDatabase } = await import("./database.ts");
    return stateOf(name, await readDatabase(address, name), "postgresql");
  } catch (error) {
    return problem(`The database cannot be read: ${withoutSecrets(error, address)}.`);
  }
}

/** What went wrong, in words that hold neither the address nor a part of it. */
function withoutSecrets(error: unknown, address: string): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "ECONNREFUSED":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
      return `nothing answers at its address (${code})`;
    case "28P01":
    case "28000":
      return "it refuses the user or the password";
    case "3D000":
      return "there is no database of that name";
    default: {
      const message = error instanceof Error ? error.message : String(error);
      const parts = address.split(/[:/@?&=]+/).filter((part) => part.length > 2);
      return parts.some((part) => message.includes(part))
        ? `it answers with an error (${code === "" ? "no code" : code})`
        : message;
    }
  }
}

async function readMigrations(
  folders: readonly string[],
  files: RepositoryFiles,
  problems: Problem[],
): Promise<ReadSchema | null> {
  const scripts = folders.flatMap((folder) => scriptsIn(folder, files, problems));
  return scripts.length === 0 || problems.length > 0
    ? null
    : schemaOfScripts(folders.join(" and "), scripts, await grammarOf());
}

/** Dumps, Prisma schemas, snapshots of Drizzle. */
async function readSchemaFiles(
  named: readonly string[],
  files: RepositoryFiles,
  problems: Problem[],
): Promise<ReadSchema | null> {
  if (named.length === 0) return null;
  const paths = named.flatMap((each) => schemaFilesAt(each, files, problems));
  const scripts = paths.flatMap((path): Script[] => {
    const text = readText(path, files, problems);
    return text === null ? [] : [{ path, text }];
  });
  const [first] = scripts;
  if (first === undefined || problems.length > 0) return null;
  const name = named.join(" and ");
  const ending = first.path.slice(first.path.lastIndexOf(".") + 1).toLowerCase();
  if (scripts.some(({ path }) => !path.toLowerCase().endsWith(`.${ending}`))) {
    problems.push({
      at: name,
      message: "These are files of different kinds; name one dump, one Prisma schema or one snapshot.",
    });
    return null;
  }
  switch (ending) {
    case "sql":
      return schemaOfScripts(name, scripts, await grammarOf());
    case "prisma": {
      const read = await readPrisma(scripts);
      if (read.ok) return stateOf(name, read.catalog, read.provider);
      problems.push({ at: name, message: `Prisma does not read it: ${read.message}` });
      return null;
    }
    case "json": {
      const read = readDrizzle(first.path, first.text);
      if (read.ok && scripts.length === 1) return stateOf(name, read.catalog, read.dialect);
      problems.push({ at: name, message: read.ok ? "Name one snapshot: the last one." : read.message });
      return null;
    }
    default:
      problems.push({
        at: name,
        message:
          ending === "rb"
            ? "`schema.rb` is a Ruby program. Set `config.active_record.schema_format = :sql` and name db/structure.sql."
            : "Expected a dump (`pg_dump -s`, .sql), a Prisma schema (.prisma) or a snapshot of Drizzle (.json).",
      });
      return null;
  }
}

function stateOf(name: string, catalog: Catalog, provider: string): ReadSchema {
  const isPostgres = /^(?:postgres|postgresql|cockroachdb|pg)$/.test(provider);
  const doubts = isPostgres ? [] : [`${name} is written for ${provider}, and PostgreSQL is what is judged.`];
  return { existing: { name, catalog, doubts, steps: [] }, statements: statementsOfCatalog(catalog) };
}

function schemaFilesAt(named: string, files: RepositoryFiles, problems: Problem[]): readonly string[] {
  const path = clean(named);
  const is = files.exists(path);
  if (is === "file") return [path];
  // Prisma parts large schemas into several files of one folder.
  const parts = is === "folder" ? files.below(path).filter((each) => each.endsWith(".prisma")) : [];
  if (parts.length === 0) {
    const message =
      is === "folder"
        ? "This is a folder without a Prisma schema; folders of SQL are named under `migrations`."
        : "There is no such file in the repository. Name it relative to the root.";
    problems.push({ at: named, message });
  }
  return parts;
}

/** The migrations of a folder in the order in which they are run. */
function scriptsIn(named: string, files: RepositoryFiles, problems: Problem[]): readonly Script[] {
  const folder = clean(named);
  const is = files.exists(folder);
  if (is !== "folder") {
    const message =
      is === "file"
        ? "This is a file: `migrations` names the folder; a single file is named under `schema`."
        : "There is no such folder in the repository. Name the folder of migrations, relative to the root.";
    problems.push({ at: named, message });
    return [];
  }
  const paths = files.below(folder);
  const journalPath = paths.find((path) => path.endsWith("meta/_journal.json"));
  const journal = journalPath === undefined ? [] : (readJournal(readText(journalPath, files, problems) ?? "") ?? []);
  const ordered = orderMigrations(paths, journal);
  if (ordered.length === 0 || ordered.length > MOST_FILES) {
    problems.push({ at: named, message: whyNone(ordered.length, paths) });
    return [];
  }
  return ordered.flatMap(({ path }): Script[] => {
    const text = readText(path, files, problems);
    return text === null ? [] : [{ path, text: forwardPart(text) }];
  });
}

function whyNone(found: number, paths: readonly string[]): string {
  if (found > 0) return `There are ${found} migrations; at most ${MOST_FILES} are read.`;
  const why = programsIn(paths);
  if (why === null) return "No migrations in SQL lie in this folder. Name the folder that holds them.";
  const instead = "Name a dump of the schema under `schema` (`pg_dump -s`), or the database under `database`.";
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}, which are not run. ${instead}`;
}

function readText(path: string, files: RepositoryFiles, problems: Problem[]): string | null {
  // A link that leads out of the repository is listed and no file of it.
  const read =
    files.exists(path) === "file" ? readFile(files.absolute(path)) : "It leads out of the repository, and is not read.";
  if (typeof read !== "string") return read.text;
  problems.push({ at: path, message: read });
  return null;
}

function clean(path: string): string {
  return path.replace(/^(?:\.\/)+/, "").replace(/\/+$/, "");
}
