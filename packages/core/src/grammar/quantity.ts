/** Quantities with their comparison, as people write bounds: "p95 < 200 ms", "at least 99.9 %", "10k RPS", "no más de 5 s". */

import { matchesIn } from "../text/matches.ts";

export type Operator = "<" | "<=" | ">" | ">=" | "=" | "~";

export interface Quantity {
  /** Offsets of number and unit in the string that was read. */
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** The lower end where a range is given; `value` is then the upper one. */
  readonly from?: number;
  /** Normalised: "ms", "s", "min", "h", "d", "%", "rps", "MB", "x", or the counted noun. */
  readonly unit: string;
  readonly dimension: "time" | "percent" | "rate" | "size" | "count" | "factor";
  /** The comparison as written, or null when there is none. */
  readonly op: Operator | null;
  /** Offset at which the comparison starts; that of the number when there is none in front. */
  readonly bound: number;
  /** "p95", "median", "average", when one is named for this quantity. */
  readonly quantile: string | null;
}

const TIME: readonly (readonly [RegExp, string])[] = [
  [/^(?:ns|nanoseconds?|nanosegundos?)$/i, "ns"],
  [/^(?:µs|μs|us|microseconds?|microsegundos?)$/i, "µs"],
  [/^(?:ms|msec|millis|milliseconds?|milisegundos?)$/i, "ms"],
  [/^(?:s|secs?|seconds?|seg|segundos?)$/i, "s"],
  [/^(?:m|mins?|minutes?|minutos?)$/i, "min"],
  [/^(?:h|hrs?|hours?|horas?)$/i, "h"],
  [/^(?:days?|d[ií]as?)$/i, "d"],
];

const THINGS =
  "requests?|req|reqs|queries|query|transactions?|txn|operations?|ops|messages?|msgs?|events?|calls?|writes?|reads?|jobs?|records?|rows?|inserts?|connections?|uploads?|orders?|tokens?|frames?|items?|updates?|logins?|spans?|samples?|logs?|lines?|documents?|pods?|tasks?|packets?|peticiones|solicitudes|mensajes|eventos|transacciones|consultas|operaciones";
const COUNTED =
  "(?:concurrent|simultaneous|active|daily|monthly|registered|parallel|total|unique|connected|concurrentes|simult[aá]neos)?\\s?(?:(?:web ?sockets?|tcp|http|open|database|db) )?(?:users?|clients?|connections?|sessions?|requests?|nodes?|pods?|tenants?|customers?|devices?|services?|records?|rows?|items?|documents?|files?|messages?|events?|agents?|workers?|clusters?|namespaces?|objects?|orders?|transactions?|tokens?|players?|streams?|subscribers?|products?|endpoints?|partitions?|topics?|jobs?|tasks?|apps?|repos?|sites?|teams?|skus?|usuarios|clientes|conexiones|sesiones|registros|pedidos|dispositivos|solicitudes|peticiones|mensajes|documentos)";
const UNIT =
  `(?:\\p{L}{3,20}\\s)?\\p{L}{3,20}\\s?(?:\\/\\s?|(?:per|por)\\s)(?:s(?:ec(?:ond)?|egundo)?|min(?:uten?|uto)?|h(?:our|ora)?|day|d[ií]a)\\b|%|percent\\b|per cent\\b|por ciento\\b|(?:${THINGS})\\s?(?:\\/|per|por)\\s?(?:s(?:ec(?:ond)?|egundo)?|min(?:uten?|uto)?|h(?:our|ora)?|day|d[ií]a)\\b` +
  "|(?:[KMGT]i?)?B(?:ps|\\/s(?:ec)?)\\b|[KMG]b(?:ps|\\/s)\\b|\\/\\s?(?:s(?:ec)?|min|h)\\b|(?:per|por) (?:second|minute|segundo|minuto)\\b|[RQT]PS\\b|rps\\b|qps\\b|tps\\b|iops\\b|rpm\\b|fps\\b" +
  "|nanoseconds?\\b|ns\\b|microseconds?\\b|[µμ]s\\b|us\\b|milliseconds?\\b|milisegundos?\\b|millis\\b|msec\\b|ms\\b|seconds?\\b|segundos?\\b|secs?\\b|seg\\b|s\\b|minutes?\\b|minutos?\\b|mins?\\b|hours?\\b|horas?\\b|hrs?\\b|h\\b|days?\\b|d[ií]as?\\b" +
  `|[KMGT]i?B\\b|[KMG]i\\b|bytes\\b|kilobytes?\\b|megabytes?\\b|gigabytes?\\b|terabytes?\\b|[x×](?![\\w])|${COUNTED}\\b|(?:\\p{Ll}{3,16}\\s)?\\p{Ll}{4,20}s\\b`;
