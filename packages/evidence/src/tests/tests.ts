import type { TestReport } from "@lintel/core";
import { treeOf } from "../repository/tree.ts";
import type { EvidenceRequest, EvidenceSource, Problem } from "../source.ts";
import { findReports, readBytes } from "./files.ts";
import { placeCases } from "./place.ts";

/** Tests that ran: reports that are named, or that lie where runners put them. */
export const testsSource: EvidenceSource<"tests"> = {
  topic: "tests",
  async gather(request) {
    const { reports, problems } = await gatherReports(request);
    return { facts: reports.length === 0 ? undefined : { reports, sources: [], runners: [] }, problems };
  },
};

/** Claims that tests can prove. Where there is none, nobody looks for reports that nobody named. */
const PROVABLE = new Set(["acceptance-criterion", "test-mapping", "requirement"]);

/** All reports, each read, its files placed in the repository. What was named and is no report is a problem. */
async function gatherReports({
  files,
  documents,
  settings,
}: EvidenceRequest): Promise<{ readonly reports: readonly TestReport[]; readonly problems: readonly Problem[] }> {
  const isNamed = settings.tests !== undefined;
  const isWanted = documents.some(({ document }) => document.claims.some(({ kind }) => PROVABLE.has(kind)));
  if (!isNamed && !isWanted) return { reports: [], problems: [] };
  const { found, problems } = findReports(files, settings.tests);
  if (found.length === 0) return { reports: [], problems };
  // The readers, and the XML library with them, are loaded where there is something to read.
  const { readReport } = await import("./read.ts");
  const root = files.absolute("").replaceAll("\\", "/");
  const tree = treeOf("the working tree", () => files.below(""));
  const reports: TestReport[] = [];
  const unread: Problem[] = [];
  for (const { path, absolute } of found) {
    const bytes = readBytes(absolute);
    const read = typeof bytes === "string" ? null : readReport(bytes.text);
    if (typeof bytes === "string" || read === null) {
      unread.push({ at: path, message: typeof bytes === "string" ? bytes : NO_REPORT });
      continue;
    }
    reports.push({ ...read, path, digest: bytes.digest, cases: placeCases(read, { path, root, tree }), binding: null });
  }
  return { reports, problems: isNamed ? [...problems, ...unread] : [] };
}

const NO_REPORT =
  "It is no report of a test run that Lintel knows: JUnit XML, TRX, xUnit, TAP, or JSON of Vitest, Jest, Playwright, Mocha, Cucumber, Go, Rust, CTRF or Allure. Name another file, or let your runner write one of these.";
