import type { DocumentReport, FindingReport, VerifiedDocument } from "./report.ts";

/**
 * Verdicts as findings, for formats and pages that know findings only: a claim that is broken is an error, one of which nobody
 * could tell is information. What holds is no finding.
 */
export function verdictFindings({ claims, verdicts }: VerifiedDocument): readonly FindingReport[] {
  const places = new Map(claims.map((claim) => [claim.id, claim]));
  return verdicts.flatMap((verdict): readonly FindingReport[] => {
    const claim = places.get(verdict.claim);
    if (claim === undefined || verdict.outcome === "holds" || verdict.outcome === "waived") return [];
    const { line, column, endLine, endColumn } = claim;
    const { because, next, fingerprint, fix, outcome } = verdict;
    return [
      {
        rule: outcome === "broken" ? "claim-broken" : "claim-unproven",
        severity: outcome === "broken" ? "error" : "info",
        message: next === undefined ? because : `${because} ${next}`,
        line,
        column,
        endLine,
        endColumn,
        fingerprint,
        ...(fix === undefined ? {} : { fix }),
      },
    ];
  });
}

/** A document with its verdicts among its findings, in reading order. */
export function withVerdicts(document: DocumentReport, verified: VerifiedDocument | undefined): DocumentReport {
  if (verified === undefined) return document;
  const findings = [...document.findings, ...verdictFindings(verified)].toSorted(
    (a, b) => a.line - b.line || a.column - b.column,
  );
  return { ...document, findings };
}
