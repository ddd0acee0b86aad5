import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  compareSnapshots,
  makeSnapshot,
  readSnapshot,
  tracedDocument,
  traceMatrix,
  type TestFacts,
  type TracedDesign,
  type TraceSnapshot,
} from "@lintel/core";
import { gatherTests, type Git, type JudgedDocument } from "@lintel/evidence";
import { groupByDesign, readGroup, type Analysis, type Group } from "../analysis/analyse.ts";
import type { Unreadable } from "../analysis/report.ts";
import { flag, valueOf, type Invocation } from "../program/command.ts";
import { Exit, Stop, type ExitCode } from "../program/exit.ts";
import { count } from "../program/text.ts";
import { reportTrace, type TraceFormat } from "../reporters/reporter.ts";
import { version } from "../version.ts";
import { runGit } from "../workspace/git.ts";
import { shownPath } from "../workspace/workspace.ts";
import { writeAtomically } from "../workspace/write.ts";
import { evidenceOf } from "./named-evidence.ts";
import { analysisOf, openSession, placeOf } from "./session.ts";

const SNAPSHOT = ".lintel/trace.json";
const NO_TESTS: TestFacts = { reports: [], sources: [], runners: [] };

export async function run(invocation: Invocation): Promise<ExitCode> {
  const named = evidenceOf(invocation);
  const session = await openSession(invocation);
  const { workspace } = session;
  const { designs, unreadable } = readDesigns(analysisOf(session), groupByDesign(session.selected));
  const isWanted = designs.some(({ documents }) =>
    documents.some(({ criteria, mappings }) => criteria.length + mappings.length > 0),
  );
  const settings = { ...workspace.config.evidence, ...named };
  const git: Git | null = workspace.root.repository === null ? null : (args) => runGit(workspace.root.folder, args);
  const paths = designs.flatMap(({ documents }) => documents.map(({ path }) => path));
  const request = { files: workspace.disk, git, settings, documents: paths.map(judgedAt) };
  const { facts = NO_TESTS, problems } = await gatherTests(request, isWanted);
  const matrix = traceMatrix(designs, facts);
  const given = valueOf(invocation, "snapshot");
  const file = given === null ? workspace.disk.absolute(SNAPSHOT) : resolve(invocation.cwd, given);
  const isRatchet = flag(invocation, "ratchet");
  const isWriting = flag(invocation, "write-snapshot");
  const before = readBefore(file, shownPath(file, invocation.cwd), isRatchet || (given !== null && !isWriting));
  const now = before === null && !isWriting ? null : makeSnapshot(matrix, digest);
  const looked = new Set(designs.map(({ id }) => id));
  const [own, others] = parted(before?.criteria ?? {}, looked);
  const comparison =
    before === null || now === null ? null : compareSnapshots({ schemaVersion: 1, criteria: own }, now);
  const format = (valueOf(invocation, "format") ?? "pretty") as TraceFormat;
  const outcome = {
    tool: { name: "lintel", version } as const,
    matrix,
    comparison,
    unreadable,
    problems,
  };
  invocation.io.out(await reportTrace(format, outcome, placeOf(invocation, workspace)));
  if (isWriting && now !== null) {
    // What this run did not look at stays as it was.
    const entries = [...Object.entries(others), ...Object.entries(now.criteria)];
    const criteria = Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
    writeAtomically(file, snapshotText({ schemaVersion: 1, criteria }));
    invocation.io.note(
      `${count(Object.keys(criteria).length, "criterion", "criteria")} written to ${shownPath(file, invocation.cwd)}.\n`,
    );
  }
  if (isRatchet && (comparison?.falls.length ?? 0) > 0) return Exit.Findings;
  return unreadable.length > 0 || problems.length > 0 ? Exit.CannotJudge : Exit.Fine;
}

/** A document as evidence asks for it, of which nothing but the path is left. */
function judgedAt(path: string): JudgedDocument {
  return { document: { outline: { source: { path } } } };
}

/** Reads design by design; of each document only what tracing needs is kept. */
function readDesigns(
  analysis: Analysis,
  groups: readonly Group[],
): { readonly designs: readonly TracedDesign[]; readonly unreadable: readonly Unreadable[] } {
  const unreadable: Unreadable[] = [];
  const designs = groups.flatMap((group): readonly TracedDesign[] => {
    const read = readGroup(analysis, group).flatMap((outcome) => {
      if (outcome.is === "read") return [outcome.analysed];
      if (outcome.is === "unreadable") unreadable.push(outcome.unreadable);
      else unreadable.push({ path: outcome.report.path, reason: "it is too large" });
      return [];
    });
    const [first] = read;
    if (first === undefined) return [];
    const documents = (first.design?.documents ?? read.map(({ document }) => document)).map(tracedDocument);
    const path = first.design?.path ?? first.selected.path;
    return [{ id: first.design?.id ?? stemOf(path), path, documents }];
  });
  return { designs: withOwnIds(designs), unreadable };
}

/** Two designs of the same name are told apart by their paths. */
function withOwnIds(designs: readonly TracedDesign[]): readonly TracedDesign[] {
  const counts = new Map<string, number>();
  for (const { id } of designs) counts.set(id, (counts.get(id) ?? 0) + 1);
  return designs.map((design) => ((counts.get(design.id) ?? 0) > 1 ? { ...design, id: design.path } : design));
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]+$/, "");
}

/** The snapshot that is compared with; null when there is none and none is needed. */
function readBefore(file: string, shown: string, isNeeded: boolean): TraceSnapshot | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    if (!isNeeded) return null;
    throw new Stop(
      Exit.CannotJudge,
      `there is no snapshot ${shown} to compare with; \`lintel trace --write-snapshot\` writes it.`,
    );
  }
  const snapshot = readSnapshot(text);
  if (typeof snapshot !== "string") return snapshot;
  throw new Stop(
    Exit.CannotJudge,
    `${shown} is no snapshot of a trace: ${snapshot} \`lintel trace --write-snapshot\` writes it anew.`,
  );
}

/** Which design a criterion is of, by its global ID. */
function designOf(criterion: string): string {
  return criterion.slice(0, Math.max(0, criterion.indexOf("#")));
}

type Criteria = TraceSnapshot["criteria"];

/** Entries of the designs that this run looked at, and those of others. */
function parted(criteria: Criteria, looked: ReadonlySet<string>): readonly [Criteria, Criteria] {
  const entries = Object.entries(criteria);
  return [
    Object.fromEntries(entries.filter(([id]) => looked.has(designOf(id)))),
    Object.fromEntries(entries.filter(([id]) => !looked.has(designOf(id)))),
  ];
}

/** One criterion on a line, so that two changes meet only where both touch it. */
function snapshotText({ schemaVersion, criteria }: TraceSnapshot): string {
  const lines = Object.entries(criteria).map(([id, entry]) => `    ${JSON.stringify(id)}: ${JSON.stringify(entry)}`);
  return `{\n  "schemaVersion": ${schemaVersion},\n  "criteria": {\n${lines.join(",\n")}\n  }\n}\n`;
}

function digest(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
