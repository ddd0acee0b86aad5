import { portfolioOf } from "../analysis/portfolio.ts";
import type { VerifiedDocument } from "../analysis/report.ts";
import { flag, valueOf, type Invocation } from "../program/command.ts";
import { Exit, type ExitCode } from "../program/exit.ts";
import { reportStatus, type StatusFormat, type StatusRun } from "../reporters/reporter.ts";
import { version } from "../version.ts";
import { analyseSession, analysisOf, openSession, placeOf, type Session } from "./session.ts";

export async function run(invocation: Invocation): Promise<ExitCode> {
  const session = await openSession(invocation);
  const { documents, unreadable, summary } = analyseSession(invocation, session, {
    findings: true,
    content: true,
    digest: true,
  });
  const judged = flag(invocation, "verify") ? await verdictsOf(session) : null;
  const outcome: StatusRun = {
    tool: { name: "lintel", version },
    designs: portfolioOf(documents, session.selected, session.workspace.disk, judged),
    unreadable,
    summary,
  };
  invocation.keep(session.workspace.trace);
  const format = (valueOf(invocation, "format") ?? "pretty") as StatusFormat;
  invocation.io.out(await reportStatus(format, outcome, placeOf(invocation, session.workspace)));
  return unreadable.length > 0 ? Exit.CannotJudge : Exit.Fine;
}

/** Verdicts by the path of their document. */
async function verdictsOf(session: Session): Promise<ReadonlyMap<string, VerifiedDocument>> {
  session.workspace.trace.repeatable = false;
  const { verifySelected } = await import("../commands/verify.ts");
  const { documents } = await verifySelected(analysisOf(session), session.selected, {});
  return new Map(documents.map((document) => [document.path, document]));
}
