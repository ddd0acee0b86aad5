import type { TestReport } from "@lintel/core";
import { treeOf } from "../repository/tree.ts";
import { bindingsOf, type JudgedDocument } from "../bindings/current.ts";
import type { EvidenceRequest, EvidenceSource, Gathered, Problem } from "../source.ts";
import { readFile } from "../files/read.ts";
import { findReports } from "./files.ts";
import { placeCases } from "./place.ts";
import type { ReadReport } from "./report.ts";

/** Tests that ran, in reports that are named or lie where runners put them, and tests that stand in the sources. */
export const testsSource: EvidenceSource<"tests"> = {
  topic: "tests",
  gather: (request) =>
    gatherTests(
      request,
      request.documents.some(({ document }) => PROVABLE.some((kind) => document.claimsOf(kind).length > 0)),
    ),
};

/** Claims that tests can prove. Where there is none, nobody looks for tests and for reports that nobody named. */
const PROVABLE = ["acceptance-criterion", "test-mapping", "requirement"] as const;

/** What tests are looked for with; without git no report is bound. */
type TestsRequest = Pick<EvidenceRequest, "files" | "settings"> &
  Partial<Pick<EvidenceRequest, "git">> & {
    readonly documents?: readonly JudgedDocument[];
  };

/**
 * What is known of tests.
 *
 * @param isWanted Whether a document claims anything that tests can prove.
 */
export async function gatherTests(request: TestsRequest, isWanted: boolean): Promise<Gathered<"tests">> {
  const { reports, problems } = await gatherReports(request, isWanted);
  if (!isWanted) {
    return { facts: reports.length === 0 ? undefined : { reports, sources: [], runners: [] }, problems };
  }
  const { indexTestSources, RUNNERS } = await import("../test-sources/index.ts");
  return { facts: { reports, sources: indexTestSources(request.files), runners: RUNNERS }, problems };
}

/** All reports, each read, its files placed in the repository. What was named and is no report is a problem. */
async function gatherReports(
  request: TestsRequest,
  isWanted: boolean,
): Promise<{ readonly reports: readonly TestReport[]; readonly problems: readonly Problem[] }> {
  const { files, settings } = request;
  const isNamed = settings.tests !== undefined;
  if (!isNamed && !isWanted) return { reports: [], problems: [] };
  const { found, problems } = findReports(files, settings.tests);
  if (found.length === 0) return { reports: [], problems };
  // The readers, and the XML library with them, are loaded where there is something to read.
  const { isAside, joinAllure, readReport } = await import("./read.ts");
  const unread: Problem[] = [];
  const read: { readonly path: string; readonly digest: string; readonly report: ReadReport }[] = [];
  let length = 0;
  let tooMuch = false;
  for (const { path, absolute } of found) {
    const bytes = readFile(absolute);
    if (typeof bytes === "string") {
      unread.push({ at: path, message: bytes });
      continue;
    }
    length += bytes.text.length;
    if (!isNamed && length > MOST_UNNAMED) {
      unread.push({ at: path, message: TOO_MUCH });
      tooMuch = true;
      break;
    }
    const report = readReport(bytes.text);
    if (report !== null) read.push({ path, digest: bytes.digest, report });
    else if (!isAside(bytes.text)) unread.push({ at: path, message: NO_REPORT });
  }
  const { bindings, problems: unbound } = bindingsOf({
    files,
    git: request.git ?? null,
    documents: request.documents ?? [],
  });
  const root = files.absolute("").replaceAll("\\", "/");
  const tree = treeOf("the working tree", () => files.below(""));
  const reports = joinAllure(read).map(({ path, digest, report }): TestReport => ({
    ...report,
    path,
    digest,
    cases: placeCases(report, { path, root, tree }),
    binding: bindings(digest),
  }));
  return { reports, problems: [...unbound, ...(isNamed ? [...problems, ...unread] : tooMuch ? unread.slice(-1) : [])] };
}

/** What is read of reports that nobody named, in characters. */
const MOST_UNNAMED = 256 * 1024 * 1024;

const TOO_MUCH =
  "Reports that nobody named have more than 256 MiB together, and those from here on are not read. Name those that count under `evidence: tests:` in lintel.yaml.";

const NO_REPORT =
  "It is no report of a test run that Lintel knows: JUnit XML, TRX, xUnit, TAP, or JSON of Vitest, Jest, Playwright, Mocha, Cucumber, Go, Rust, CTRF or Allure. Name another file, or let your runner write one of these.";
