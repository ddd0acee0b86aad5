import { join } from "node:path";
import type { Analysis } from "../analysis/analyse.ts";
import type { Detail } from "../analysis/place.ts";
import { idleClock, type Clock } from "../analysis/profile.ts";
import { Reuse } from "../analysis/reuse.ts";
import { analyseAll, type Analyses } from "../analysis/run.ts";
import { DocumentStore } from "../cache/documents.ts";
import { cacheFolder } from "../cache/folder.ts";
import { flag, valueOf, type Invocation } from "../program/command.ts";
import { Exit, Stop } from "../program/exit.ts";
import { progressOf } from "../program/progress.ts";
import { count, printable } from "../program/text.ts";
import type { Contents } from "../workspace/read.ts";
import { selectDocuments, type Selected } from "../workspace/select.ts";
import { readStandardInput } from "../workspace/standard-input.ts";
import { selectStandardInput } from "../workspace/stdin-document.ts";
import { RepositorySurroundings } from "../workspace/surroundings.ts";
import type { Place } from "../reporters/reporter.ts";
import { openWorkspace, shownPath, type Workspace } from "../workspace/workspace.ts";

/** What a command that reads documents works on. */
export interface Session {
  readonly workspace: Workspace;
  readonly selected: readonly Selected[];
  readonly contents: Contents;
  readonly fromStandardInput: boolean;
}

/** The workspace of a command line, as it is now. */
export function reopen(invocation: Invocation): Promise<Workspace> {
  const { cwd, operands } = invocation;
  const judgeBy = valueOf(invocation, "template") as Workspace["judgeBy"];
  return openWorkspace(cwd, valueOf(invocation, "config"), operands, judgeBy);
}

/**
 * Opens the workspace and finds the documents that the command line names; `narrow` says of an open workspace which paths alone
 * count (null for all).
 */
export async function openSession(
  invocation: Invocation,
  clock: Clock = idleClock,
  narrow: (workspace: Workspace) => ReadonlySet<string> | null = () => null,
): Promise<Session> {
  const { operands, cwd, io } = invocation;
  const workspace = await reopen(invocation);
  if (operands.includes("-") || invocation.options.has("stdin-filename")) {
    return { workspace, ...standardInput(invocation, workspace) };
  }
  const { documents, passedOver, otherRoots } = clock.time("discover", () => {
    const options = { all: flag(invocation, "all"), among: narrow(workspace) };
    return selectDocuments(workspace, operands, cwd, options);
  });
  if (passedOver > 0 && operands.length > 0) {
    io.note(`${count(passedOver, "Markdown file")} of no known layout not read; \`--all\` reads them.\n`);
  }
  if (otherRoots.length > 0) {
    io.note(`Not read from here: ${otherRoots.map(printable).join(", ")}, with a lintel.yaml of their own.\n`);
  }
  return { workspace, selected: documents, contents: new Map(), fromStandardInput: false };
}

function standardInput(invocation: Invocation, workspace: Workspace): Omit<Session, "workspace"> {
  if (invocation.operands.some((operand) => operand !== "-")) {
    throw new Stop(Exit.Usage, "standard input (`-`) is one document; other paths cannot be read with it.");
  }
  workspace.trace.repeatable = false;
  const selected = selectStandardInput(workspace, valueOf(invocation, "stdin-filename"), invocation.cwd);
  const contents = new Map([[selected.path, readStandardInput()]]);
  return { selected: [selected], contents, fromStandardInput: true };
}

/** Where a report of this command line goes. */
export function placeOf({ io, cwd }: Invocation, { root, disk }: Workspace): Place {
  return { terminal: io.terminal, root: root.folder, shown: (path) => shownPath(disk.absolute(path), cwd) };
}

/** The analysis of a session. */
export function analysisOf(session: Session, rules: readonly string[] = [], clock: Clock = idleClock): Analysis {
  const { workspace, contents } = session;
  const surroundings = new RepositorySurroundings(workspace.disk, workspace.trace);
  return { workspace, surroundings, rules, contents, clock };
}

/**
 * Reads and reports the documents of a session, with what earlier runs of the same command know. Nothing is kept with
 * `--no-cache`, nor of contents that are in no file.
 */
export function analyseSession(
  invocation: Invocation,
  session: Session,
  detail: Detail,
  rules: readonly string[] = [],
  clock: Clock = idleClock,
): Analyses {
  const analysis = analysisOf(session, rules, clock);
  // A run of some rules only must not push out what is known of all.
  const store = rules.length > 0 ? null : storeFor(invocation, session);
  const progress = progressOf(invocation.io, session.selected.length, "documents");
  const step = (done: number): void => progress.step(done);
  try {
    if (store === null) return analyseAll(analysis, session.selected, { detail, step });
    // What is kept serves every format.
    const kept = { ...detail, digest: true };
    const found = analyseAll(analysis, session.selected, { detail: kept, step, reuse: new Reuse(analysis, store) });
    store.save();
    return found;
  } finally {
    progress.end();
  }
}

function storeFor(invocation: Invocation, { workspace, contents, selected }: Session): DocumentStore | null {
  if (flag(invocation, "no-cache") || contents.size > 0 || workspace.judgeBy === "then") return null;
  if (workspace.config.templates.some(({ judgeBy }) => judgeBy === "then")) return null;
  // To read a few documents anew costs less than to read what is known of all.
  if (selected.length < FEW) return null;
  return new DocumentStore(join(cacheFolder(workspace.root.folder), `documents-${invocation.spec.name}`));
}

const FEW = 4;
