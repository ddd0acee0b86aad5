import { posix } from "node:path";
import type { TestReport } from "@lintel/core";
import { treeOf } from "../repository/tree.ts";
import type { EvidenceRequest, EvidenceSource, Gathered, Problem } from "../source.ts";
import { digestOfFolder, findReports, readBytes } from "./files.ts";
import { placeCases } from "./place.ts";
import type { ReadReport } from "./report.ts";

/** Tests that ran, in reports that are named or lie where runners put them, and tests that stand in the sources. */
export const testsSource: EvidenceSource<"tests"> = {
  topic: "tests",
  gather: (request) =>
    gatherTests(
      request,
      request.documents.some(({ document }) => document.claims.some(({ kind }) => PROVABLE.has(kind))),
    ),
};

const ALLURE = "allure";

/** Claims that tests can prove. Where there is none, nobody looks for tests and for reports that nobody named. */
const PROVABLE = new Set(["acceptance-criterion", "test-mapping", "requirement"]);

/**
 * What is known of tests.
 *
 * @param isWanted Whether a document claims anything that tests can prove.
 */
export async function gatherTests(
  request: Pick<EvidenceRequest, "files" | "settings">,
  isWanted: boolean,
): Promise<Gathered<"tests">> {
  const { reports, problems } = await gatherReports(request, isWanted);
  if (!isWanted) {
    return { facts: reports.length === 0 ? undefined : { reports, sources: [], runners: [] }, problems };
  }
  const { indexTestSources, RUNNERS } = await import("../test-sources/index.ts");
  return { facts: { reports, sources: indexTestSources(request.files), runners: RUNNERS }, problems };
}

/** All reports, each read, its files placed in the repository. What was named and is no report is a problem. */
async function gatherReports(
  { files, settings }: Pick<EvidenceRequest, "files" | "settings">,
  isWanted: boolean,
): Promise<{ readonly reports: readonly TestReport[]; readonly problems: readonly Problem[] }> {
  const isNamed = settings.tests !== undefined;
  if (!isNamed && !isWanted) return { reports: [], problems: [] };
  const { found, problems } = findReports(files, settings.tests);
  if (found.length === 0) return { reports: [], problems };
  // The readers, and the XML library with them, are loaded where there is something to read.
  const { isAside, readReport } = await import("./read.ts");
  const unread: Problem[] = [];
  const read: Found[] = [];
  for (const { path, absolute } of found) {
    const bytes = readBytes(absolute);
    if (typeof bytes === "string") {
      unread.push({ at: path, message: bytes });
      continue;
    }
    const report = readReport(bytes.text);
    if (report !== null) read.push({ path, digest: bytes.digest, report });
    else if (!isAside(bytes.text)) unread.push({ at: path, message: NO_REPORT });
  }
  const root = files.absolute("").replaceAll("\\", "/");
  const tree = treeOf("the working tree", () => files.below(""));
  const reports = (await joined(read)).map(({ path, digest, report }): TestReport => ({
    ...report,
    path,
    digest,
    cases: placeCases(report, { path, root, tree }),
    binding: null,
  }));
  return { reports, problems: isNamed ? [...problems, ...unread] : [] };
}

interface Found {
  readonly path: string;
  readonly digest: string;
  readonly report: ReadReport;
}

/** Allure writes a file for each attempt at each test: those of a folder are one report, with a digest of their digests. */
async function joined(found: readonly Found[]): Promise<readonly Found[]> {
  const folders = new Map<string, Found[]>();
  for (const each of found) {
    if (each.report.producer !== ALLURE) continue;
    const folder = posix.dirname(each.path);
    folders.set(folder, [...(folders.get(folder) ?? []), each]);
  }
  if (folders.size === 0) return found;
  const { joinAttempts } = await import("./json/allure.ts");
  const ofAllure = [...folders].flatMap(([folder, files]): readonly Found[] => {
    const [first] = files;
    if (first === undefined) return [];
    const cases = joinAttempts(files.flatMap(({ report }) => report.cases));
    const digest = digestOfFolder(files.map(({ digest: own }) => own));
    return [{ path: folder, digest, report: { ...first.report, cases } }];
  });
  return [...found.filter(({ report }) => report.producer !== ALLURE), ...ofAllure];
}

const NO_REPORT =
  "It is no report of a test run that Lintel knows: JUnit XML, TRX, xUnit, TAP, or JSON of Vitest, Jest, Playwright, Mocha, Cucumber, Go, Rust, CTRF or Allure. Name another file, or let your runner write one of these.";
