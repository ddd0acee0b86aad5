import type { Design, Document } from "../document/document.ts";
import { shortHash } from "../rules/fingerprint.ts";
import type { Finding, Severity } from "../rules/finding.ts";
import type { Surroundings } from "../rules/rule.ts";
import { RULES } from "../rules/rules.ts";
import { fold } from "../text/fold.ts";

/** What the configuration says about rules: severity by rule, and options by rule. */
export interface CheckSettings {
  readonly severities: Readonly<Record<string, Severity | "off">>;
  readonly options: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export const DEFAULT_SETTINGS: CheckSettings = { severities: {}, options: {} };

/** Findings of all rules on one document, in reading order. Pure. */
export function checkDocument(
  document: Document,
  design: Design | null,
  surroundings: Surroundings | null,
  settings: CheckSettings,
): readonly Finding[] {
  const findings: Finding[] = [];
  const { text } = document.outline.tree;
  for (const rule of RULES) {
    const severity = settings.severities[rule.id] ?? rule.severity;
    if (severity === "off") continue;
    rule.check({ document, design, surroundings, options: settings.options[rule.id] ?? {} }, (report) => {
      const fingerprint = shortHash([
        rule.id,
        document.outline.source.path,
        fold(text.slice(report.start, report.end)),
      ]);
      findings.push({ ...report, rule: rule.id, severity, fingerprint });
    });
  }
  return findings.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
