import type { CoverageReport } from "@lintel/core";
import { bindingsOf } from "../bindings/current.ts";
import { readNamed } from "../files/named.ts";
import type { EvidenceSource, Problem } from "../source.ts";
import { readCoverage } from "./formats.ts";

const NO_COVERAGE =
  "This is no report of coverage. Read are: lcov, Istanbul's JSON summary, the JSON of coverage.py, Cobertura, Clover, JaCoCo and profiles of Go.";

/** Reports of coverage that `coverage` names. */
export const coverageSource: EvidenceSource<"coverage"> = {
  topic: "coverage",
  gather(request) {
    const named = request.settings.coverage ?? [];
    if (named.length === 0) return { facts: undefined, problems: [] };
    const { files, problems } = readNamed(named, request.files, "reports");
    const { bindings } = bindingsOf(request);
    const unread: Problem[] = [];
    const reports: CoverageReport[] = [];
    for (const { path, text, digest, fragment } of files) {
      const reading = readCoverage(text);
      if (reading === null) unread.push({ at: path, message: NO_COVERAGE });
      else reports.push({ ...reading, path, digest, name: fragment, binding: bindings(digest) });
    }
    return { facts: { reports }, problems: [...problems, ...unread] };
  },
};
