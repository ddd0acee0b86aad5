/** A bound held against every report that measured what it is about. */
import { describeBound, type Bound } from "../../claims/bound.ts";
import { TOPICS } from "../../facts/facts.ts";
import { isOfRoute } from "../../contracts/route.ts";
import type { LoadReport, Measurement } from "../../facts/load.ts";
import type { JudgeContext } from "../judge.ts";
import { broken, holds, unproven, type EvidencePlace, type Opinion } from "../verdict.ts";
import { hold, sortOf, type Holding } from "./hold.ts";
import { doubtOf } from "./provenance.ts";
import { unmetCircumstance } from "./qualifiers.ts";
import { statementOf, type Statement } from "./statement.ts";
import { describe, endpointsOf, relate, requestOf, subjectOf, type Subject } from "./subject.ts";
import { asRate } from "./units.ts";
import { wordsOf } from "./words.ts";

/** A row that is about the same thing, and what it says. */
interface Weighed {
  readonly report: LoadReport;
  readonly measurement: Measurement;
  readonly holding: Holding;
}

const NAME_IT = "Measure it so, and say so behind the report: `load=report.json#GET /v1/search with 1M documents`.";
const MOST_NAMED = 3;
const MOST_PLACES = 5;

/**
 * @param claim where the bound stands
 * @param isSoft an expectation is not broken by being missed
 */
export function judgeBound(
  claim: { readonly start: number; readonly end: number },
  bound: Bound,
  isSoft: boolean,
  context: JudgeContext,
): Opinion {
  const said = describeBound(bound);
  const reports = context.facts.load?.reports ?? [];
  if (sortOf(bound) === null) {
    return {
      ...unproven("no-evidence", `No report that Lintel reads measures ${bound.metric}, so “${said}” is not judged.`),
      next: "Hold it by a test that fails when it is missed, and map that test in the design.",
    };
  }
  if (context.facts.load === undefined)
    return { ...unproven("no-evidence", "No load reports to judge it by."), next: TOPICS.load.provide };
  const statement = statementOf(context.document, claim);
  const subject = subjectFor(statement, bound);
  const weighed: Weighed[] = [];
  const unclear: string[] = [];
  const others = new Set<string>();
  for (const report of reports) {
    for (const measurement of report.measurements) {
      const relation = relate(subject, measurement, report, context.document, context.design);
      if (relation.is === "same") {
        const holding = hold(bound, subject, measurement, report);
        const unmet = holding.is === "meets" ? unmetCircumstance(statement, subject, bound, measurement, report) : null;
        weighed.push({
          report,
          measurement,
          holding: unmet === null ? holding : { is: "open", seen: holding.seen, because: unmet, next: NAME_IT },
        });
      } else if (relation.is === "other") others.add(relation.measured);
      else unclear.push(`${report.path} ${relation.because}`);
    }
  }
  if (weighed.length === 0) return nothing(said, unclear, [...others], reports);
  const current = weighed.filter(({ report }) => doubtOf(report.binding, report.path) === null);
  if (current.length === 0) return outdated(said, weighed);
  return verdictOf(said, isSoft, current, subject, context);
}

function subjectFor(statement: Statement, bound: Bound): Subject {
  const subject = subjectOf(statement, bound, bound.scope ?? "");
  // "5k orders/min" is about orders, and a start is a start: the time of a request is none.
  const thing = asRate(1, bound.unit)?.of;
  const isStart = bound.metric === "startup time" || bound.metric === "cold start";
  const words = [
    ...(thing === null || thing === undefined ? [] : wordsOf(thing)),
    ...(isStart ? bound.metric.split(" ").filter((word) => word !== "time") : []),
  ].filter((word) => !subject.words.includes(word));
  const exact = isStart ? { requests: [], code: [] } : {};
  return { ...subject, ...exact, words: [...subject.words, ...words] };
}

