/** File trees as people draw them in fenced blocks, with box drawing, with ASCII, or by indentation alone. */
import { isFileName, readPath } from "./path.ts";

export interface TreeEntry {
  /** Joined with the folders above it. */
  readonly path: string;
  readonly dir: boolean;
  /** Offsets of the name as it stands in its line. */
  readonly start: number;
  readonly end: number;
}

const MOST_NAME = 160;
const BRANCH =
  /[ \t│|┃║]{0,200}(?:[├└┣┗╠╚╰]\s?[─━═-]{1,8}|\|\s?-{1,8}|`-{1,8}|\+-{1,8}|\\-{1,8})(?![─━═+|┤┐┘┴┬-])[>►]?[ \t]*/y;
const NAME = /[^\s#]{1,160}/y;

/**
 * The root and the files of every tree in a block, whose lines are given as pairs of offsets; none when the block draws no tree.
 * Folders between the root and a file are not entries.
 */
export function readFileTree(text: string, lines: readonly number[]): readonly TreeEntry[] {
  return isDrawn(text, lines) ? drawnTree(text, lines) : indentedTree(text, lines);
}

function isDrawn(text: string, lines: readonly number[]): boolean {
  let branches = 0;
  for (let i = 0; i + 1 < lines.length && i < 400; i += 2) {
    if (branchEnd(text, lines[i] ?? 0, lines[i + 1] ?? 0) !== -1 && ++branches >= 2) return true;
  }
  // One branch is a tree when its root is a folder.
  const first = text.slice(lines[0], lines[1]).trim();
  return branches === 1 && /^\S+\/(?:\s|$)/.test(first);
}

function branchEnd(text: string, start: number, end: number): number {
  BRANCH.lastIndex = start;
  return BRANCH.test(text) && BRANCH.lastIndex <= end ? BRANCH.lastIndex : -1;
}

function drawnTree(text: string, lines: readonly number[]): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  const folders: { column: number; path: string }[] = [];
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const start = lines[i] ?? 0;
    const end = lines[i + 1] ?? 0;
    const from = branchEnd(text, start, end);
    if (from === -1) {
      const name = nameAt(text, skipBlanks(text, start, end), end);
      if (name === null || nextBranch(text, lines, i) === -1) {
        if (name !== null) folders.length = 0;
        continue;
      }
      folders.length = 0;
      const word = text.slice(name.start, name.end).replace(/^\.\//, "");
      const path = word.replace(/\/+$/, "");
      if (path === "." || path === "") {
        folders.push({ column: -1, path: "" });
      } else if (/^[\w@.~/()[\]+-]+$/.test(path) && isAlone(text, name.end, end, word)) {
        folders.push({ column: -1, path });
        if (!isPlaceholder(path)) entries.push({ path, dir: true, start: name.start, end: name.end });
      } else folders.push({ column: -1, path: "" });
      continue;
    }
    const column = connectorColumn(text, start, from);
    while (folders.length > 0 && (folders.at(-1)?.column ?? -1) >= column) folders.pop();
    const name = nameAt(text, from, end);
    if (name === null) continue;
    const word = text.slice(name.start, name.end);
    const above = folders.at(-1)?.path ?? "";
    const own = word.replace(/\/+$/, "");
    const path = above === "" ? own : `${above}/${own}`;
    const isFolder = word.endsWith("/") || hasChildren(text, lines, i, column);
    if (isFolder) folders.push({ column, path });
    else if (isFileName(own) && !isPlaceholder(path)) entries.push({ path, dir: false, ...name });
  }
  return entries.some((entry) => !entry.dir) ? entries : [];
}

/** A folder's name ends in a slash and its content stands indented below it; every line is a name. */
function indentedTree(text: string, lines: readonly number[]): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  const folders: { column: number; path: string }[] = [];
  let files = 0;
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const start = lines[i] ?? 0;
    const end = lines[i + 1] ?? 0;
    const from = skipBlanks(text, start, end);
    if (from >= end || text.charAt(from) === "#") continue;
    const name = nameAt(text, from, end);
    if (name === null) return [];
    const word = text.slice(name.start, name.end);
    const rest = text.slice(name.end, Math.min(end, name.end + 6));
    if (!/^\s*(?:$|#|\/\/|—|–|-\s|\(|←|<-|:\s)/.test(rest)) return [];
    const column = from - start;
    while (folders.length > 0 && (folders.at(-1)?.column ?? -1) >= column) folders.pop();
    const above = folders.at(-1)?.path ?? "";
    if (column > 0 && above === "") return [];
    const own = word.replace(/^\.\//, "").replace(/\/+$/, "");
    const path = above === "" ? own : `${above}/${own}`;
    if (word.endsWith("/")) {
      if (folders.length === 0 && !isPlaceholder(path) && path !== ".") entries.push({ path, dir: true, ...name });
      folders.push({ column, path });
    } else if (above === "" ? (readPath(own, false)?.sure ?? false) : isFileName(own)) {
      files++;
      if (!isPlaceholder(path)) entries.push({ path, dir: false, ...name });
    } else if (!/^[\w.@()[\]-]+$/.test(own) || own === "...") return [];
  }
  return files > 0 && entries.length > 1 ? entries : [];
}

/** The end of the branch on the next line that is not blank, or −1 when there is none. */
function nextBranch(text: string, lines: readonly number[], i: number): number {
  for (let next = i + 2; next + 1 < lines.length && next <= i + 6; next += 2) {
    const start = lines[next] ?? 0;
    const end = lines[next + 1] ?? 0;
    const branch = branchEnd(text, start, end);
    if (branch !== -1) return branch;
    if (/[^\s│|]/.test(text.slice(start, Math.min(end, start + 200)))) return -1;
  }
  return -1;
}

function hasChildren(text: string, lines: readonly number[], i: number, column: number): boolean {
  const start = lines[i + 2];
  const end = lines[i + 3];
  if (start === undefined || end === undefined) return false;
  const branch = branchEnd(text, start, end);
  return branch !== -1 && connectorColumn(text, start, branch) > column;
}

/** The column at which the connector of a line stands. */
function connectorColumn(text: string, start: number, end: number): number {
  let column = 0;
  for (let i = start; i < end; i++) {
    const c = text.charAt(i);
    if (c !== " " && c !== "\t" && !/[│┃║]/.test(c) && !(c === "|" && text.charAt(i + 1) !== "-")) return column;
    column++;
  }
  return column;
}

function nameAt(text: string, from: number, end: number): { start: number; end: number } | null {
  NAME.lastIndex = from;
  const match = from < end ? NAME.exec(text) : null;
  if (match === null || from + match[0].length > end || match[0].length >= MOST_NAME) return null;
  const word = match[0].replace(/[,;:*`"'│|]+$/, "");
  const lead = /^[*`"']+/.exec(word)?.[0].length ?? 0;
  return word.length - lead < 1 ? null : { start: from + lead, end: from + word.length };
}

/** Whether nothing but a comment stands behind a root: a caption is no root. */
function isAlone(text: string, from: number, end: number, word: string): boolean {
  const rest = text.slice(from, Math.min(end, from + 6)).trimStart();
  return rest === "" || word.endsWith("/") || /^(?:#|\/\/|—|–|-\s|\(|←|<-)/.test(rest);
}

function isPlaceholder(path: string): boolean {
  return /[<>{}*?$]|\.\.\.|…|YYYY|NNN|XXX/.test(path);
}

function skipBlanks(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++;
  return at;
}
