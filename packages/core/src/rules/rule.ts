import type { Design, Document } from "../document/document.ts";
import type { Span } from "../text/source.ts";
import type { Fix, Related, Severity } from "./finding.ts";
import type { JudgedIgnore } from "./ignores/ignore.ts";

/** What the edge knows of the repository around a document, as plain look-ups. */
export interface Surroundings {
  /** Whether a repository path is a file or folder; null when the path is unknown or does not exist. */
  exists(path: string): "file" | "folder" | null;
  /** Anchors of another Markdown document of the repository; null when it could not be read. */
  anchors(path: string): ReadonlySet<string> | null;
  /** Paths whose last segment is the given name: candidates for a link that went astray. */
  named(name: string): readonly string[];
}

export interface RuleContext<Options = OptionValues> {
  readonly document: Document;
  /** The design that the document belongs to, with its siblings; null for a lone text. */
  readonly design: Design | null;
  /** Null where the repository is not known (standard input, a browser): rules about it stay silent. */
  readonly surroundings: Surroundings | null;
  /** The rule's options: from the configuration where it sets them, else their defaults. */
  readonly options: Options;
  /** The comments in the document that ask for silence. Only rules about those comments look at them. */
  readonly ignores: readonly JudgedIgnore[];
}

/** What a rule hands in; the engine adds rule, severity and fingerprint. */
export interface Report extends Span {
  readonly message: string;
  readonly fix?: Fix;
  readonly related?: readonly Related[];
  /** What tells this finding from others of its rule in its section; the text of the place when absent. */
  readonly key?: string;
}

/** A document and what the rule says of it. Good examples have no findings. They run as tests and stand in the reference. */
export interface RuleExample {
  readonly markdown: string;
  /** Kind to read it as: a built-in name. Default: none. */
  readonly kind?: string;
  /** A template of a team's own to read it as, instead of a built-in kind. */
  readonly template?: string;
  /** Path of the document. Default `design.md`. */
  readonly path?: string;
  /** Other files of the repository, path to content. Markdown files in the document's own folder are its siblings. */
  readonly files?: Readonly<Record<string, string>>;
  /** Options of the rule that differ from their defaults. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Whether comments may silence rules. Default: they may. */
  readonly ignores?: "allow" | "forbid";
  /** Every finding of the rule, in reading order. `related`: the lines of the second places. */
  readonly findings?: readonly {
    readonly line: number;
    readonly message: string | RegExp;
    readonly related?: readonly number[];
  }[];
  /** What `--fix` makes of it. */
  readonly fixed?: string;
}

/** One option of a rule, as the schema of the configuration says it. */
export type OptionSpec = { readonly description: string } & (
  | { readonly type: "string"; readonly default: string }
  | { readonly type: "number"; readonly default: number }
  | { readonly type: "boolean"; readonly default: boolean }
  | { readonly type: "array"; readonly default: readonly string[] }
);

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

type OptionValue<Spec extends OptionSpec> = Spec["type"] extends "string"
  ? string
  : Spec["type"] extends "number"
    ? number
    : Spec["type"] extends "boolean"
      ? boolean
      : readonly string[];

/** The values of a rule's options, by name. */
export type OptionValues<Specs extends OptionSpecs = OptionSpecs> = {
  readonly [Name in keyof Specs]: OptionValue<Specs[Name]>;
};

/**
 * Something that can be wrong with a document: one file each. `check` is a method, so that rules of different options fit into
 * one list.
 */
export interface Rule<Specs extends OptionSpecs = OptionSpecs> {
  /** What is wrong, in kebab-case: `link-broken`. */
  readonly id: string;
  /** `error` only for what is certainly wrong. */
  readonly severity: Severity;
  readonly documentation: {
    /** One line: what it finds. */
    readonly summary: string;
    /** What goes wrong in a team when this is left. */
    readonly why: string;
    /** What it leaves alone on purpose, and other things worth knowing. */
    readonly notes?: string;
  };
  /** The rule says nothing where this is not known. */
  readonly needs?: "repository" | "design";
  /** `ignores`: it judges the comments that silence other rules, runs when those are done, and cannot be silenced itself. */
  readonly about?: "ignores";
  readonly bad: readonly RuleExample[];
  readonly good: readonly RuleExample[];
  readonly options?: Specs;
  check(context: RuleContext<OptionValues<Specs>>, report: (finding: Report) => void): void;
}

/** Declares a rule; the identity function, there for its types. */
// oxlint-disable-next-line typescript/no-empty-object-type -- a rule without options
export function defineRule<const Specs extends OptionSpecs = {}>(rule: Rule<Specs>): Rule<Specs> {
  return rule;
}
