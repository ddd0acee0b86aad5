/** One row of a report held against one bound. */
import type { Bound } from "../../claims/bound.ts";
import type { Measurement } from "../../facts/load.ts";
import type { LoadReport } from "../../facts/load.ts";
import { mostBeyond } from "./closed-loop.ts";
import { count, estimate, estimateAverage, leastCount, nameOf, shareOf, type Estimate } from "./quantile.ts";
import type { Subject } from "./subject.ts";
import { asRate, figures, inMilliseconds, milliseconds, percent } from "./units.ts";

/** `meets` and `misses` are certain as far as the report goes; `open` is everything else. `seen` is what the report shows. */
export type Holding =
  | { readonly is: "meets" | "misses"; readonly seen: string }
  /** `because` is a clause behind `seen`. */
  | { readonly is: "open"; readonly seen: string; readonly because: string; readonly next?: string };

/** More failures than these, and the times of those that did not fail say little. */
const MOST_ERRORS = 0.01;
/** Seconds below which a rate was not sustained. */
const SUSTAINED = 10;
/** What may lack of a rate that was asked for: clocks and the end of a run take that much. */
const NEARLY = 0.98;
/** A run with so many times the rate of the claim is another test. */
const OVERLOADED = 1.1;

/** What a bound measures, as far as load reports know it; null for what none of them does. */
export function sortOf({ metric, unit }: Bound): "latency" | "throughput" | "errors" | "availability" | "scale" | null {
  if (/^(?:ns|µs|ms|s|min|h|d)$/.test(unit))
    return /^(?:latency|response time|duration|startup time|cold start)$/.test(metric) ? "latency" : null;
  if (unit === "%")
    return /^(?:error rate|success rate)$/.test(metric) ? "errors" : metric === "availability" ? "availability" : null;
  if (asRate(1, unit) !== null) return "throughput";
  return metric === "scale" && /\b(?:users?|clients?|connections?|sessions?)\b/.test(unit) ? "scale" : null;
}

export function hold(bound: Bound, subject: Subject, measurement: Measurement, report: LoadReport): Holding {
  switch (sortOf(bound)) {
    case "latency":
      return holdLatency(bound, subject, measurement, report);
    case "throughput":
      return holdRate(bound, measurement);
    case "errors":
      return holdErrors(bound, subject, measurement);
    case "availability":
      return availability(measurement);
    default:
      return scale(measurement);
  }
}

function holdLatency(bound: Bound, subject: Subject, measurement: Measurement, report: LoadReport): Holding {
  const { latencies } = measurement;
  const limit = inMilliseconds(bound.value, bound.unit);
  if (latencies === null || limit === null)
    return { is: "open", seen: "no times", because: "so that nothing can be compared" };
  if (bound.op === ">" || bound.op === ">=")
    return {
      is: "open",
      seen: "times",
      because: "and the design bounds them from below, which says nothing of how fast it is",
    };
  const isWithin = (value: number): boolean => (bound.op === "<" ? value < limit : value <= limit);
  if (bound.quantile === undefined) return holdUnnamed(bound, subject, measurement, report, limit, isWithin);
  const share = shareOf(bound.quantile);
  if (share === null && bound.quantile !== "average")
    return { is: "open", seen: "times", because: `and “${bound.quantile}” is no quantile` };
  const estimated = share === null ? estimateAverage(latencies) : estimate(latencies, share);
  if (estimated === null) {
    const missing = share === null ? "average" : nameOf(share);
    return { is: "open", seen: `no ${missing}`, because: "and nothing that would bound it" };
  }
  const seen = shown(estimated, share);
  const enough = share === null ? 30 : leastCount(share);
  if (latencies.samples === null && (latencies.count === null || latencies.count < enough)) {
    const few = latencies.count === null ? "without saying of how many" : `of ${count(latencies.count)}`;
    return {
      is: "open",
      seen: `${seen} ${few}`,
      because: `and ${share === null ? "an average" : nameOf(share)} takes ${count(enough)}`,
      next: `Measure at least ${count(enough)} operations.`,
    };
  }
  if (!isWithin(estimated.low)) {
    if (subject.rate !== null && measurement.rate !== null && measurement.rate > subject.rate * OVERLOADED)
      return {
        is: "open",
        seen,
        because: `at ${figures(measurement.rate)}/s, more than the ${figures(subject.rate)}/s of the design`,
      };
    return { is: "misses", seen };
  }
  if (!isWithin(estimated.high)) {
    return {
      is: "open",
      seen,
      because: "so that it may be either",
      next: nextForWidth(estimated, share),
    };
  }
  return (
    conditions(seen, subject, measurement) ??
    closedLoop(seen, limit, share, measurement, report) ?? { is: "meets", seen }
  );
}

function nextForWidth(estimated: Estimate, share: number | null): string {
  if (share === null) return "Measure longer.";
  return estimated.reported === null ? `Let the tool write ${nameOf(share)}.` : "Measure longer, or with finer units.";
}

