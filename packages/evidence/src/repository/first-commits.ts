import type { Git } from "../source.ts";

/** Stands in front of each commit in what git writes; no path holds it. */
export const MARK = "\u0001";

/** More paths than these are not named to git. */
const MOST_NAMED = 20;

/** The commits that brought files in, by their paths from the folder that git is asked in; none for what is not committed. */
export function firstCommits(git: Git, paths: readonly string[]): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  if (paths.length === 0) return first;
  const log = git([
    "log",
    "-z",
    "--diff-filter=A",
    "--name-only",
    "--no-renames",
    "--relative",
    `--format=${MARK}%H`,
    // Each path is compared with each change: for many of them it costs less to hear of all.
    ...(paths.length > MOST_NAMED ? [] : ["--", ...paths.map((path) => `:(literal)${path}`)]),
  ]);
  if (!log.ok) return first;
  // Newest first: the last one that is met came first.
  const wanted = new Set(paths);
  for (const { commit, fields } of commitsIn(log.out)) {
    for (const path of fields) if (wanted.has(path)) first.set(path, commit);
  }
  return first;
}

/** Commits and what follows each, of a log with `-z` and a format that begins with the mark. */
export function commitsIn(out: string): readonly { readonly commit: string; readonly fields: readonly string[] }[] {
  return out.split(MARK).flatMap((part) => {
    const [commit, ...fields] = part.split(/[\0\n]/).filter((text) => text !== "");
    return commit === undefined ? [] : [{ commit, fields }];
  });
}
