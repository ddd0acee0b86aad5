import type { SqlStatement } from "@lintel/core";
import type { EvidenceSource, Problem } from "../source.ts";
import { findEngine } from "./engine.ts";
import { fencesOf, statementsOf } from "./fences.ts";
import { grammarOf } from "./lazy.ts";
import { readExisting } from "./named.ts";
import { runDocuments, type RunnableDocument } from "./run.ts";

/** The data model: what documents say of it in SQL, and what migrations, schema files and databases have. */
export const schemaSource: EvidenceSource<"schema"> = {
  topic: "schema",
  async gather(request) {
    const { documents } = request;
    const fences = documents.map(({ document }) => ({ document, own: fencesOf(document) }));
    const hasSql = fences.some(({ own }) => own.length > 0);
    if (!hasSql && !documents.some(({ document }) => document.claimsOf("table").length > 0))
      return { facts: undefined, problems: [] };
    const problems: Problem[] = [];
    const read = await readExisting(request, problems);
    if (read === null && !hasSql) return { facts: undefined, problems };
    const grammar = hasSql ? await grammarOf() : null;
    const parsed = fences.map(({ document, own }): RunnableDocument => {
      const statements = grammar === null ? [] : own.flatMap((fence) => statementsOf(fence, grammar));
      return { path: document.outline.source.path, text: document.outline.source.text, statements };
    });
    const statements = new Map(parsed.map((each) => [each.path, each.statements] as const));
    const base = { statements: read?.statements ?? [], isWhole: read !== null && read.existing.doubts.length === 0 };
    try {
      const ran =
        request.cache === undefined ? null : await runDocuments(parsed, base, request.cache, request.userCache);
      for (const [path, own] of ran ?? []) statements.set(path, own);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      problems.push({ at: "embedded PostgreSQL", message: `The statements of the designs were not run: ${why}.` });
    }
    const none: readonly SqlStatement[] = [];
    return {
      facts: {
        existing: read?.existing ?? null,
        engineHint:
          findEngine() === null
            ? "To have statements run, not only read: npm install --save-dev @electric-sql/pglite@0.5.16"
            : null,
        statements: (document) => statements.get(document) ?? none,
      },
      problems,
    };
  },
};
