import { schemaVersion } from "@lintel/core";
import type { DocumentReport, FindingReport } from "../../analysis/report.ts";
import type { CheckRun, Reporter } from "../reporter.ts";

/** One JSON document, of the shape in schemas/check.schema.json. */
export const json: Reporter = (run) => `${JSON.stringify(checkJson(run), null, 2)}\n`;

export function checkJson({ tool, documents, unreadable, summary, known, fixed }: CheckRun): unknown {
  return {
    schemaVersion,
    tool,
    documents: documents.map(documentJson),
    unreadable,
    summary: { ...summary, unreadable: unreadable.length, known, fixed },
  };
}

function documentJson({ path, kind, design, digest, title, status, findings }: DocumentReport): unknown {
  return {
    path,
    kind,
    design,
    digest: digest === "" ? null : digest,
    title,
    status,
    findings: findings.map(findingJson),
  };
}

/** A finding without what is only for people. */
export function findingJson({ guidance: _guidance, ...finding }: FindingReport): Omit<FindingReport, "guidance"> {
  return finding;
}
