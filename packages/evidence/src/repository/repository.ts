import type { RepositoryTree } from "@lintel/core";
import type { EvidenceSource, RepositoryFiles } from "../source.ts";
import { History } from "./history.ts";
import { treeOf } from "./tree.ts";

/** The files of the repository, now and in its history. History is asked only for what is missing now. */
export const repositorySource: EvidenceSource<"repository"> = {
  topic: "repository",
  gather({ files, git, documents }) {
    const now = presentTree(files);
    const history =
      git === null
        ? null
        : new History(
            git,
            now,
            documents.map(({ document }) => document),
          );
    return {
      facts: {
        now,
        written: (document) => history?.written(document) ?? null,
        delivered: (paths, summary) => history?.delivered(paths, summary) ?? null,
        past: (path) => history?.past(path) ?? [],
      },
      problems: [],
    };
  },
};

function presentTree(files: RepositoryFiles): RepositoryTree {
  const tree = treeOf("the working tree", () => files.below(""));
  // Exact paths are looked up one by one: the whole list is dear, and most designs need none of it.
  return { ...tree, exists: (path) => files.exists(path) };
}
