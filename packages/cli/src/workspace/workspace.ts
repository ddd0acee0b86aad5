import { existsSync, lstatSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import {
  BUILT_IN_NAMES,
  isBuiltInName,
  LAYOUTS,
  locate,
  membersOf,
  metadataFile,
  RULES,
  type Layout,
  type Located,
} from "@lintel/core";
import { SETTINGS } from "@lintel/evidence";
import { Trace } from "../cache/trace.ts";
import { Exit, Stop } from "../program/exit.ts";
import { DEFAULT_CONFIG, type Config } from "./config/config.ts";
import type { ConfigProblem, ConfigResult } from "./config/load.ts";
import { Disk, slashes } from "./disk.ts";
import { History } from "./history.ts";
import { Kinds } from "./kinds.ts";
import { readSource, statOf, whyNot } from "./read.ts";
import { CONFIG_NAME, findRoot, type Root } from "./root.ts";

/** One session over a repository: what every command that reads documents starts from. */
export interface Workspace {
  readonly root: Root;
  readonly config: Config;
  /** What the configuration file says, without defaults; empty without a file. */
  readonly rawConfig: Readonly<Record<string, unknown>>;
  readonly disk: Disk;
  readonly kinds: Kinds;
  readonly trace: Trace;
  readonly layouts: readonly Layout[];
  /** The template by which documents are judged, when the command line says so; null for what the configuration says. */
  readonly judgeBy: "today" | "then" | null;
}

/**
 * Opens the workspace that a command works in: that of its folder, or that of the first path on its command line when this
 * lies elsewhere. `configOption` is the value of `--config`.
 *
 * @throws Stop when the configuration cannot be used; every problem in it is in the message.
 */
export async function openWorkspace(
  cwd: string,
  configOption: string | null,
  operands: readonly string[] = [],
  judgeBy: Workspace["judgeBy"] = null,
): Promise<Workspace> {
  const trace = new Trace();
  const root = withConfig(rootFor(cwd, operands[0], trace), cwd, configOption);
  let config = DEFAULT_CONFIG;
  let rawConfig: Readonly<Record<string, unknown>> = {};
  if (root.configFile !== null) {
    trace.file(root.configFile);
    const loaded = await readConfig(root, root.configFile, cwd, trace);
    config = loaded.config;
    rawConfig = loaded.raw;
  } else warnOfOtherNames(root.folder);
  const disk = new Disk(root, trace);
  return {
    root,
    config,
    rawConfig,
    disk,
    kinds: new Kinds(disk, trace, config.templates),
    trace,
    layouts: LAYOUTS.filter(({ name }) => !config.layoutsOff.includes(name)),
    judgeBy,
  };
}

/** The root of the first path on the command line: it may have a configuration of its own, or lie in another repository. */
function rootFor(cwd: string, operand: string | undefined, trace: Trace): Root {
  const file = resolve(cwd, operand ?? ".");
  const stat = statOf(file);
  if (stat === null || lstatSync(file).isSymbolicLink()) return findRoot(cwd, trace);
  return findRoot(stat.isDirectory() ? file : dirname(file), trace);
}

/** What a configuration may name. */
export const VOCABULARY = { rules: RULES, layouts: LAYOUTS, templates: BUILT_IN_NAMES, evidence: SETTINGS } as const;

/** `--config FILE` says what is read, not where: the root is that of the repository. */
function withConfig(found: Root, cwd: string, option: string | null): Root {
  if (option === null) return found;
  const configFile = resolve(cwd, option);
  if (!existsSync(configFile)) throw new Stop(Exit.CannotJudge, `there is no configuration ${option} (--config).`);
  const folder = found.configFile === null || found.repository === null ? found.folder : found.repository.workTree;
  return { ...found, folder, configFile };
}

async function readConfig(
  root: Root,
  file: string,
  cwd: string,
  trace: Trace,
): Promise<{ config: Config; raw: Readonly<Record<string, unknown>> }> {
  const shown = shownPath(file, cwd);
  // Reading YAML is a third of the program: only those load it who have some.
  const { loadConfig } = await import("./config/load.ts");
  let result: ConfigResult;
  try {
    result = loadConfig(file, { ...VOCABULARY, templateProblem: (path) => templateProblem(path, root, trace) });
  } catch (error) {
    throw new Stop(Exit.CannotJudge, `cannot read ${shown}: ${whyNot(error)}.`);
  }
  if (!result.ok) throw new Stop(Exit.CannotJudge, describeProblems(result.problems, shown));
  return result;
}

/** Documents would pass that are held to nothing: a template that cannot be read is a mistake in the configuration. */
function templateProblem(path: string, root: Root, trace: Trace): string | null {
  const builtIn = /^built-in:(.*)$/.exec(path)?.[1];
  if (builtIn !== undefined) {
    return isBuiltInName(builtIn) ? null : `there is no built-in template \`${builtIn}\`. ${oneOf(BUILT_IN_NAMES)}`;
  }
  const file = join(root.folder, path);
  trace.file(file);
  try {
    const real = realpathSync(file);
    const inside = realpathSync(root.repository?.workTree ?? root.folder);
    if (!real.startsWith(inside + sep)) return `\`${path}\` lies outside of ${inside}. Copy the template into it.`;
    const read = readSource(path, real);
    return read.ok ? null : `\`${path}\` cannot be read: ${read.reason}.`;
  } catch (error) {
    return `\`${path}\` cannot be read: ${whyNot(error)}. Paths start from the folder of ${CONFIG_NAME}.`;
  }
}

function oneOf(names: readonly string[]): string {
  return `It is one of: ${names.map((name) => `built-in:${name}`).join(", ")}.`;
}

function describeProblems(problems: readonly ConfigProblem[], file: string): string {
  const lines = problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
  return `the configuration cannot be used.\n${lines.join("\n")}`;
}

/** A file that somebody wrote and nobody reads is worse than none. */
function warnOfOtherNames(folder: string): void {
  for (const name of ["lintel.yml", ".lintel.yaml", ".lintel.yml", "lintel.json"]) {
    if (existsSync(join(folder, name))) {
      throw new Stop(
        Exit.CannotJudge,
        `there is a ${name} in ${folder}; the configuration is called ${CONFIG_NAME}. Rename it.`,
      );
    }
  }
}

/** A path as a person in `cwd` would write it. */
export function shownPath(file: string, cwd: string): string {
  const path = slashes(relative(cwd, file));
  return path === "" ? "." : path.startsWith("../../..") || isAbsolute(path) ? file : path;
}

/** What a Markdown file of the repository is: by the configuration, else by the layouts; null when neither knows it. */
export function locateDocument(workspace: Workspace, path: string): Located | null {
  const { templates } = workspace.config;
  if (templates.some((template) => template.path === path)) return null;
  const located = locate(path, workspace.disk, workspace.layouts);
  const named = templates.find(({ documents }) => documents.some((glob) => glob.matches(path)));
  if (named !== undefined) {
    const { kind: _kind, template: _template, ...place } = located ?? lone(path);
    return { ...place, kind: named.name, template: named.path };
  }
  if (located === null) return null;
  // A template without documents of its own takes the place of the one that a kind of a layout has.
  const instead = templates.find(({ name, documents }) => documents.length === 0 && name === located.kind);
  return instead === undefined ? located : { ...located, template: instead.path };
}

/** A document that only the configuration knows is a design of its own. */
function lone(path: string): Located {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.(?:md|mdx|markdown)$/i, "");
  const dated = /^(\d{4})-?(\d{2})-?(\d{2})[-_](?=.)/.exec(name);
  const date = dated === null ? null : `${dated[1] ?? ""}-${dated[2] ?? ""}-${dated[3] ?? ""}`;
  return {
    path,
    layout: "configured",
    kind: null,
    template: null,
    design: { id: dated === null ? name : name.slice(dated[0].length), path, date },
  };
}

