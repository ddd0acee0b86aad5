/** What a statement says beside its number: under which circumstances it is to hold. What no report shows is not proven by one. */
import type { LoadReport, Measurement } from "../../facts/load.ts";
import { readQuantities, type Quantity } from "../../grammar/quantity.ts";
import type { Statement } from "./statement.ts";
import type { Subject } from "./subject.ts";
import { figures, inMilliseconds } from "./units.ts";
import { tellingWords, wordsOf } from "./words.ts";

const HEAVY =
  /\b(?:peak|heavy|full|max(?:imum)?|high|extreme|stress|production)[- ](?:load|traffic|concurrency|hours?|usage)\b|\bunder (?:load|stress|pressure)\b|\bbajo carga\b/i;
const WINDOW =
  /\b(?:per|a|each|every|over|in)\s(?:an?\s|the\slast\s|any\s|rolling\s)?(?:\d{1,3}\s?-?)?(?:day|week|month|quarter|year)s?\b|\b(?:monthly|weekly|daily|quarterly|yearly)\b/i;
const CIRCUMSTANCE =
  /\b(?:for|in|on|from|with|without|during|when|while|under|after|across|against|over|using|if|con|para|en|desde|cuando)\b/i;
/** A number behind one of these is a circumstance and no bound of its own. */
const LEADS =
  /\b(?:with|for|of|under|on|over|containing|holding|up to|at|from|during|sustained|con|para|de)\s(?:an?\s|the\s|at least\s|about\s)?$/i;

/** Why a row that meets a bound was not measured as the statement asks, as a clause; null when nothing speaks against it. */
export function unmetCircumstance(
  statement: Statement,
  subject: Subject,
  own: { readonly value: number; readonly unit: string },
  measurement: Measurement,
  report: LoadReport,
): string | null {
  const { clause, line } = statement;
  if (HEAVY.test(clause) && subject.rate === null && subject.concurrency === null)
    return `and the design says “${HEAVY.exec(clause)?.[0] ?? "load"}” without saying how much that is`;
  if (WINDOW.test(clause))
    return `and the design speaks of “${WINDOW.exec(clause)?.[0] ?? "a window"}”, which no load test lasts`;
  // The clause of a claim ends at its number: what follows on the line may belong to it.
  const quantities = readQuantities(line);
  const mine = quantities.find((each) => each.value === own.value && each.unit === own.unit);
  for (const quantity of quantities) {
    if (quantity === mine || !isCircumstance(line, quantity)) continue;
    const because = circumstance(quantity, measurement);
    if (because !== null) return because;
  }
  if (mine === undefined) return null;
  const next = quantities.find((each) => each.start > mine.end && each.op !== null && !isCircumstance(line, each));
  const behind = /^[^;|]*/.exec(line.slice(mine.end, next?.bound ?? line.length))?.[0] ?? "";
  const start = CIRCUMSTANCE.exec(behind);
  if (start === null) return null;
  const known = new Set(
    [measurement.label, measurement.path, report.name, report.path].flatMap((name) => wordsOf(name ?? "")),
  );
  for (const { path } of subject.requests) for (const word of wordsOf(path)) known.add(word);
  const missing = tellingWords(
    behind
      .slice(start.index)
      .replace(/`?(?:GET|POST|PUT|PATCH|DELETE|HEAD)?\s?\/[\w/{}:.-]+`?/g, " ")
      .replace(/\d[\d.,_]*\s?(?:[kM]\b)?/g, " "),
  ).filter((word) => !known.has(word));
  return missing.length === 0
    ? null
    : `and that it was measured “${behind
        .slice(start.index)
        .trim()
        .replace(/[.;,]$/, "")
        .slice(0, 60)}” it does not say`;
}

/** Whether a number says under what something holds: "with 1M documents", "up to 10 MB". */
function isCircumstance(line: string, { start, bound }: Quantity): boolean {
  return (
    LEADS.test(line.slice(0, bound)) ||
    LEADS.test(line.slice(0, start)) ||
    /\b(?:up to|at least|hasta)\b/i.test(line.slice(bound, start))
  );
}

function circumstance({ value, unit, dimension }: Quantity, { duration }: Measurement): string | null {
  switch (dimension) {
    case "time": {
      const seconds = (inMilliseconds(value, unit) ?? 0) / 1000;
      if (duration !== null && duration >= seconds * 0.98) return null;
      return duration === null
        ? `and it does not say for how long; the design asks for ${value} ${unit}`
        : `for ${figures(duration)} s; the design asks for ${value} ${unit}`;
    }
    case "size":
      return `and it does not say that it was with ${value} ${unit}`;
    case "count":
      return /\b(?:users?|clients?|connections?|sessions?|usuarios|clientes|conexiones|sesiones)\b/.test(unit)
        ? null
        : `and it does not say that it was with ${value} ${unit}`;
    default:
      return null;
  }
}
