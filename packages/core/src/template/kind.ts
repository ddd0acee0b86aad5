/** What Lintel derives from a template. Nobody writes one of these by hand: `deriveKind` reads them off a Markdown file. */
import type { CanonicalId } from "../outline/canonical.ts";

/**
 * When something must be there: always, never (it may), or from a lifecycle state on ("must be completed when targeting beta",
 * `<!-- lintel: required at approved -->`). States are compared with the document's own status or stage, folded.
 */
export type Requirement =
  | { readonly when: "always" }
  | { readonly when: "optional" }
  | { readonly when: "at"; readonly states: readonly string[] };

/** The type of a field's value, as the template shows it. */
export type FieldType =
  | { readonly is: "text" }
  | { readonly is: "date" }
  | { readonly is: "id"; readonly pattern: string }
  | { readonly is: "choice"; readonly of: readonly string[] }
  | { readonly is: "handles" }
  | { readonly is: "links" };

export interface FieldSpec {
  /** Normalised key (`author`, `specId`, `other:Feature gate`). */
  readonly key: string;
  readonly label: string;
  readonly type: FieldType;
  readonly required: Requirement;
  /** The template's own value, when it is one to be replaced (`YYYY-MM-DD`, `<agent>`); null when it is meant to stay. */
  readonly placeholder: string | null;
}

/** A labelled thing that a section asks for: `- Drivers: <…>`, `**Load Testing:** …`; a document may turn it into a heading. */
export interface PromptSpec {
  readonly label: string;
  readonly folded: string;
  readonly canonical: CanonicalId | null;
  readonly required: Requirement;
  /** The template's words about it, shown as help. */
  readonly guidance: string;
}

export interface SectionSpec {
  /** Readable and unique in its kind: the slug of the title, with the parent's in front where two are the same. */
  readonly id: string;
  readonly title: string;
  /** The title as titles are compared. */
  readonly folded: string;
  readonly number: string | null;
  readonly level: number;
  readonly canonical: CanonicalId | null;
  readonly required: Requirement;
  /** 1-based line in the template. */
  readonly line: number;
  /** The template's instructions for this section as plain text, shown as help. */
  readonly guidance: string;
  readonly prompts: readonly PromptSpec[];
  readonly children: readonly SectionSpec[];
  /** A heading that stands for several ("Option A", "Risk 1", "User Story 1"): its name is free, its number is. */
  readonly repeats: boolean;
  /** Teams whose review the section asks for, from an annotation. */
  readonly reviewers: readonly string[];
  /** Bookkeeping (history, checklists): no claims, and its text does not count for approvals. */
  readonly bookkeeping: boolean;
}

/** A sentence, list item or placeholder of the template that a finished document no longer holds. */
export interface Residue {
  /** Folded text by which it is recognised. */
  readonly folded: string;
  readonly form: "instruction" | "placeholder" | "comment" | "image";
  /** 1-based line in the template. */
  readonly line: number;
}

export interface TemplateIdentity {
  /** Path in the repository, or `built-in:tdr`. */
  readonly path: string;
  readonly digest: string | null;
  /** Commit of the version that is judged by, when it is not the newest. */
  readonly revision: string | null;
}

export interface Kind {
  /** `tdr`, `spec`, `kep`, … */
  readonly name: string;
  readonly title: string;
  readonly template: TemplateIdentity;
  readonly fields: readonly FieldSpec[];
  /** Top-level sections in order. */
  readonly sections: readonly SectionSpec[];
  readonly residue: readonly Residue[];
}
