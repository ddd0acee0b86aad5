import type { Design, Document } from "../document/document.ts";
import type { Finding, Severity } from "../rules/finding.ts";
import type { JudgedIgnore } from "../rules/ignores/ignore.ts";
import type { OptionValues, Report, Rule, Surroundings } from "../rules/rule.ts";
import { RULES } from "../rules/rules.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { Ignores } from "./ignores.ts";

/** What the configuration says about rules: severity by rule, and options by rule. */
export interface CheckSettings {
  readonly severities: Readonly<Record<string, Severity | "off">>;
  readonly options: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Whether comments in a document may silence rules. Default: they may. */
  readonly ignores?: "allow" | "forbid";
}

export const DEFAULT_SETTINGS: CheckSettings = { severities: {}, options: {} };

const ABOUT_DOCUMENTS = RULES.filter((rule) => rule.about === undefined);
const ABOUT_IGNORES = RULES.filter((rule) => rule.about === "ignores");

/**
 * Findings of all rules on one document, in reading order, without those that a comment silences. Pure.
 *
 * @example checkDocument(readDocument(source, null), null, null, DEFAULT_SETTINGS)
 */
export function checkDocument(
  document: Document,
  design: Design | null,
  surroundings: Surroundings | null,
  settings: CheckSettings,
): readonly Finding[] {
  const runs = (rule: Rule): boolean =>
    settings.severities[rule.id] !== "off" &&
    !(rule.needs === "repository" && surroundings === null) &&
    !(rule.needs === "design" && design === null);
  const run = (rules: readonly Rule[], judged: readonly JudgedIgnore[]): Finding[] => {
    const findings: Finding[] = [];
    for (const rule of rules) {
      const severity = settings.severities[rule.id] ?? rule.severity;
      if (severity === "off" || !runs(rule)) continue;
      const options = { ...DEFAULTS.get(rule.id), ...settings.options[rule.id] } as OptionValues;
      rule.check({ document, design, surroundings, options, ignores: judged }, ({ key, ...report }: Report) => {
        findings.push({
          ...report,
          rule: rule.id,
          severity,
          fingerprint: fingerprintOf(rule.id, document, report, key),
        });
      });
    }
    return findings;
  };

  const ignores = new Ignores(document, settings.ignores !== "forbid");
  const found = run(ABOUT_DOCUMENTS, []).filter((finding) => !ignores.silence(finding));
  return [...found, ...run(ABOUT_IGNORES, ignores.judge(RULES, runs))].toSorted(inReadingOrder);
}

const DEFAULTS: ReadonlyMap<string, Readonly<Record<string, unknown>>> = new Map(
  RULES.map((rule) => [
    rule.id,
    Object.fromEntries(Object.entries(rule.options ?? {}).map(([name, spec]) => [name, spec.default])),
  ]),
);

function inReadingOrder(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
