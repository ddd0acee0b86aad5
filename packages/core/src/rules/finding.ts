import type { Span } from "../text/source.ts";

export type Severity = "error" | "warning" | "info";

/** A replacement in the source: everything outside the edits stays as it is, byte for byte. */
export interface Edit extends Span {
  readonly text: string;
}

/** A change that is certainly right; without it the finding would be back, with it the finding is gone. */
export interface Fix {
  /** What the fix does, as an order: "Link to ./spec.md". */
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** A second place that explains a finding. */
export interface Related extends Span {
  readonly message: string;
  /** Path of another document; the finding's own document when absent. */
  readonly path?: string;
  /** 1-based line in that other document, when it is one. */
  readonly line?: number;
}

/** Something wrong or missing, found without the outside world. */
export interface Finding extends Span {
  readonly rule: string;
  readonly severity: Severity;
  /** What was found, what was expected, what to do. One sentence each. */
  readonly message: string;
  readonly fix?: Fix;
  readonly related?: readonly Related[];
  /** Hash of rule, path, section and text: the same when lines move. Findings that are equal in all four share it. */
  readonly fingerprint: string;
}
