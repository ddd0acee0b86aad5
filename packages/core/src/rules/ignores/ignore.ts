import type { Span } from "../../text/source.ts";

/** What follows `lintel-ignore` in a comment; without anything the comment is about its own line. */
export type IgnoreForm = "line" | "next" | "start" | "end" | "file";

/**
 * A comment that asks for silence: `<!-- lintel-ignore-next link-broken: the page comes with the next release -->`.
 * The place is that of the comment.
 */
export interface Ignore extends Span {
  /** Null for a comment that starts with `lintel-` and is none that Lintel knows. */
  readonly form: IgnoreForm | null;
  /** The word after `<!--`, as written. */
  readonly word: string;
  /** The rules that it names, as written. Empty for an end that ends all. */
  readonly rules: readonly IgnoredRule[];
  /** Why; empty when nobody said. */
  readonly reason: string;
  /** The stretch in which findings start that it silences; null when it silences nothing. */
  readonly covers: Span | null;
  /** False for a start without its end, and for an end without its start. */
  readonly paired: boolean;
}

export interface IgnoredRule extends Span {
  readonly name: string;
}

/** A comment after the other rules have run. */
export interface JudgedIgnore extends Ignore {
  readonly rules: readonly JudgedIgnoredRule[];
  /** False where the configuration forbids such comments: it silenced nothing. */
  readonly allowed: boolean;
}

export interface JudgedIgnoredRule extends IgnoredRule {
  /** `idle`: the rule is switched off, or could not run here. */
  readonly outcome: "silenced" | "unused" | "unknown" | "idle";
  /** The rule that an unknown name most likely means. */
  readonly guess: string | null;
}
