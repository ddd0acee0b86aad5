import type { DeclaredObjective } from "@lintel/core";
import { readNamed } from "../files/named.ts";
import type { EvidenceSource, Problem } from "../source.ts";

/** Service levels that files declare (OpenSLO), as `slos` names them. */
export const slosSource: EvidenceSource<"slos"> = {
  topic: "slos",
  async gather(request) {
    const named = request.settings.slos ?? [];
    if (named.length === 0) return { facts: undefined, problems: [] };
    const { files, problems } = readNamed(named, request.files, "sources");
    const { readOpenSlo } = await import("./openslo.ts");
    const objectives: DeclaredObjective[] = [];
    const unread: Problem[] = [];
    for (const { path, text } of files) {
      const read = readOpenSlo(text);
      if (read === null)
        unread.push({
          at: path,
          message: "This declares no service level of OpenSLO: `kind: SLO` with `objectives:` was expected.",
        });
      else objectives.push(...read.map((objective) => ({ ...objective, path })));
    }
    return { facts: { objectives }, problems: [...problems, ...unread] };
  },
};
