import type { Leaf } from "../claims/claim.ts";
import type { AnyClaim, ClaimOf } from "../claims/kinds.ts";
import { leavesOf } from "../claims/leaves.ts";
import { recogniseClaims, recogniseKindOfClaim } from "../claims/recognise.ts";
import { readOutline, type Outline } from "../outline/outline.ts";
import type { Kind } from "../template/kind.ts";
import { metadataShift, readMetadata } from "../template/metadata.ts";
import type { Source } from "../text/source.ts";
import type { Document, FieldMatch, Metadata, SectionMatch, Status } from "./document.ts";
import { matchFields } from "./match-fields.ts";
import { matchSections } from "./match.ts";
import { statusOf } from "./status.ts";

/** What a document is read as: a kind, none, or a way to tell when it is asked for (a template costs time to derive). */
export type ReadAs = Kind | null | ((outline: Outline) => Kind | null);

/**
 * Reads a Markdown text as its kind: sections held against the template, fields, claims. Pure; linear in the length.
 * `beside` is the file of metadata that belongs to the document (`kep.yaml`), where there is one.
 *
 * @example readDocument({ path: "docs/design.md", text }, null).claims
 */
export function readDocument(source: Source, kind: ReadAs, beside: Source | null = null): Document {
  return new LazyDocument(source, kind, beside);
}

/**
 * A document of which each part is worked out when somebody first asks, and kept. Whoever checks one document of a design asks
 * little of the others, and no rule asks for all kinds of claims.
 */
class LazyDocument implements Document {
  readonly outline: Outline;
  readonly metadata: Metadata | null;
  readonly title: string | null;
  readonly status: Status | null;
  readonly #readAs: ReadAs;
  #kind: Kind | null | undefined;
  #matches: readonly SectionMatch[] | undefined;
  #fieldMatches: readonly FieldMatch[] | undefined;
  #leaves: readonly Leaf[] | undefined;
  #claims: readonly AnyClaim[] | undefined;
  readonly #claimsByKind = new Map<AnyClaim["kind"], readonly AnyClaim[]>();

  constructor(source: Source, readAs: ReadAs, beside: Source | null) {
    this.#readAs = readAs;
    this.outline = readOutline(source);
    this.metadata = beside === null ? null : { outline: readMetadata(beside), lineShift: metadataShift(beside) };
    const find = (key: string): string | undefined =>
      (
        this.outline.fields.find((field) => field.key === key) ??
        this.metadata?.outline.fields.find((field) => field.key === key)
      )?.raw;
    this.title = find("title") ?? null;
    const status = find("status");
    this.status = status === undefined ? null : statusOf(status);
  }

  get kind(): Kind | null {
    if (this.#kind === undefined) {
      this.#kind = typeof this.#readAs === "function" ? this.#readAs(this.outline) : this.#readAs;
    }
    return this.#kind;
  }

  get matches(): readonly SectionMatch[] {
    this.#matches ??= this.kind === null ? [] : matchSections(this.outline, this.kind);
    return this.#matches;
  }

  get fieldMatches(): readonly FieldMatch[] {
    this.#fieldMatches ??=
      this.kind === null ? [] : matchFields(this.outline, this.metadata?.outline ?? null, this.kind);
    return this.#fieldMatches;
  }

  get leaves(): readonly Leaf[] {
    this.#leaves ??= leavesOf(this.outline);
    return this.#leaves;
  }

  get tree(): Outline["tree"] {
    return this.outline.tree;
  }

  get claims(): readonly AnyClaim[] {
    this.#claims ??= recogniseClaims(this, this.leaves);
    return this.#claims;
  }

  claimsOf<Name extends AnyClaim["kind"]>(kind: Name): readonly ClaimOf<Name>[] {
    let found = this.#claimsByKind.get(kind);
    if (found === undefined) {
      found = this.#claims?.filter((claim) => claim.kind === kind) ?? recogniseKindOfClaim(kind, this, this.leaves);
      this.#claimsByKind.set(kind, found);
    }
    return found as readonly ClaimOf<Name>[];
  }
}
