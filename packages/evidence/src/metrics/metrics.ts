import type { MetricFamily, MetricPage, ReportBinding, SourcePlace } from "@lintel/core";
import { bindingsOf } from "../bindings/current.ts";
import { fetchPage, shownAddress } from "../fetch.ts";
import { isAddress, readNamed } from "../files/named.ts";
import type { EvidenceRequest, EvidenceSource, Git, Problem } from "../source.ts";
import { isExposition, readExposition, type ReadFamily } from "./exposition.ts";
import { isOtlp, readOtlp } from "./otlp.ts";

const ACCEPT = "application/openmetrics-text;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
const NO_PAGE =
  "This is no page of metrics. Text of Prometheus or OpenMetrics is read, and metrics of OpenTelemetry as JSON lines.";

/** Pages of metrics that `metrics` names, by file or by address, and where sources name what documents claim. */
export const metricsSource: EvidenceSource<"metrics"> = {
  topic: "metrics",
  async gather(request) {
    const named = request.settings.metrics ?? [];
    if (named.length === 0 && !request.documents.some(({ document }) => document.claimsOf("metric").length > 0))
      return { facts: undefined, problems: [] };
    const { files, problems } = readNamed(named, request.files, "reports");
    const unread: Problem[] = [...problems];
    const pages: MetricPage[] = [];
    const { bindings } = bindingsOf(request);
    const add = (at: string, text: string, digest: string | null): void => {
      const page = pageOf(text);
      if (page === null) unread.push({ at, message: NO_PAGE });
      else {
        const bound = digest === null ? null : bindings(digest);
        pages.push({ at, isLive: digest === null, ...page, binding: bound ?? builtFrom(page.built, request.git) });
      }
    };
    for (const { path, text, digest } of files) add(path, text, digest);
    for (const address of named.filter(isAddress)) {
      const fetched = await fetchPage(address, ACCEPT);
      if (fetched.ok) add(shownAddress(address), fetched.text, null);
      else unread.push({ at: shownAddress(address), message: fetched.message });
    }
    const places = placesOf(request);
    return {
      facts: { pages, unread: unread.map(({ at }) => at), named: (name) => places().get(name) ?? [] },
      problems: unread,
    };
  },
};

interface ReadPage {
  readonly families: readonly MetricFamily[];
  readonly incomplete: readonly string[];
  /** The commit that a metric about the build names. */
  readonly built: string | null;
}

/** A page of whatever format, or null when it is none. */
export function pageOf(text: string): ReadPage | null {
  if (isOtlp(text)) return { ...readOtlp(text), built: null };
  if (!isExposition(text)) return null;
  const { families, incomplete } = readExposition(text);
  return { families: families.map(familyOf), incomplete, built: commitIn(families) };
}

function familyOf({ name, type, unit, samples, line }: ReadFamily): MetricFamily {
  const own = type === "histogram" ? "le" : type === "summary" ? "quantile" : null;
  const labels = new Set(samples.flatMap((sample) => [...sample.labels.keys()]));
  if (own !== null) labels.delete(own);
  return {
    name,
    names: [...new Set([name, ...samples.map((sample) => sample.name)])],
    type,
    unit,
    labels: [...labels],
    sampleCount: samples.length,
    line,
  };
}

/** `app_build_info{revision="4f561f8…"} 1`: the convention of exporters for what they were built from. */
function commitIn(families: readonly ReadFamily[]): string | null {
  for (const { name, samples } of families) {
    if (!/(?:^|_)(?:build|version|app)_info$/.test(name) && name !== "target_info") continue;
    for (const { labels } of samples) {
      for (const key of ["revision", "commit", "git_commit", "git_sha", "commit_sha", "sha", "vcs_revision"]) {
        const value = labels.get(key);
        if (value !== undefined && /^[0-9a-f]{7,64}$/.test(value)) return value;
      }
    }
  }
  return null;
}

function builtFrom(commit: string | null, git: Git | null): ReportBinding | null {
  if (commit === null || git === null) return null;
  const head = git(["rev-parse", "HEAD", "HEAD^{tree}"]);
  if (!head.ok) return null;
  const [current = "", tree = ""] = head.out.trim().split("\n");
  const isCurrent = current !== "" && current.startsWith(commit);
  return { commit, tree: isCurrent ? tree : "", dirty: false, isCurrent };
}

const MOST_PLACES = 5;

/** Where sources name the metrics that documents claim: one question to git, when somebody asks. Documents are no sources. */
function placesOf({ git, documents }: EvidenceRequest): () => ReadonlyMap<string, readonly SourcePlace[]> {
  let known: ReadonlyMap<string, readonly SourcePlace[]> | null = null;
  const read = (): ReadonlyMap<string, readonly SourcePlace[]> => {
    const names = new Set(
      documents.flatMap(({ document }) =>
        document
          .claimsOf("metric")
          .flatMap(({ value }) => (value.name !== undefined && /^[\w:.]{3,200}$/.test(value.name) ? [value.name] : [])),
      ),
    );
    const places = new Map<string, SourcePlace[]>();
    if (git === null || names.size === 0) return places;
    const found = git([
      "grep",
      "--untracked",
      "-n",
      "-z",
      "-I",
      "-w",
      "-F",
      "-o",
      "--no-color",
      ...[...names].flatMap((name) => ["-e", name]),
      "--",
      ".",
      ...["md", "mdx", "markdown", "rst", "adoc", "txt"].map((ending) => `:(exclude)*.${ending}`),
    ]);
    if (!found.ok) return places;
    for (const line of found.out.split("\n")) {
      const [path, number, name] = line.split("\0");
      if (path === undefined || number === undefined || name === undefined) continue;
      const same = places.get(name) ?? [];
      if (same.length < MOST_PLACES) places.set(name, [...same, { path, line: Number(number) }]);
    }
    return places;
  };
  return () => (known ??= read());
}
