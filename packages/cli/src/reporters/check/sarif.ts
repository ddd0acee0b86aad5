import { pathToFileURL } from "node:url";
import { RULES, type Place } from "@lintel/core";
import { EDGE_RULES } from "../../analysis/edge-rules.ts";
import type { DocumentReport, FindingReport, FixReport } from "../../analysis/report.ts";
import type { CheckRun, ReportContext, Reporter } from "../reporter.ts";

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

/** SARIF 2.1.0 (OASIS), as code scanning of forges and editors read it. Columns count code points, as everywhere in Lintel. */
export const sarif: Reporter = (run, context) => {
  const found = new Set(run.documents.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
  const rules = [...RULES, ...EDGE_RULES].filter(({ id }) => found.has(id));
  const indexOf = new Map(rules.map(({ id }, i) => [id, i]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Lintel",
            version: run.tool.version,
            semanticVersion: run.tool.version,
            rules: rules.map(({ id, severity, documentation }) => ({
              id,
              name: pascal(id),
              shortDescription: { text: documentation.summary },
              fullDescription: { text: documentation.why },
              help: { text: `${documentation.why} Run \`lintel explain ${id}\` for examples.` },
              defaultConfiguration: { level: LEVELS[severity] },
            })),
          },
        },
        columnKind: "unicodeCodePoints",
        originalUriBaseIds: { "%SRCROOT%": { uri: folderUri(context) } },
        invocations: [invocation(run)],
        artifacts: run.documents.map(artifact),
        results: run.documents.flatMap((document, i) =>
          document.findings.map((finding) => result(finding, document.path, i, indexOf.get(finding.rule))),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function invocation({ unreadable, exitCode }: CheckRun): unknown {
  return {
    executionSuccessful: unreadable.length === 0,
    exitCode,
    toolExecutionNotifications: unreadable.map(({ path, reason }) => ({
      level: "error",
      message: { text: `${path} could not be read: ${reason}.` },
      locations: [{ physicalLocation: { artifactLocation: location(path) } }],
    })),
  };
}

function artifact({ path, digest }: DocumentReport): unknown {
  const hash = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1];
  return { location: location(path), ...(hash === undefined ? {} : { hashes: { "sha-256": hash } }) };
}

function result(finding: FindingReport, path: string, index: number, rule: number | undefined): unknown {
  const { severity, message, fingerprint, related, fix } = finding;
  return {
    ruleId: finding.rule,
    ...(rule === undefined ? {} : { ruleIndex: rule }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { ...location(path), index }, region: region(finding) } }],
    ...(related === undefined
      ? {}
      : {
          relatedLocations: related.map((other, id) => ({
            id,
            message: { text: other.message },
            physicalLocation: { artifactLocation: location(other.path), region: region(other) },
          })),
        }),
    ...(fix === undefined ? {} : { fixes: [fixOf(fix, path)] }),
    partialFingerprints: { "lintelFinding/v1": fingerprint },
  };
}

function fixOf({ title, edits }: FixReport, path: string): unknown {
  return {
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation: location(path),
        replacements: edits.map((edit) => ({ deletedRegion: region(edit), insertedContent: { text: edit.text } })),
      },
    ],
  };
}

function region({ line, column, endLine, endColumn }: Place): unknown {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function location(path: string): { readonly uri: string; readonly uriBaseId: string } {
  return { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
}

function folderUri({ root }: ReportContext): string {
  return pathToFileURL(`${root}/`).href;
}

function pascal(id: string): string {
  return id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
