import { schemaVersion } from "@lintel/core";
import type { OutcomeCounts } from "../../analysis/count-outcomes.ts";
import type { DesignReport } from "../../analysis/portfolio.ts";
import type { StatusRun } from "../reporter.ts";
import { countStatuses } from "./words.ts";

/** One JSON document, of the shape in schemas/status.schema.json. Keys come in the order that is written here. */
export function json({ tool, designs, summary, unreadable }: StatusRun): string {
  const { documents, errors, warnings, infos } = summary;
  const value = {
    schemaVersion,
    tool: { name: tool.name, version: tool.version },
    designs: designs.map(designJson),
    unreadable: unreadable.map(({ path, reason }) => ({ path, reason })),
    summary: {
      designs: designs.length,
      documents,
      errors,
      warnings,
      infos,
      unreadable: unreadable.length,
      byStatus: countStatuses(designs),
    },
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function designJson(design: DesignReport): object {
  const { id, path, layout, title, status, documents, missing, findings, claims, outcomes, openQuestions, waitingFor } =
    design;
  return {
    id,
    path,
    layout,
    title,
    status,
    documents: documents.map((document) => ({
      path: document.path,
      kind: document.kind,
      status: document.status,
      ...countsJson(document),
    })),
    missing: missing.map((due) => ({ kind: due.kind, path: due.path })),
    findings: countsJson(findings),
    claims: { total: claims.total, byKind: claims.byKind },
    ...(outcomes === null ? {} : { outcomes: outcomesJson(outcomes) }),
    openQuestions,
    waitingFor: waitingFor.map((waiting) => ({ who: waiting.who, for: waiting.for })),
  };
}

function outcomesJson({ holds, broken, unproven, waived, notJudged }: OutcomeCounts): object {
  return { holds, broken, unproven, waived, notJudged };
}

function countsJson({ errors, warnings, infos }: DesignReport["findings"]): object {
  return { errors, warnings, infos };
}