const QUANTITY = new RegExp(
  `(?<![\\w.,$€£#/:-])(~|≈)?\\s?(\\d[\\d,_]{0,15}(?:\\.\\d{1,6})?)\\s?([kKMB](?![\\w])|(?:thousand|million|billion|mil|millones)\\b)?(\\+)?(?:\\s?(?:-|–|—|to|a|y)\\s?(\\d[\\d,_]{0,15}(?:\\.\\d{1,6})?)\\s?([kKM](?![\\w]))?)?(\\+)?[\\s-]?(${UNIT})`,
  "giu",
);
const SLASHED = /(?<![\w./])(\d{1,6}(?:\s?\/\s?\d{1,6}){1,4})\s?(ms|s|%)(?!\w)/g;
const ORDER = /\bO\((\d{1,9})(k|M)?\)\s?([a-z]{3,20})?/gi;

/** What may stand between a comparison and its number. */
const GAP =
  "(?:\\s|\\*|_|`|an?\\b|of\\b|the\\b|about\\b|approximately\\b|~|de\\b|un\\b|una\\b|los\\b|las\\b|unos\\b){0,6}";
const BEFORE: readonly (readonly [RegExp, Operator])[] = [
  [new RegExp(`(?:<=|≤|=<|&lt;=)${GAP}$`), "<="],
  [new RegExp(`(?:>=|≥|=>|&gt;=)${GAP}$`), ">="],
  [new RegExp(`(?:<|&lt;)${GAP}$`), "<"],
  [new RegExp(`(?:>|&gt;)${GAP}$`), ">"],
  [
    new RegExp(
      `\\b(?:no more than|not more than|at most|up to|not (?:to )?exceed(?:ing)?|(?:does|must|should|shall|do|can|may)(?: ?not|n't) exceed|never exceeds?|max(?:imum)?(?: of)?\\.?:?|within|in no more than|limited to|capped at|no m[aá]s de|como m[aá]ximo|m[aá]ximo|hasta|dentro de|no (?:debe )?superar?|not take (?:longer|more) than|no longer than|no slower than)${GAP}$`,
      "i",
    ),
    "<=",
  ],
  [
    new RegExp(
      `\\b(?:at least|no less than|not less than|no fewer than|min(?:imum)?(?: of)?\\.?:?|al menos|como m[ií]nimo|m[ií]nimo|por lo menos|no lower than|no menos de|not (?:drop|fall|go) below|never (?:drop|fall)s? below)${GAP}$`,
      "i",
    ),
    ">=",
  ],
  [
    new RegExp(
      `(?:\\b|sub-?)(?:less than|lower than|smaller than|fewer than|faster than|shorter than|under|below|in under|en menos de|menos de|menor(?:es)? (?:a|que|de)|inferior(?:es)? al?|por debajo del?|sub)-?${GAP}$`,
      "i",
    ),
    "<",
  ],
  [
    new RegExp(
      `\\b(?:more than|greater than|higher than|larger than|over|above|exceed(?:s|ing)?|beyond|m[aá]s de|mayor(?:es)? (?:a|que|de)|superior(?:es)? al?|por encima del?)${GAP}$`,
      "i",
    ),
    ">",
  ],
  [
    /(?:[~≈]|\b(?:about|around|approximately|approx\.?|roughly|circa|expected|aproximadamente|alrededor de|unos|unas))[\s*_`]{0,4}$/i,
    "~",
  ],
  [/(?:==?|\bexactly|\bequal to)[\s*_`]{0,4}$/i, "="],
];
const BEHIND: readonly (readonly [RegExp, Operator])[] = [
  [
    /^[\s*_`]{0,3}(?:or (?:less|lower|fewer|faster|under|better\b(?=.*laten))|max(?:imum)?\b|at most|o menos|como m[aá]ximo|tops\b)/i,
    "<=",
  ],
  [
    /^[\s*_`]{0,3}(?:or (?:more|higher|greater|better|above)|min(?:imum)?\b|at least|o m[aá]s|como m[ií]nimo|\+)/i,
    ">=",
  ],
];
const QUANTILE =
  /\b(?:p\s?(\d{2}(?:\.\d{1,3})?|\d{2,4})\b|(\d{2}(?:\.\d{1,3})?)\s?(?:st|nd|rd|th|%)?[- ]percentile\b|percentil\s(\d{2}(?:\.\d{1,3})?)|(median|average|avg|mean|mediana|promedio|media)\b)/gi;
