import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { closest, RULES, type Severity } from "@lintel/core";
import type { Analysed, Analysis } from "../analysis/analyse.ts";
import { BASELINE_NAME, readBaseline, withoutKnown, writeBaseline } from "../analysis/baseline.ts";
import { fixDocument, type Fixed } from "../analysis/fix.ts";
import type { Detail } from "../analysis/place.ts";
import { idleClock, runningClock, type Clock } from "../analysis/profile.ts";
import { summarise, type DocumentReport } from "../analysis/report.ts";
import { analyseAll, type Analyses } from "../analysis/run.ts";
import { withVerdicts } from "../analysis/verdict-findings.ts";
import { flag, valueOf, valuesOf, type Invocation } from "../program/command.ts";
import { Exit, Stop, type ExitCode } from "../program/exit.ts";
import { count, printable } from "../program/text.ts";
import { unifiedDiff } from "../reporters/diff.ts";
import { FORMATS, reporterOf, type CheckRun, type Format, type ReportContext } from "../reporters/reporter.ts";
import { version } from "../version.ts";
import { changedPaths, stagedBytes, stagedPaths } from "../workspace/changes.ts";
import type { FailOn } from "../workspace/config/config.ts";
import { shownPath, type Workspace } from "../workspace/workspace.ts";
import { writeAtomically } from "../workspace/write.ts";
import { analyseSession, analysisOf, openSession, placeOf, reopen, type Session } from "./session.ts";

export async function run(invocation: Invocation): Promise<ExitCode> {
  refuseContradictions(invocation);
  const clock = flag(invocation, "profile") ? runningClock() : idleClock;
  const rules = ruleNames(invocation);
  const opened = await openSession(invocation, clock, (workspace) => narrowed(invocation, workspace));
  const session = asStaged(invocation, opened);
  const analysis = analysisOf(session, rules, clock);
  const { selected } = session;

  if (flag(invocation, "diff")) return showDiff(invocation, analysis, session);
  if (!flag(invocation, "fix")) {
    return finish(
      invocation,
      session,
      analyseSession(invocation, session, detailOf(invocation), rules, clock),
      0,
      clock,
    );
  }
  if (session.fromStandardInput) return passThrough(invocation, analysis, session);
  const fixed = applyFixes(invocation, analysis, session);
  // The files are others now: nothing that was read may be believed.
  const again = await reopen(invocation);
  const after = { ...session, workspace: again };
  const found = analyseAll(analysisOf(after, rules, clock), selected, { detail: detailOf(invocation) });
  return finish(invocation, after, found, fixed, clock);
}

/** Holds the findings against the baseline, reports them, and says how it ended. */
async function finish(
  invocation: Invocation,
  session: Session,
  found: Analyses,
  fixed: number,
  clock: Clock,
): Promise<ExitCode> {
  const { io } = invocation;
  const { workspace } = session;
  const { documents, unreadable } = flag(invocation, "verify") ? await withEvidence(session, found) : found;
  if (flag(invocation, "write-baseline")) return saveBaseline(invocation, workspace, found);
  const baseline = baselineFile(invocation, workspace);
  if (baseline !== null) workspace.trace.file(baseline);
  const judged =
    baseline === null
      ? { documents, known: 0, gone: 0 }
      : withoutKnown(documents, readBaseline(baseline, shownPath(baseline, invocation.cwd)));
  const exitCode =
    unreadable.length > 0 ? Exit.CannotJudge : exitCodeOf(judged.documents, failOn(invocation, workspace));
  const checkRun: CheckRun = {
    tool: { name: "lintel", version },
    ...judged,
    unreadable,
    summary: summarise(judged.documents),
    fixed,
    exitCode,
    failOn: failOn(invocation, workspace),
  };
  invocation.keep(workspace.trace);
  const context = contextOf(session, invocation);
  for (const [format, file] of outputs(invocation)) {
    const report = await reporterOf(format);
    writeAtomically(resolve(invocation.cwd, file), report(checkRun, { ...context, ...FOR_FILES }));
  }
  const report = await reporterOf((valueOf(invocation, "format") ?? "pretty") as Format);
  io.out(clock.time("report", () => report(checkRun, context)));
  if (flag(invocation, "profile")) io.err(profileText(clock));
  return exitCode;
}

/** Findings together with the verdicts on claims. Evidence that could not be read is something that could not be read. */
async function withEvidence(session: Session, found: Analyses): Promise<Pick<Analyses, "documents" | "unreadable">> {
  // What evidence rests on is not traced: such an answer is found anew each time.
  session.workspace.trace.repeatable = false;
  const { verifySelected } = await import("../commands/verify.ts");
  const { documents, problems } = await verifySelected(analysisOf(session), session.selected, {});
  const verified = new Map(documents.map((document) => [document.path, document]));
  return {
    documents: found.documents.map((document) => withVerdicts(document, verified.get(document.path))),
    unreadable: [
      ...found.unreadable,
      ...problems.map(({ at, message }) => ({ path: at, reason: message.replace(/\.$/, "") })),
    ],
  };
}

