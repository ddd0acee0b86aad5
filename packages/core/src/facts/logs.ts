/** Samples of what the system logs, and what in them should not be there. */

/** What of a person, or of their access, was found in a line. */
export type PersonalKind = "email address" | "card number" | "bank account" | "token" | "phone number";

export interface PersonalFind {
  readonly kind: PersonalKind;
  /** Name of the field that held it; null in running text. */
  readonly field: string | null;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

export interface LogFacts {
  /** In the order of the lines; at most a few of each kind and field. */
  readonly finds: readonly PersonalFind[];
  /** How many lines were looked at. */
  readonly lines: number;
}
