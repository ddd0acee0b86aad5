import type { Block, Tree } from "../markdown/tree.ts";
import type { CanonicalId } from "../outline/canonical.ts";
import type { Outline } from "../outline/outline.ts";
import type { Zone } from "../outline/zones.ts";
import type { Kind } from "../template/kind.ts";

/** One checkable statement of a document. */
export interface Claim<Name extends string = string, Value = unknown> {
  /** `kind:key`, unique in its document; survives rewording of everything but the statement's own name. */
  readonly id: string;
  readonly kind: Name;
  /** Offsets of the author's text; one line. */
  readonly start: number;
  readonly end: number;
  /** The author's text, at most 120 characters. */
  readonly text: string;
  /** The function of the section in which it stands. */
  readonly section: CanonicalId | null;
  readonly value: Value;
}

/** What recognisers read: the outline, and what the template says where the document has one. */
export interface Reading {
  readonly tree: Tree;
  readonly outline: Outline;
  readonly kind: Kind | null;
}

/** What a recogniser hands in: the engine adds kind, ID and section. */
export interface Found<Value> {
  readonly start: number;
  readonly end: number;
  readonly value: Value;
  /** What the ID is made of, when it is not the text: an explicit "AC-3", a path, a name. */
  readonly key?: string | undefined;
  /** A candidate only, for `settle` to keep or to drop once the whole document has been read. */
  readonly doubtful?: true | undefined;
}

export type Emit<Value> = (found: Found<Value>) => void;

/** What a leaf holds, as bits: a recogniser of leaves names those without which it need not look. */
export const Mark = {
  Backtick: 1,
  Bracket: 2,
  Angle: 4,
  /** `://` or `www.` */
  Url: 8,
  Digit: 16,
  Slash: 32,
  Hash: 64,
  Underscore: 128,
  At: 256,
  /** A run of two or more capitals. */
  Capitals: 512,
  Question: 1024,
  /** A fenced or indented block. */
  Code: 2048,
} as const;

/** A paragraph, heading, table cell or fenced block, and where it stands. */
export interface Leaf {
  readonly block: Block;
  /** The innermost zone; null before the first heading. */
  readonly zone: Zone | null;
  /** Function of the innermost zone that has one. */
  readonly canonical: CanonicalId | null;
  readonly marks: number;
}

/** A statement in Markdown and the claims of this kind that it holds, in order. They run as tests and stand in the reference. */
export interface ClaimExample<Value> {
  readonly markdown: string;
  readonly claims: readonly { readonly line: number; readonly text: string; readonly value?: Partial<Value> }[];
}

/**
 * A kind of claim: how people write it, what it means, in how many words it is shown. One file each.
 * Functions are methods, so that kinds of different values fit into one list.
 */
export interface ClaimKind<Name extends string, Value> {
  readonly kind: Name;
  readonly title: string;
  readonly documentation: { readonly what: string; readonly counts: string; readonly not: string };
  readonly examples: readonly ClaimExample<Value>[];
  /** Called for every zone with one of these functions. */
  readonly zones?: {
    readonly of: readonly CanonicalId[];
    recognise(zone: Zone, reading: Reading, emit: Emit<Value>): void;
  };
  /** Called for every leaf that holds at least one of these marks. */
  readonly leaves?: { readonly marks: number; recognise(leaf: Leaf, reading: Reading, emit: Emit<Value>): void };
  /** Called once, for what is no matter of zones or leaves: fields, or sets over the whole document. */
  whole?(reading: Reading, emit: Emit<Value>): void;
  /**
   * Called once with everything of this kind that was found, in reading order, for kinds of which a document has one claim per
   * value: hands back those that stay.
   */
  settle?(found: readonly Found<Value>[], reading: Reading): readonly Found<Value>[];
  /** A few words for lists: "POST /v1/orders". */
  describe(value: Value, text: string): string;
}

/** Declares a kind of claim; the identity function, there for its types. */
export function defineClaim<const Name extends string, Value>(kind: ClaimKind<Name, Value>): ClaimKind<Name, Value> {
  return kind;
}
