/** What a run found, in the shape that every reporter reads and JSON shows: plain data, places in lines and columns. */
import type { Place, Severity, Status, Verdict } from "@lintel/core";

export interface EditReport extends Place {
  readonly text: string;
}

export interface FixReport {
  readonly title: string;
  readonly edits: readonly EditReport[];
}

export interface RelatedReport extends Place {
  readonly message: string;
  readonly path: string;
}

export interface FindingReport extends Place {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** The same when lines move. */
  readonly fingerprint: string;
  readonly fix?: FixReport;
  readonly related?: readonly RelatedReport[];
  /** What the template says about the section. Shown to people; not part of the JSON. */
  readonly guidance?: string;
}

export interface FieldReport {
  readonly raw: string;
  readonly value: unknown;
  readonly line: number;
  readonly placeholder: boolean;
  /** The file of metadata that it stands in, when it is not the document itself. */
  readonly path?: string;
}

export interface SectionReport {
  readonly line: number;
  readonly level: number;
  readonly number: string | null;
  readonly title: string;
  readonly canonical: string | null;
}

/** A claim held against evidence. */
export interface VerdictReport extends Omit<Verdict, "fix"> {
  readonly fingerprint: string;
  readonly fix?: FixReport;
}

export interface ClaimReport extends Place {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly section: string | null;
  readonly value: unknown;
}

/** One document, read and checked. */
export interface DocumentReport {
  readonly path: string;
  readonly kind: string | null;
  /** ID of the design that it belongs to; null for a lone text. */
  readonly design: string | null;
  readonly digest: string;
  readonly title: string | null;
  readonly status: Status | null;
  readonly fields: Readonly<Record<string, FieldReport>>;
  readonly sections: readonly SectionReport[];
  readonly claims: readonly ClaimReport[];
  readonly findings: readonly FindingReport[];
}

/** A document and what became of its claims. */
export interface VerifiedDocument extends DocumentReport {
  /** In the order of the claims; claims of kinds that no evidence can prove have none. */
  readonly verdicts: readonly VerdictReport[];
  /** What is wise to change although no claim is broken by it. */
  readonly advice: readonly AdviceReport[];
}

/** Advice with its place: a line of the document, or of another file. */
export interface AdviceReport {
  readonly rule: string;
  readonly message: string;
  readonly next: string;
  /** "tdr.md:12:1", "db/migrations/0003_index.sql:4". */
  readonly at: string;
  /** 1-based line in the document; null when it stands in another file. */
  readonly line: number | null;
}

/** A file that was to be read and could not be. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

export interface Summary {
  readonly documents: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function summarise(documents: readonly DocumentReport[]): Summary {
  let errors = 0;
  let warnings = 0;
  let infos = 0;
  for (const { findings } of documents) {
    for (const { severity } of findings) {
      if (severity === "error") errors++;
      else if (severity === "warning") warnings++;
      else infos++;
    }
  }
  return { documents: documents.length, errors, warnings, infos };
}