/** A bound that does not say of how many requests it is: it holds when it does for all, and is missed when it is for most. */
function holdUnnamed(
  bound: Bound,
  subject: Subject,
  measurement: Measurement,
  report: LoadReport,
  limit: number,
  isWithin: (value: number) => boolean,
): Holding {
  const { latencies } = measurement;
  if (latencies === null) return { is: "open", seen: "no times", because: "so that nothing can be compared" };
  const [median, slowest] = [estimate(latencies, 0.5), estimate(latencies, 1)];
  const enough = latencies.samples !== null || (latencies.count ?? 0) >= leastCount(0.5);
  if (median !== null && enough && !isWithin(median.low)) {
    const seen = shown(median, 0.5);
    if (subject.rate !== null && measurement.rate !== null && measurement.rate > subject.rate * OVERLOADED)
      return {
        is: "open",
        seen,
        because: `at ${figures(measurement.rate)}/s, more than the ${figures(subject.rate)}/s of the design`,
      };
    return { is: "misses", seen };
  }
  if (
    slowest !== null &&
    isWithin(slowest.high) &&
    (latencies.count ?? latencies.samples?.length ?? 0) >= leastCount(0.95)
  ) {
    const seen = `${milliseconds(slowest.high)} for the slowest of ${count(latencies.count ?? latencies.samples?.length ?? 0)}`;
    return (
      conditions(seen, subject, measurement) ?? closedLoop(seen, limit, 1, measurement, report) ?? { is: "meets", seen }
    );
  }
  const known = [0.5, 0.95, 0.99]
    .map((share) => ({ share, estimated: estimate(latencies, share) }))
    .filter(({ estimated }) => estimated?.reported !== null && estimated !== null)
    .map(({ share, estimated }) => `${nameOf(share)} ${milliseconds(estimated?.reported ?? 0)}`);
  return {
    is: "open",
    seen: known.length === 0 ? "times" : known.join(", "),
    because: "and the design does not say for how many of them its bound is",
    next: `Name the quantile in the design: “p95 ${bound.op} ${bound.value} ${bound.unit}”.`,
  };
}

/** Why a good number was not come by under the conditions of the design; null when it was. */
function conditions(seen: string, subject: Subject, measurement: Measurement): Holding | null {
  const { errorRate, rate, askedRate, concurrency, operation } = measurement;
  if (errorRate !== null && errorRate > MOST_ERRORS)
    return {
      is: "open",
      seen,
      because: `while ${percent(errorRate)} failed, and failing is fast`,
      next: "Measure again when it does not fail.",
    };
  if (errorRate === null && operation === "request")
    return { is: "open", seen, because: "and it does not say how many failed" };
  if (subject.rate !== null && (rate === null || rate < subject.rate * NEARLY))
    return {
      is: "open",
      seen,
      because:
        rate === null
          ? `and it does not say at which rate; the design asks for ${figures(subject.rate)}/s`
          : `at ${figures(rate)}/s; the design asks for ${figures(subject.rate)}/s`,
      next: `Measure at ${figures(subject.rate)} requests per second.`,
    };
  if (subject.concurrency !== null && (concurrency === null || concurrency < subject.concurrency))
    return {
      is: "open",
      seen,
      because:
        concurrency === null
          ? `and it does not say with how many users; the design asks for ${count(subject.concurrency)}`
          : `with ${count(concurrency)} at a time; the design asks for ${count(subject.concurrency)}`,
      next: `Measure with ${count(subject.concurrency)} users.`,
    };
  if (askedRate !== null && rate !== null && rate < askedRate * (1 - MOST_ERRORS) * NEARLY)
    return {
      is: "open",
      seen,
      because: `and of the ${figures(askedRate)}/s that were asked for only ${figures(rate)}/s came back`,
    };
  return null;
}

const OPEN_MODEL =
  "Measure with an open model: a constant arrival rate (k6, vegeta, wrk2, Artillery), or `lintel verify --load URL --rate N`.";

/** What is left open by a client that waits for its answers; null when even that would not change the outcome. */
function closedLoop(
  seen: string,
  limit: number,
  share: number | null,
  measurement: Measurement,
  report: LoadReport,
): Holding | null {
  if (measurement.operation !== "request" || report.model === "open") return null;
  const most = mostBeyond(measurement, limit);
  if (most !== null && (most === 0 || (share !== null && most <= 1 - share))) return null;
  const which =
    report.model === "closed"
      ? "by a closed loop, which asks less while the server stalls"
      : "and it does not say that requests were sent on schedule, whatever the server did";
  return {
    is: "open",
    seen,
    because: which,
    next:
      report.model === null
        ? `${OPEN_MODEL} If it was on schedule, say so: \`load=${report.path}#…, arrival rate\`.`
        : OPEN_MODEL,
  };
}

