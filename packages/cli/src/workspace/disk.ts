import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, posix, relative, sep } from "node:path";
import type { Files } from "@lintel/core";
import type { Trace } from "../cache/trace.ts";
import { readIndex } from "./git-index.ts";
import { runGit } from "./git.ts";
import { isIgnored, parseIgnoreFile, type IgnoreFile } from "./ignore-rules.ts";
import type { Root } from "./root.ts";

export type Entry = "file" | "folder";

/** One folder: what lies in it by name, sorted, and the names that ignore rules hide. */
interface Listing {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly hidden: ReadonlySet<string>;
}

/** Never part of a repository, ignored or not. */
const NEVER = new Set([".git", ".hg", ".svn", ".jj", "node_modules"]);

/**
 * The files of a repository as git sees them: what is tracked, and what is neither tracked nor ignored. Folders are listed when
 * somebody asks for them, once, and every listing goes into the trace. Outside of a repository `.gitignore` counts as well.
 *
 * Symbolic links are files or folders only when they lead to a place inside the root; they are never walked through.
 */
export class Disk implements Files {
  readonly root: string;
  private readonly trace: Trace;
  private readonly repository: Root["repository"];
  /** Path of the root inside the work tree; not empty when lintel.yaml lies deeper than `.git`. */
  private readonly offset: string;
  private readonly listings = new Map<string, Listing | null>();
  private readonly ignoreFiles = new Map<string, readonly IgnoreFile[]>();
  private tracked: ReadonlySet<string> | null = null;
  private everything: ReadonlyMap<string, readonly string[]> | null = null;

  constructor(root: Root, trace: Trace) {
    this.root = root.folder;
    this.trace = trace;
    this.repository = root.repository;
    this.offset = root.repository === null ? "" : slashes(relative(root.repository.workTree, root.folder));
  }

  /** Absolute path of a repository path. */
  absolute(path: string): string {
    return path === "" ? this.root : join(this.root, path);
  }

  has(path: string): boolean {
    return this.exists(path) !== null;
  }

  names(folder: string): readonly string[] {
    const entries = this.entries(folder);
    return entries === null ? [] : [...entries.keys()];
  }

  /** What a repository path is; null when there is nothing, or nothing that belongs to the repository. */
  exists(path: string): Entry | null {
    if (!isInside(path)) return null;
    const clean = posix.normalize(path).replace(/\/$/, "");
    if (clean === "." || clean === "") return "folder";
    let folder = "";
    let entry: Entry = "folder";
    for (const segment of clean.split("/")) {
      const listing: Listing | null = entry === "folder" ? this.listing(folder) : null;
      const found: Entry | undefined = listing?.entries.get(segment);
      if (found === undefined) return listing?.hidden.has(segment) === true ? this.trackedEntry(clean) : null;
      entry = found;
      folder = folder === "" ? segment : `${folder}/${segment}`;
    }
    return entry;
  }

  /** What lies in a folder, by name, sorted; null when there is no such folder in the repository. */
  entries(folder: string): ReadonlyMap<string, Entry> | null {
    return this.listing(folder)?.entries ?? null;
  }

  /** Every file at or below a folder, sorted by path. */
  below(folder: string): readonly string[] {
    const found: string[] = [];
    let hides = false;
    const visit = (inner: string): void => {
      const listing = this.listing(inner);
      if (listing === null) return;
      if (listing.hidden.size > 0) hides = true;
      for (const [name, entry] of listing.entries) {
        const path = inner === "" ? name : `${inner}/${name}`;
        if (entry === "file") found.push(path);
        else visit(path);
      }
    };
    visit(folder);
    if (!hides) return found.toSorted();
    // What ignore rules hide and git tracks all the same.
    const listed = new Set(found);
    for (const path of this.trackedPaths()) {
      const inside = folder === "" || path.startsWith(`${folder}/`);
      if (inside && !listed.has(path) && this.kindOf(path) === "file") found.push(path);
    }
    return found.toSorted();
  }

