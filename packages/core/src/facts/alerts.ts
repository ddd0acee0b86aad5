/** Rules that notify somebody, service levels that are declared, and the language in which both are written. */

/** One metric that a query reads. */
export interface Selector {
  /** Null for a selector without a name: `{job="a"}`. */
  readonly metric: string | null;
  readonly matchers: readonly { readonly label: string; readonly op: string; readonly value: string }[];
  /** It stands inside of `absent(…)`: the query asks whether it is not there. */
  readonly isAbsent: boolean;
}

export interface Comparison {
  readonly op: ">" | ">=" | "<" | "<=" | "==" | "!=";
  readonly value: number;
}

/** A query of PromQL as it was read, or where it stops being one. */
export type Query =
  | {
      readonly ok: true;
      readonly selectors: readonly Selector[];
      /** Comparisons with a plain number. */
      readonly comparisons: readonly Comparison[];
      /** Seconds of the ranges over which it looks. */
      readonly ranges: readonly number[];
    }
  | { readonly ok: false; readonly at: number; readonly found: string };

export interface AlertRule {
  readonly name: string;
  readonly expression: string;
  readonly query: Query;
  /** Seconds for which it must be so; null when it fires at once, or when `for` is no duration. */
  readonly seconds: number | null;
  readonly severity: string | null;
  /** Summary and description. */
  readonly words: string;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** What is wrong with it: one sentence each. */
  readonly problems: readonly string[];
  /** Whether its file is one of the state that is judged. */
  readonly isCurrent: boolean;
}

export interface AlertFacts {
  readonly rules: readonly AlertRule[];
  /** Names of metrics that other rules record. */
  readonly recorded: ReadonlySet<string>;
  /** Files that were read. */
  readonly files: readonly string[];
  /** Reads a query of a document. */
  query(text: string): Query;
}

/** A service level as a file declares it. */
export interface DeclaredObjective {
  readonly name: string;
  readonly service: string | null;
  /** Names and descriptions, for comparing words. */
  readonly words: string;
  /** Share of good events: 0.999. */
  readonly target: number;
  /** As written: "28d". */
  readonly window: string | null;
  /** Milliseconds below which an event is good, where it is about time. */
  readonly milliseconds: number | null;
  readonly path: string;
  readonly line: number;
}

export interface SloFacts {
  readonly objectives: readonly DeclaredObjective[];
}
