import { placeOf, type Design, type Document, type Finding, type Place, type Span } from "@lintel/core";
import type { ClaimReport, DocumentReport, FieldReport, FindingReport, FixReport, RelatedReport } from "./report.ts";

/** A checked document as plain data, every offset turned into lines and columns. */
export function reportOf(document: Document, design: Design | null, findings: readonly Finding[]): DocumentReport {
  const { source } = document.outline;
  const place = placer(document);
  return {
    path: source.path,
    kind: document.kind?.name ?? null,
    design: design?.id ?? null,
    digest: source.digest ?? "",
    title: document.title,
    status: document.status,
    fields: fieldsOf(document),
    sections: document.outline.sections.map(({ line, level, number, title, canonical }) => ({
      line,
      level,
      number,
      title,
      canonical,
    })),
    claims: document.claims.map((claim): ClaimReport => ({
      id: claim.id,
      kind: claim.kind,
      ...place(claim),
      text: claim.text,
      section: claim.section,
      value: claim.value,
    })),
    findings: findings.map((finding) => findingReport(finding, document, place)),
  };
}

type Placer = (span: Span) => Place;

function placer(document: Document): Placer {
  const { text, lineStarts } = document.outline.tree;
  return (span) => placeOf(text, lineStarts, span);
}

function findingReport(finding: Finding, document: Document, place: Placer): FindingReport {
  const { rule, severity, message, fingerprint, fix, related } = finding;
  const guidance = guidanceAt(document, finding.start);
  return {
    rule,
    severity,
    message,
    ...place(finding),
    fingerprint,
    ...(fix === undefined ? {} : { fix: fixReport(fix, place) }),
    ...(related === undefined ? {} : { related: related.map((other) => relatedReport(other, document, place)) }),
    ...(guidance === null ? {} : { guidance }),
  };
}

function fixReport(fix: NonNullable<Finding["fix"]>, place: Placer): FixReport {
  return { title: fix.title, edits: fix.edits.map((edit) => ({ ...place(edit), text: edit.text })) };
}

function relatedReport(
  related: NonNullable<Finding["related"]>[number],
  document: Document,
  place: Placer,
): RelatedReport {
  const { message, path, line } = related;
  if (path === undefined) return { message, path: document.outline.source.path, ...place(related) };
  const at = line ?? 1;
  return { message, path, line: at, column: 1, endLine: at, endColumn: 1 };
}

/** What the template says about the section in which an offset stands. */
function guidanceAt(document: Document, offset: number): string | null {
  let guidance: string | null = null;
  let nearest = -1;
  for (const { spec, sections } of document.matches) {
    for (const section of sections) {
      if (section.start > offset || section.end < offset || section.start < nearest) continue;
      nearest = section.start;
      guidance = spec.guidance === "" ? null : spec.guidance;
    }
  }
  return guidance;
}

function fieldsOf(document: Document): Readonly<Record<string, FieldReport>> {
  const fields: Record<string, FieldReport> = {};
  for (const field of document.outline.fields) {
    if (Object.hasOwn(fields, field.key)) continue;
    const value = field.items.length > 0 && field.raw === "" ? field.items.map(({ raw }) => raw) : field.raw;
    const placeholder = document.kind?.fields.some(
      ({ key, placeholder: left }) => key === field.key && left !== null && left === field.raw,
    );
    fields[field.key] = { raw: field.raw, value, line: field.line, placeholder: placeholder ?? false };
  }
  return fields;
}
