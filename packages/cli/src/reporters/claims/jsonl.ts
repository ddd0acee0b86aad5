import type { DocumentReport } from "../../analysis/report.ts";
import type { ClaimsRun } from "../reporter.ts";
import { claimJson } from "./json.ts";

/** One JSON object a line: a claim each, then what could not be read. */
export function jsonl({ documents, unreadable }: ClaimsRun): string {
  const failures = unreadable.map(({ path, reason }) => line({ type: "unreadable", path, reason }));
  return documents.map(claimLines).join("") + failures.join("");
}

/** The lines of one document. They may be written before the next document is read. */
export function claimLines({ path, claims }: DocumentReport): string {
  return claims.map((claim) => line({ type: "claim", path, ...claimJson(claim) })).join("");
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
