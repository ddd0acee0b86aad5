import { adviseDocument, placerOf, verifyDocument, type Advice, type Document, type Verdict } from "@lintel/core";
import {
  gatherFacts,
  LOAD_DEFAULTS,
  refusalOf,
  runLoad,
  SETTING_NAMES,
  type Git,
  type Problem,
  type SettingName,
} from "@lintel/evidence";
import { groupByDesign, readGroup, reportAnalysed, type Analysed } from "../analysis/analyse.ts";
import { placeVerdict } from "../analysis/place.ts";
import type { DocumentReport, Unreadable } from "../analysis/report.ts";
import { valueOf, valuesOf, type Invocation } from "../program/command.ts";
import { Exit, Stop, type ExitCode } from "../program/exit.ts";
import { suggest } from "../program/suggest.ts";
import { reportVerify, type AdviceReport, type VerifiedDocument, type VerifyFormat } from "../reporters/reporter.ts";
import { version } from "../version.ts";
import { runGit } from "../workspace/git.ts";
import { kindNames } from "./kinds.ts";
import { analysisOf, openSession, placeOf } from "./session.ts";

const DETAIL = { findings: false, content: true, digest: true };

export async function run(invocation: Invocation): Promise<ExitCode> {
  const kinds = kindNames(invocation);
  const named = evidenceOf(invocation);
  const session = await openSession(invocation);
  const { workspace } = session;
  const analysis = analysisOf(session);
  const read: Analysed[] = [];
  const unread: DocumentReport[] = [];
  const unreadable: Unreadable[] = [];
  for (const outcome of groupByDesign(session.selected).flatMap((group) => readGroup(analysis, group))) {
    if (outcome.is === "read") read.push(outcome.analysed);
    else if (outcome.is === "too-large") unread.push(outcome.report);
    else unreadable.push(outcome.unreadable);
  }
  const git: Git | null = workspace.root.repository === null ? null : (args) => runGit(workspace.root.folder, args);
  const unloaded = await putUnderLoad(invocation, workspace.disk, git);
  const { facts, problems: missing } = await gatherFacts({
    files: workspace.disk,
    git,
    documents: read,
    today: today(),
    settings: { ...workspace.config.evidence, ...named },
  });
  const problems = [...unloaded, ...missing];
  const verified = read.map((analysed): VerifiedDocument => {
    const report = reportAnalysed(analysis, analysed, DETAIL);
    const verdicts = verifyDocument(analysed.document, analysed.design, facts);
    const isAdvised = kinds.length === 0 || kinds.includes("table");
    return {
      ...only(report, kinds),
      verdicts: placed(analysed.document, verdicts, kinds),
      advice: isAdvised ? placedAdvice(analysed.document, adviseDocument(analysed.document, facts)) : [],
    };
  });
  const documents = [...verified, ...unread.map((report): VerifiedDocument => ({ ...report, verdicts: [] }))].toSorted(
    (a, b) => (a.path < b.path ? -1 : 1),
  );
  const format = (valueOf(invocation, "format") ?? "pretty") as VerifyFormat;
  const outcome = { tool: { name: "lintel", version } as const, documents, unreadable, problems };
  invocation.io.out(await reportVerify(format, outcome, placeOf(invocation, workspace)));
  if (documents.some(({ verdicts }) => verdicts.some(({ outcome: is }) => is === "broken"))) return Exit.Findings;
  return unreadable.length > 0 || unread.length > 0 || problems.length > 0 ? Exit.CannotJudge : Exit.Fine;
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

/** The day here, as people write it. */
function today(): string {
  const now = new Date();
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function placedAdvice(document: Document, advice: readonly Advice[]): readonly AdviceReport[] {
  const { source, tree } = document.outline;
  const place = placerOf(source.text, tree.lineStarts);
  return advice.map(({ rule, message, next, span, at }) => {
    const where = span === null ? null : place(span);
    return {
      rule,
      message,
      next,
      at: where === null ? (at ?? source.path) : `${source.path}:${where.line}:${where.column}`,
      line: where?.line ?? null,
    };
  });
}

function only(report: DocumentReport, kinds: readonly string[]): DocumentReport {
  return kinds.length === 0 ? report : { ...report, claims: report.claims.filter(({ kind }) => kinds.includes(kind)) };
}

function placed(
  document: Document,
  verdicts: readonly Verdict[],
  kinds: readonly string[],
): VerifiedDocument["verdicts"] {
  const kindOf = new Map(document.claims.map(({ id, kind }) => [id, kind] as const));
  return verdicts
    .filter(({ claim }) => kinds.length === 0 || kinds.includes(kindOf.get(claim) ?? ""))
    .map((verdict) => placeVerdict(verdict, document));
}

/** `--evidence tests=reports/junit.xml`, by setting. */
function evidenceOf(invocation: Invocation): Partial<Record<SettingName, readonly string[]>> {
  const named: Partial<Record<SettingName, readonly string[]>> = {};
  for (const value of valuesOf(invocation, "evidence")) {
    const at = value.indexOf("=");
    const name = value.slice(0, Math.max(0, at));
    const where = value.slice(at + 1);
    const setting = SETTING_NAMES.find((each) => each === name);
    if (setting === undefined || where === "") {
      const near = suggest(name, SETTING_NAMES);
      const hint =
        near === null || near === name ? `Names: ${SETTING_NAMES.join(", ")}.` : `Did you mean \`${near}=…\`?`;
      throw new Stop(Exit.Usage, `\`--evidence ${value}\` is not NAME=WHERE. ${hint}`);
    }
    named[setting] = [...(named[setting] ?? []), where];
  }
  for (const address of valuesOf(invocation, "service")) named.service = [...(named.service ?? []), address];
  return named;
}
