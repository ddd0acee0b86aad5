/** The files of a repository, now and when a document was written. */

/** The files of one state of the repository. Paths are relative to its root, with `/`. */
export interface Tree {
  /** How the state is called when a person reads it: "HEAD", "4f561f8". */
  readonly name: string;
  exists(path: string): "file" | "folder" | null;
  /** Files and folders whose path ends in `/path`, sorted. */
  endingIn(path: string): readonly string[];
}

/** What history knows of a path that is no longer there. */
export interface PathPast {
  /** The path in full, as it was last. */
  readonly path: string;
  /** The commit that removed it, abbreviated. */
  readonly removedIn: string;
  /** Where it lies now, when git followed it there. */
  readonly renamedTo: string | null;
}

/** What was done between two commits. */
export interface Delivery {
  /** Abbreviated: the commit before the design, and the one that reported its delivery. */
  readonly from: string;
  readonly to: string;
  /** What became of a file or of what lies in a folder, by its full path; null when nothing did. */
  changed(path: string): "added" | "changed" | "deleted" | null;
}

export interface RepositoryFacts {
  /** The repository as it lies there now: what is tracked, and what is neither tracked nor ignored. */
  readonly now: Tree;
  /** The repository as it was when a document was first committed; null for one that is not, and without history. */
  written(document: string): Tree | null;
  /**
   * What was done from the first commit of a design's documents to the one that brought in its implementation summary; null
   * without history, or when both came in one commit with nothing else.
   */
  delivered(documents: readonly string[], summary: string): Delivery | null;
  /** Paths of the past that are the given one or end in it; none without history. */
  past(path: string): readonly PathPast[];
}

/** A path as it is looked up: people begin it with a slash when they mean the repository's root. */
export function withinRepository(path: string): string {
  return path.replace(/^\/+/, "");
}
