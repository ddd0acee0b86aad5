import { schemaVersion } from "@lintel/core";
import { countByKind } from "../../analysis/count-kinds.ts";
import type { ClaimReport, DocumentReport, FieldReport } from "../../analysis/report.ts";
import { documentHead } from "../document-json.ts";
import type { ClaimsRun } from "../reporter.ts";

/** One JSON document, of the shape in schemas/claims.schema.json. Keys come in the order that is written here. */
export function json({ tool, documents, unreadable }: ClaimsRun): string {
  const claims = documents.flatMap((document) => document.claims);
  const value = {
    schemaVersion,
    tool: { name: tool.name, version: tool.version },
    documents: documents.map(documentJson),
    unreadable: unreadable.map(({ path, reason }) => ({ path, reason })),
    summary: {
      documents: documents.length,
      claims: claims.length,
      byKind: countByKind(claims),
      unreadable: unreadable.length,
    },
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

export function documentJson(document: DocumentReport): object {
  return {
    ...documentHead(document),
    fields: Object.fromEntries(Object.entries(document.fields).map(([key, field]) => [key, fieldJson(field)])),
    sections: document.sections.map(({ line, level, number, title, canonical }) => ({
      line,
      level,
      number,
      title,
      canonical,
    })),
    claims: document.claims.map(claimJson),
  };
}

function fieldJson({ raw, value, line, placeholder, path }: FieldReport): object {
  return { raw, value, line, placeholder, ...(path === undefined ? {} : { path }) };
}

export function claimJson(claim: ClaimReport): object {
  const { id, kind, line, column, endLine, endColumn, text, section, value } = claim;
  return { id, kind, line, column, endLine, endColumn, text, section, value };
}
