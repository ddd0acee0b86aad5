import type { Problem, RepositoryFiles } from "../source.ts";
import { filesOnDisk } from "../files/find.ts";
import { digestOf } from "../files/read.ts";

const MOST_REPORTS = 2_000;

/** What a file with results may be called; of a folder that was named, only these are read. */
const REPORT = /\.(?:xml|json|jsonl|ndjson|tap|trx|ctrf)$/i;

/** Where runners write to when nobody tells them otherwise. */
const USUAL: readonly string[] = [
  "junit.xml",
  "junit*.xml",
  "test-results.{xml,json}",
  "test-report.{xml,json}",
  "reports/**/*.{xml,json,tap}",
  "test-reports/**/*.{xml,json,tap}",
  "test-results/**/*.{xml,json,tap}",
  "TestResults/**/*.{trx,xml}",
  "allure-results/*-result.json",
  "ctrf/*.json",
  "target/{surefire,failsafe}-reports/*.xml",
  "target/nextest/*/junit.xml",
  "build/test-results/**/*.xml",
  "*/target/{surefire,failsafe}-reports/*.xml",
  "*/build/test-results/**/*.xml",
  "{packages,apps,services,libs}/*/junit.xml",
  "{packages,apps,services,libs}/*/{reports,test-results}/*.{xml,json}",
];

/** One file that may be a report. */
export interface ReportFile {
  /** Repository path. */
  readonly path: string;
  readonly absolute: string;
}

/**
 * The files that patterns name, or those in the usual places when there are no patterns. A pattern is a file, a folder or a glob,
 * inside of the repository; one that names nothing is a problem.
 */
export function findReports(
  files: RepositoryFiles,
  patterns: readonly string[] | undefined,
): { readonly found: readonly ReportFile[]; readonly problems: readonly Problem[] } {
  const root = files.absolute("");
  const found = new Map<string, ReportFile>();
  const problems: Problem[] = [];
  for (const pattern of patterns ?? USUAL) {
    const outcome = filesOnDisk(root, pattern, (path) => REPORT.test(path));
    if (typeof outcome === "string") {
      if (patterns !== undefined) problems.push({ at: pattern, message: outcome });
      continue;
    }
    for (const path of outcome)
      if (found.size < MOST_REPORTS) found.set(path, { path, absolute: files.absolute(path) });
  }
  return { found: [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)), problems };
}

/** The digest of a report that is a folder of files: of their digests in order, whatever the files are called. */
export function digestOfFolder(digests: readonly string[]): string {
  return digestOf(digests.toSorted().join("\n"));
}
