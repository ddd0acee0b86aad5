import type { Analysis } from "../analysis/analyse.ts";
import { idleClock, type Clock } from "../analysis/profile.ts";
import { flag, valueOf, type Invocation } from "../program/command.ts";
import { Exit, Stop } from "../program/exit.ts";
import { count } from "../program/text.ts";
import type { Contents } from "../workspace/read.ts";
import { selectDocuments, type Selected } from "../workspace/select.ts";
import { readStandardInput } from "../workspace/standard-input.ts";
import { selectStandardInput } from "../workspace/stdin-document.ts";
import { RepositorySurroundings } from "../workspace/surroundings.ts";
import { openWorkspace, type Workspace } from "../workspace/workspace.ts";

/** What a command that reads documents works on. */
export interface Session {
  readonly workspace: Workspace;
  readonly selected: readonly Selected[];
  readonly contents: Contents;
  readonly fromStandardInput: boolean;
}

/** Opens the workspace and finds the documents that the command line names. */
export async function openSession(
  invocation: Invocation,
  clock: Clock = idleClock,
  mayBeEmpty = false,
): Promise<Session> {
  const { operands, cwd, io } = invocation;
  const workspace = await openWorkspace(cwd, valueOf(invocation, "config"), operands);
  if (operands.includes("-") || invocation.options.has("stdin-filename")) {
    return { workspace, ...standardInput(invocation, workspace) };
  }
  const options = { all: flag(invocation, "all"), mayBeEmpty };
  const { documents, passedOver } = clock.time("discover", () => selectDocuments(workspace, operands, cwd, options));
  if (passedOver > 0 && !mayBeEmpty) {
    io.note(`${count(passedOver, "Markdown file")} of no known layout not read; \`--all\` reads them.\n`);
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

/** The analysis of a session. */
export function analysisOf(session: Session, rules: readonly string[] = [], clock: Clock = idleClock): Analysis {
  const { workspace, contents } = session;
  const surroundings = new RepositorySurroundings(workspace.disk, workspace.trace);
  return { workspace, surroundings, rules, contents, clock };
}
