import type { ExistingSchema, SqlStatement } from "@lintel/core";
import type { EvidenceSource, Problem } from "../source.ts";
import { fencesOf, statementsOf } from "./fences.ts";
import { grammarOf } from "./lazy.ts";
import { readExisting } from "./named.ts";

/** The data model: what documents say of it in SQL, and what migrations, schema files and databases have. */
export const schemaSource: EvidenceSource<"schema"> = {
  topic: "schema",
  async gather(request) {
    const fences = new Map(
      request.documents.map(({ document }) => [document.outline.source.path, fencesOf(document)] as const),
    );
    const hasSql = [...fences.values()].some((each) => each.length > 0);
    if (!hasSql && !request.documents.some(({ document }) => document.claimsOf("table").length > 0))
      return { facts: undefined, problems: [] };
    const problems: Problem[] = [];
    const existing: ExistingSchema | null = await readExisting(request, problems);
    if (existing === null && !hasSql) return { facts: undefined, problems };
    const statements = new Map<string, readonly SqlStatement[]>();
    if (hasSql) {
      const grammar = await grammarOf();
      for (const [path, each] of fences) {
        statements.set(
          path,
          each.flatMap((fence) => statementsOf(fence, grammar)),
        );
      }
    }
    return { facts: { existing, statements: (document) => statements.get(document) ?? [] }, problems };
  },
};