/** The history, when a document is judged by the template of the day; null when by today's. */
export function historyFor(workspace: Workspace, located: Located): History | null {
  const setting = workspace.config.templates.find(({ name }) => name === located.kind)?.judgeBy ?? "today";
  if ((workspace.judgeBy ?? setting) === "today" || located.template === null) return null;
  if (located.template.startsWith("built-in:")) return null;
  // What commits say is in no trace.
  workspace.trace.repeatable = false;
  const known = histories.get(workspace.disk);
  if (known !== undefined) return known;
  const history = new History(workspace.root);
  histories.set(workspace.disk, history);
  return history;
}

const histories = new WeakMap<Disk, History>();

/** All documents of the design of a located one, in the order in which they are due. */
export function siblingsOf(workspace: Workspace, located: Located): readonly Located[] {
  const members = membersOf(located, workspace.disk, workspace.layouts);
  return members.flatMap(({ path }) => locateDocument(workspace, path) ?? []);
}

/** Repository path of the file of metadata beside a document; null when it has none. */
export function metadataOf(workspace: Workspace, located: Located): string | null {
  const named = workspace.config.templates.find(({ name }) => name === located.kind);
  const folder = located.path.slice(0, located.path.lastIndexOf("/") + 1);
  const beside = named?.metadata ?? null;
  const path = beside === null ? metadataFile(located) : folder + beside;
  return path !== null && workspace.disk.exists(path) === "file" ? path : null;
}
