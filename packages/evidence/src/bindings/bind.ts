import type { Git, RepositoryFiles } from "../source.ts";
import { readFile } from "../files/read.ts";
import { findReports } from "../tests/files.ts";
import type { ReadReport } from "../tests/report.ts";
import { changedFiles } from "./current.ts";
import type { StoredBinding } from "./store.ts";

/** A report on the disk, to be bound or exported. */
export interface ReportOnDisk {
  readonly path: string;
  readonly digest: string;
  /** Null when it is no report of tests; it may be one of something else. */
  readonly report: ReadReport | null;
}

/** Reads what a command line names: files, folders, globs. What cannot be read is answered in sentences. */
export async function readReportsAt(
  files: RepositoryFiles,
  patterns: readonly string[],
): Promise<{ readonly reports: readonly ReportOnDisk[]; readonly problems: readonly string[] }> {
  // With the library that reads XML; the rest of this file does without.
  const { joinAllure, readReport } = await import("../tests/read.ts");
  const { found, problems } = findReports(files, patterns);
  const unread = problems.map(({ at, message }) => `${at}: ${message}`);
  const read: ReportOnDisk[] = [];
  for (const { path, absolute } of found) {
    const bytes = readFile(absolute);
    if (typeof bytes === "string") unread.push(`${path}: ${bytes}`);
    else read.push({ path, digest: bytes.digest, report: readReport(bytes.text) });
  }
  return { reports: joinAllure(read), problems: unread };
}

/** The state of the repository that a report is bound to. */
export interface BoundState {
  readonly commit: string;
  readonly tree: string;
  readonly changed: readonly string[];
}

/**
 * The state that a revision names. When it is HEAD, the work tree counts: what differs from it was not committed when the tests ran.
 * A sentence when there is no such commit.
 */
export function stateOf(git: Git, revision: string): BoundState | string {
  const resolve = (what: string): string | null => {
    const answer = git(["rev-parse", "--verify", "--quiet", "--end-of-options", what]);
    return answer.ok ? answer.out.trim() : null;
  };
  const commit = resolve(`${revision}^{commit}`);
  const tree = resolve(`${revision}^{tree}`);
  if (commit === null || tree === null) {
    return `There is no commit \`${revision}\` here. Name the commit that the tests ran on, and fetch it when this is a shallow clone.`;
  }
  const changed = commit === resolve("HEAD^{commit}") ? changedFiles(git) : [];
  return changed === null ? "git does not say which files are changed." : { commit, tree, changed };
}

/** What is kept of a report that ran on a state. */
export function bindingFor(
  { path, digest, report }: ReportOnDisk,
  state: BoundState,
  told: Pick<StoredBinding, "command" | "run">,
): StoredBinding {
  const found = (report?.cases ?? []).map(({ outcome }) => outcome).toSorted();
  const outcomes: Record<string, number> = {};
  for (const outcome of found) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  return {
    report: { digest, path, producer: report?.producer ?? null, outcomes: report === null ? null : outcomes },
    ...state,
    ...told,
  };
}
