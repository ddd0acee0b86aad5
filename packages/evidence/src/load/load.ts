import { readdirSync } from "node:fs";
import type { LoadModel, LoadReport } from "@lintel/core";
import { bindingsOf } from "../bindings/current.ts";
import { readNamed } from "../files/named.ts";
import type { EvidenceSource, Problem, RepositoryFiles } from "../source.ts";
import { LOAD_FOLDER } from "./run/run.ts";
import { LOAD_PRODUCERS, readLoadReport } from "./recognise.ts";

/** Reports of load tests and benchmarks that `load` names. Behind `#` stands what a report measured, where it does not say so itself. */
export const loadSource: EvidenceSource<"load"> = {
  topic: "load",
  gather(request) {
    const named = [...(request.settings.load ?? []), ...keptRuns(request.files)];
    if (named.length === 0) return { facts: undefined, problems: [] };
    const { files, problems } = readNamed(named, request.files, "reports");
    const { bindings } = bindingsOf(request);
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
      reports.push({ ...reading, path, digest, ...toldOf(fragment, reading.model), binding: bindings(digest) });
    }
    return { facts: { reports }, problems: [...problems, ...unread] };
  },
};

/** Words by which whoever names a report says that its requests were sent on schedule, where the report does not tell. */
const ON_SCHEDULE = /[,;]?\s*\b(?:constant |ramping )?(?:arrival[- ]rate|open (?:model|loop))\b\s*/i;

/** What is said of a report behind `#`: what it measured, and that it was sent on schedule. A closed loop stays one. */
export function toldOf(fragment: string | null, model: LoadModel | null): Pick<LoadReport, "name" | "model"> {
  if (fragment === null || model !== null || !ON_SCHEDULE.test(fragment)) return { name: fragment, model };
  return { name: fragment.replace(ON_SCHEDULE, "").trim() || null, model: "open" };
}

/** Reports of runs that Lintel started itself. */
function keptRuns(files: RepositoryFiles): readonly string[] {
  try {
    return readdirSync(files.absolute(LOAD_FOLDER))
      .filter((name) => name.endsWith(".json"))
      .toSorted()
      .map((name) => `${LOAD_FOLDER}/${name}`);
  } catch {
    return [];
  }
}
