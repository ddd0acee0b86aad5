import { existsSync, readFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { Exit, Stop } from "../program/exit.ts";
import { runGit } from "./git.ts";
import type { Repository, Root } from "./root.ts";

/**
 * Paths from the root that differ from `base`: committed on this branch since it left the base, not committed yet, or new. Without
 * a base: what is not committed, and what the branch added since it left the default branch. Renamed files count under their new
 * name, deleted ones not at all.
 *
 * @throws Stop when git cannot tell: a gate must not take that for "nothing changed".
 */
export function changedPaths(root: Root, base: string | null): ReadonlySet<string> {
  const repository = needRepository(root, "--changed");
  const paths = new Set<string>();
  const from = base === null ? branchedFrom(repository) : base;
  if (from !== null) {
    for (const path of diffFrom(repository, mergeBase(repository, from))) paths.add(path);
  }
  // One call for the index, the work tree and new files; behind a base it adds what git does not track yet.
  const status = git(repository, [
    "status",
    "--porcelain=v1",
    "-z",
    "--no-renames",
    "--untracked-files=all",
    "--ignore-submodules=all",
  ]);
  for (const entry of status.split("\0")) {
    const [code, path] = [entry.slice(0, 2), entry.slice(3)];
    if (path !== "" && code !== " D" && !code.startsWith("D")) paths.add(path);
  }
  return fromRoot(root, repository, paths);
}

/** Where the branch left the default branch, as a commit or a name; null on the default branch itself. @throws Stop outside of git. */
export function changeBegan(root: Root): string | null {
  return branchedFrom(needRepository(root, "--red-green"));
}

/** Paths from the root that the next commit changes. */
export function stagedPaths(root: Root): ReadonlySet<string> {
  const repository = needRepository(root, "--staged");
  const diff = git(
    repository,
    [
      "diff",
      "--cached",
      "--name-only",
      "-z",
      "--no-renames",
      "--diff-filter=d",
      "--ignore-submodules=all",
      "--end-of-options",
    ],
    indexOfHook(repository),
  );
  return fromRoot(root, repository, new Set(diff.split("\0").filter((path) => path !== "")));
}

/** The bytes that the next commit will hold for paths of the root; paths that the index does not have are left out. */
export function stagedBytes(root: Root, paths: readonly string[]): ReadonlyMap<string, Uint8Array> {
  const repository = needRepository(root, "--staged");
  const prefix = prefixOf(root, repository);
  const found = new Map<string, Uint8Array>();
  for (const path of paths) {
    const blob = runGit(repository.workTree, ["cat-file", "blob", "--end-of-options", `:0:${prefix}${path}`], {
      encoding: "latin1",
      ...indexOption(indexOfHook(repository)),
    });
    if (blob.ok) found.set(path, Buffer.from(blob.out, "latin1"));
  }
  return found;
}

function diffFrom(repository: Repository, commit: string): readonly string[] {
  return git(repository, [
    "diff",
    "--name-only",
    "-z",
    "--no-renames",
    "--diff-filter=d",
    "--ignore-submodules=all",
    "--end-of-options",
    commit,
    "--",
  ])
    .split("\0")
    .filter((path) => path !== "");
}

function mergeBase(repository: Repository, base: string): string {
  const found = runGit(repository.workTree, ["merge-base", "--end-of-options", base, "HEAD"]);
  if (found.ok) return found.out.trim();
  const known = runGit(repository.workTree, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${base}^{commit}`,
  ]);
  if (!known.ok) {
    throw new Stop(
      Exit.CannotJudge,
      `there is no commit \`${base}\` in this clone, so nobody can tell what changed since. Fetch it (\`git fetch origin ${base}\`).`,
    );
  }
  throw new Stop(
    Exit.CannotJudge,
    `\`${base}\` and HEAD have no common commit in this clone. It may be shallow: \`git fetch --unshallow\` (in GitHub Actions: \`fetch-depth: 0\`).`,
  );
}

/** The default branch, when the current branch is another one; null on the default branch, or when there is none. */
function branchedFrom(repository: Repository): string | null {
  const head = headBranch(repository);
  const remote = symbolicRef(join(repository.commonDir, "refs", "remotes", "origin", "HEAD"));
  const branch = remote?.replace(/^refs\/remotes\/origin\//, "");
  if (remote !== undefined && branch !== undefined) return head === branch ? null : remote;
  for (const name of ["main", "master"]) {
    if (!hasBranch(repository, name)) continue;
    return head === name ? null : name;
  }
  return null;
}

function headBranch({ gitDir }: Repository): string | undefined {
  return symbolicRef(join(gitDir, "HEAD"))?.replace(/^refs\/heads\//, "");
}

function symbolicRef(file: string): string | undefined {
  try {
    return /^ref:\s*(\S+)/.exec(readFileSync(file, "utf8"))?.[1];
  } catch {
    return undefined;
  }
}

function hasBranch({ commonDir }: Repository, name: string): boolean {
  if (existsSync(join(commonDir, "refs", "heads", name))) return true;
  try {
    return readFileSync(join(commonDir, "packed-refs"), "utf8")
      .split("\n")
      .some((line) => line.endsWith(` refs/heads/${name}`));
  } catch {
    return false;
  }
}

/** A commit hook gets the index that is being committed in this variable; it must lie in the repository. */
function indexOfHook({ workTree, gitDir }: Repository): string | null {
  const named = process.env["GIT_INDEX_FILE"];
  if (named === undefined || named === "") return null;
  const file = resolve(workTree, named);
  return file.startsWith(gitDir + sep) ? file : null;
}

function git(repository: Repository, args: readonly string[], index: string | null = null): string {
  const result = runGit(repository.workTree, args, indexOption(index));
  if (result.ok) return result.out;
  const trust = result.message.includes("dubious ownership")
    ? ` It belongs to somebody else; if you trust it: \`git config --global --add safe.directory ${repository.workTree}\`.`
    : "";
  throw new Stop(Exit.CannotJudge, `git could not say what changed: ${result.message}.${trust}`);
}

function indexOption(index: string | null): { index?: string } {
  return index === null ? {} : { index };
}

function needRepository({ repository, folder }: Root, option: string): Repository {
  if (repository !== null) return repository;
  throw new Stop(Exit.CannotJudge, `\`${option}\` asks git, and ${folder} is in no git repository.`);
}

function prefixOf(root: Root, { workTree }: Repository): string {
  return root.folder === workTree ? "" : `${root.folder.slice(workTree.length + 1).replaceAll("\\", "/")}/`;
}

function fromRoot(root: Root, repository: Repository, paths: ReadonlySet<string>): ReadonlySet<string> {
  const prefix = prefixOf(root, repository);
  const inside = [...paths].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  return new Set(inside);
}
