import {
  isPlaceholder,
  placerOf,
  type Design,
  type Document,
  type Field,
  type Finding,
  type Place,
  type Span,
  type Verdict,
} from "@lintel/core";
import type {
  ClaimReport,
  DocumentReport,
  FieldReport,
  FindingReport,
  FixReport,
  RelatedReport,
  VerdictReport,
} from "./report.ts";

/** How much of a document a report holds. */
export interface Detail {
  readonly findings: boolean;
  /** Fields, sections and claims. */
  readonly content: boolean;
  /** The digest of its bytes. */
  readonly digest: boolean;
}

/** A document as plain data, every offset turned into lines and columns. `kind` is its name, also without a template. */
export function reportOf(
  document: Document,
  design: Design | null,
  kind: string | null,
  findings: readonly Finding[],
  detail: Detail,
): DocumentReport {
  const { source } = document.outline;
  const place = placer(document);
  return {
    path: source.path,
    kind,
    design: design?.id ?? null,
    digest: detail.digest ? (source.digest ?? "") : "",
    title: document.title,
    status: document.status,
    fields: detail.content ? fieldsOf(document) : {},
    sections: detail.content ? document.outline.sections.map(sectionReport) : [],
    claims: detail.content
      ? document.claims.map((claim): ClaimReport => ({
          id: claim.id,
          kind: claim.kind,
          ...place(claim),
          text: claim.text,
          section: claim.section,
          value: claim.value,
        }))
      : [],
    findings: findings.map((finding) => findingReport(finding, document, place)),
  };
}

function sectionReport(section: Document["outline"]["sections"][number]): DocumentReport["sections"][number] {
  const { line, level, number, title, canonical } = section;
  return { line, level, number, title, canonical };
}

type Placer = (span: Span) => Place;

function placer(document: Document): Placer {
  const { text, lineStarts } = document.outline.tree;
  return placerOf(text, lineStarts);
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

/** A verdict as plain data. Its fingerprint stands for the claim, and stays when lines move. */
export function placeVerdict(verdict: Verdict, document: Document): VerdictReport {
  const { fix, ...rest } = verdict;
  const fingerprint = `${document.outline.source.path}#${verdict.claim}`;
  return { ...rest, fingerprint, ...(fix === undefined ? {} : { fix: fixReport(fix, placer(document)) }) };
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
  const fields = new Map<string, FieldReport>();
  const add = (field: Field, lineShift: number, beside: { readonly path?: string }): void => {
    if (fields.has(field.key)) return;
    const value = valueOf(field, document);
    const placeholder = isUnfilled(field, document);
    fields.set(field.key, { raw: field.raw, value, line: field.line + lineShift, placeholder, ...beside });
  };
  for (const field of document.outline.fields) add(field, 0, {});
  const { metadata } = document;
  if (metadata !== null) {
    const { outline, lineShift } = metadata;
    for (const field of outline.fields) add(field, lineShift, { path: outline.source.path });
  }
  return Object.fromEntries(fields);
}

const PEOPLE: ReadonlySet<string> = new Set(["reviewers", "approvers", "owners"]);

/** The value as a machine wants it: a list where the author wrote one, the stored word of the status. */
function valueOf(field: Field, document: Document): unknown {
  if (field.raw === "" && field.items.length > 0) return field.items.map(({ raw }) => raw);
  if (field.raw === "") return null;
  if (field.key === "status") return document.status ?? field.raw;
  if (PEOPLE.has(field.key)) {
    return field.raw
      .split(/[,;]/)
      .map((part) => part.trim())
      .filter((part) => part !== "");
  }
  return field.raw;
}

function isUnfilled(field: Field, document: Document): boolean {
  const spec = document.kind?.fields.find(({ key }) => key === field.key);
  const placeholder = spec?.placeholder ?? null;
  return (placeholder !== null && placeholder === field.raw) || isPlaceholder(field.raw);
}
