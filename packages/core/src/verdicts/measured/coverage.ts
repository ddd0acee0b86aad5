/** A target for coverage held against reports of coverage. */
import type { Bound } from "../../claims/bound.ts";
import type { CoverageCounts, CoverageKind, CoverageReport } from "../../facts/coverage.ts";
import { TOPICS } from "../../facts/facts.ts";
import type { JudgeContext } from "../judge.ts";
import { broken, holds, unproven, type EvidencePlace, type Opinion } from "../verdict.ts";
import { doubtOf } from "./provenance.ts";
import { statementOf } from "./statement.ts";
import { figures } from "./units.ts";
import { tellingWords, wordsOf } from "./words.ts";

/** Words that stand in every such target. */
const EMPTY = new Set(
  "coverage covered cover code codebase line branch statement function method unit test suite overall whole global project least maintain cobertura".split(
    " ",
  ),
);
/** A report covers all of the code; how much of a change it covers is another number. */
const OF_CHANGES = /\bnew(?:ly)?\b|\bchang\w*|\badded\b|\bdiff\b|\bpatch\b|\bmodified\b|\btouched\b|\bnuev\w+/i;
const KINDS: readonly (readonly [RegExp, CoverageKind])[] = [
  [/\bbranch\w*|\bconditions?\b/i, "branches"],
  [/\bstatements?\b/i, "statements"],
  [/\b(?:functions?|methods?)\b/i, "functions"],
  [/\blines?\b/i, "lines"],
];

interface Weighed {
  readonly report: CoverageReport;
  readonly counts: CoverageCounts;
}

export function judgeCoverage(
  claim: { readonly start: number; readonly end: number },
  bound: Bound,
  context: JudgeContext,
): Opinion {
  const reports = context.facts.coverage?.reports;
  if (reports === undefined)
    return { ...unproven("no-evidence", "No coverage reports to judge it by."), next: TOPICS.coverage.provide };
  const statement = statementOf(context.document, claim);
  const said = `coverage ${bound.op} ${bound.value} %`;
  if (bound.op !== ">=" && bound.op !== ">" && bound.op !== "=")
    return unproven("inconclusive", `“${said}” bounds coverage from above.`);
  if (OF_CHANGES.test(statement.clause)) {
    return {
      ...unproven("inconclusive", `“${said}” is about code that is new, and reports of coverage are about all of it.`),
      next: "Hold it where changes are looked at: with the coverage check of your merge requests.",
    };
  }
  const prefixes = [...statement.clause.matchAll(/`([\w@.-]+(?:\/[\w@.*-]+)*\/?)`/g)].map(([, path = ""]) =>
    path.replace(/\/?\**$/, ""),
  );
  const words =
    prefixes.length > 0
      ? []
      : tellingWords(`${statement.clause} ${bound.scope ?? ""}`.replace(/\d[\d.,]*/g, " ")).filter(
          (word) => !EMPTY.has(word),
        );
  const weighed = reports.flatMap((report): Weighed[] => {
    const counts = prefixes.length > 0 ? belowOf(report, prefixes) : isNamed(report, words) ? report.total : null;
    return counts === null ? [] : [{ report, counts }];
  });
  if (weighed.length === 0) {
    const about = [...prefixes, ...words].map((each) => `“${each}”`).join(", ");
    return {
      ...unproven("inconclusive", `No report says that it covers ${about}, which “${said}” is about.`),
      next: "Say behind the report what it covers, such as `coverage=lcov.info#core`, or name the folder in the design.",
    };
  }
  const kind = KINDS.find(([pattern]) => pattern.test(statement.clause))?.[1] ?? null;
  const outcomes = weighed.map((each) => ({ ...each, is: hold(each.counts, kind, bound) }));
  const places = outcomes.slice(0, 3).map(placeOf);
  const current = outcomes.filter(({ report }) => doubtOf(report.binding, report.path) === null);
  const [first] = outcomes;
  if (current.length === 0 && first !== undefined) {
    const doubt = doubtOf(first.report.binding, first.report.path);
    return {
      ...unproven(
        doubt?.reason ?? "stale",
        `${first.report.path} shows ${shown(first.counts, kind)}, and ${doubt?.because ?? "it is of another state"}.`,
        ...places,
      ),
      ...(doubt === null ? {} : { next: doubt.next }),
    };
  }
  const own = current.slice(0, 3).map(placeOf);
  const [one] = current;
  if (one !== undefined && current.every(({ is }) => is === "meets"))
    return {
      ...holds(`“${said}” is met: ${one.report.path} shows ${shown(one.counts, kind)}.`, ...own),
      rung: "measured",
    };
  const missed = current.find(({ is }) => is === "misses");
  if (missed !== undefined && current.every(({ is }) => is === "misses"))
    return {
      ...broken(`“${said}” is missed: ${missed.report.path} shows ${shown(missed.counts, kind)}.`, ...own),
      next: "Write the tests that lack, or agree on another target in the design.",
    };
  const open = current.find(({ is }) => is === "open") ?? one;
  if (current.length > 1) {
    return {
      ...unproven("ambiguous", `“${said}” is met by some of ${current.length} reports and not by others.`, ...own),
      next: "Name in the design what it is about, and behind each report what it covers.",
    };
  }
  return {
    ...unproven(
      "inconclusive",
      `“${said}” is not decided: ${open?.report.path ?? "the report"} shows ${open === undefined ? "nothing" : shown(open.counts, kind)}.`,
      ...own,
    ),
    next: "Say in the design whether lines or branches are meant.",
  };
}

