import { CLAIM_KINDS, closest } from "@lintel/core";
import type { DocumentReport } from "../analysis/report.ts";
import { valueOf, valuesOf, type Invocation } from "../program/command.ts";
import { Exit, Stop, type ExitCode } from "../program/exit.ts";
import { reportClaims, type ClaimsFormat, type ClaimsRun } from "../reporters/reporter.ts";
import { version } from "../version.ts";
import { analyseSession, openSession, placeOf } from "./session.ts";

export async function run(invocation: Invocation): Promise<ExitCode> {
  const kinds = kindNames(invocation);
  const session = await openSession(invocation);
  const { documents, unreadable } = analyseSession(invocation, session, { findings: false, content: true });
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

function kindNames(invocation: Invocation): readonly string[] {
  const known = CLAIM_KINDS.map(({ kind }) => kind);
  const names = valuesOf(invocation, "kind").flatMap((value) => value.split(","));
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = closest(name, known);
    const hint = near === null ? `They are: ${known.join(", ")}.` : `Did you mean \`${near}\`?`;
    throw new Stop(Exit.Usage, `there is no kind of claim \`${name}\` (--kind). ${hint}`);
  }
  return names;
}

function only(document: DocumentReport, kinds: readonly string[]): DocumentReport {
  return { ...document, claims: document.claims.filter(({ kind }) => kinds.includes(kind)) };
}
