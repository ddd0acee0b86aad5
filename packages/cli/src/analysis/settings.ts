import { RULES, type CheckSettings, type Document, type Finding, type Severity } from "@lintel/core";
import type { Config, Override } from "../workspace/config/config.ts";

/** The settings of one document: those of the configuration, its overrides for the document, and `--rule`. */
export interface DocumentSettings {
  readonly check: CheckSettings;
  /** Overrides for sections of the document, weakest first. */
  readonly sections: readonly { readonly section: string; readonly override: Override }[];
}

/** What a document is checked with. `only` are the rules that the command line asks for; empty for all. */
export function settingsFor(path: string, config: Config, only: readonly string[]): DocumentSettings {
  const met = config.overrides.flatMap((override) =>
    override.files.filter(({ glob }) => glob.matches(path)).map(({ section }) => ({ section, override })),
  );
  const key = [
    ...only,
    ...met.map(({ section, override }) => `${config.overrides.indexOf(override)}#${section}`),
  ].join();
  let known = settings.get(config);
  if (known === undefined) settings.set(config, (known = new Map()));
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = settingsOf(config, met, only)));
  return found;
}

/** By the overrides that are met: most documents of a repository share one set, and what rules derive from it. */
const settings = new WeakMap<Config, Map<string, DocumentSettings>>();

function settingsOf(
  config: Config,
  met: readonly { readonly section: string | null; readonly override: Override }[],
  only: readonly string[],
): DocumentSettings {
  const severities: Record<string, Severity | "off"> = { ...config.rules.severities };
  const options: Record<string, Readonly<Record<string, unknown>>> = { ...config.rules.options };
  const sections: { section: string; override: Override }[] = [];
  for (const { section, override } of met) {
    if (section !== null) sections.push({ section, override });
    else {
      Object.assign(severities, override.severities);
      for (const [rule, values] of Object.entries(override.options)) options[rule] = { ...options[rule], ...values };
    }
  }
  if (only.length > 0) {
    for (const { id } of RULES) if (!only.includes(id)) severities[id] = "off";
  }
  return { check: { ...config.rules, severities, options }, sections };
}

/** The settings under which rules run: what a section turns on must run, also where the document has it off. */
export function widest({ check, sections }: DocumentSettings): CheckSettings {
  if (sections.length === 0) return check;
  const severities = { ...check.severities };
  for (const { override } of sections) {
    for (const [rule, severity] of Object.entries(override.severities)) {
      if (severity !== "off" && severities[rule] === "off") severities[rule] = severity;
    }
  }
  return { ...check, severities };
}

/** Findings with the severities of the sections that they stand in; those that are off there are gone. */
export function narrow(
  findings: readonly Finding[],
  document: Document,
  { check, sections }: DocumentSettings,
): readonly Finding[] {
  if (sections.length === 0) return findings;
  return findings.flatMap((finding) => {
    let severity: Severity | "off" = check.severities[finding.rule] ?? finding.severity;
    for (const { section, override } of sections) {
      const here = override.severities[finding.rule];
      if (here !== undefined && isIn(document, finding.start, section)) severity = here;
    }
    return severity === "off" ? [] : [{ ...finding, severity }];
  });
}

/** Whether an offset stands in a section of that name: its function, its ID in the template, or the anchor of its title. */
function isIn(document: Document, offset: number, name: string): boolean {
  const wanted = name.toLowerCase();
  const inside = document.outline.sections.filter(({ start, end }) => start <= offset && offset <= end);
  if (
    inside.some(({ canonical, folded }) => canonical === wanted || folded.replace(/[^\p{L}\p{N}]+/gu, "-") === wanted)
  ) {
    return true;
  }
  return document.matches.some(
    ({ spec, sections }) => spec.id === wanted && sections.some((each) => inside.includes(each)),
  );
}