/** Of the kind that is meant; where none is named, of all kinds that the report has. */
function hold(counts: CoverageCounts, kind: CoverageKind | null, bound: Bound): "meets" | "misses" | "open" {
  const all = kind === null ? Object.values(counts) : [counts[kind]];
  const known = all.filter((each) => each !== undefined && each.total > 0);
  if (known.length === 0 || known.length < all.length - Object.values(counts).filter(({ total }) => total === 0).length)
    return "open";
  const good = known.map((each) => {
    const share = ((each?.covered ?? 0) / (each?.total ?? 1)) * 100;
    return bound.op === ">" ? share > bound.value : share >= bound.value - 1e-9;
  });
  return good.every(Boolean) ? "meets" : good.some(Boolean) ? "open" : "misses";
}

/** The sum over the files below these folders; null when there is none. */
function belowOf({ files }: CoverageReport, prefixes: readonly string[]): CoverageCounts | null {
  const own = files.filter(({ path }) =>
    prefixes.some((prefix) => `/${path}`.includes(`/${prefix}/`) || path.endsWith(`/${prefix}`) || path === prefix),
  );
  if (own.length === 0) return null;
  const sum: Partial<Record<CoverageKind, { covered: number; total: number }>> = {};
  for (const { counts } of own) {
    for (const kind of ["lines", "branches", "functions", "statements"] as const) {
      const count = counts[kind];
      if (count === undefined) continue;
      const known = (sum[kind] ??= { covered: 0, total: 0 });
      known.covered += count.covered;
      known.total += count.total;
    }
  }
  return sum;
}

function isNamed({ name, path }: CoverageReport, words: readonly string[]): boolean {
  const known = new Set(wordsOf(`${name ?? ""} ${path.slice(0, Math.max(0, path.lastIndexOf("/")))}`));
  return words.every((word) => known.has(word));
}

function placeOf({ report, counts }: Weighed): EvidencePlace {
  return { source: `coverage: ${report.producer}`, at: report.path, detail: shown(counts, null) };
}

/** "81.2 % of lines, 70 % of branches". */
function shown(counts: CoverageCounts, kind: CoverageKind | null): string {
  const parts = Object.entries(counts)
    .filter(([name, { total }]) => total > 0 && (kind === null || name === kind))
    .map(([name, { covered, total }]) => `${figures((covered / total) * 100)} % of ${name}`);
  return parts.length === 0 ? `nothing of ${kind ?? "it"}` : parts.join(", ");
}
