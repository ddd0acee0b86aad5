import type { CheckSettings, Glob, Severity } from "@lintel/core";

/** A template that the configuration names. */
export interface TemplateSetting {
  readonly name: string;
  /** Repository path, or `built-in:<name>`. */
  readonly path: string;
  readonly documents: readonly Glob[];
  readonly metadata: string | null;
  readonly judgeBy: "today" | "then";
}

export type Severities = Readonly<Record<string, Severity | "off">>;
export type RuleOptions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface Override {
  readonly files: readonly { readonly glob: Glob; readonly section: string | null }[];
  readonly severities: Severities;
  readonly options: RuleOptions;
}

export type FailOn = Severity | "never";

/** What lintel.yaml says, with the defaults where it says nothing. */
export interface Config {
  readonly templates: readonly TemplateSetting[];
  readonly layoutsOff: readonly string[];
  readonly ignore: readonly { readonly glob: Glob; readonly negated: boolean }[];
  readonly rules: CheckSettings;
  readonly overrides: readonly Override[];
  readonly failOn: FailOn;
  /** Path of the baseline from the root; null without one. */
  readonly baseline: string | null;
  /** What `evidence:` names, by setting. */
  readonly evidence: Readonly<Record<string, readonly string[]>>;
}

export const DEFAULT_CONFIG: Config = {
  templates: [],
  layoutsOff: [],
  ignore: [],
  rules: { severities: {}, options: {}, ignores: "allow" },
  overrides: [],
  failOn: "error",
  baseline: null,
  evidence: {},
};
