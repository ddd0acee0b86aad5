import { readFileSync, statSync } from "node:fs";
import type { ExistingSchema, SqlStatement } from "@lintel/core";
import type { EvidenceRequest, EvidenceSource, Problem, RepositoryFiles } from "../source.ts";
import { schemaOfScripts, type Script } from "./existing.ts";
import { fencesOf, statementsOf } from "./fences.ts";
import type { Grammar } from "./grammar.ts";
import { forwardPart, orderMigrations, programsIn, readJournal } from "./migrations.ts";

/** A migration that is longer is data. */
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_FILES = 20_000;

/** The data model: what documents say of it in SQL, and what migrations, schema files and databases have. */
export const schemaSource: EvidenceSource<"schema"> = {
  topic: "schema",
  async gather(request) {
    const fences = new Map(
      request.documents.map(({ document }) => [document.outline.source.path, fencesOf(document)] as const),
    );
    const concerned =
      [...fences.values()].some((each) => each.length > 0) ||
      request.documents.some(({ document }) => document.claimsOf("table").length > 0);
    if (!concerned) return { facts: undefined, problems: [] };
    const problems: Problem[] = [];
    const existing = await existingSchema(request, problems);
    if (existing === null && [...fences.values()].every((each) => each.length === 0))
      return { facts: undefined, problems };
    const grammar = await grammarOf();
    const statements = new Map<string, readonly SqlStatement[]>();
    for (const [path, each] of fences)
      statements.set(
        path,
        each.flatMap((fence) => statementsOf(fence, grammar)),
      );
    return { facts: { existing, statements: (document) => statements.get(document) ?? [] }, problems };
  },
};

async function grammarOf(): Promise<Grammar> {
  const { loadGrammar } = await import("./grammar.ts");
  return await loadGrammar();
}

async function existingSchema(request: EvidenceRequest, problems: Problem[]): Promise<ExistingSchema | null> {
  const { migrations = [] } = request.settings;
  if (migrations.length > 0) {
    const scripts = migrations.flatMap((folder) => scriptsIn(folder, request.files, problems));
    if (scripts.length > 0) return schemaOfScripts(migrations.join(", "), scripts, await grammarOf());
  }
  return null;
}

/** The migrations of a folder in the order in which they are run. */
function scriptsIn(named: string, files: RepositoryFiles, problems: Problem[]): readonly Script[] {
  const folder = named.replace(/^\.\//, "").replace(/\/+$/, "");
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
  if (ordered.length === 0) {
    const why = programsIn(paths);
    const message =
      why === null
        ? "No migrations in SQL lie in this folder. Name the folder that holds them."
        : `${why[0]?.toUpperCase() ?? ""}${why.slice(1)}, which are not run. Name a dump of the schema under \`schema\` (\`pg_dump -s\`), or the database under \`database\`.`;
    problems.push({ at: named, message });
    return [];
  }
  if (ordered.length > MOST_FILES) {
    problems.push({ at: named, message: `There are ${ordered.length} migrations; at most ${MOST_FILES} are read.` });
    return [];
  }
  return ordered.flatMap(({ path }): Script[] => {
    const text = readText(path, files, problems);
    return text === null ? [] : [{ path, text: forwardPart(text) }];
  });
}

function readText(path: string, files: RepositoryFiles, problems: Problem[]): string | null {
  try {
    const absolute = files.absolute(path);
    if (statSync(absolute).size > MOST_BYTES) {
      problems.push({ at: path, message: `It is larger than ${MOST_BYTES / 1024 / 1024} MB, which no migration is.` });
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
