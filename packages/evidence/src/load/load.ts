import type { LoadReport } from "@lintel/core";
import { readNamed } from "../named.ts";
import type { EvidenceSource, Problem } from "../source.ts";
import { LOAD_PRODUCERS, readLoadReport } from "./recognise.ts";

/** Reports of load tests and benchmarks that `load` names. Behind `#` stands what a report measured, where it does not say so itself. */
export const loadSource: EvidenceSource<"load"> = {
  topic: "load",
  gather(request) {
    const named = request.settings.load ?? [];
    if (named.length === 0) return { facts: undefined, problems: [] };
    const { files, problems } = readNamed("load", named, request);
    const unread: Problem[] = [];
    const reports: LoadReport[] = [];
    for (const { path, text, digest, fragment } of files) {
      const reading = readLoadReport(text);
      if (reading === null || reading.measurements.length === 0) {
        unread.push({
          at: path,
          message: `This is no report of a load test. Reports of these are read: ${LOAD_PRODUCERS.join(", ")}.`,
        });
        continue;
      }
      reports.push({ ...reading, path, digest, name: fragment, binding: null });
    }
    return { facts: { reports }, problems: [...problems, ...unread] };
  },
};
