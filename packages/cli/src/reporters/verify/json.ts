import { schemaVersion } from "@lintel/core";
import { countByKind } from "../../analysis/count-kinds.ts";
import { documentJson } from "../claims/json.ts";
import type { VerifiedDocument } from "../../analysis/report.ts";
import type { VerifyRun } from "../reporter.ts";
import { countOutcomes } from "../../analysis/count-outcomes.ts";

/** One JSON document, of the shape in schemas/verify.schema.json: everything of `claims`, and the verdicts. */
export function json({ tool, documents, unreadable, problems }: VerifyRun): string {
  const claims = documents.flatMap((document) => document.claims);
  const value = {
    schemaVersion,
    tool: { name: tool.name, version: tool.version },
    documents: documents.map((document) => ({
      ...documentJson(document),
      verdicts: document.verdicts.map(verdictJson),
      advice: document.advice.map(({ rule, message, next, at, line }) => ({ rule, message, next, at, line })),
    })),
    unreadable: unreadable.map(({ path, reason }) => ({ path, reason })),
    problems: problems.map(({ at, message }) => ({ at, message })),
    summary: {
      documents: documents.length,
      claims: claims.length,
      ...countOutcomes(documents),
      byKind: countByKind(claims),
      unreadable: unreadable.length,
    },
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function verdictJson(verdict: VerifiedDocument["verdicts"][number]): object {
  const { claim, outcome, reason, because, rung, next, evidence, fingerprint, fix } = verdict;
  return {
    claim,
    outcome,
    ...(reason === undefined ? {} : { reason }),
    because,
    ...(rung === undefined ? {} : { rung }),
    ...(next === undefined ? {} : { next }),
    evidence: evidence.map(({ source, at, detail }) => ({ source, at, detail })),
    fingerprint,
    ...(fix === undefined ? {} : { fix }),
  };
}
