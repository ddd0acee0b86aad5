import { readdirSync } from "node:fs";
import type { LoadReport } from "@lintel/core";
import { bindingsOf } from "../bindings/current.ts";
import { readNamed } from "../named.ts";
import type { EvidenceSource, Git, Problem, RepositoryFiles } from "../source.ts";
import { LOAD_FOLDER } from "./run/run.ts";
import { LOAD_PRODUCERS, readLoadReport } from "./recognise.ts";

/** Reports of load tests and benchmarks that `load` names. Behind `#` stands what a report measured, where it does not say so itself. */
export const loadSource: EvidenceSource<"load"> = {
  topic: "load",
  gather(request) {
    const named = [...(request.settings.load ?? []), ...keptRuns(request.files)];
    if (named.length === 0) return { facts: undefined, problems: [] };
    const isCurrent = isCurrentTree(request.git);
    const { files, problems } = readNamed("load", named, request);
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
      const { state, ...report } = reading;
      const binding =
        state === undefined ? bindings(digest) : { ...state, isCurrent: !state.dirty && isCurrent(state.tree) };
      reports.push({ ...report, path, digest, name: fragment, binding });
    }
    return { facts: { reports }, problems: [...problems, ...unread] };
  },
};

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

/** Whether a tree is that of the commit that lies there, reports that Lintel keeps left out. Asked when a report names its tree. */
function isCurrentTree(git: Git | null): (tree: string) => boolean {
  const known = new Map<string, boolean>();
  return (tree) => {
    if (git === null || !/^[0-9a-f]{40,64}$/.test(tree)) return false;
    const answer =
      known.get(tree) ??
      git(["diff", "--quiet", "--no-ext-diff", "--end-of-options", tree, "HEAD", "--", ".", ":(exclude).lintel"]).ok;
    known.set(tree, answer);
    return answer;
  };
}
