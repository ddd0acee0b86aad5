import type { Leaf } from "../claims/claim.ts";
import type { AnyClaim, ClaimOf } from "../claims/kinds.ts";
import type { Field } from "../outline/fields.ts";
import type { Outline } from "../outline/outline.ts";
import type { Section } from "../outline/sections.ts";
import type { Zone } from "../outline/zones.ts";
import type { FieldSpec, Kind, PromptSpec, SectionSpec } from "../template/kind.ts";

/** The five stored words of the lifecycle; everything else is computed. */
export type Status = "draft" | "in-review" | "approved" | "superseded" | "closed";

/**
 * By what a section was recognised: its title as it stands (`title`), its number and a word of its title, one subject of a
 * joined title ("Risks" for "Risks & Open Questions"), its function, a title that differs by a slip of the pen (`near`), a
 * name with a number ("Option B" for "Option A"), or a label inside another section.
 */
export type MatchedBy = "title" | "number" | "part" | "function" | "near" | "stem" | "label";

/** One section of the template and where the document has it. */
export interface SectionMatch {
  readonly spec: SectionSpec;
  /** The section of the template that holds it. */
  readonly parent: SectionSpec | null;
  readonly by: MatchedBy | null;
  /** The sections, none when the document has none; several when it stands twice, or is parted in two. */
  readonly sections: readonly Section[];
  /** A label inside another section that serves for it. */
  readonly zones: readonly Zone[];
  readonly prompts: readonly PromptMatch[];
}

/** One prompt of the template and the stretches of the document that answer it, found by function or by name. */
export interface PromptMatch {
  readonly spec: PromptSpec;
  readonly zones: readonly Zone[];
}

/** One field of the template and where the document has it; null when it does not. */
export interface FieldMatch {
  readonly spec: FieldSpec;
  readonly field: Field | null;
  /** Whether it stands in the file of metadata beside the document. */
  readonly isBeside: boolean;
}

/** A Markdown file read as its kind. Each part is worked out when somebody first asks for it. */
export interface Document {
  readonly outline: Outline;
  readonly kind: Kind | null;
  /** Every section of the kind, depth first, in the template's order; empty without a kind. */
  readonly matches: readonly SectionMatch[];
  /** Every field of the kind, in the template's order; empty without a kind. */
  readonly fieldMatches: readonly FieldMatch[];
  /** The file of metadata beside the document (`kep.yaml`), when there is one. */
  readonly metadata: Metadata | null;
  readonly leaves: readonly Leaf[];
  /** All claims, in reading order. */
  readonly claims: readonly AnyClaim[];
  /** The claims of one kind, in reading order; the others need not be recognised for it. */
  claimsOf<Name extends AnyClaim["kind"]>(kind: Name): readonly ClaimOf<Name>[];
  readonly title: string | null;
  /** Null when the document states none, or a word that is none of the five and no synonym of them. */
  readonly status: Status | null;
}

/** A file of metadata read as if it were front matter: add `lineShift` to its lines to have those of the file. */
export interface Metadata {
  readonly outline: Outline;
  readonly lineShift: number;
}

/** The documents of one feature. */
export interface Design {
  /** Folder or file name without date and extension: "a2a", "payments-retry". */
  readonly id: string;
  readonly layout: string;
  /** Folder of the design, or the file itself. */
  readonly path: string;
  readonly documents: readonly Document[];
}
