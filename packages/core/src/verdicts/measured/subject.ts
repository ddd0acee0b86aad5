/** What a bound is about, and whether a row of a report is about the same. A number of something else proves nothing. */
import { isOfRoute } from "../../contracts/route.ts";
import type { Design, Document } from "../../document/document.ts";
import type { LoadReport, Measurement } from "../../facts/load.ts";
import { readQuantities, type Quantity } from "../../grammar/quantity.ts";
import { looksLikeRoute, readRequests, readTarget } from "../../grammar/request.ts";
import { asRate } from "./units.ts";
import type { Statement } from "./statement.ts";
import { tellingWords, wordsOf } from "./words.ts";

interface Request {
  readonly method: string | null;
  readonly path: string;
}

export interface Subject {
  readonly requests: readonly Request[];
  /** What stands in code in the statement: a command, a function. */
  readonly code: readonly string[];
  /** Words that tell it from others; none where it speaks of everything. */
  readonly words: readonly string[];
  /** Operations per second and users under which it is to hold, where it says so. */
  readonly rate: number | null;
  readonly concurrency: number | null;
}

/** What a statement is about. `own` is the quantity that is bounded: the others of its line are conditions. */
export function subjectOf(
  statement: Statement,
  own: { readonly value: number; readonly unit: string },
  scope: string,
): Subject {
  const named = requestsIn(`${statement.clause} ${scope}`);
  const requests = named.length > 0 ? named : requestsIn(`${statement.lead} ${statement.title}`);
  const code = [...statement.clause.matchAll(/`([^`\n]{2,120})`/g)].map(([, written]) => (written ?? "").trim());
  const words = [`${scope} ${statement.clause}`, statement.lead, statement.title]
    .map((text) => tellingWords(withoutNumbers(text)))
    .find((each) => each.length > 0);
  const others = readQuantities(statement.line).filter((each) => each.value !== own.value || each.unit !== own.unit);
  return { requests, code, words: words ?? [], rate: rateIn(others), concurrency: concurrencyIn(others) };
}

/** Units are words as well: "5k orders/min" is about orders, "200 ms" about nothing. */
function withoutNumbers(text: string): string {
  return text.replace(/\d[\d.,_]*\s?(?:[kM]\b)?/g, " ");
}

function rateIn(quantities: readonly Quantity[]): number | null {
  const rates = quantities.flatMap(({ value, unit, dimension }) => {
    const rate = dimension === "rate" ? asRate(value, unit) : null;
    return rate === null ? [] : [rate.perSecond];
  });
  return rates.length === 0 ? null : Math.max(...rates);
}

function concurrencyIn(quantities: readonly Quantity[]): number | null {
  const counts = quantities.filter(
    ({ dimension, unit }) =>
      dimension === "count" &&
      /\b(?:users?|clients?|connections?|sessions?|usuarios|clientes|conexiones|sesiones)\b/.test(unit),
  );
  return counts.length === 0 ? null : Math.max(...counts.map(({ value }) => value));
}

function requestsIn(text: string): readonly Request[] {
  const called = readRequests(text).flatMap(({ method, path }) => [{ method, path }]);
  if (called.length > 0) return called;
  return [...text.matchAll(/`(\/[^`\s]{1,200})`|(?<![\w/.`])(\/[\w{:][^\s`|,;()]{1,200})/g)].flatMap(
    ([, code, bare]) => {
      const written = code ?? bare ?? "";
      const target = readTarget(written, 0, true);
      return target !== null && (code !== undefined || looksLikeRoute(target.path))
        ? [{ method: null, path: target.path }]
        : [];
    },
  );
}

/** Whether a row measures what a statement is about. */
export type Relation =
  | { readonly is: "same" }
  | { readonly is: "other"; readonly measured: string }
  /** It may be. `because` ends a sentence that begins with the report. */
  | { readonly is: "unclear"; readonly because: string };

