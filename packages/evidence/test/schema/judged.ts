import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { builtInKind, readDocument, verifyDocument, type Document, type Verdict } from "@lintel/core";
import { schemaSource } from "../../src/schema/schema.ts";
import type { EvidenceRequest, Gathered, RepositoryFiles } from "../../src/source.ts";

/** A folder with these files, as sources see one. It is gone when `use` has ended. */
async function withFiles<T>(
  contents: Readonly<Record<string, string>>,
  use: (files: RepositoryFiles) => Promise<T>,
): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), "lintel-schema-"));
  try {
    for (const [path, text] of Object.entries(contents)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return await use(filesIn(root));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function filesIn(root: string): RepositoryFiles {
  return {
    absolute: (path) => join(root, path),
    exists(path) {
      const found = statSync(join(root, path), { throwIfNoEntry: false });
      return found === undefined ? null : found.isDirectory() ? "folder" : "file";
    },
    below: (folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .map((path) => (folder === "" ? path : `${folder}/${path}`))
        .filter((path) => statSync(join(root, path)).isFile())
        .toSorted(),
  };
}

export function documentOf(markdown: string, path = "design.md"): Document {
  return readDocument({ path, text: markdown }, builtInKind("tdr"));
}

/** What the schema source finds out for one document. */
export async function gathered(
  document: Document,
  files: Readonly<Record<string, string>>,
  settings: EvidenceRequest["settings"],
  cache?: string,
): Promise<Gathered<"schema">> {
  return await withFiles(files, async (repository) =>
    schemaSource.gather({
      files: repository,
      git: null,
      documents: [{ document, design: null }],
      settings,
      ...(cache === undefined ? {} : { cache }),
    }),
  );
}

/** The verdicts on the tables of a document, with migrations in `db`; no settings without files. */
export async function tableVerdicts(
  markdown: string,
  files: Readonly<Record<string, string>> = {},
  settings: EvidenceRequest["settings"] = Object.keys(files).length === 0 ? {} : { migrations: ["db"] },
  cache?: string,
): Promise<readonly Verdict[]> {
  const document = documentOf(markdown);
  const { facts, problems } = await gathered(document, files, settings, cache);
  if (problems.length > 0) throw new Error(problems.map(({ at, message }) => `${at}: ${message}`).join("\n"));
  const tables = new Set(document.claimsOf("table").map(({ id }) => id));
  return verifyDocument(document, null, facts === undefined ? {} : { schema: facts }).filter(({ claim }) =>
    tables.has(claim),
  );
}

/** A document that shows SQL under "Data Model"; `delivered` says so in its status. */
export function design(sql: string, delivered: "delivered" | "planned" = "planned", language = "sql"): string {
  const status = delivered === "delivered" ? "\n**Status**: Implemented\n" : "";
  return `# Technical Design Review (TDR) — Orders\n${status}\n## 6. Data Model\n\n\`\`\`${language}\n${sql}\n\`\`\`\n`;
}
