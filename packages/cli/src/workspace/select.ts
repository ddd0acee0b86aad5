import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { parseGlob, type Located } from "@lintel/core";
import { Exit, Stop } from "../program/exit.ts";
import { slashes } from "./disk.ts";
import { locateDocument, shownPath, type Workspace } from "./workspace.ts";

/** A document that somebody asked for. */
export interface Selected {
  readonly path: string;
  readonly file: string;
  /** Null when neither the configuration nor a layout knows it. */
  readonly located: Located | null;
}

export interface Selection {
  readonly documents: readonly Selected[];
  /** Markdown files below the asked folders that are no documents of a known layout. */
  readonly passedOver: number;
}

export interface SelectOptions {
  /** Every Markdown file below a folder. */
  readonly all: boolean;
  /** Nothing to read is no reason to stop: something narrows the selection down further. */
  readonly mayBeEmpty: boolean;
}

/**
 * The documents that operands stand for. A file is always taken. A folder stands for the documents in it that a layout or the
 * configuration knows; where it has none, for all Markdown files in it. No operand stands for the current folder.
 *
 * @throws Stop for a path that is not there, lies outside of the root, or holds nothing to read.
 */
export function selectDocuments(
  workspace: Workspace,
  operands: readonly string[],
  cwd: string,
  { all, mayBeEmpty }: SelectOptions,
): Selection {
  const chosen = new Map<string, Selected>();
  let passedOver = 0;
  for (const operand of operands.length === 0 ? ["."] : operands) {
    const before = chosen.size;
    for (const target of targetsOf(workspace, operand, cwd)) {
      if (!target.isFolder) {
        chosen.set(target.path, selected(workspace, target.path));
        continue;
      }
      const found = inFolder(workspace, target.path, all || isBare(workspace, target.path, operands.length > 0));
      passedOver += found.passedOver;
      for (const each of found.documents) chosen.set(each.path, each);
    }
    if (chosen.size === before && passedOver === 0 && operands.length > 0) {
      throw new Stop(Exit.CannotJudge, `there is no Markdown file in ${operand}.`);
    }
  }
  if (chosen.size === 0 && !mayBeEmpty) throw new Stop(Exit.CannotJudge, nothingFound(workspace, cwd, passedOver));
  return { documents: [...chosen.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)), passedOver };
}

function nothingFound({ root }: Workspace, cwd: string, passedOver: number): string {
  const where = shownPath(root.folder, cwd);
  const files =
    passedOver === 0 ? "" : ` ${passedOver} Markdown files are none that a layout knows (\`--all\` reads them).`;
  return `no design documents found in ${where === "." ? root.folder : where}.${files}
Name files or folders (\`lintel check docs/search.md\`), or say in lintel.yaml where documents lie; \`lintel doctor\` shows where Lintel looked.`;
}

interface Target {
  readonly path: string;
  readonly isFolder: boolean;
}

/** What one operand names: a file, a folder, or (when there is no such file) the files that it matches as a glob. */
function targetsOf(workspace: Workspace, operand: string, cwd: string): readonly Target[] {
  const file = resolve(cwd, operand);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat !== undefined) {
    return [{ path: repositoryPath(workspace, file, operand), isFolder: stat.isDirectory() }];
  }
  if (!/[*?[{]/.test(operand)) throw new Stop(Exit.CannotJudge, `there is no file or folder ${operand}.`);
  const base = slashes(relative(workspace.root.folder, realpathSync(cwd)));
  const parsed = parseGlob(base === "" ? slashes(operand) : `${base}/${slashes(operand)}`);
  if (!parsed.ok) throw new Stop(Exit.CannotJudge, `${operand}: ${parsed.message}`);
  const paths = workspace.disk.below("").filter((path) => parsed.glob.matches(path));
  if (paths.length === 0) throw new Stop(Exit.CannotJudge, `no file matches ${operand}.`);
  return paths.map((path) => ({ path, isFolder: false }));
}

/** Path from the root, `""` for the root itself. What lies outside, also by a symbolic link, is not read. */
function repositoryPath({ root }: Workspace, file: string, shown: string): string {
  const target = realpathSync(file);
  const inside = (path: string): boolean => path === root.folder || path.startsWith(root.folder + sep);
  const here = existsSync(file) ? join(realpathSync(dirname(file)), basename(file)) : file;
  const named = inside(here) ? here : target;
  if (!inside(target) || !inside(named)) {
    throw new Stop(
      Exit.CannotJudge,
      `${shown} lies outside of ${root.folder}. Use \`--cwd\` to work in another repository.`,
    );
  }
  return slashes(relative(root.folder, named));
}

function inFolder(
  workspace: Workspace,
  folder: string,
  all: boolean,
): { documents: readonly Selected[]; passedOver: number } {
  const documents: Selected[] = [];
  let passedOver = 0;
  const paths = workspace.disk.entries(folder) === null ? plainWalk(workspace, folder) : workspace.disk.below(folder);
  for (const path of paths) {
    if (!/\.(?:md|mdx|markdown)$/i.test(path) || isLeftAlone(workspace, path)) continue;
    const each = selected(workspace, path);
    if (each.located !== null || all) documents.push(each);
    else passedOver++;
  }
  return { documents, passedOver };
}

/** Whether a folder that somebody named holds no document of a known layout. */
function isBare(workspace: Workspace, folder: string, named: boolean): boolean {
  return named && inFolder(workspace, folder, false).documents.length === 0;
}

/** A folder that ignore rules hide, or that is a repository of its own: whoever names it wants it read. */
function plainWalk(workspace: Workspace, folder: string): readonly string[] {
  const found: string[] = [];
  const visit = (inner: string): void => {
    workspace.trace.folder(workspace.disk.absolute(inner));
    for (const entry of readdirSync(workspace.disk.absolute(inner), { withFileTypes: true })) {
      if (entry.name === ".git" || entry.name === "node_modules") continue;
      const path = inner === "" ? entry.name : `${inner}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) found.push(path);
    }
  };
  visit(folder);
  return found.toSorted();
}

/** Whether the configuration says to leave a document alone: the last pattern that matches decides. */
function isLeftAlone({ config }: Workspace, path: string): boolean {
  let ignored = false;
  for (const { glob, negated } of config.ignore) if (glob.matches(path)) ignored = !negated;
  return ignored;
}

function selected(workspace: Workspace, path: string): Selected {
  return { path, file: workspace.disk.absolute(path), located: locateDocument(workspace, path) };
}