/** What reports of this command line hold: people are shown no digests. */
function detailOf(invocation: Invocation): Detail {
  const digest = (valueOf(invocation, "format") ?? "pretty") !== "pretty" || invocation.options.has("output");
  return { findings: true, content: false, digest };
}

/** What a file can show: everything, without colours. */
const FOR_FILES = { limit: 0, terminal: { isTerminal: false, colour: false, links: false, width: 100 } } as const;

function refuseContradictions(invocation: Invocation): void {
  const given = (name: string): boolean => invocation.options.has(name);
  const pairs = [
    ["fix", "staged"],
    ["fix", "diff"],
    ["fix", "write-baseline"],
    ["changed", "staged"],
  ] as const;
  for (const [a, b] of pairs) {
    if (given(a) && given(b)) throw new Stop(Exit.Usage, `\`--${a}\` and \`--${b}\` cannot be used together.`);
  }
}

/** The paths that changed or are staged, when the command line asks for those only. */
function narrowed(invocation: Invocation, { root, trace }: Workspace): ReadonlySet<string> | null {
  const staged = flag(invocation, "staged");
  if (!staged && !invocation.options.has("changed")) return null;
  trace.repeatable = false;
  return staged ? stagedPaths(root) : changedPaths(root, valueOf(invocation, "changed"));
}

/** With `--staged` documents are read as they are staged, not as they lie on disk. */
function asStaged(invocation: Invocation, session: Session): Session {
  if (!flag(invocation, "staged") || session.fromStandardInput) return session;
  const paths = session.selected.map(({ path }) => path);
  return { ...session, contents: stagedBytes(session.workspace.root, paths) };
}

function ruleNames(invocation: Invocation): readonly string[] {
  const names = valuesOf(invocation, "rule")
    .flatMap((value) => value.split(","))
    .map((name) => name.trim());
  const known = RULES.map(({ id }) => id);
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = closest(name, known);
    const hint = near === null ? "`lintel explain` lists the rules." : `Did you mean \`${near}\`?`;
    throw new Stop(Exit.Usage, `there is no rule \`${name}\` (--rule). ${hint}`);
  }
  return names;
}

/** Documents that fixes change, in the order of their paths. */
function fixesOf(analysis: Analysis, session: Session): readonly Fixed[] {
  const fixes: Fixed[] = [];
  const look = (analysed: Analysed): void => {
    const fixed = fixDocument(analysis, analysed);
    if (fixed !== null) fixes.push(fixed);
  };
  analyseAll(analysis, session.selected, { detail: { findings: false, content: false, digest: false }, look });
  return fixes.toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}

function pathOf({ analysed }: Fixed): string {
  return analysed.selected.path;
}

/** Writes what fixes make of the documents. Returns how many findings are put right. */
function applyFixes(invocation: Invocation, analysis: Analysis, session: Session): number {
  const fixes = fixesOf(analysis, session);
  for (const { analysed, text } of fixes) {
    const { selected, document, bom } = analysed;
    if (document.status === "approved") {
      invocation.io.err(
        `lintel: ${printable(selected.path)} is Approved and was changed by --fix: whoever approved it must see it again.\n`,
      );
    }
    writeAtomically(selected.file, (bom ? "\ufeff" : "") + text);
  }
  return fixes.reduce((sum, { applied }) => sum + applied.length, 0);
}

/** `lintel check - --fix` is a filter: the fixed text goes out, and nothing else. */
function passThrough({ io }: Invocation, analysis: Analysis, session: Session): ExitCode {
  const { selected, contents } = session;
  const [fixed] = fixesOf(analysis, session);
  const [document] = selected;
  const bytes = document === undefined ? undefined : contents.get(document.path);
  io.out(
    fixed === undefined ? Buffer.from(bytes ?? []).toString("utf8") : (fixed.analysed.bom ? "\ufeff" : "") + fixed.text,
  );
  const after =
    fixed === undefined || document === undefined
      ? analysis
      : { ...analysis, contents: new Map([[document.path, Buffer.from(fixed.text, "utf8")]]) };
  const left = analyseAll(after, selected, { detail: { findings: true, content: false, digest: false } });
  return exitCodeOf(left.documents, analysis.workspace.config.failOn);
}

function showDiff(invocation: Invocation, analysis: Analysis, session: Session): ExitCode {
  const fixes = fixesOf(analysis, session);
  for (const fixed of fixes) {
    invocation.io.out(unifiedDiff(pathOf(fixed), fixed.analysed.document.outline.source.text, fixed.text));
  }
  if (fixes.length === 0) invocation.io.note("Nothing that `--fix` would change.\n");
  return fixes.length === 0 ? Exit.Fine : Exit.Findings;
}