const MOST_QUANTITIES = 40;
const WINDOW = 90;

/** Every quantity of a line, in order. Linear in its length. */
export function readQuantities(line: string): readonly Quantity[] {
  const found: Quantity[] = [];
  let behind = 0;
  for (const match of matchesIn(QUANTITY, line)) {
    if (found.length >= MOST_QUANTITIES) break;
    const quantity = quantityOf(line, match, behind);
    if (quantity === null) continue;
    found.push(quantity);
    behind = quantity.end;
  }
  for (const match of matchesIn(SLASHED, line)) found.push(...slashed(line, match));
  for (const match of matchesIn(ORDER, line)) {
    if (found.length >= MOST_QUANTITIES || found.some((each) => each.start <= match.index && match.index < each.end))
      break;
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      value: numberOf(match[1] ?? "", match[2]),
      unit: match[3]?.toLowerCase() ?? "",
      dimension: "count",
      op: "~",
      bound: match.index,
      quantile: null,
    });
  }
  return withQuantiles(
    line,
    found.toSorted((a, b) => a.start - b.start),
  );
}

/** `90/300/600 ms (p50/p95/p99)`: one quantity per percentile. */
function slashed(line: string, match: RegExpExecArray): readonly Quantity[] {
  const numbers = (match[1] ?? "").split(/\s?\/\s?/);
  const names = /p\d{2,4}(?:\s?\/\s?p\d{2,4}){1,4}/i.exec(line)?.[0].split(/\s?\/\s?/) ?? [];
  if (names.length !== numbers.length) return [];
  const [dimension, unit] = unitOf(match[2] ?? "");
  const before = line.slice(Math.max(0, match.index - WINDOW), match.index);
  const compared = BEFORE.map(([pattern, op]) => ({ op, found: pattern.exec(before) })).find(
    (each) => each.found !== null,
  );
  const bound = compared?.found ? match.index - before.length + compared.found.index : match.index;
  let at = match.index;
  return numbers.map((number, i): Quantity => {
    const start = line.indexOf(number, at);
    at = start + number.length;
    const end = i === numbers.length - 1 ? match.index + match[0].length : at;
    const value = Number(number);
    return {
      start,
      end,
      value,
      unit,
      dimension,
      op: compared?.op ?? null,
      bound,
      quantile: names[i]?.toLowerCase() ?? null,
    };
  });
}

function quantityOf(line: string, match: RegExpExecArray, behind: number): Quantity | null {
  const [whole, about, first, firstScale, firstPlus, second, secondScale, secondPlus, unit] = match;
  if (first === undefined || unit === undefined) return null;
  const lead = whole.length - whole.trimStart().length;
  const start = match.index + lead;
  const end = match.index + whole.length;
  const [dimension, normal] = unitOf(unit);
  // "3 of the 5 s…": a lone letter must stand right behind its number, and a count needs no dash.
  const glue = line.slice(end - unit.length - 1, end - unit.length);
  if (/^[smh]$/.test(unit) && /[A-Za-z]/.test(glue)) return null;
  if (/^(?:s|m|h)$/i.test(unit) && line.charAt(end) === "/") return null;
  if (/^(?:times|veces|runs|releases?|deploys?|iteraciones)\b/i.test(unit)) return null;
  if (dimension === "percent" && /^[\s-]?percentile/i.test(line.slice(end, end + 12))) return null;
  const before = line.slice(Math.max(behind, start - WINDOW), start);
  const after = line.slice(end, end + 40);
  let op: Operator | null = about === undefined ? null : "~";
  let bound = start;
  for (const [pattern, operator] of BEFORE) {
    const compared = pattern.exec(before);
    if (compared === null) continue;
    op = operator;
    bound = start - (before.length - compared.index);
    break;
  }
  if (op === null || op === "~") op = BEHIND.find(([pattern]) => pattern.test(after))?.[1] ?? op;
  if (op === null && (firstPlus !== undefined || secondPlus !== undefined)) op = ">=";
  const isCounted = dimension === "count" || dimension === "rate";
  const value = numberOf(
    dotted(second ?? first, isCounted),
    second === undefined ? firstScale : (secondScale ?? undefined),
  );
  const from = second === undefined ? undefined : numberOf(first, firstScale ?? secondScale);
  if (!Number.isFinite(value) || (from !== undefined && from > value && dimension !== "percent")) return null;
  return {
    start,
    end,
    value,
    ...(from === undefined ? {} : { from }),
    unit: normal,
    dimension,
    op,
    bound,
    quantile: null,
  };
}

