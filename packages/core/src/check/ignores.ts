import type { Document } from "../document/document.ts";
import type { Finding } from "../rules/finding.ts";
import type { Ignore, JudgedIgnore, JudgedIgnoredRule } from "../rules/ignores/ignore.ts";
import { readIgnores } from "../rules/ignores/read.ts";
import type { Rule } from "../rules/rule.ts";
import type { Span } from "../text/source.ts";
import { closest } from "../text/closest.ts";

/** The comments of one document that silence rules, and which of them did. */
export class Ignores {
  private readonly ignores: readonly Ignore[];
  private readonly allowed: boolean;
  /** Those that take effect, by rule. */
  private readonly byRule = new Map<string, Silencers>();

  constructor(document: Document, allowed: boolean) {
    this.allowed = allowed;
    this.ignores = readIgnores(document.outline.tree);
    const byRule = new Map<string, Ignore[]>();
    for (const ignore of this.ignores) {
      if (!allowed || ignore.covers === null || ignore.reason === "") continue;
      for (const { name } of ignore.rules) {
        const others = byRule.get(name);
        if (others === undefined) byRule.set(name, [ignore]);
        else others.push(ignore);
      }
    }
    for (const [name, ignores] of byRule) this.byRule.set(name, new Silencers(ignores));
  }

  /** Whether a comment silences the finding. */
  silence(finding: Finding): boolean {
    return this.byRule.get(finding.rule)?.silence(finding) ?? false;
  }

  /** What became of each comment, when all findings of the rules that ran have been held against it. */
  judge(rules: readonly Rule[], rulesThatRan: () => ReadonlySet<string>): readonly JudgedIgnore[] {
    if (this.ignores.length === 0) return [];
    const ran = rulesThatRan();
    const byId = new Map(rules.filter((rule) => rule.about === undefined).map((rule) => [rule.id, rule]));
    const silenced = new Map([...this.byRule].map(([name, silencers]) => [name, silencers.used()]));
    return this.ignores.map((ignore) => ({
      ...ignore,
      allowed: this.allowed,
      rules: ignore.rules.map((named): JudgedIgnoredRule => {
        const rule = byId.get(named.name);
        if (rule === undefined) return { ...named, outcome: "unknown", guess: closest(named.name, byId.keys()) };
        if (silenced.get(rule.id)?.has(ignore) === true) return { ...named, outcome: "silenced", guess: null };
        return { ...named, outcome: ran.has(rule.id) ? "unused" : "idle", guess: null };
      }),
    }));
  }
}

/**
 * The comments that silence one rule, and the findings that they silenced. Neither is held against each of the other: somebody
 * may write thousands of comments that all cover thousands of findings.
 */
class Silencers {
  private readonly ignores: readonly Ignore[];
  /** Comments about their own line: they take in what starts above and reaches into it. */
  private readonly lines: Reach;
  /** All others take in what starts in their stretch. */
  private readonly stretches: Reach;
  private readonly findings: Span[] = [];

  constructor(ignores: readonly Ignore[]) {
    this.ignores = ignores;
    this.lines = new Reach(ignores.flatMap(({ form, covers }) => (form === "line" && covers !== null ? [covers] : [])));
    this.stretches = new Reach(
      ignores.flatMap(({ form, covers }) => (form !== "line" && covers !== null ? [covers] : [])),
    );
  }

  silence(finding: Finding): boolean {
    const { start } = finding;
    const reached = Math.max(this.stretches.furthest(start), this.lines.furthest(lastOf(finding)));
    if (reached < start) return false;
    this.findings.push({ start, end: lastOf(finding) });
    return true;
  }

  /** The comments that silenced a finding. */
  used(): ReadonlySet<Ignore> {
    const reach = new Reach(this.findings);
    const starts = new Reach(this.findings.map(({ start }) => ({ start, end: start })));
    return new Set(
      this.ignores.filter(({ form, covers }) => {
        if (covers === null) return false;
        return (form === "line" ? reach : starts).furthest(covers.end) >= covers.start;
      }),
    );
  }
}

/** The last offset that a finding touches; one without length touches its start. */
function lastOf({ start, end }: Span): number {
  return Math.max(start, end - 1);
}

/** Spans that may lie in each other, sorted by where they start. */
class Reach {
  private readonly starts: readonly number[];
  /** The furthest end of each span and those before it. */
  private readonly ends: readonly number[];

  constructor(spans: readonly Span[]) {
    const sorted = spans.toSorted((a, b) => a.start - b.start);
    let far = -1;
    this.starts = sorted.map(({ start }) => start);
    this.ends = sorted.map(({ end }) => (far = Math.max(far, end)));
  }

  /** The furthest end of the spans that start at `offset` or before; -1 when there is none. */
  furthest(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return this.ends[low - 1] ?? -1;
  }
}
