import { existsSync, readdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { parseGlob, type Located } from "@lintel/core";
import { Exit, Stop } from "../program/exit.ts";
import { slashes } from "./disk.ts";
import { statOf } from "./read.ts";
import { CONFIG_NAME } from "./root.ts";
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
  /** Folders with a lintel.yaml of their own: they are roots of their own, and their documents are not read from here. */
  readonly otherRoots: readonly string[];
}

export interface SelectOptions {
  /** Every Markdown file below a folder. */
  readonly all: boolean;
  /** Only these paths, such as those that changed; that there are none is no reason to stop. Null for all. */
  readonly among: ReadonlySet<string> | null;
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
  { all, among }: SelectOptions,
): Selection {
  const chosen = new Map<string, Selected>();
  const others = new Set<string>();
  let passedOver = 0;
  for (const operand of operands.length === 0 ? ["."] : operands) {
    const before = chosen.size;
    for (const { path, isFolder } of targetsOf(workspace, operand, cwd)) {
      const other = isFolder ? null : otherRootOf(workspace, path);
      if (other !== null) throw new Stop(Exit.CannotJudge, ofOtherRoot(operand, other));
      const found = isFolder
        ? inFolder(workspace, path, { all, among, named: operands.length > 0, others })
        : { documents: among === null || among.has(path) ? [selected(workspace, path)] : [], passedOver: 0 };
      passedOver += found.passedOver;
      for (const each of found.documents) chosen.set(each.path, each);
    }
    if (among === null && chosen.size === before && passedOver === 0 && operands.length > 0) {
      throw new Stop(Exit.CannotJudge, `there is no Markdown file in ${operand}.`);
    }
  }
  const otherRoots = [...others].toSorted();
  if (among === null && chosen.size === 0) {
    throw new Stop(Exit.CannotJudge, nothingFound(workspace, cwd, passedOver, otherRoots));
  }
  return { documents: [...chosen.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)), passedOver, otherRoots };
}

function nothingFound({ root }: Workspace, cwd: string, passedOver: number, otherRoots: readonly string[]): string {
  const where = shownPath(root.folder, cwd);
  if (otherRoots.length > 0) {
    return `the only documents here lie in ${otherRoots.join(", ")}, with a ${CONFIG_NAME} of their own. Run \`lintel\` there, or name the folder.`;
  }
  const files =
    passedOver === 0 ? "" : ` ${passedOver} Markdown files are none that a layout knows (\`--all\` reads them).`;
  return `no design documents found in ${where === "." ? root.folder : where}.${files}
Name files or folders (\`lintel check docs/search.md\`), or say in lintel.yaml where documents lie; \`lintel doctor\` shows where Lintel looked.`;
}

function ofOtherRoot(operand: string, other: string): string {
  return `${operand} belongs to ${other}, which has a ${CONFIG_NAME} of its own. Check it in a run of its own.`;
}

interface Target {
  readonly path: string;
  readonly isFolder: boolean;
}

/** What one operand names: a file, a folder, or (when there is no such file) the files that it matches as a glob. */
function targetsOf(workspace: Workspace, operand: string, cwd: string): readonly Target[] {
  const file = resolve(cwd, operand);
  const stat = statOf(file);
  if (stat !== null) {
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
  options: SelectOptions & { readonly named: boolean; readonly others: Set<string> },
): { documents: readonly Selected[]; passedOver: number } {
  const found = candidates(workspace, folder, options.among, options.others).map((path) => selected(workspace, path));
  const known = found.filter(({ located }) => located !== null);
  if (options.all || (known.length < found.length && options.named && isBare(workspace, folder, options, known))) {
    return { documents: found, passedOver: 0 };
  }
  return { documents: known, passedOver: found.length - known.length };
}

/** Markdown files below a folder that the configuration does not leave alone, and that no other configuration is for. */
function candidates(
  workspace: Workspace,
  folder: string,
  among: ReadonlySet<string> | null,
  others: Set<string>,
): readonly string[] {
  const paths =
    among === null ? pathsBelow(workspace, folder) : [...among].filter((path) => isBelow(path, folder)).toSorted();
  return paths.filter((path) => {
    if (!isMarkdown(path) || isLeftAlone(workspace, path) || isTemplate(workspace, path)) return false;
    const other = otherRootOf(workspace, path);
    if (other !== null && locateDocument(workspace, path) !== null) others.add(other);
    return other === null;
  });
}

/** The innermost folder between a document and the root that has a configuration of its own. */
function otherRootOf({ disk }: Workspace, path: string): string | null {
  for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
    const folder = path.slice(0, slash);
    if (disk.entries(folder)?.has(CONFIG_NAME) === true) return folder;
  }
  return null;
}

function pathsBelow(workspace: Workspace, folder: string): readonly string[] {
  return workspace.disk.entries(folder) === null ? plainWalk(workspace, folder) : workspace.disk.below(folder);
}

function isBelow(path: string, folder: string): boolean {
  return folder === "" || path.startsWith(`${folder}/`);
}

function isMarkdown(path: string): boolean {
  return /\.(?:md|mdx|markdown)$/i.test(path);
}

/** Whether a folder that somebody named holds no document of a known layout. */
function isBare(workspace: Workspace, folder: string, { among }: SelectOptions, known: readonly Selected[]): boolean {
  if (known.length > 0) return false;
  if (among === null) return true;
  return candidates(workspace, folder, null, new Set()).every((path) => locateDocument(workspace, path) === null);
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

/** A template is what documents are held to, and none itself, unless somebody names it. */
function isTemplate({ config }: Workspace, path: string): boolean {
  return config.templates.some((template) => template.path === path);
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
