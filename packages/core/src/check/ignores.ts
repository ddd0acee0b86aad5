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
  private readonly byRule = new Map<string, Stretches>();
  private readonly silenced = new Map<Ignore, Set<string>>();

  constructor(document: Document, allowed: boolean) {
    this.allowed = allowed;
    this.ignores = readIgnores(document.outline.tree);
    const byRule = new Map<string, Covering[]>();
    for (const ignore of this.ignores) {
      const { covers } = ignore;
      if (!allowed || covers === null || ignore.reason === "") continue;
      for (const { name } of ignore.rules) {
        const others = byRule.get(name);
        if (others === undefined) byRule.set(name, [{ ignore, covers }]);
        else others.push({ ignore, covers });
      }
    }
    for (const [name, covering] of byRule) this.byRule.set(name, new Stretches(covering));
  }

  /** Whether a comment silences the finding; every comment that does is remembered as used. */
  silence(finding: Finding): boolean {
    let silent = false;
    for (const { ignore, covers } of this.byRule.get(finding.rule)?.meeting(finding) ?? []) {
      // A comment about its own line takes in what starts above and reaches into it; all others take in what starts in their
      // stretch.
      if (finding.start < covers.start && ignore.form !== "line") continue;
      silent = true;
      const names = this.silenced.get(ignore);
      if (names === undefined) this.silenced.set(ignore, new Set([finding.rule]));
      else names.add(finding.rule);
    }
    return silent;
  }

  /** What became of each comment, when all findings of the rules that ran have been held against it. */
  judge(rules: readonly Rule[], ran: ReadonlySet<string>): readonly JudgedIgnore[] {
    if (this.ignores.length === 0) return [];
    const byId = new Map(rules.filter((rule) => rule.about === undefined).map((rule) => [rule.id, rule]));
    return this.ignores.map((ignore) => ({
      ...ignore,
      allowed: this.allowed,
      rules: ignore.rules.map((named): JudgedIgnoredRule => {
        const rule = byId.get(named.name);
        if (rule === undefined) return { ...named, outcome: "unknown", guess: closest(named.name, byId.keys()) };
        if (this.silenced.get(ignore)?.has(rule.id) === true) return { ...named, outcome: "silenced", guess: null };
        return { ...named, outcome: ran.has(rule.id) ? "unused" : "idle", guess: null };
      }),
    }));
  }
}

interface Covering {
  readonly ignore: Ignore;
  readonly covers: Span;
}

/** Stretches that may lie in each other, searched by halving. */
class Stretches {
  private readonly sorted: readonly Covering[];
  /** The furthest end of each stretch and those before it. */
  private readonly reach: readonly number[];

  constructor(covering: readonly Covering[]) {
    this.sorted = covering.toSorted((a, b) => a.covers.start - b.covers.start);
    let far = 0;
    this.reach = this.sorted.map(({ covers }) => (far = Math.max(far, covers.end)));
  }

  /** Those that a span overlaps, or starts in. */
  meeting({ start, end }: Span): readonly Covering[] {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const each = this.sorted[middle]?.covers.start ?? 0;
      if (each < end || each <= start) low = middle + 1;
      else high = middle;
    }
    const found: Covering[] = [];
    for (let i = low - 1; i >= 0 && (this.reach[i] ?? 0) >= start; i--) {
      const each = this.sorted[i];
      if (each !== undefined && each.covers.end >= start) found.push(each);
    }
    return found;
  }
}
