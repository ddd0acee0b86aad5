/** What Lintel derives from a template. Nobody writes one of these by hand: `deriveKind` reads them off a Markdown file. */
import type { CanonicalId } from "../outline/canonical.ts";
import type { Span } from "../text/source.ts";

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
  /** `YYYYMMDD`, or zeros for digits: `#0000`. */
  | { readonly is: "id"; readonly pattern: string }
  /** `open` when the template says that there are more ("…"). */
  | { readonly is: "choice"; readonly of: readonly string[]; readonly open: boolean }
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
  /** The value that the template proposes and that may stay (`@eng-lead, @security-team`); null when it proposes none. */
  readonly proposed: string | null;
  /** What the template says about it, shown as help. */
  readonly guidance: string;
  /** Where it stands: in the document itself or in the file of metadata beside it (`kep.yaml`). */
  readonly from: "document" | "metadata";
  /** 1-based line in the template, or in the file of metadata. */
  readonly line: number;
}

/**
 * How the template asks: by a label before a colon (`- Drivers: <…>`), by a bullet that names a subject (`- Caching strategy`),
 * by a question, or by a form field that stays in the document (`- Feature gate name:`).
 */
export type PromptForm = "label" | "subject" | "question" | "form";

/** A labelled thing that a section asks for: `- Drivers: <…>`, `**Load Testing:** …`; a document may turn it into a heading. */
export interface PromptSpec {
  readonly label: string;
  readonly folded: string;
  readonly form: PromptForm;
  readonly canonical: CanonicalId | null;
  /** Names under which a document may answer, folded: the label itself, then the single subjects of a joined one. */
  readonly parts: readonly string[];
  /** What must be answered, each by any of its names: "retries" and "back-pressure", but "tables" or "collections". */
  readonly subjects: readonly (readonly string[])[];
  readonly required: Requirement;
  /** The template's words about it, shown as help. */
  readonly guidance: string;
  /** 1-based line in the template. */
  readonly line: number;
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
  /** Whether the template leaves something to write directly under this heading, and not only under its sub-headings. */
  readonly asks: boolean;
  /** Teams whose review the section asks for, from an annotation. */
  readonly reviewers: readonly string[];
  /** Bookkeeping (history, checklists): no claims, and its text does not count for approvals. */
  readonly bookkeeping: boolean;
  /** The template's text under this heading is meant to stay as it is, from an annotation. */
  readonly fixed: boolean;
}

/** Something of the template that a finished document no longer holds. */
export interface Residue {
  /** Folded text by which it is recognised. */
  readonly folded: string;
  /** `quote` is an instruction that the template gives as a quotation. */
  readonly form: "instruction" | "quote" | "placeholder" | "comment" | "image" | "example" | "checkbox";
  /** A whole paragraph, item, cell, comment or code block; one sentence of a longer one; a placeholder inside other text. */
  readonly scope: "whole" | "sentence" | "token";
  /** 1-based line in the template. */
  readonly line: number;
}

export interface TemplateIdentity {
  /** Path in the repository, or `built-in:tdr`. */
  readonly path: string;
  readonly digest: string | null;
  /** Commit of the version that is judged by, when it is not the newest. */
  readonly revision: string | null;
  /** What the template calls this version of itself (`<!-- lintel: version 3 -->`); null when it does not. */
  readonly version: string | null;
}

/** Something wrong with the template itself; the place is in the template. */
export interface TemplateProblem extends Span {
  readonly message: string;
}

export interface Kind {
  /** `tdr`, `spec`, `kep`, … */
  readonly name: string;
  readonly title: string;
  /** How titles of such documents begin, folded ("technical design review", "tdr"). */
  readonly titleLabels: readonly string[];
  readonly template: TemplateIdentity;
  readonly fields: readonly FieldSpec[];
  /** Top-level sections in order. */
  readonly sections: readonly SectionSpec[];
  readonly residue: readonly Residue[];
  /** Text of the template that stays (approval gate, form labels, checkbox texts), folded: no residue, and no answer either. */
  readonly fixed: readonly string[];
  readonly problems: readonly TemplateProblem[];
}
