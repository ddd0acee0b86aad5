import type { Leaf } from "../claims/claim.ts";
import type { AnyClaim } from "../claims/kinds.ts";
import type { Outline } from "../outline/outline.ts";
import type { Section } from "../outline/sections.ts";
import type { Zone } from "../outline/zones.ts";
import type { Kind, PromptSpec, SectionSpec } from "../template/kind.ts";

/** The five stored words of the lifecycle; everything else is computed. */
export type Status = "draft" | "in-review" | "approved" | "superseded" | "closed";

/** One section of the template and where the document has it. */
export interface SectionMatch {
  readonly spec: SectionSpec;
  /** The section itself, or null when the document has none; several when it stands twice. */
  readonly sections: readonly Section[];
  /** A label inside another section that serves for it. */
  readonly zones: readonly Zone[];
  readonly prompts: readonly { readonly spec: PromptSpec; readonly zones: readonly Zone[] }[];
}

/** A Markdown file read as its kind. */
export interface Document {
  readonly outline: Outline;
  readonly kind: Kind | null;
  /** Every section of the kind, depth first, in the template's order; empty without a kind. */
  readonly matches: readonly SectionMatch[];
  readonly leaves: readonly Leaf[];
  readonly claims: readonly AnyClaim[];
  readonly title: string | null;
  /** Null when the document states none, or a word that is none of the five and no synonym of them. */
  readonly status: Status | null;
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
