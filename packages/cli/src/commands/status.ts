import { portfolioOf } from "../analysis/portfolio.ts";
import { valueOf, type Invocation } from "../program/command.ts";
import { Exit, type ExitCode } from "../program/exit.ts";
import { reportStatus, type StatusFormat, type StatusRun } from "../reporters/reporter.ts";
import { version } from "../version.ts";
import { analyseSession, openSession, placeOf } from "./session.ts";

export async function run(invocation: Invocation): Promise<ExitCode> {
  const session = await openSession(invocation);
  const { documents, unreadable, summary } = analyseSession(invocation, session, {
    findings: true,
    content: true,
    digest: true,
  });
  const outcome: StatusRun = {
    tool: { name: "lintel", version },
    designs: portfolioOf(documents, session.selected, session.workspace.disk),
    unreadable,
    summary,
  };
  invocation.keep(session.workspace.trace);
  const format = (valueOf(invocation, "format") ?? "pretty") as StatusFormat;
  invocation.io.out(await reportStatus(format, outcome, placeOf(invocation, session.workspace)));
  return unreadable.length > 0 ? Exit.CannotJudge : Exit.Fine;
}
