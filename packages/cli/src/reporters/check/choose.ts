import type { DocumentReport, FindingReport } from "../../analysis/report.ts";
import { RANK } from "../words.ts";

/** So many findings of one rule are shown in a document before the others are folded, where there is a limit at all. */
const MOST_OF_A_RULE = 3;

/** With no more findings than this, each has its line of source. */
const FEW = 10;

/** In how many documents several findings have their line of source; with more documents it is one in each. */
const FEW_DOCUMENTS = 8;

/** In so many documents lines of source are shown: reading all of a large repository once more would cost too much. */
const MOST_WITH_SOURCE = 40;

/** What of a document is shown. */
export interface Shown {
  readonly document: DocumentReport;
  /** In reading order. */
  readonly findings: readonly FindingReport[];
  /** Those of them that are shown with their line, and with what the template says. */
  readonly framed: ReadonlySet<FindingReport>;
  /** The others, in reading order. */
  readonly hidden: readonly FindingReport[];
}

/**
 * Chooses what a person gets to see: at most `limit` findings (0 for all), the worst of all documents first, and not one rule
 * over and over. Documents without findings are left out, and so are those of which nothing is shown.
 */
export function choose(documents: readonly DocumentReport[], limit: number): readonly Shown[] {
  const affected = documents.filter(({ findings }) => findings.length > 0);
  const chosen = limit === 0 ? null : withinLimit(affected, limit);
  const parts = affected.flatMap((document) => {
    const findings = chosen === null ? document.findings : document.findings.filter((finding) => chosen.has(finding));
    return findings.length === 0 ? [] : [{ document, findings }];
  });
  const total = parts.reduce((sum, { findings }) => sum + findings.length, 0);
  const most = total <= FEW ? FEW : parts.length <= FEW_DOCUMENTS ? 3 : 1;
  return parts.map(({ document, findings }, i) => ({
    document,
    findings,
    framed: framed(findings, i < MOST_WITH_SOURCE ? most : 0),
    hidden: chosen === null ? [] : document.findings.filter((finding) => !chosen.has(finding)),
  }));
}

function withinLimit(documents: readonly DocumentReport[], limit: number): ReadonlySet<FindingReport> {
  const candidates = documents.flatMap(({ findings }) => unfolded(findings));
  return new Set(candidates.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]).slice(0, limit));
}

/** The first few of each rule. Folding a single one away would save nothing: it stays. */
function unfolded(findings: readonly FindingReport[]): readonly FindingReport[] {
  const totals = new Map<string, number>();
  for (const { rule } of findings) totals.set(rule, (totals.get(rule) ?? 0) + 1);
  const seen = new Map<string, number>();
  return findings.filter(({ rule }) => {
    const before = seen.get(rule) ?? 0;
    seen.set(rule, before + 1);
    return before < MOST_OF_A_RULE || totals.get(rule) === MOST_OF_A_RULE + 1;
  });
}

/**
 * The worst `most` of some findings, and no rule twice before each of them had its turn. Of equals those come first whose line
 * says more than their message: a place within a line, a second place, a fix.
 */
function framed(findings: readonly FindingReport[], most: number): ReadonlySet<FindingReport> {
  const weight = ({ severity, column, related, fix }: FindingReport): number =>
    2 * RANK[severity] + (column > 1 || related !== undefined || fix !== undefined ? 0 : 1);
  const rules = new Set<string>();
  const first: FindingReport[] = [];
  const again: FindingReport[] = [];
  for (const finding of findings.toSorted((a, b) => weight(a) - weight(b))) {
    (rules.has(finding.rule) ? again : first).push(finding);
    rules.add(finding.rule);
  }
  return new Set([...first, ...again].slice(0, most));
}