/** What several rows say together: all that is measured must meet it, and nothing of what was asked may be left out. */
function verdictOf(
  said: string,
  isSoft: boolean,
  weighed: readonly Weighed[],
  subject: Subject,
  context: JudgeContext,
): Opinion {
  const misses = weighed.filter(({ holding }) => holding.is === "misses");
  const meets = weighed.filter(({ holding }) => holding.is === "meets");
  const [missed] = misses;
  if (missed !== undefined) {
    const evidence = misses.slice(0, MOST_PLACES).map(placeOf);
    const because = `“${said}” is missed: ${sentence(missed)}.`;
    const contrary = meets.find((each) => identityOf(each) === identityOf(missed));
    if (contrary !== undefined) {
      return {
        ...unproven(
          "inconclusive",
          `“${said}” is met by ${contrary.report.path} and missed by ${missed.report.path}.`,
          placeOf(contrary),
          ...evidence,
        ),
        next: "Measure again under the same conditions, and keep the report that counts.",
      };
    }
    if (isSoft) return unproven("inconclusive", `“${said}” is an expectation, and ${sentence(missed)}.`, ...evidence);
    return { ...broken(because, ...evidence), next: "Make it faster, or agree on another target in the design." };
  }
  const met = new Set(meets.map(identityOf));
  const open = weighed.find((each) => each.holding.is === "open" && !met.has(identityOf(each)));
  if (open !== undefined && open.holding.is === "open") {
    return {
      ...unproven(
        "inconclusive",
        `“${said}” is not proven: ${sentence(open)} ${open.holding.because}.`,
        ...weighed.slice(0, MOST_PLACES).map(placeOf),
      ),
      ...(open.holding.next === undefined ? {} : { next: open.holding.next }),
    };
  }
  const missing = notMeasured(subject, meets, context);
  if (missing.length > 0) {
    return {
      ...unproven(
        "inconclusive",
        `“${said}” speaks of all requests, and ${missing.slice(0, MOST_NAMED).join(", ")} ${missing.length === 1 ? "was" : "were"} not measured.`,
        ...meets.slice(0, MOST_PLACES).map(placeOf),
      ),
      next: "Measure them as well, or name the request that the target is for.",
    };
  }
  const [first] = meets;
  const rest = met.size > 1 ? `, and ${met.size - 1} more` : "";
  return {
    ...holds(
      first === undefined ? `“${said}” is met.` : `“${said}” is met: ${sentence(first)}${rest}.`,
      ...meets.slice(0, MOST_PLACES).map(placeOf),
    ),
    rung: "measured",
  };
}

/** Endpoints of the design that a bound on everything includes, where only single ones were measured. */
function notMeasured(
  subject: Subject,
  meets: readonly Weighed[],
  { document, design }: JudgeContext,
): readonly string[] {
  if (subject.requests.length > 0 || subject.words.length > 0) return [];
  const measured = meets.map(({ measurement, report }) =>
    requestOf(measurement, measurement.label === null ? report.name : null),
  );
  if (measured.some((each) => each === null)) return [];
  return [
    ...new Set(
      endpointsOf(document, design)
        .filter(
          ({ method, path }) =>
            !measured.some(
              (each) => each !== null && isOfRoute(each.path, path) && (method ?? "GET") === (each.method ?? "GET"),
            ),
        )
        .map(({ method, path }) => (method === null ? path : `${method} ${path}`)),
    ),
  ];
}

/** There are reports about it, and none of the state that is judged. */
function outdated(said: string, weighed: readonly Weighed[]): Opinion {
  const [first] = weighed;
  if (first === undefined) return unproven("no-evidence", `Nothing measured “${said}”.`);
  const doubt = doubtOf(first.report.binding, first.report.path);
  return {
    ...unproven(
      doubt?.reason ?? "stale",
      `${capital(sentence(first))}, and ${doubt?.because ?? "it is of another state"}; “${said}” is not proven by it.`,
      ...weighed.slice(0, MOST_PLACES).map(placeOf),
    ),
    ...(doubt === null ? {} : { next: doubt.next }),
  };
}

function nothing(
  said: string,
  unclear: readonly string[],
  others: readonly string[],
  reports: readonly LoadReport[],
): Opinion {
  const [first] = unclear;
  if (first !== undefined) {
    const more = unclear.length > 1 ? ` (and ${unclear.length - 1} more rows of reports)` : "";
    return {
      ...unproven("inconclusive", `Nothing says that “${said}” was measured: ${first}${more}.`),
      next: "Say behind the report what it measured, such as `load=report.json#POST /v1/orders`, or name it so in the test.",
    };
  }
  if (others.length === 0) {
    const because =
      reports.length === 0
        ? `There is no report of a load test to hold “${said}” against.`
        : `Nothing in ${reports
            .map(({ path }) => path)
            .slice(0, MOST_NAMED)
            .join(", ")} could be held against “${said}”.`;
    return {
      ...unproven("no-evidence", because),
      next: "Measure it, and name the report under `evidence: load:`.",
    };
  }
  const named = others.slice(0, MOST_NAMED).join(", ");
  const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : "";
  return {
    ...unproven(
      "no-evidence",
      `Nothing measured what “${said}” is about; ${named}${more} ${others.length === 1 ? "was" : "were"} measured.`,
    ),
    next: "Measure it, and name the report under `evidence: load:`.",
  };
}

/** "k6.json (k6) measured p95 181.3 ms for POST /v1/orders". */
function sentence({ report, measurement, holding }: Weighed): string {
  return `${report.path} (${report.producer}) measured ${holding.seen} for ${describe(measurement, report)}`;
}

function placeOf({ report, measurement, holding }: Weighed): EvidencePlace {
  const line = measurement.line === null ? "" : `:${measurement.line}`;
  return {
    source: `load: ${report.producer}`,
    at: `${report.path}${line}`,
    detail: `${describe(measurement, report)}: ${holding.seen}`,
  };
}

function identityOf({ measurement, report }: Weighed): string {
  return describe(measurement, report);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
