import type { RepositoryTree } from "@lintel/core";

/** A tree made of the paths of its files. They are listed when somebody asks. */
export function treeOf(name: string, list: () => readonly string[]): RepositoryTree {
  let index: ReadonlyMap<string, readonly string[]> | null = null;
  const byLastSegment = (): ReadonlyMap<string, readonly string[]> => (index ??= indexOf(list()));
  const entries = (path: string): readonly string[] => byLastSegment().get(path.slice(path.lastIndexOf("/") + 1)) ?? [];
  return {
    name,
    exists(path) {
      if (entries(path).includes(path)) return "file";
      return entries(path).includes(`${path}/`) ? "folder" : null;
    },
    endingIn: (path) =>
      entries(path)
        .map((each) => each.replace(/\/$/, ""))
        .filter((each) => each.endsWith(`/${path}`)),
  };
}

/** Files, and folders with a slash behind, by their last segments. */
function indexOf(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  const add = (path: string, marked: string): void => {
    const last = path.slice(path.lastIndexOf("/") + 1);
    const same = index.get(last);
    if (same === undefined) index.set(last, [marked]);
    else same.push(marked);
  };
  const folders = new Set<string>();
  for (const file of files) {
    add(file, file);
    for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1)) {
      const folder = file.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
      add(folder, `${folder}/`);
    }
  }
  return index;
}
