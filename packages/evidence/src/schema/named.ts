import { readFileSync, statSync } from "node:fs";
import type { Catalog, ExistingSchema } from "@lintel/core";
import type { EvidenceRequest, Problem, RepositoryFiles } from "../source.ts";
import { readDrizzle } from "./drizzle.ts";
import { schemaOfScripts, type Script } from "./existing.ts";
import { grammarOf } from "./lazy.ts";
import { forwardPart, orderMigrations, programsIn, readJournal } from "./migrations.ts";
import { readPrisma } from "./prisma.ts";

/** A migration that is longer is data. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_FILES = 20_000;

/**
 * What exists, by what was named: a schema file counts before migrations, because it is what they have come to; their steps are
 * kept beside it. Null when nothing was named, and when something that was named cannot be read: half of it would be no evidence.
 */
export async function readExisting(
  { settings, files }: EvidenceRequest,
  problems: Problem[],
): Promise<ExistingSchema | null> {
  const { migrations = [], schema = [] } = settings;
  const made = await readMigrations(migrations, files, problems);
  const state = await readSchemaFiles(schema, files, problems);
  if (problems.length > 0) return null;
  return state === null ? made : { ...state, steps: made?.steps ?? state.steps };
}

async function readMigrations(
  folders: readonly string[],
  files: RepositoryFiles,
  problems: Problem[],
): Promise<ExistingSchema | null> {
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
): Promise<ExistingSchema | null> {
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

function stateOf(name: string, catalog: Catalog, provider: string): ExistingSchema {
  const isPostgres = /^(?:postgres|postgresql|cockroachdb|pg)$/.test(provider);
  const doubts = isPostgres ? [] : [`${name} is written for ${provider}, and PostgreSQL is what is judged.`];
  return { name, catalog, doubts, steps: [] };
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
  try {
    const absolute = files.absolute(path);
    if (statSync(absolute).size > MOST_BYTES) {
      problems.push({ at: path, message: `It is larger than ${MOST_BYTES / 1024 / 1024} MB, which no schema is.` });
      return null;
    }
    return readFileSync(absolute, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    problems.push({
      at: path,
      message: `It cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    });
    return null;
  }
}

function clean(path: string): string {
  return path.replace(/^(?:\.\/)+/, "").replace(/\/+$/, "");
}
