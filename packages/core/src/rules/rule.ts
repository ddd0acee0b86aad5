import type { Design, Document } from "../document/document.ts";
import type { Span } from "../text/source.ts";
import type { Fix, Related, Severity } from "./finding.ts";

/** What the edge knows of the repository around a document, as plain look-ups. */
export interface Surroundings {
  /** Whether a repository path is a file or folder; null when the path is unknown or does not exist. */
  exists(path: string): "file" | "folder" | null;
  /** Anchors of another Markdown document of the repository; null when it could not be read. */
  anchors(path: string): ReadonlySet<string> | null;
  /** Paths whose last segment is the given name: candidates for a link that went astray. */
  named(name: string): readonly string[];
}

export interface RuleContext {
  readonly document: Document;
  /** The design that the document belongs to, with its siblings; null for a lone text. */
  readonly design: Design | null;
  /** Null where the repository is not known (standard input, a browser): rules about it stay silent. */
  readonly surroundings: Surroundings | null;
  /** The rule's options from the configuration, checked against its schema. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** What a rule hands in; the engine adds rule, severity and fingerprint. */
export interface Report extends Span {
  readonly message: string;
  readonly fix?: Fix;
  readonly related?: readonly Related[];
}

/** A document and what the rule says of it. Good examples have no findings. They run as tests and stand in the reference. */
export interface RuleExample {
  readonly markdown: string;
  /** Kind to read it as: a built-in name. Default: none. */
  readonly kind?: string;
  /** Path of the document. Default `design.md`. */
  readonly path?: string;
  /** Sibling documents and other files: path to content. */
  readonly files?: Readonly<Record<string, string>>;
  readonly findings?: readonly { readonly line: number; readonly message: string | RegExp }[];
  /** What `--fix` makes of it. */
  readonly fixed?: string;
}

export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  readonly documentation: {
    /** One line: what it finds. */
    readonly summary: string;
    /** What goes wrong in a team when this is left. */
    readonly why: string;
  };
  readonly bad: readonly RuleExample[];
  readonly good: readonly RuleExample[];
  /** JSON Schema of the options, when there are any. */
  readonly options?: Readonly<
    Record<
      string,
      {
        readonly type: "string" | "number" | "boolean" | "array";
        readonly default: unknown;
        readonly description: string;
      }
    >
  >;
  check(context: RuleContext, report: (finding: Report) => void): void;
}

/** Declares a rule; the identity function, there for its types. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
