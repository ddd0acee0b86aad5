import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TemplateRevision } from "@lintel/core";
import { replaceFile } from "../cache/keep.ts";
import { Exit, Stop } from "../program/exit.ts";
import { build } from "../version.ts";
import { runGit } from "./git.ts";
import type { Repository, Root } from "./root.ts";

/** A version of a file, with the name that the file had then. */
export interface FileRevision extends TemplateRevision {
  /** Path in the work tree at that commit. */
  readonly path: string;
}

/** What the history of a repository says about its documents and templates. Asking git is dear, so it is asked once for all. */
export class History {
  private readonly root: Root;
  private readonly repository: Repository;
  private first: ReadonlyMap<string, number> | null = null;
  private readonly revisions = new Map<string, readonly FileRevision[]>();

  /** @throws Stop outside of a repository, and in a clone that does not have the whole history. */
  constructor(root: Root) {
    const { repository } = root;
    if (repository === null) {
      throw new Stop(
        Exit.CannotJudge,
        `the template of the day is a matter of git's history, and ${root.folder} is in no git repository.`,
      );
    }
    if (existsSync(join(repository.commonDir, "shallow"))) {
      throw new Stop(
        Exit.CannotJudge,
        "the template of the day cannot be told: this clone is shallow. `git fetch --unshallow` (in GitHub Actions: `fetch-depth: 0`).",
      );
    }
    this.root = root;
    this.repository = repository;
  }

  /** When a document was first committed, in seconds since 1970, under whatever name; null when it never was. */
  firstCommitted(path: string): number | null {
    this.first ??= this.readFirst();
    return this.first.get(this.inWorkTree(path)) ?? null;
  }

  /** The versions of a file, newest first, followed through renames; none when it is not committed. */
  revisionsOf(path: string): readonly FileRevision[] {
    const known = this.revisions.get(path);
    if (known !== undefined) return known;
    const log = this.git([
      "log",
      "--follow",
      "-z",
      "--name-only",
      `--format=${MARK}%H %ct`,
      "--",
      this.inWorkTree(path),
    ]);
    const found = log.split(MARK).flatMap((part): FileRevision[] => {
      const [head = "", ...names] = part.split(/[\0\n]/).filter((text) => text !== "");
      const [commit = "", time = ""] = head.split(" ");
      const name = names.at(-1);
      return name === undefined || commit === "" ? [] : [{ commit, time: Number(time), path: name }];
    });
    this.revisions.set(path, found);
    return found;
  }

  /** Content of a file in a version of it; null when git does not have it. */
  contentOf({ commit, path }: FileRevision): Uint8Array | null {
    const blob = runGit(this.repository.workTree, ["cat-file", "blob", "--end-of-options", `${commit}:${path}`], {
      encoding: "latin1",
    });
    return blob.ok ? Buffer.from(blob.out, "latin1") : null;
  }

  /**
   * First commits of all Markdown files, by their present names. One walk over the history, newest first: a rename makes the old
   * name another name of the file, and the last addition that is met is the first. Kept with the commit that it was read at.
   */
  private readFirst(): ReadonlyMap<string, number> {
    const head = this.git(["rev-parse", "HEAD"]).trim();
    const file = join(this.repository.gitDir, "lintel", "history");
    const kept = readKept(file, head);
    if (kept !== null) return kept;
    const log = this.git([
      "log",
      "-z",
      "-M",
      "--diff-filter=AR",
      "--name-status",
      `--format=${MARK}%ct`,
      "--",
      ":(icase)*.md",
      ":(icase)*.mdx",
      ":(icase)*.markdown",
    ]);
    /** Present name by the name at the point of history that has been reached. */
    const present = new Map<string, string>();
    const first = new Map<string, number>();
    for (const part of log.split(MARK)) {
      const [time = "", ...changes] = part.split(/[\0\n]/).filter((text) => text !== "");
      for (let i = 0; i < changes.length;) {
        const code = changes[i++] ?? "";
        const before = changes[i++] ?? "";
        const after = code.startsWith("R") ? (changes[i++] ?? before) : before;
        const name = present.get(after) ?? after;
        first.set(name, Number(time));
        if (after !== before) {
          present.delete(after);
          present.set(before, name);
        }
      }
    }
    keep(file, head, first);
    return first;
  }

  private git(args: readonly string[]): string {
    const result = runGit(this.repository.workTree, args);
    if (result.ok) return result.out;
    throw new Stop(Exit.CannotJudge, `git could not tell the history: ${result.message}.`);
  }

  private inWorkTree(path: string): string {
    const { workTree } = this.repository;
    const { folder } = this.root;
    return folder === workTree ? path : `${folder.slice(workTree.length + 1).replaceAll("\\", "/")}/${path}`;
  }
}

/** Stands in front of each commit in what git writes; no path holds it. */
const MARK = "\u0001";

function readKept(file: string, head: string): ReadonlyMap<string, number> | null {
  try {
    const value = JSON.parse(readFileSync(file, "utf8")) as {
      build?: string;
      head?: string;
      first?: Record<string, number>;
    };
    if (value.build !== build || value.head !== head || value.first === undefined) return null;
    return new Map(Object.entries(value.first));
  } catch {
    return null;
  }
}

function keep(file: string, head: string, first: ReadonlyMap<string, number>): void {
  try {
    replaceFile(file, Buffer.from(JSON.stringify({ build, head, first: Object.fromEntries(first) })));
  } catch {
    // A read-only repository: it is read again next time.
  }
}