  /** Paths of all files that are called `name`. */
  named(name: string): readonly string[] {
    if (this.everything === null) {
      const all = new Map<string, string[]>();
      for (const path of this.below("")) {
        const last = path.slice(path.lastIndexOf("/") + 1);
        const same = all.get(last);
        if (same === undefined) all.set(last, [path]);
        else same.push(path);
      }
      this.everything = all;
    }
    return this.everything.get(name) ?? [];
  }

  private listing(folder: string): Listing | null {
    const known = this.listings.get(folder);
    if (known !== undefined) return known;
    const slash = folder.lastIndexOf("/");
    const parent = slash === -1 ? "" : folder.slice(0, slash);
    const isThere = folder === "" || this.listing(parent)?.entries.get(folder.slice(slash + 1)) === "folder";
    const listing = isThere ? this.list(folder) : null;
    this.listings.set(folder, listing);
    return listing;
  }

  private list(folder: string): Listing | null {
    const absolute = this.absolute(folder);
    this.trace.folder(absolute);
    let dirents;
    try {
      dirents = readdirSync(absolute, { withFileTypes: true });
    } catch {
      return null;
    }
    // A repository inside the repository is somebody else's.
    if (folder !== "" && dirents.some(({ name }) => name === ".git")) return null;
    dirents.sort((a, b) => (a.name < b.name ? -1 : 1));
    const rules = this.rulesFor(
      folder,
      dirents.some(({ name }) => name === ".gitignore"),
    );
    const entries = new Map<string, Entry>();
    const hidden = new Set<string>();
    for (const dirent of dirents) {
      const { name } = dirent;
      if (NEVER.has(name)) continue;
      const path = folder === "" ? name : `${folder}/${name}`;
      const entry = dirent.isFile()
        ? "file"
        : dirent.isDirectory()
          ? "folder"
          : dirent.isSymbolicLink()
            ? this.kindOf(path)
            : null;
      if (entry === null) continue;
      if (rules.length > 0 && isIgnored(rules, this.inWorkTree(folder), name, dirent.isDirectory())) {
        hidden.add(name);
        continue;
      }
      // What a link leads to is listed where it lies.
      entries.set(name, dirent.isSymbolicLink() && entry === "folder" ? "file" : entry);
    }
    return { entries, hidden };
  }

  /** What a path leads to when it stays inside the root; null otherwise. */
  private kindOf(path: string): Entry | null {
    this.trace.file(this.absolute(path));
    try {
      const target = realpathSync(this.absolute(path));
      if (target !== this.root && !target.startsWith(this.root + sep)) return null;
      return statSync(target).isDirectory() ? "folder" : "file";
    } catch {
      return null;
    }
  }

  /** The ignore files that count in a folder, weakest first. */
  private rulesFor(folder: string, hasOwn: boolean): readonly IgnoreFile[] {
    const key = this.inWorkTree(folder);
    const known = this.ignoreFiles.get(key);
    if (known !== undefined) return known;
    let rules: readonly IgnoreFile[];
    if (folder === "") rules = this.rulesOfRoot();
    else {
      const slash = folder.lastIndexOf("/");
      rules = this.ignoreFiles.get(this.inWorkTree(slash === -1 ? "" : folder.slice(0, slash))) ?? [];
    }
    if (hasOwn) rules = [...rules, ...this.ignoreFileAt(join(this.absolute(folder), ".gitignore"), key)];
    this.ignoreFiles.set(key, rules);
    return rules;
  }