function baselineFile(invocation: Invocation, workspace: Workspace): string | null {
  const option = valueOf(invocation, "baseline");
  if (option !== null) return resolve(invocation.cwd, option);
  const { baseline } = workspace.config;
  return baseline === null ? null : workspace.disk.absolute(baseline);
}

function saveBaseline(invocation: Invocation, workspace: Workspace, { documents, unreadable }: Analyses): ExitCode {
  if (unreadable.length > 0) {
    const [{ path, reason }] = unreadable as readonly [(typeof unreadable)[number]];
    throw new Stop(Exit.CannotJudge, `no baseline was written, because ${path} could not be read: ${reason}.`);
  }
  const file = baselineFile(invocation, workspace) ?? workspace.disk.absolute(BASELINE_NAME);
  const before = isThere(file) ? readBaseline(file, shownPath(file, invocation.cwd)) : null;
  const written = writeBaseline(file, documents, before, (path) => workspace.disk.exists(path) !== null);
  const total = written.findings.reduce((sum, entry) => sum + entry.count, 0);
  const shown = shownPath(file, invocation.cwd);
  const next =
    workspace.config.baseline === null && valueOf(invocation, "baseline") === null
      ? ` Say \`baseline: ${BASELINE_NAME}\` in lintel.yaml, and only new findings count.`
      : "";
  invocation.io.err(`lintel: ${count(total, "finding")} written to ${shown}.${next}\n`);
  return Exit.Fine;
}

function isThere(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}

const RANK: Readonly<Record<FailOn, number>> = { never: 3, error: 2, warning: 1, info: 0 };

function failOn(invocation: Invocation, workspace: Workspace): FailOn {
  return (valueOf(invocation, "fail-on") as FailOn | null) ?? workspace.config.failOn;
}

function exitCodeOf(documents: readonly DocumentReport[], mildest: FailOn): ExitCode {
  const counts = (severity: Severity): boolean => RANK[severity] >= RANK[mildest];
  return documents.some(({ findings }) => findings.some(({ severity }) => counts(severity)))
    ? Exit.Findings
    : Exit.Fine;
}

/** `--output sarif=report.sarif`. */
function outputs(invocation: Invocation): readonly (readonly [Format, string])[] {
  return valuesOf(invocation, "output").map((value) => {
    const at = value.indexOf("=");
    const format = value.slice(0, Math.max(0, at));
    const file = value.slice(at + 1);
    if (at === -1 || file === "" || !isFormat(format)) {
      throw new Stop(Exit.Usage, `\`--output ${value}\` is not FORMAT=FILE. Formats: ${FORMATS.join(", ")}.`);
    }
    return [format, file];
  });
}

function isFormat(text: string): text is Format {
  return FORMATS.some((format) => format === text);
}

function profileText({ times }: Clock): string {
  const lines = [...times].map(([phase, ms]) => `  ${phase.padEnd(10)}${ms.toFixed(1).padStart(9)} ms`);
  return `${lines.join("\n")}\n`;
}

/** So many findings fit into a person; on a terminal the rest is counted. */
const MOST_SHOWN = 60;

function contextOf({ workspace, contents }: Session, invocation: Invocation): ReportContext {
  const cache = new Map<string, readonly string[] | null>();
  return {
    ...placeOf(invocation, workspace),
    limit: limitOf(invocation),
    command: ["lintel check", ...invocation.operands.map(quoted)].join(" "),
    lines(path) {
      const known = cache.get(path);
      if (known !== undefined) return known;
      const lines = readLines(contents.get(path), workspace.disk.absolute(path));
      cache.set(path, lines);
      return lines;
    },
  };
}

/** An operand as it can be pasted into a shell. */
function quoted(operand: string): string {
  return /^[\w@%+=:,./-]+$/.test(operand) ? operand : `'${operand.replaceAll("'", "'\\''")}'`;
}

function limitOf(invocation: Invocation): number {
  const option = valueOf(invocation, "limit");
  if (option === null) return invocation.io.terminal.isTerminal ? MOST_SHOWN : 0;
  if (!/^\d{1,6}$/.test(option)) throw new Stop(Exit.Usage, `\`--limit\` needs a number, and got \`${option}\`.`);
  return Number(option);
}

/** Lines of what was checked: of what stands for the file, else of the file. */
function readLines(content: Uint8Array | undefined, file: string): readonly string[] | null {
  try {
    return (content === undefined ? readFileSync(file) : Buffer.from(content))
      .toString("utf8")
      .replace(/^\ufeff/, "")
      .split(/\r\n|\r|\n/);
  } catch {
    // Gone since it was checked, or never a file: no frame then.
    return null;
  }
}
