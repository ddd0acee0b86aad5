import { describeBound, type Bound } from "../claims/bound.ts";
import type { Slo } from "../claims/slo.ts";
import type { DeclaredObjective } from "../facts/alerts.ts";
import { defineJudge, type ClaimOf, type JudgeContext } from "./judge.ts";
import { judgeBound } from "./measured/judge.ts";
import { shareOf } from "./measured/quantile.ts";
import { statementOf } from "./measured/statement.ts";
import { figures, inMilliseconds } from "./measured/units.ts";
import { tellingWords, wordsOf } from "./measured/words.ts";
import { broken, unproven, type EvidencePlace, type Opinion } from "./verdict.ts";

/** "per month", "over 28 days", "rolling 30d". */
const WINDOW =
  /\b(?:(?:per|a|each|every|over|rolling|in)\s(?:an?\s|the\slast\s|any\s)?(?:(\d{1,3})\s?-?)?(day|week|month|quarter|year)s?|(\d{1,3})\s?-?(?:d|days?|w|weeks?|months?)\b|monthly|weekly|daily|quarterly|yearly|mensual(?:es)?|al mes)/i;

/**
 * Whether a service level is declared as the design promises it. That it is kept, only its own window can show: a load test of
 * minutes proves no month.
 */
export const sloJudge = defineJudge({
  kind: "slo",
  documentation: {
    holds: "It is about times without a window, and a report of this commit measured that it is kept.",
    broken:
      "A file declares the service level of that very name with another objective, or a report measured that it is missed.",
    unproven:
      "It is declared as promised and not measured over its window, several declarations may be meant, or it has no objective.",
  },
  needs: ["slos", "load"],
  judge: (claim, context) => judgeSlo(claim, context),
});

function judgeSlo(claim: ClaimOf<"slo">, context: JudgeContext): Opinion {
  const bound = boundIn(claim.value);
  if (bound === null) {
    return {
      ...unproven("inconclusive", `“${claim.text}” gives no objective that could be measured.`),
      next: "Write it with its number and its window: “99.9 % per month”.",
    };
  }
  const statement = statementOf(context.document, claim);
  const declared = context.facts.slos?.objectives ?? [];
  const said = describeBound(bound);
  const words = tellingWords(`${statement.clause} ${statement.title}`.replace(/\d[\d.,]*/g, " "));
  const matching = declared.filter((each) => isAbout(each, words, bound));
  const [only] = matching;
  if (only !== undefined && matching.length === 1) {
    const window = windowOf(statement.line);
    const differs = difference(only, bound, window);
    if (differs !== null)
      return {
        ...broken(`The service level “${only.name}” ${differs}.`, placeOf(only)),
        next: `Change it in ${only.path}, or in the design.`,
      };
    return {
      ...unproven(
        "inconclusive",
        `“${said}” is declared as “${only.name}”, and nothing measured over its window shows that it is kept.`,
        placeOf(only),
      ),
      rung: "declared",
      next: "Look at what was measured over the window; Lintel does not judge it.",
    };
  }
  if (matching.length > 1)
    return {
      ...unproven(
        "ambiguous",
        `“${said}” may be ${matching
          .slice(0, 3)
          .map(({ name, path, line }) => `“${name}” (${path}:${line})`)
          .join(", ")}.`,
        ...matching.slice(0, 3).map(placeOf),
      ),
      next: "Name the service level in the design as it is declared.",
    };
  if (WINDOW.test(statement.line) || bound.metric === "availability" || context.facts.load === undefined) {
    return {
      ...unproven("no-evidence", `No declared service level is “${said}”.`),
      next: "Declare it (OpenSLO), and name the file under `evidence: slos:` in lintel.yaml.",
    };
  }
  return judgeBound(claim, bound, false, context);
}

function boundIn({ metric, op, value, unit, ...rest }: Slo): Bound | null {
  return metric === undefined || op === undefined || value === undefined || unit === undefined
    ? null
    : { ...rest, metric, op, value, unit };
}

/** Whether a declaration is about the same: time or availability, and every telling word of the statement is in it. */
function isAbout(objective: DeclaredObjective, words: readonly string[], bound: Bound): boolean {
  const isTime = inMilliseconds(bound.value, bound.unit) !== null;
  if (isTime !== (objective.milliseconds !== null) || (!isTime && bound.unit !== "%")) return false;
  const known = new Set(wordsOf(`${objective.words} ${objective.name}`));
  return words.length > 0 && words.every((word) => known.has(word));
}

function difference(objective: DeclaredObjective, bound: Bound, window: number | null): string | null {
  const limit = inMilliseconds(bound.value, bound.unit);
  const share = limit === null ? bound.value / 100 : bound.quantile === undefined ? null : shareOf(bound.quantile);
  if (limit !== null && objective.milliseconds !== null && Math.abs(limit - objective.milliseconds) > 1e-6)
    return `declares ${figures(objective.milliseconds)} ms, and the design says ${figures(limit)} ms`;
  const wanted = bound.metric === "error rate" && share !== null && limit === null ? 1 - share : share;
  if (wanted !== null && Math.abs(wanted - objective.target) > 1e-9)
    return `declares ${figures(objective.target * 100)} %, and the design says ${figures(wanted * 100)} %`;
  const declared = objective.window === null ? null : daysOf(objective.window);
  // A month has 28 to 31 days.
  const isMonth = (days: number): boolean => days >= 28 && days <= 31;
  if (window !== null && declared !== null && window !== declared && !(isMonth(window) && isMonth(declared)))
    return `declares a window of ${figures(declared)} days, and the design says ${figures(window)}`;
  return null;
}

/** Days of the window that a statement names. */
function windowOf(line: string): number | null {
  const match = WINDOW.exec(line);
  if (match === null) return null;
  const [whole, many, unit, short] = match;
  if (short !== undefined) return Number(short) * (/w/i.test(whole) ? 7 : /month/i.test(whole) ? 30 : 1);
  const word = unit ?? whole;
  const days = /day|dai/i.test(word)
    ? 1
    : /week/i.test(word)
      ? 7
      : /quarter/i.test(word)
        ? 90
        : /year/i.test(word)
          ? 365
          : 30;
  return days * Number(many ?? 1);
}

function daysOf(written: string): number | null {
  const match = /^(\d{1,4})(m|h|d|w|M|Q|Y)$/.exec(written);
  if (match === null) return null;
  return Number(match[1]) * ({ m: 1 / 1440, h: 1 / 24, d: 1, w: 7, M: 30, Q: 90, Y: 365 }[match[2] ?? "d"] ?? 1);
}

function placeOf({ name, path, line, target, window }: DeclaredObjective): EvidencePlace {
  return {
    source: "slos: OpenSLO",
    at: `${path}:${line}`,
    detail: `${name}: ${figures(target * 100)} %${window === null ? "" : ` over ${window}`}`,
  };
}
