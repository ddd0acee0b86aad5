import type { AlertRule } from "@lintel/core";
import { readFound, readNamed } from "../files/named.ts";
import type { EvidenceSource, Problem, RepositoryFiles } from "../source.ts";

/** Where rules lie when nobody says where: files that are called so. */
const USUAL =
  /(?:^|[/_.-])(?:rules?|alerts?|alerting|prometheusrules?)(?:[_.-][^/]*)?\.ya?ml$|(?:^|\/)(?:prometheus|alerts?|alerting|alert-?rules)\/[^/]+\.ya?ml$/i;
const MOST_FILES = 500;

/** Rules of Prometheus: files that `alerts` names, or that are called so. */
export const alertsSource: EvidenceSource<"alerts"> = {
  topic: "alerts",
  async gather(request) {
    const named = request.settings.alerts;
    const isWanted = request.documents.some(
      ({ document }) => showsQueries(document.outline.source.text) || document.claimsOf("alert").length > 0,
    );
    if (!isWanted) return { facts: undefined, problems: [] };
    const { files, problems } =
      named === undefined
        ? readFound(usualIn(request.files), request.files)
        : readNamed(named, request.files, "sources");
    const [{ readQuery }, { readRules }] = await Promise.all([import("./promql.ts"), import("./rules.ts")]);
    const rules: AlertRule[] = [];
    const recorded = new Set<string>();
    const read: string[] = [];
    const unread: Problem[] = [];
    for (const { path, text, isInRepository } of files) {
      const file = readRules(text, readQuery);
      if (file === null) {
        if (named !== undefined)
          unread.push({
            at: path,
            message: "This holds no rules of Prometheus: `groups:` with `rules:` was expected.",
          });
      } else if ("message" in file) unread.push({ at: `${path}:${file.line}`, message: file.message });
      else {
        read.push(path);
        for (const name of file.recorded) recorded.add(name);
        rules.push(...file.alerts.map((rule) => ({ ...rule, path, isCurrent: isInRepository })));
      }
    }
    // Without rules, a query that stands in a document can still be read.
    return {
      facts: { rules, recorded, files: read, query: readQuery },
      problems: named === undefined ? [] : [...problems, ...unread],
    };
  },
};

/** Whether a document may hold queries beside those of its alerts. */
function showsQueries(text: string): boolean {
  return /^[ \t]*(?:`{3,}|~{3,})promql\b/im.test(text) || /\b(?:rate|increase|_over_time)\([^\n]{0,300}\[\d/.test(text);
}

function usualIn(files: RepositoryFiles): readonly string[] {
  return files
    .below("")
    .filter((path) => USUAL.test(path))
    .slice(0, MOST_FILES);
}
