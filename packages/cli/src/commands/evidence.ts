import { isAbsolute, relative, resolve, sep } from "node:path";
import {
  bindingFor,
  bindingsOf,
  bindingText,
  pathOfBinding,
  readBindings,
  readReportsAt,
  runOf,
  statementOf,
  stateOf,
  type Git,
  type StoredBinding,
} from "@lintel/evidence";
import { valueOf, type Invocation } from "../program/command.ts";
import { Exit, Stop, type ExitCode } from "../program/exit.ts";
import { suggest } from "../program/suggest.ts";
import { count, printable } from "../program/text.ts";
import { runGit } from "../workspace/git.ts";
import { openWorkspace, type Workspace } from "../workspace/workspace.ts";
import { writeAtomically } from "../workspace/write.ts";

interface Scene {
  readonly invocation: Invocation;
  readonly workspace: Workspace;
  readonly git: Git;
  /** What is named behind the action, as repository paths and globs. */
  readonly patterns: readonly string[];
}

const ACTIONS: Readonly<Record<string, (scene: Scene) => Promise<ExitCode> | ExitCode>> = { add, list, export: write };

export async function run(invocation: Invocation): Promise<ExitCode> {
  const [name = "", ...operands] = invocation.operands;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) {
    const near = suggest(name, Object.keys(ACTIONS));
    throw new Stop(
      Exit.Usage,
      `\`lintel evidence ${name}\` is nothing that Lintel does. ${near === null ? "There are: add, list, export." : `Did you mean \`${near}\`?`}`,
    );
  }
  const workspace = await openWorkspace(invocation.cwd, valueOf(invocation, "config"));
  const { folder, repository } = workspace.root;
  if (repository === null)
    throw new Stop(Exit.CannotJudge, "evidence is bound to commits, and this is no git repository.");
  const patterns = operands.map((operand) => fromRoot(folder, resolve(invocation.cwd, operand)));
  return action({ invocation, workspace, git: (args) => runGit(folder, args), patterns });
}

function fromRoot(root: string, absolute: string): string {
  const path = relative(root, absolute).split(sep).join("/");
  return isAbsolute(path) || path.startsWith("../") ? absolute : path;
}

async function add({ invocation, workspace, git, patterns }: Scene): Promise<ExitCode> {
  const { io } = invocation;
  const { reports, problems } = await namedReports(workspace, patterns);
  const state = stateOf(git, valueOf(invocation, "commit") ?? "HEAD");
  if (typeof state === "string") throw new Stop(Exit.CannotJudge, state);
  const known = readBindings(workspace.root.folder).bindings;
  const told = { command: valueOf(invocation, "command"), run: valueOf(invocation, "run") ?? runOf(process.env) };
  const refused: string[] = [];
  const bound: StoredBinding[] = [];
  for (const report of reports) {
    const binding = bindingFor(report, state, told);
    const before = known.get(report.digest);
    if (
      before !== undefined &&
      (before.tree !== binding.tree || before.changed.join("\n") !== binding.changed.join("\n"))
    ) {
      refused.push(
        `${report.path}: It is bound to ${shortened(before.commit)} already, and a report is of one run. Run the tests again, or delete ${pathOfBinding(report.digest)} if that was wrong.`,
      );
      continue;
    }
    writeAtomically(workspace.disk.absolute(pathOfBinding(report.digest)), bindingText(binding));
    bound.push(binding);
    for (const sentence of report.report?.incomplete ?? [])
      io.note(`${printable(report.path)}: ${printable(sentence)}\n`);
  }
  for (const sentence of [...problems, ...refused]) io.err(`lintel: ${printable(sentence)}\n`);
  if (bound.length > 0 && state.changed.length > 0) {
    const [first = "", ...more] = state.changed;
    const others = more.length === 0 ? "differs" : `and ${count(more.length, "other file")} differ`;
    io.err(
      `lintel: ${printable(first)} ${others} from the commit, so what is bound now proves nothing. Commit, run the tests again, and add their report.\n`,
    );
  }
  io.out(
    valueOf(invocation, "format") === "json" ? asJson(bound) : bound.map((binding) => `${lineOf(binding)}\n`).join(""),
  );
  return problems.length + refused.length > 0 ? Exit.CannotJudge : Exit.Fine;
}

function list({ invocation, workspace, git }: Scene): ExitCode {
  const { bindings, problems } = readBindings(workspace.root.folder);
  const current = bindingsOf({ files: workspace.disk, git, documents: [] }).bindings;
  const listed = [...bindings.values()].map((binding) => ({
    ...binding,
    isCurrent: current(binding.report.digest)?.isCurrent === true,
  }));
  if (valueOf(invocation, "format") === "json") invocation.io.out(asJson(listed));
  else {
    const lines = listed.map(
      (binding) =>
        `${binding.isCurrent ? "current" : binding.changed.length > 0 ? "dirty  " : "stale  "}  ${lineOf(binding)}\n`,
    );
    invocation.io.out(
      lines.length > 0 ? lines.join("") : "No report is bound. `lintel evidence add <report…>` binds one.\n",
    );
  }
  for (const { at, message } of problems) invocation.io.err(`lintel: ${at}: ${message}\n`);
  return problems.length > 0 ? Exit.CannotJudge : Exit.Fine;
}

/** A line of JSON for each report, as bundles of attestations are written. */
async function write({ invocation, workspace, patterns }: Scene): Promise<ExitCode> {
  const { reports, problems } = await namedReports(workspace, patterns);
  const { bindings } = readBindings(workspace.root.folder);
  const refused: string[] = [];
  for (const { path, digest, report } of reports) {
    const binding = bindings.get(digest);
    if (report === null) refused.push(`${path}: It is no report of tests, and there is no statement of anything else.`);
    else if (binding === undefined)
      refused.push(`${path}: It is bound to no commit. Bind it first: \`lintel evidence add\`.`);
    else if (binding.changed.length > 0)
      refused.push(
        `${path}: It was made with changes that were not committed, so there is no commit to make a statement of.`,
      );
    else invocation.io.out(`${JSON.stringify(statementOf(binding, report))}\n`);
  }
  for (const sentence of [...problems, ...refused]) invocation.io.err(`lintel: ${printable(sentence)}\n`);
  return problems.length + refused.length > 0 ? Exit.CannotJudge : Exit.Fine;
}

async function namedReports(workspace: Workspace, patterns: readonly string[]): ReturnType<typeof readReportsAt> {
  if (patterns.length === 0)
    throw new Stop(Exit.Usage, "which report? Name files, folders or globs, such as `reports/junit.xml`.");
  return readReportsAt(workspace.disk, patterns);
}

function lineOf({ report, commit, changed, run: address }: StoredBinding): string {
  const outcomes = Object.entries(report.outcomes ?? {}).map(([outcome, number]) => `${number} ${outcome}`);
  const what = report.producer === null ? "no report of tests" : [report.producer, ...outcomes].join(", ");
  const where = `${shortened(commit)}${changed.length > 0 ? " with changes" : ""}`;
  return printable(`${report.path} (${what}) is of ${where}${address === null ? "" : `, ${address}`}`);
}

function shortened(commit: string): string {
  return commit.slice(0, 10);
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
