import {
  adviseDocument,
  placerOf,
  testsNamedBy,
  tracedDocument,
  traceDesign,
  verifyDocument,
  type Advice,
  type Document,
  type Facts,
  type Verdict,
} from "@lintel/core";
import {
  gatherFacts,
  runRedGreen,
  type RedGreenOutcome,
  type EvidenceRequest,
  type Git,
  type Problem,
} from "@lintel/evidence";
import { cacheFolder, userCacheFolder } from "../cache/folder.ts";
import { today } from "../program/today.ts";
import { runGit } from "../workspace/git.ts";
import { groupByDesign, readGroup, reportAnalysed, type Analysed, type Analysis } from "./analyse.ts";
import { placeVerdict } from "./place.ts";
import type { AdviceReport, DocumentReport, Unreadable, VerifiedDocument } from "./report.ts";
import type { Selected } from "../workspace/select.ts";
import type { Workspace } from "../workspace/workspace.ts";

export interface Verification {
  /** In the order of their paths. */
  readonly documents: readonly VerifiedDocument[];
  readonly unreadable: readonly Unreadable[];
  /** Evidence that was named and could not be read. */
  readonly problems: readonly Problem[];
}

/** What the command line says of evidence, beside lintel.yaml. */
export type NamedEvidence = EvidenceRequest["settings"];

const DETAIL = { findings: false, content: true, digest: true };

/** Reads the selected documents, gathers what is known of what they claim, and judges each claim. */
export async function verifySelected(
  analysis: Analysis,
  selected: readonly Selected[],
  named: NamedEvidence,
  redGreen: { readonly base: string } | null = null,
): Promise<Verification> {
  const { workspace } = analysis;
  const read: Analysed[] = [];
  const unread: DocumentReport[] = [];
  const unreadable: Unreadable[] = [];
  for (const outcome of groupByDesign(selected).flatMap((group) => readGroup(analysis, group))) {
    if (outcome.is === "read") read.push(outcome.analysed);
    else if (outcome.is === "too-large") unread.push(outcome.report);
    else unreadable.push(outcome.unreadable);
  }
  const settings = { ...workspace.config.evidence, ...named };
  const authorization = named.service === undefined ? undefined : process.env["LINTEL_SERVICE_AUTHORIZATION"];
  const gathered = await gatherFacts({
    files: workspace.disk,
    git: gitOf(workspace),
    documents: read,
    cache: cacheFolder(workspace.root.folder),
    userCache: userCacheFolder(),
    today: today(),
    ...(authorization === undefined ? {} : { authorization }),
    settings,
  });
  const ran = redGreen === null ? null : runNamedTests(workspace, read, gathered.facts, redGreen.base, settings);
  const facts =
    ran !== null && "redGreen" in ran && gathered.facts.tests !== undefined
      ? { ...gathered.facts, tests: { ...gathered.facts.tests, redGreen: ran.redGreen } }
      : gathered.facts;
  const problems = ran !== null && "problem" in ran ? [...gathered.problems, ran.problem] : gathered.problems;
  const documents = [
    ...read.map((analysed): VerifiedDocument => verified(analysis, analysed, facts)),
    ...unread.map((report): VerifiedDocument => ({ ...report, verdicts: [], advice: [] })),
  ];
  return { documents: documents.toSorted((a, b) => (a.path < b.path ? -1 : 1)), unreadable, problems };
}

/** Runs the tests that designs name without the change. */
function runNamedTests(
  workspace: Workspace,
  read: readonly Analysed[],
  facts: Facts,
  base: string,
  settings: NamedEvidence,
): RedGreenOutcome {
  const git = gitOf(workspace);
  const [command] = settings["test-command"] ?? [];
  const refuse = (message: string): RedGreenOutcome => ({ problem: { at: "red-green", message } });
  if (git === null) return refuse("This is no git repository: there is no change to be without.");
  if (command === undefined) {
    return refuse(
      'No command runs the tests. Name it in lintel.yaml, such as `evidence: { test-command: "npx vitest run --reporter=junit --outputFile={report} {files}" }`.',
    );
  }
  const groups = new Map<string, Analysed[]>();
  for (const analysed of read) {
    const key = analysed.design?.path ?? analysed.selected.path;
    groups.set(key, [...(groups.get(key) ?? []), analysed]);
  }
  const known = facts.tests;
  const tests = [...groups].flatMap(([id, members]) =>
    known === undefined
      ? []
      : testsNamedBy(
          traceDesign(
            id,
            members.map(({ document }) => tracedDocument(document)),
            known,
          ),
        ),
  );
  const named = [...new Set(tests)].flatMap(({ file, title }) => (file === null ? [] : [{ file, title }]));
  if (named.length === 0) return refuse("The designs name no test that stands in the sources.");
  return runRedGreen({ files: workspace.disk, git, command, base, tests: named });
}

/** Asks git about the repository of a workspace; null outside of one. */
export function gitOf({ root }: Workspace): Git | null {
  return root.repository === null ? null : (args) => runGit(root.folder, args);
}

function verified(analysis: Analysis, analysed: Analysed, facts: Facts): VerifiedDocument {
  const { document, design } = analysed;
  const report = reportAnalysed(analysis, analysed, DETAIL);
  const advice = placedAdvice(document, adviseDocument(document, facts));
  return { ...report, verdicts: placed(document, verifyDocument(document, design, facts)), advice };
}

function placed(document: Document, verdicts: readonly Verdict[]): VerifiedDocument["verdicts"] {
  return verdicts.map((verdict) => placeVerdict(verdict, document));
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
