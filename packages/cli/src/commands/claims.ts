import type { DocumentReport } from "../analysis/report.ts";
import { valueOf, type Invocation } from "../program/command.ts";
import { Exit, type ExitCode } from "../program/exit.ts";
import { reportClaims, type ClaimsFormat, type ClaimsRun } from "../reporters/reporter.ts";
import { version } from "../version.ts";
import { kindNames } from "./kinds.ts";
import { analyseSession, openSession, placeOf } from "./session.ts";

export async function run(invocation: Invocation): Promise<ExitCode> {
  const kinds = kindNames(invocation);
  const session = await openSession(invocation);
  const { documents, unreadable } = analyseSession(invocation, session, {
    findings: false,
    content: true,
    digest: true,
  });
  const outcome: ClaimsRun = {
    tool: { name: "lintel", version },
    documents: kinds.length === 0 ? documents : documents.map((document) => only(document, kinds)),
    unreadable,
  };
  invocation.keep(session.workspace.trace);
  const format = (valueOf(invocation, "format") ?? "pretty") as ClaimsFormat;
  invocation.io.out(await reportClaims(format, outcome, placeOf(invocation, session.workspace)));
  return unreadable.length > 0 ? Exit.CannotJudge : Exit.Fine;
}

function only(document: DocumentReport, kinds: readonly string[]): DocumentReport {
  return { ...document, claims: document.claims.filter(({ kind }) => kinds.includes(kind)) };
}
