import { schemaVersion } from "@lintel/core";
import type { DocumentReport, EditReport, FindingReport, RelatedReport } from "../../analysis/report.ts";
import { documentHead } from "../document-json.ts";
import type { CheckRun, Reporter } from "../reporter.ts";

/** One JSON document, of the shape in schemas/check.schema.json. Keys come in the order that is written here. */
export const json: Reporter = (run) => `${JSON.stringify(checkJson(run), null, 2)}\n`;

function checkJson(run: CheckRun): unknown {
  return {
    schemaVersion,
    tool: { name: run.tool.name, version: run.tool.version },
    documents: run.documents.map(documentJson),
    unreadable: run.unreadable.map(({ path, reason }) => ({ path, reason })),
    summary: summaryJson(run),
  };
}

export function summaryJson({ documents, summary, unreadable, known, gone, fixed }: CheckRun): object {
  const { errors, warnings, infos } = summary;
  return { documents: documents.length, errors, warnings, infos, unreadable: unreadable.length, known, gone, fixed };
}

function documentJson(document: DocumentReport): unknown {
  return { ...documentHead(document), findings: document.findings.map(findingJson) };
}

/** A finding without what is only for people. */
export function findingJson({ rule, severity, message, fingerprint, fix, related, ...place }: FindingReport): object {
  return {
    rule,
    severity,
    message,
    ...placeJson(place),
    fingerprint,
    ...(fix === undefined ? {} : { fix: { title: fix.title, edits: fix.edits.map(editJson) } }),
    ...(related === undefined ? {} : { related: related.map(relatedJson) }),
  };
}

function editJson({ text, ...place }: EditReport): object {
  return { ...placeJson(place), text };
}

function relatedJson({ message, path, ...place }: RelatedReport): object {
  return { message, path, ...placeJson(place) };
}

function placeJson({ line, column, endLine, endColumn }: Omit<EditReport, "text">): object {
  return { line, column, endLine, endColumn };
}