  /** The user's own ignore file, the repository's, and those of the folders between work tree and root. */
  private rulesOfRoot(): readonly IgnoreFile[] {
    if (this.repository === null) return [];
    const { workTree, commonDir } = this.repository;
    const rules = [
      ...this.ignoreFileAt(globalIgnoreFile(commonDir, this.trace), ""),
      ...this.ignoreFileAt(join(commonDir, "info", "exclude"), ""),
    ];
    let folder = "";
    for (const segment of this.offset === "" ? [] : this.offset.split("/")) {
      rules.push(...this.ignoreFileAt(join(workTree, folder, ".gitignore"), folder));
      folder = folder === "" ? segment : `${folder}/${segment}`;
    }
    return rules;
  }

  private ignoreFileAt(file: string | null, base: string): readonly IgnoreFile[] {
    if (file === null || !this.trace.file(file)) return [];
    try {
      return [parseIgnoreFile(readFileSync(file, "utf8"), base)];
    } catch {
      return [];
    }
  }

  /** What a path is that ignore rules hide: something only when git tracks it all the same. */
  private trackedEntry(path: string): Entry | null {
    const tracked = this.trackedPaths();
    const prefix = `${path}/`;
    if (!tracked.has(path) && ![...tracked].some((each) => each.startsWith(prefix))) return null;
    return this.kindOf(path);
  }

  /** Repository paths that git tracks; none outside of a repository. */
  private trackedPaths(): ReadonlySet<string> {
    if (this.tracked !== null) return this.tracked;
    const found = new Set<string>();
    if (this.repository !== null) {
      const index = join(this.repository.gitDir, "index");
      this.trace.file(index);
      const prefix = this.offset === "" ? "" : `${this.offset}/`;
      const paths =
        readIndex(index, (path) => path.startsWith(prefix)) ?? askGit(this.repository.workTree, this.offset);
      for (const path of paths) found.add(path.slice(prefix.length));
    }
    this.tracked = found;
    return found;
  }

  private inWorkTree(path: string): string {
    if (this.offset === "") return path;
    return path === "" ? this.offset : `${this.offset}/${path}`;
  }
}

/** The index through git itself, for the formats that are not read here. */
function askGit(workTree: string, folder: string): readonly string[] {
  const listed = runGit(workTree, ["ls-files", "-z", "--cached", "--", folder === "" ? "." : folder]);
  return listed.ok ? listed.out.split("\0").filter((path) => path !== "") : [];
}

/** Whether a path with `/` stays inside the folder that it starts from. */
export function isInside(path: string): boolean {
  if (isAbsolute(path) || path.includes("\0")) return false;
  let depth = 0;
  for (const segment of path.split("/")) {
    if (segment === "..") depth--;
    else if (segment !== "." && segment !== "") depth++;
    if (depth < 0) return false;
  }
  return true;
}

/** A path of this system with `/` between its segments. */
export function slashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

/** `core.excludesFile`, or git's default for it. Includes and conditions of the configuration are not followed. */
function globalIgnoreFile(commonDir: string, trace: Trace): string | null {
  const home = homedir();
  const xdg = process.env["XDG_CONFIG_HOME"] || join(home, ".config");
  const named = process.env["GIT_CONFIG_GLOBAL"];
  const globals = named === undefined ? [join(home, ".gitconfig"), join(xdg, "git", "config")] : [named];
  for (const config of [join(commonDir, "config"), ...globals]) {
    if (!trace.file(config)) continue;
    try {
      const value = excludesFileIn(readFileSync(config, "utf8"));
      if (value !== null) return value.startsWith("~/") ? join(home, value.slice(2)) : value;
    } catch {
      // unreadable: as if it were not there
    }
  }
  return join(xdg, "git", "ignore");
}

function excludesFileIn(config: string): string | null {
  let section = "";
  for (const line of config.split(/\r?\n/)) {
    const header = /^\s*\[([^\]"]+)/.exec(line)?.[1];
    if (header !== undefined) section = header.trim().toLowerCase();
    const value = section === "core" ? /^\s*excludesfile\s*=\s*"?([^"#;]+)"?/i.exec(line)?.[1] : undefined;
    if (value !== undefined) return value.trim();
  }
  return null;
}
