import { withinRepository, type Delivery, type Document, type PathPast, type RepositoryTree } from "@lintel/core";
import type { Git } from "../source.ts";
import { commitsIn, firstCommits, MARK } from "./first-commits.ts";
import { treeOf } from "./tree.ts";

/** More commits than these are not opened to look for renames: a path that was removed that often has no one past. */
const MOST_COMMITS = 200;

/**
 * What git's history says of paths that documents name and that are not there now. All of them are looked for in one walk, and
 * only the commits that removed one are opened.
 */
export class History {
  private readonly git: Git;
  private readonly now: RepositoryTree;
  private readonly documents: readonly Document[];
  private readonly trees = new Map<string, RepositoryTree | null>();
  private removed: ReadonlyMap<string, readonly PathPast[]> | null = null;
  private readonly deliveries = new Map<string, Delivery | null>();
  private first: ReadonlyMap<string, string> | null = null;

  constructor(git: Git, now: RepositoryTree, documents: readonly Document[]) {
    this.git = git;
    this.now = now;
    this.documents = documents;
  }

  /** The tree of the commit that brought a document in; null when it is not committed. */
  written(document: string): RepositoryTree | null {
    this.first ??= this.readFirst();
    const commit = this.first.get(document);
    if (commit === undefined) return null;
    const known = this.trees.get(commit);
    if (known !== undefined) return known;
    const listed = this.git(["ls-tree", "-r", "-z", "--name-only", "--end-of-options", commit]);
    const tree = listed.ok ? treeOf(commit.slice(0, SHORT), () => names(listed.out)) : null;
    this.trees.set(commit, tree);
    return tree;
  }

  /** Paths of the past that are the given one or end in it, newest first. */
  past(path: string): readonly PathPast[] {
    this.removed ??= this.readRemoved();
    return this.removed.get(path) ?? [];
  }

  /** What was done between the first commit of a design's documents and that of its summary. */
  delivered(documents: readonly string[], summary: string): Delivery | null {
    this.first ??= this.readFirst();
    const to = this.first.get(summary);
    const starts = [...new Set(documents.flatMap((path) => (path === summary ? [] : (this.first?.get(path) ?? []))))];
    if (to === undefined || starts.length === 0) return null;
    const known = this.deliveries.get(summary);
    if (known !== undefined) return known;
    const delivery = this.readDelivery(starts, to);
    this.deliveries.set(summary, delivery);
    return delivery;
  }

  private readDelivery(starts: readonly string[], to: string): Delivery | null {
    // The oldest of the commits that brought the documents in, and what was there before it.
    const order = this.git([
      "rev-list",
      "--topo-order",
      "--reverse",
      "--no-walk=sorted",
      "--end-of-options",
      ...starts,
    ]);
    const oldest = order.ok ? order.out.split("\n")[0] : undefined;
    if (oldest === undefined || oldest === "") return null;
    const parent = this.git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${oldest}^`]);
    const from = parent.ok ? parent.out.trim() : oldest;
    const diff = this.git(["diff", "-z", "--name-status", "--no-renames", "--relative", "--end-of-options", from, to]);
    if (!diff.ok) return null;
    const fields = names(diff.out);
    const changes = new Map<string, Change>();
    for (let i = 0; i + 1 < fields.length; i += 2) {
      const change: Change = fields[i] === "A" ? "added" : fields[i] === "D" ? "deleted" : "changed";
      const path = fields[i + 1] ?? "";
      changes.set(path, change);
      // Of a folder it is enough to know that something in it was changed.
      for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
        changes.set(path.slice(0, end), "changed");
      }
    }
    if (changes.size === 0) return null;
    return { from: from.slice(0, SHORT), to: to.slice(0, SHORT), changed: (path) => changes.get(path) ?? null };
  }

  private readFirst(): ReadonlyMap<string, string> {
    return firstCommits(
      this.git,
      this.documents.map(({ outline }) => outline.source.path),
    );
  }

  private readRemoved(): ReadonlyMap<string, readonly PathPast[]> {
    const wanted = new Set(this.documents.flatMap((document) => this.missing(document)));
    const past = new Map<string, PathPast[]>();
    if (wanted.size === 0) return past;
    // All that was ever removed, and not only what is wanted: git compares each pattern with each path, and a few hundred of them
    // cost a hundred times what the walk does.
    const log = this.git([
      "log",
      "-z",
      "--diff-filter=D",
      "--name-only",
      "--no-renames",
      "--relative",
      `--format=${MARK}%H`,
    ]);
    if (!log.ok) return past;
    let opened = 0;
    for (const { commit, fields } of commitsIn(log.out)) {
      let moves: ReadonlyMap<string, string> | null = null;
      for (const gone of fields) {
        for (const path of endsOf(gone)) {
          if (!wanted.has(path.end)) continue;
          const known = past.get(path.end) ?? [];
          if (known.some((each) => each.path === path.full)) continue;
          if (moves === null) moves = opened++ < MOST_COMMITS ? this.movesOf(commit) : new Map<string, string>();
          const target = path.full === gone ? (moves.get(gone) ?? null) : null;
          // Where it was moved to may be gone as well.
          const renamedTo = target !== null && this.now.exists(target) !== null ? target : null;
          past.set(path.end, [...known, { path: path.full, removedIn: commit.slice(0, SHORT), renamedTo }]);
        }
      }
    }
    return past;
  }

  /** Paths that a document names and that the present tree does not have. */
  private missing(document: Document): readonly string[] {
    return document.claims.flatMap((claim) => {
      if (claim.kind !== "code-path") return [];
      const path = withinRepository(claim.value.path);
      return this.now.exists(path) === null && this.now.endingIn(path).length === 0 ? [path] : [];
    });
  }

  /** Old path → new path of what a commit moved. */
  private movesOf(commit: string): ReadonlyMap<string, string> {
    const diff = this.git([
      "diff-tree",
      "-r",
      "-z",
      "-M",
      "--diff-filter=R",
      "--name-status",
      "--no-commit-id",
      "--relative",
      "--end-of-options",
      commit,
    ]);
    const moves = new Map<string, string>();
    if (!diff.ok) return moves;
    const fields = names(diff.out);
    for (let i = 0; i + 2 < fields.length; i += 3) moves.set(fields[i + 1] ?? "", fields[i + 2] ?? "");
    return moves;
  }
}

const SHORT = 10;

type Change = "added" | "changed" | "deleted";

/** Every end of a path that begins at a segment, and of the folders around it: what a document may have called it. */
function* endsOf(path: string): Generator<{ readonly end: string; readonly full: string }> {
  for (let full = path; full !== ""; full = full.slice(0, Math.max(0, full.lastIndexOf("/")))) {
    yield { end: full, full };
    for (let at = full.indexOf("/"); at !== -1; at = full.indexOf("/", at + 1)) yield { end: full.slice(at + 1), full };
  }
}

function names(out: string): readonly string[] {
  return out.split("\0").filter((name) => name !== "");
}
