import { LOAD_DEFAULTS, refusalOf, runLoad, type Git, type Problem } from "@lintel/evidence";
import type { VerifiedDocument } from "../analysis/report.ts";
import { gitOf, verifySelected } from "../analysis/verify.ts";
import { flag, valueOf, type Invocation } from "../program/command.ts";
import { Exit, Stop, type ExitCode } from "../program/exit.ts";
import { reportVerify, type Format } from "../reporters/reporter.ts";
import { version } from "../version.ts";
import { changeBegan } from "../workspace/changes.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { kindNames } from "./kinds.ts";
import { evidenceOf } from "./named-evidence.ts";
import { analysisOf, openSession, placeOf } from "./session.ts";

// What check and status need of it: this module is a file of its own in the built program.
export { verifySelected };

/** `lintel evidence`: built into the same file, with the same readers. */
export * as evidence from "./evidence.ts";

export async function run(invocation: Invocation): Promise<ExitCode> {
  const kinds = kindNames(invocation);
  const named = evidenceOf(invocation);
  const session = await openSession(invocation);
  const { workspace, selected } = session;
  const unloaded = await putUnderLoad(invocation, workspace.disk, gitOf(workspace));
  const found = await verifySelected(analysisOf(session), selected, named, redGreenOf(invocation, workspace));
  const { unreadable } = found;
  const problems = [...unloaded, ...found.problems];
  const documents = kinds.length === 0 ? found.documents : found.documents.map((document) => only(document, kinds));
  const format = (valueOf(invocation, "format") ?? "pretty") as Format;
  const outcome = { tool: { name: "lintel", version } as const, documents, unreadable, problems };
  const context = { ...placeOf(invocation, workspace), lines: () => null, limit: 0, command: "lintel verify" };
  invocation.io.out(await reportVerify(format, outcome, context));
  if (documents.some(({ verdicts }) => verdicts.some(({ outcome: is }) => is === "broken"))) return Exit.Findings;
  return unreadable.length > 0 || problems.length > 0 || documents.some(isUnread) ? Exit.CannotJudge : Exit.Fine;
}

/** Where the change began whose tests are to be run without it; null when that is not asked for. */
function redGreenOf(invocation: Invocation, { root }: Workspace): { readonly base: string } | null {
  const named = valueOf(invocation, "base");
  if (!flag(invocation, "red-green")) {
    if (named !== null) throw new Stop(Exit.Usage, "`--base` says where the change began for `--red-green`.");
    return null;
  }
  const base = named ?? changeBegan(root);
  if (base === null)
    throw new Stop(Exit.Usage, "this is the default branch: say with `--base REF` where the change began.");
  return { base };
}

/** Carries out `--load` before anything is judged; the report is found where such reports are kept. */
async function putUnderLoad(
  invocation: Invocation,
  files: Parameters<typeof runLoad>[1]["files"],
  git: Git | null,
): Promise<readonly Problem[]> {
  const url = valueOf(invocation, "load");
  const [rate, duration, host] = ["rate", "duration", "load-host"].map((name) => valueOf(invocation, name));
  if (url === null) {
    if ([rate, duration, host].some((each) => each !== null && each !== undefined))
      throw new Stop(Exit.Usage, "`--rate`, `--duration` and `--load-host` say how `--load URL` is carried out.");
    return [];
  }
  const plan = { url, rate: Number(rate ?? LOAD_DEFAULTS.rate), seconds: Number(duration ?? LOAD_DEFAULTS.seconds) };
  const refusal = refusalOf(plan, host ?? null);
  if (refusal !== null) throw new Stop(Exit.Usage, refusal);
  const outcome = await runLoad(plan, { files, git });
  return "problem" in outcome ? [outcome.problem] : [];
}

/** Whether a document was too large to be read: its claims are not known. */
function isUnread({ findings }: VerifiedDocument): boolean {
  return findings.some(({ rule }) => rule === "document-too-large");
}

function only(document: VerifiedDocument, kinds: readonly string[]): VerifiedDocument {
  const claims = document.claims.filter(({ kind }) => kinds.includes(kind));
  const kept = new Set(claims.map(({ id }) => id));
  // What is advised today is about data.
  const advice = kinds.includes("table") ? document.advice : [];
  return { ...document, claims, verdicts: document.verdicts.filter(({ claim }) => kept.has(claim)), advice };
}
