import { summarise } from "../../analysis/report.ts";
import { verdictFindings } from "../../analysis/verdict-findings.ts";
import { Exit } from "../../program/exit.ts";
import type { CheckRun, VerifyRun } from "../reporter.ts";

/** A run of `lintel verify` as formats of findings show it. Evidence that could not be read stands among what was not read. */
export function findingsOf({ tool, documents, unreadable, problems }: VerifyRun): CheckRun {
  const judged = documents.map((document) => ({ ...document, findings: verdictFindings(document) }));
  const summary = summarise(judged);
  const unread = [
    ...unreadable,
    ...problems.map(({ at, message }) => ({ path: at, reason: message.replace(/\.$/, "") })),
  ];
  const exitCode = summary.errors > 0 ? Exit.Findings : unread.length > 0 ? Exit.CannotJudge : Exit.Fine;
  return { tool, documents: judged, unreadable: unread, summary, known: 0, gone: 0, fixed: 0, exitCode };
}
