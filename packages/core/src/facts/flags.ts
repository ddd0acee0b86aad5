/** Feature flags: where they are defined, and where the code asks for them. */

/** One flag of a manifest. */
export interface FlagDefinition {
  readonly key: string;
  /** "flags.json:4": something to go to. */
  readonly at: string;
  /** What it gives when nothing else decides; null where that is no matter of on and off, or is not said. */
  readonly default: "on" | "off" | null;
  readonly isDisabled: boolean;
  readonly owner: string | null;
  /** `YYYY-MM-DD` from which on it should be gone; null when the manifest says none. */
  readonly expires: string | null;
}

/** One place at which code asks for a flag; comments and documents are none. */
export interface FlagReference {
  /** "src/orders.ts:12". */
  readonly at: string;
  /** Whether the file is one of tests. */
  readonly isTest: boolean;
  /** Whether the code can be seen never to run: behind `if (false)` or `#if 0`. */
  readonly isDead: boolean;
}

export interface FlagFacts {
  /** Manifests that were read; empty when there is none. */
  readonly manifests: readonly string[];
  readonly definitions: readonly FlagDefinition[];
  /** Places that name a flag, also in the spelling of another language (`newOrders`, `NEW_ORDERS` for `new-orders`). */
  references(key: string): readonly FlagReference[];
}
