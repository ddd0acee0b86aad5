import type { Document } from "../document/document.ts";
import type { Finding } from "../rules/finding.ts";
import type { Ignore, JudgedIgnore, JudgedIgnoredRule } from "../rules/ignores/ignore.ts";
import { readIgnores } from "../rules/ignores/read.ts";
import type { Rule } from "../rules/rule.ts";
import { closest } from "../text/closest.ts";

/** The comments of one document that silence rules, and which of them did. */
export class Ignores {
  private readonly ignores: readonly Ignore[];
  private readonly allowed: boolean;
  /** Those that take effect, by rule. */
  private readonly byRule = new Map<string, Ignore[]>();
  private readonly silenced = new Map<Ignore, Set<string>>();

  constructor(document: Document, allowed: boolean) {
    this.allowed = allowed;
    this.ignores = readIgnores(document.outline.tree);
    for (const ignore of this.ignores) {
      if (!allowed || ignore.covers === null || ignore.reason === "") continue;
      for (const { name } of ignore.rules) {
        const others = this.byRule.get(name);
        if (others === undefined) this.byRule.set(name, [ignore]);
        else others.push(ignore);
      }
    }
  }

  /** Whether a comment silences the finding; every comment that does is remembered as used. */
  silence(finding: Finding): boolean {
    let silent = false;
    for (const ignore of this.byRule.get(finding.rule) ?? []) {
      if (!covers(ignore, finding)) continue;
      silent = true;
      const names = this.silenced.get(ignore);
      if (names === undefined) this.silenced.set(ignore, new Set([finding.rule]));
      else names.add(finding.rule);
    }
    return silent;
  }

  /** What became of each comment, when all findings have been held against it. */
  judge(rules: readonly Rule[], runs: (rule: Rule) => boolean): readonly JudgedIgnore[] {
    const byId = new Map(rules.filter((rule) => rule.about === undefined).map((rule) => [rule.id, rule]));
    return this.ignores.map((ignore) => ({
      ...ignore,
      allowed: this.allowed,
      rules: ignore.rules.map((named): JudgedIgnoredRule => {
        const rule = byId.get(named.name);
        if (rule === undefined) return { ...named, outcome: "unknown", guess: closest(named.name, byId.keys()) };
        if (this.silenced.get(ignore)?.has(rule.id) === true) return { ...named, outcome: "silenced", guess: null };
        return { ...named, outcome: runs(rule) ? "unused" : "idle", guess: null };
      }),
    }));
  }
}

/** A comment about its own line takes in what starts above and reaches into it; all others take in what starts in their stretch. */
function covers({ form, covers: stretch }: Ignore, finding: Finding): boolean {
  if (stretch === null || finding.start > stretch.end) return false;
  return finding.start >= stretch.start || (form === "line" && finding.end > stretch.start);
}
