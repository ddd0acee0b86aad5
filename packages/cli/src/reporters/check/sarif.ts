import { RULES, type Place, type Severity } from "@lintel/core";
import { EDGE_RULES } from "../../analysis/edge-rules.ts";
import type { DocumentReport, FindingReport, FixReport } from "../../analysis/report.ts";
import type { CheckRun, Reporter } from "../reporter.ts";
import { ruleHelp } from "../rule-help.ts";
import { visible } from "../words.ts";

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

/** What GitHub calls the levels of a rule that is not about security. */
const PROBLEMS = { error: "error", warning: "warning", info: "recommendation" } as const;

/**
 * SARIF 2.1.0 (OASIS), as code scanning of forges and editors read it. Columns count code points, as everywhere in Lintel. Paths
 * are relative to the root of the repository, which has no address here: the same findings give the same log on every machine.
 */
export const sarif: Reporter = (run) => {
  const found = new Map<string, Severity>();
  for (const { findings } of run.documents) for (const { rule, severity } of findings) found.set(rule, severity);
  const rules = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([id, severity]) => descriptor(id, severity));
  const indices = new Map(rules.map(({ id }, i) => [id, i]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Lintel", version: run.tool.version, semanticVersion: run.tool.version, rules } },
        automationDetails: { id: "lintel/check/" },
        columnKind: "unicodeCodePoints",
        originalUriBaseIds: { SRCROOT: { description: { text: "The root of the repository." } } },
        invocations: [invocation(run)],
        artifacts: run.documents.map(artifact),
        results: run.documents.flatMap(({ path, findings }, i) =>
          findings.map((finding) => result(finding, path, i, indices.get(finding.rule) ?? -1)),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

/** A rule with its documentation; one that is documented nowhere keeps its name and the severity that was seen. */
function descriptor(id: string, seen: Severity) {
  const rule = [...RULES, ...EDGE_RULES].find((each) => each.id === id);
  const severity = rule?.severity ?? seen;
  return {
    id,
    name: pascal(id),
    ...(rule === undefined ? {} : ruleHelp(rule)),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ["design-document"], "problem.severity": PROBLEMS[severity] },
  };
}

function invocation({ unreadable, exitCode }: CheckRun): unknown {
  return {
    executionSuccessful: unreadable.length === 0,
    exitCode,
    toolExecutionNotifications: unreadable.map(({ path, reason }) => ({
      level: "error",
      message: { text: messageText(`${path} could not be read: ${reason}.`) },
      locations: [{ physicalLocation: { artifactLocation: location(path) } }],
    })),
  };
}

function artifact({ path, digest }: DocumentReport): unknown {
  const hash = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1];
  return {
    location: location(path),
    mimeType: "text/markdown",
    ...(hash === undefined ? {} : { hashes: { "sha-256": hash } }),
  };
}

function result(finding: FindingReport, path: string, index: number, ruleIndex: number): unknown {
  const { severity, message, fingerprint, related, fix } = finding;
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: messageText(message) },
    locations: [{ physicalLocation: { artifactLocation: { ...location(path), index }, region: region(finding) } }],
    ...(related === undefined
      ? {}
      : {
          relatedLocations: related.map((other, id) => ({
            id,
            message: { text: messageText(other.message) },
            physicalLocation: { artifactLocation: location(other.path), region: region(other) },
          })),
        }),
    ...(fix === undefined ? {} : { fixes: [fixOf(fix, path)] }),
    partialFingerprints: { "lintelFinding/v1": fingerprint },
  };
}

function fixOf({ title, edits }: FixReport, path: string): unknown {
  return {
    description: { text: messageText(title) },
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
  // Half a surrogate pair, which a file name of Windows may hold, has no place in an address.
  const whole = path.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  return { uri: whole.split("/").map(encodeURIComponent).join("/"), uriBaseId: "SRCROOT" };
}

/** Plain text, in which `[words](target)` would be a link (§3.11.6): a document's own brackets are kept as such. */
function messageText(text: string): string {
  return visible(text).replace(/\](?=\()/g, "\\]");
}

function pascal(id: string): string {
  return id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
