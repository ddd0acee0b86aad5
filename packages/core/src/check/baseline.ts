/** A baseline: the findings that a repository had when it began, so that only new ones count. */
import type { Finding } from "../rules/finding.ts";

/** What of a finding tells it from others. */
export type Recognisable = Pick<Finding, "rule" | "fingerprint">;

/** Findings of one document. */
export interface CheckedDocument<F extends Recognisable = Finding> {
  readonly path: string;
  readonly findings: readonly F[];
}

/** Known findings that are equal in rule, path, section and text. */
export interface BaselineEntry {
  readonly path: string;
  readonly rule: string;
  readonly fingerprint: string;
  readonly count: number;
}

/** What is written to the baseline file. Entries are sorted, so that its history reads well. */
export interface Baseline {
  readonly schemaVersion: 1;
  readonly findings: readonly BaselineEntry[];
}

/** The baseline of what was found. */
export function makeBaseline(documents: readonly CheckedDocument<Recognisable>[]): Baseline {
  const entries = new Map<string, { path: string; rule: string; fingerprint: string; count: number }>();
  for (const { path, findings } of documents) {
    for (const { rule, fingerprint } of findings) {
      const known = entries.get(fingerprint);
      if (known === undefined) entries.set(fingerprint, { path, rule, fingerprint, count: 1 });
      else known.count++;
    }
  }
  return { schemaVersion: 1, findings: [...entries.values()].toSorted(byPlace) };
}

export interface BaselineOutcome<F extends Recognisable = Finding> {
  /** Every document with the findings that the baseline does not know. */
  readonly fresh: readonly CheckedDocument<F>[];
  /** Every document with the findings that it knows. */
  readonly known: readonly CheckedDocument<F>[];
  /** What it knows and nobody found any more; `count` says how many of them are gone. */
  readonly gone: readonly BaselineEntry[];
}

/**
 * Parts findings into new and known. Of equal findings the first so many are known as the baseline counts: a third copy of a
 * mistake that it has twice is new.
 */
export function applyBaseline<F extends Recognisable>(
  documents: readonly CheckedDocument<F>[],
  baseline: Baseline,
): BaselineOutcome<F> {
  const left = new Map(baseline.findings.map(({ fingerprint, count }) => [fingerprint, count]));
  const fresh: CheckedDocument<F>[] = [];
  const known: CheckedDocument<F>[] = [];
  for (const { path, findings } of documents) {
    const parted = { fresh: [] as F[], known: [] as F[] };
    for (const finding of findings) {
      const count = left.get(finding.fingerprint) ?? 0;
      if (count > 0) left.set(finding.fingerprint, count - 1);
      parted[count > 0 ? "known" : "fresh"].push(finding);
    }
    fresh.push({ path, findings: parted.fresh });
    known.push({ path, findings: parted.known });
  }
  const gone = baseline.findings.flatMap((entry) => {
    const count = left.get(entry.fingerprint) ?? 0;
    return count > 0 ? [{ ...entry, count }] : [];
  });
  return { fresh, known, gone };
}

function byPlace(a: BaselineEntry, b: BaselineEntry): number {
  return compare(a.path, b.path) || compare(a.rule, b.rule) || compare(a.fingerprint, b.fingerprint);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