export function relate(
  subject: Subject,
  measurement: Measurement,
  report: LoadReport,
  document: Document,
  design: Design | null,
): Relation {
  // A name that was given to the report is that of the run as a whole.
  const given = measurement.label === null ? report.name : null;
  const request = requestOf(measurement, given);
  const measured = describe(measurement, report);
  if (subject.requests.length > 0) {
    if (request === null) return { is: "unclear", because: "does not say which request it measured" };
    const paths = subject.requests.filter(({ path }) => isOfRoute(request.path, path));
    if (paths.length === 0) return { is: "other", measured };
    const method = request.method;
    if (paths.some((each) => each.method === method || each.method === null)) return { is: "same" };
    if (method !== null) return { is: "other", measured };
    return paths.some((each) => each.method === "GET")
      ? { is: "same" }
      : { is: "unclear", because: `measured ${request.path} and does not say by which method` };
  }
  if (measurement.label !== null && subject.code.some((code) => holdsCode(measurement.label ?? "", code)))
    return { is: "same" };
  if (subject.words.length > 0) {
    const known = identityOf(measurement, report);
    const shared = subject.words.filter((word) => known.has(word));
    if (shared.length === subject.words.length) return { is: "same" };
    if (shared.length > 0) return { is: "unclear", because: `measured ${measured}, which may be something else` };
    if (measurement.label === null && given === null && request === null)
      return { is: "unclear", because: "does not say what it measured" };
    return { is: "other", measured };
  }
  if (measurement.operation === "command" || measurement.operation === "function")
    return { is: "unclear", because: `measured ${measured}, and the design does not say of what its bound is` };
  return linked(request, identityOf(measurement, report), report, document, design)
    ? { is: "same" }
    : {
        is: "unclear",
        because:
          measured === "all requests"
            ? "does not say what it measured"
            : `measured ${measured}, which this design does not name`,
      };
}

const identities = new WeakMap<Measurement, ReadonlySet<string>>();

/** The words by which a row is known: its label and path, and what its report and script are called. Rows are asked for each target. */
function identityOf(measurement: Measurement, report: LoadReport): ReadonlySet<string> {
  const known = identities.get(measurement);
  if (known !== undefined) return known;
  const given = measurement.label === null ? report.name : null;
  const names = [measurement.label, given, measurement.path, stemOf(report.path), stemOf(report.script ?? "")];
  const words = new Set(names.flatMap((name) => (name === null ? [] : wordsOf(name))));
  identities.set(measurement, words);
  return words;
}

/** Whether something ties a report to a design that speaks of all its requests: an endpoint, a word of its name, its place. */
function linked(
  request: Request | null,
  known: ReadonlySet<string>,
  report: LoadReport,
  document: Document,
  design: Design | null,
): boolean {
  if (request !== null && endpointsOf(document, design).some((each) => matches(each, request))) return true;
  if (request !== null && request.path !== "/") return false;
  const { text, path } = document.outline.source;
  const file = report.path.slice(report.path.lastIndexOf("/") + 1);
  if (file.length > 4 && text.includes(file)) return true;
  if (report.script !== null && report.script.length > 4 && text.includes(report.script)) return true;
  if (design !== null && design.path !== path && design.path !== "" && report.path.startsWith(`${design.path}/`))
    return true;
  const own = tellingWords(design?.id ?? stemOf(path));
  return own.length > 0 && own.every((word) => known.has(word));
}

/** Every endpoint that a design claims. */
export function endpointsOf(document: Document, design: Design | null): readonly Request[] {
  return (design?.documents ?? [document]).flatMap((each) => each.claimsOf("endpoint").map(({ value }) => value));
}

function matches(claimed: Request, measured: Request): boolean {
  return isOfRoute(measured.path, claimed.path) && (claimed.method ?? "GET") === (measured.method ?? "GET");
}

/** The request of a row: its own, or the one that the given name is. */
export function requestOf(measurement: Measurement, given: string | null): Request | null {
  const [named] = given === null ? [] : requestsIn(given);
  if (named !== undefined) return named;
  return measurement.path === null ? null : { method: measurement.method, path: measurement.path };
}

function holdsCode(label: string, code: string): boolean {
  const at = label.indexOf(code);
  return at !== -1 && !/[\w-]/.test(label.charAt(at - 1)) && !/[\w-]/.test(label.charAt(at + code.length));
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/(?:\.\w+)+$/, "");
}

/** What a row is about, for people: "POST /v1/orders", "“checkout”", "all requests". */
export function describe(measurement: Measurement, report: LoadReport): string {
  const request = requestOf(measurement, measurement.label === null ? report.name : null);
  if (request !== null) return request.method === null ? request.path : `${request.method} ${request.path}`;
  const name = measurement.label ?? report.name;
  return name === null ? "all requests" : `“${name}”`;
}