/** "1.500" documents are fifteen hundred; "1.500" seconds are one and a half. */
function dotted(written: string, isCounted: boolean): string {
  return isCounted && /^[1-9]\d{0,2}(?:\.\d{3})+$/.test(written) ? written.replaceAll(".", "") : written;
}

function numberOf(written: string, scale: string | undefined): number {
  const isDecimalComma = /^\d+,\d{1,2}$/.test(written);
  const value = Number(isDecimalComma ? written.replace(",", ".") : written.replace(/[,_]/g, ""));
  const by =
    scale === undefined ? 1 : /^(?:k|thousand|mil)$/i.test(scale) ? 1e3 : /^(?:M|mill\w+)$/i.test(scale) ? 1e6 : 1e9;
  return Math.round(value * by * 1e6) / 1e6;
}

function unitOf(unit: string): readonly [Quantity["dimension"], string] {
  const word = unit.trim();
  if (/^(?:%|per ?cent|por ciento)$/i.test(word)) return ["percent", "%"];
  const time = TIME.find(([pattern]) => pattern.test(word));
  if (time !== undefined) return ["time", time[1]];
  if (/^[x×]$/i.test(word)) return ["factor", "x"];
  if (/^(?:[KMGT]i?B|[KMG]i|bytes)$/.test(word)) return ["size", word];
  const bytes = /^(kilo|mega|giga|tera)bytes?$/i.exec(word)?.[1];
  if (bytes !== undefined) return ["size", `${bytes.charAt(0).toUpperCase()}B`];
  if (/^(?:[rqt]ps|iops|rpm|fps)$/i.test(word)) return ["rate", word.toLowerCase()];
  if (/(?:\/|\bper\b|\bpor\b|bps$)/i.test(word)) return ["rate", rateOf(word)];
  return ["count", word.toLowerCase()];
}

/** "requests per second" → "rps"; other things per time are kept in their short form ("events/s"). */
function rateOf(word: string): string {
  const match = /^(.*?)\s?(?:\/|\bper\b|\bpor\b)\s?(\w+)$/i.exec(word);
  if (match?.[2] === undefined) return word;
  const time = /^s/i.test(match[2]) ? "s" : /^m/i.test(match[2]) ? "min" : /^h/i.test(match[2]) ? "h" : "d";
  const thing = (match[1] ?? "").toLowerCase();
  if (time === "s" && /^(?:requests?|reqs?|peticiones|solicitudes)$/.test(thing)) return "rps";
  if (time === "s" && /^quer(?:y|ies)$/.test(thing)) return "qps";
  if (time === "s" && /^(?:transactions?|txn)$/.test(thing)) return "tps";
  return thing === "" ? `/${time}` : `${match[1] ?? ""}/${time}`;
}

/** Gives each quantity the percentile that is named nearest to it, in front first. */
function withQuantiles(line: string, found: readonly Quantity[]): readonly Quantity[] {
  if (found.length === 0 || !/p\s?\d|percentil|median|average|avg|mean|promedio/i.test(line)) return found;
  const named = matchesIn(QUANTILE, line)
    .slice(0, MOST_QUANTITIES)
    .map((match) => ({
      at: match.index,
      end: match.index + match[0].length,
      name:
        match[4] !== undefined
          ? statistic(match[4])
          : `p${(match[1] ?? match[2] ?? match[3] ?? "").replace(/^(99)9$/, "99.9")}`,
    }));
  return found.map((quantity, i) => {
    if (quantity.quantile !== null) return quantity;
    const previous = found[i - 1]?.end ?? 0;
    const next = found[i + 1]?.start ?? line.length;
    const before = named.findLast(
      (each) => each.end <= quantity.start && each.at >= previous - 1 && quantity.start - each.end < WINDOW,
    );
    const behind = named.find((each) => each.at >= quantity.end && each.at < next && each.at - quantity.end < 30);
    const quantile = (before ?? behind)?.name ?? null;
    return quantile === null ? quantity : { ...quantity, quantile };
  });
}

function statistic(word: string): string {
  return /^medi(?:an|ana)$/i.test(word) ? "p50" : "average";
}
