import type { AnyClaim } from "../claims/kinds.ts";
import type { Design, Document } from "../document/document.ts";
import type { Facts, Topic } from "../facts/facts.ts";
import type { Stage } from "./stage.ts";
import type { Opinion } from "./verdict.ts";

export type ClaimName = AnyClaim["kind"];
export type ClaimOf<Name extends ClaimName> = Extract<AnyClaim, { readonly kind: Name }>;

/** What a judge may look at. */
export interface JudgeContext {
  readonly document: Document;
  /** Null for a lone text. */
  readonly design: Design | null;
  readonly facts: Facts;
  /** Whether what the design promises is still to come or has been delivered. */
  readonly stage: Stage;
}

/**
 * How claims of one kind are held against evidence: one file each. `judge` is a method, so that judges of different kinds fit
 * into one list.
 */
export interface Judge<Name extends ClaimName = ClaimName> {
  readonly kind: Name;
  readonly documentation: {
    /** One sentence each, for people who read the reference. */
    readonly holds: string;
    readonly broken: string;
    readonly unproven: string;
  };
  /** Topics of which one at least must be known; without them every claim is unproven, and says what to provide. */
  readonly needs: readonly Topic[];
  /** Null for a claim of which there is nothing to judge. */
  judge(claim: ClaimOf<Name>, context: JudgeContext): Opinion | null;
}

/** Declares a judge; the identity function, there for its types. */
export function defineJudge<const Name extends ClaimName>(judge: Judge<Name>): Judge<Name> {
  return judge;
}
