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

/** A rule as the settings want it. */
interface SetRule {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly options: OptionValues;
  /** Of the rule; rules are of many shapes, and this is asked of each for every document. */
  readonly about: Rule["about"];
  readonly needs: Rule["needs"];
}

/** The options of the rules that have none, which are most. */
const NO_OPTIONS: OptionValues = {};

const known = new WeakMap<CheckSettings, readonly SetRule[]>();

/** The rules that are not switched off, with their severities and options. Worked out once per settings. */
function setRules(settings: CheckSettings): readonly SetRule[] {
  const before = known.get(settings);
  if (before !== undefined) return before;
  const rules = RULES.flatMap((rule): SetRule[] => {
    const severity = settings.severities[rule.id] ?? rule.severity;
    if (severity === "off") return [];
    const { about, needs } = rule;
    const own = settings.options[rule.id];
    if (rule.options === undefined && own === undefined) return [{ rule, severity, options: NO_OPTIONS, about, needs }];
    const defaults = Object.entries(rule.options ?? {}).map(([name, spec]) => [name, spec.default]);
    const options = { ...Object.fromEntries(defaults), ...own } as OptionValues;
    return [{ rule, severity, options, about, needs }];
  });
  known.set(settings, rules);
  return rules;
}

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
  const isFit = ({ needs }: SetRule): boolean =>
    (needs !== "repository" || surroundings !== null) && (needs !== "design" || design !== null);
  const rules = setRules(settings);
  const run = (about: Rule["about"], ignores: readonly JudgedIgnore[]): Finding[] => {
    const findings: Finding[] = [];
    const plain = { document, design, surroundings, options: NO_OPTIONS, ignores };
    let running: SetRule;
    const report = ({ key, ...found }: Report): void => {
      const { rule, severity } = running;
      const fingerprint = fingerprintOf(rule.id, document, found, key);
      findings.push({ ...found, rule: rule.id, severity, fingerprint });
    };
    for (running of rules) {
      const { rule, options } = running;
      if (running.about !== about || !isFit(running)) continue;
      rule.check(options === NO_OPTIONS ? plain : { ...plain, options }, report);
    }
    return findings;
  };

  const ignores = new Ignores(document, settings.ignores !== "forbid");
  const found = run(undefined, []).filter((finding) => !ignores.silence(finding));
  const judged = ignores.judge(RULES, () => new Set(rules.filter(isFit).map(({ rule }) => rule.id)));
  return [...found, ...run("ignores", judged)].toSorted(inReadingOrder);
}

function inReadingOrder(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