function holdRate(bound: Bound, measurement: Measurement): Holding {
  const asked = asRate(bound.value, bound.unit);
  const { rate, askedRate, errorRate, duration } = measurement;
  if (asked === null || rate === null)
    return { is: "open", seen: "no rate", because: "so that nothing can be compared" };
  const good = askedRate === null ? rate * (1 - (errorRate ?? 0)) : rate;
  const seen = `${figures(good)}/s`;
  if (bound.op === "<" || bound.op === "<=" || bound.op === "~" || bound.op === "=")
    return { is: "open", seen, because: "and the design does not ask for as much or more" };
  const isEnough = bound.op === ">" ? good > asked.perSecond : good >= asked.perSecond;
  if (!isEnough) {
    if (askedRate !== null && askedRate >= asked.perSecond && good < asked.perSecond * NEARLY)
      return { is: "misses", seen: `${seen} of ${figures(askedRate)}/s that were asked for` };
    return {
      is: "open",
      seen,
      because:
        askedRate === null
          ? "and nobody can tell whether the server or the client was at its end"
          : `and no more than ${figures(askedRate)}/s were asked for`,
      next: `Measure with at least ${figures(asked.perSecond)} per second.`,
    };
  }
  if (errorRate === null && measurement.operation === "request")
    return { is: "open", seen, because: "and it does not say how many failed" };
  if (errorRate !== null && errorRate > MOST_ERRORS)
    return { is: "open", seen, because: `while ${percent(errorRate)} failed` };
  if (measurement.operation === "request" && (duration === null || duration < SUSTAINED))
    return {
      is: "open",
      seen,
      because: duration === null ? "and it does not say for how long" : `for ${figures(duration)} s only`,
      next: `Measure for at least ${SUSTAINED} s.`,
    };
  return { is: "meets", seen };
}

function holdErrors(bound: Bound, subject: Subject, measurement: Measurement): Holding {
  const { errorRate, count: n, rate } = measurement;
  if (errorRate === null || n === null || n <= 0)
    return { is: "open", seen: "no failures", because: "and does not say how many there were" };
  const isErrors = bound.metric === "error rate";
  const [low, high] = wilson(errorRate, n);
  const limit = isErrors ? bound.value / 100 : 1 - bound.value / 100;
  const isUpper = bound.op === "<" || bound.op === "<=";
  const seen = `${percent(errorRate)} failed of ${count(n)}`;
  if (isErrors !== isUpper) return { is: "open", seen, because: "and the design does not bound it from this side" };
  const isStrict = bound.op === "<" || bound.op === ">";
  // The limit of a success rate comes out of a subtraction: what differs in the last digit does not differ.
  const isWithin = (value: number): boolean => (isStrict ? value < limit - 1e-12 : value <= limit + 1e-12);
  if (isWithin(high) || (errorRate === 0 && limit === 0 && !isStrict && n >= 1000)) {
    if (subject.rate !== null && (rate === null || rate < subject.rate * NEARLY))
      return {
        is: "open",
        seen,
        because: `at ${rate === null ? "an unknown rate" : `${figures(rate)}/s`}; the design asks for ${figures(subject.rate)}/s`,
      };
    return { is: "meets", seen };
  }
  return isWithin(low)
    ? { is: "open", seen, because: "too few to tell", next: "Measure longer." }
    : { is: "misses", seen };
}

/** A load test of minutes is no month. */
function availability({ errorRate, count: n, duration }: Measurement): Holding {
  const seen = errorRate === null || n === null ? "no failures" : `${percent(1 - errorRate)} answered of ${count(n)}`;
  const long = duration === null ? "a load test" : `${figures(duration)} s`;
  return {
    is: "open",
    seen,
    because: `and ${long} says nothing of how long it is up`,
    next: "Measure availability where it is promised: over its window, in production.",
  };
}

function scale({ concurrency }: Measurement): Holding {
  return {
    is: "open",
    seen: concurrency === null ? "no number of users" : `${count(concurrency)} at a time`,
    because: "and what “support” means for them the design does not say",
    next: "Say how it must behave with them: “p95 < 300 ms with 200 concurrent users”.",
  };
}

/** An interval of confidence of 95 % for a share of n. */
function wilson(share: number, n: number): readonly [number, number] {
  const z = 1.96;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const spread = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, middle - spread), Math.min(1, middle + spread)];
}

/** "p95 181.3 ms", "p95 between 25 ms and 44 ms (no p95, between p97.5 and p99)". */
function shown({ low, high, basis, reported }: Estimate, share: number | null): string {
  const name = share === null ? "an average of" : nameOf(share);
  if (reported === null) {
    const limits =
      high === Number.POSITIVE_INFINITY
        ? `at least ${milliseconds(low)}`
        : `between ${milliseconds(low)} and ${milliseconds(high)}`;
    return `${name} ${limits} (${basis})`;
  }
  const isExact = high - low <= reported * 1e-9;
  const open =
    isExact || basis === name || basis === "average"
      ? ""
      : ` (${milliseconds(low)} to ${milliseconds(high)} with ${basis})`;
  return `${name} ${milliseconds(reported)}${open}`;
}
