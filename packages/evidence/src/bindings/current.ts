import type { ReportBinding } from "@lintel/core";
import type { EvidenceRequest, Git, Problem } from "../source.ts";
import { EVIDENCE_FOLDER, readBindings, type StoredBinding } from "./store.ts";

/** A document that is judged, by its path. */
export interface JudgedDocument {
  readonly document: { readonly outline: { readonly source: { readonly path: string } } };
}

/** What binds a report, by its digest; null for one that nobody bound. */
export type Bindings = (digest: string) => ReportBinding | null;

/**
 * The bindings of a repository, held against the state that is judged. A report is current when its tree is that of HEAD, whatever
 * the commits are called, and neither then nor now a tracked file differs from it. What Lintel keeps for itself differs without
 * harm, and so do the designs that are judged: somebody is writing them.
 */
export function bindingsOf({
  files,
  git,
  documents,
}: Pick<EvidenceRequest, "files" | "git"> & { readonly documents: readonly JudgedDocument[] }): {
  readonly bindings: Bindings;
  readonly problems: readonly Problem[];
} {
  const { bindings, problems } = readBindings(files.absolute(""));
  if (git === null || bindings.size === 0) return { bindings: () => null, problems };
  const judged = documents.map(({ document }) => document.outline.source.path);
  const isJudged = (path: string) => judged.some((each) => path === each || path.endsWith(`/${each}`));
  let state: { readonly head: string | null; readonly isClean: boolean } | null = null;
  const sameTree = new Map<string, boolean>();
  const isCurrent = ({ tree, changed }: StoredBinding): boolean => {
    state ??= { head: headTree(git), isClean: changedFiles(git)?.every(isJudged) === true };
    const { head, isClean } = state;
    if (head === null || !isClean || changed.length > 0) return false;
    let same = sameTree.get(tree);
    if (same === undefined) sameTree.set(tree, (same = tree === head || differOnlyInEvidence(git, tree, head)));
    return same;
  };
  return {
    problems,
    bindings(digest) {
      const stored = bindings.get(digest);
      if (stored === undefined) return null;
      const { commit, tree, changed, command, run } = stored;
      return {
        commit,
        tree,
        dirty: changed.length > 0,
        isCurrent: isCurrent(stored),
        ...(command === null ? {} : { command }),
        ...(run === null ? {} : { run }),
      };
    },
  };
}

function headTree(git: Git): string | null {
  const answer = git(["rev-parse", "--verify", "--quiet", "--end-of-options", "HEAD^{tree}"]);
  return answer.ok ? answer.out.trim() : null;
}

/** A commit that adds bindings to the repository does not make them those of another state. */
function differOnlyInEvidence(git: Git, tree: string, head: string): boolean {
  const answer = git(["diff-tree", "-r", "-z", "--name-only", "--no-renames", "--end-of-options", tree, head]);
  return answer.ok && answer.out.split("\0").every((path) => path === "" || isEvidence(path));
}

/** Tracked files that differ from HEAD, from the root of the repository, without Lintel's own; null when git does not say. */
export function changedFiles(git: Git): readonly string[] | null {
  const answer = git(["status", "--porcelain=v1", "-z", "--untracked-files=no", "--no-renames"]);
  if (!answer.ok) return null;
  return answer.out
    .split("\0")
    .map((entry) => entry.slice(3))
    .filter((path) => path !== "" && !isEvidence(path));
}

/** Paths are from the root of the work tree, and Lintel's own may lie deeper. */
function isEvidence(path: string): boolean {
  return `/${path}`.includes(`/${EVIDENCE_FOLDER}/`);
}
