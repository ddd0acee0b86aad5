import type { Metric } from "../claims/metric.ts";
import { TOPICS } from "../facts/facts.ts";
import type { MetricFacts, MetricFamily, MetricPage, SourcePlace } from "../facts/metrics.ts";
import { closest } from "../text/closest.ts";
import { defineJudge, type JudgeContext } from "./judge.ts";
import { doubtOf } from "./measured/provenance.ts";
import { broken, holds, unproven, type EvidencePlace, type Opinion } from "./verdict.ts";

/** Endings that say in which unit or as what a metric is shown, and may be left away where one speaks of it. */
const ENDINGS =
  /^(?:_(?:seconds|milliseconds|microseconds|nanoseconds|bytes|ratio|percent|celsius|total|info|count|sum|bucket|created))*$/;
/** Labels with as many values as there are people or requests. */
const UNBOUNDED =
  /^(?:user|customer|account|session|request|trace|span|order|transaction|tenant|client|message|correlation|device|cart|payment)_?id$|^(?:id|uuid|guid|email|e_?mail|phone|ip|ip_address|client_ip|remote_addr|url|uri|full_path|query|sql|timestamp|user_?name|user|token)$/i;

const MOST_PLACES = 3;

/**
 * Whether the running system shows the metric: a page with a sample of it. A name in a comment, in a HELP line or in the sources is
 * a promise and no measurement.
 */
export const metricJudge = defineJudge({
  kind: "metric",
  documentation: {
    holds:
      "A page of the running system, or a saved one that was built from this commit, has samples of it, of the type and with the labels that the design names.",
    broken:
      "The page shows it as another type, or the design was delivered and neither a page nor the sources know the name.",
    unproven:
      "It is announced or named in the sources and has no sample, it is not due yet, the page is of another commit, or the design gives no name.",
  },
  needs: ["metrics"],
  judge(claim, context) {
    const { metrics } = context.facts;
    return metrics === undefined ? null : judgeMetric(claim.value, metrics, context);
  },
});

function judgeMetric(value: Metric, facts: MetricFacts, context: JudgeContext): Opinion {
  const { name } = value;
  if (name === undefined || !/^[a-zA-Z_:][\w:.]*$/.test(name) || !/[_.:]/.test(name)) {
    return {
      ...unproven("inconclusive", `“${name ?? "The metric"}” is no name that a page of metrics could show.`),
      next: "Write the name under which it is exposed, in code.",
    };
  }
  if (facts.pages.length === 0) return unreachable(name, facts);
  const found = facts.pages.flatMap((page) =>
    page.families.filter((family) => isNamed(family, name)).map((family) => ({ page, family })),
  );
  const sampled = found.filter(({ family }) => family.sampleCount > 0);
  if (sampled.length === 0) return absent(name, value, facts, found, context);
  const proofs = sampled.filter(({ page }) => proves(page));
  const [proof] = proofs;
  if (proof === undefined) {
    const [first] = sampled;
    if (first === undefined) return unreachable(name, facts);
    const doubt = doubtOf(first.page.binding, first.page.at);
    return {
      ...unproven(
        doubt?.reason ?? "stale",
        `${first.page.at} shows “${name}”, and ${doubt?.because ?? "it is of another state"}.`,
        placeOf(first),
      ),
      next: "Name the address of the running service (`metrics=http://localhost:9090/metrics`), or expose a `build_info` metric with its commit.",
    };
  }
  return shaped(name, value, proof);
}

/** It is there: whether it is what the design says. */
function shaped(name: string, value: Metric, { page, family }: Found): Opinion {
  const place = placeOf({ page, family });
  if (value.type !== undefined && family.type !== value.type) {
    if (family.type !== "unknown") {
      return {
        ...broken(`“${name}” is a ${family.type} and no ${value.type}.`, place),
        next: `Make it a ${value.type}, or say in the design that it is a ${family.type}.`,
      };
    }
    return {
      ...unproven("inconclusive", `“${name}” is exposed, and nothing says that it is a ${value.type}.`, place),
      next: "Expose its TYPE.",
    };
  }
  const known = new Set(family.labels.map(labelOf));
  const missing = (value.labels ?? []).filter((label) => !known.has(labelOf(label)));
  if (missing.length > 0) {
    return {
      ...unproven(
        "inconclusive",
        `“${name}” is exposed, and none of its samples has the label ${missing.map((label) => `“${label}”`).join(", ")}.`,
        place,
      ),
      next: "Set the label at every sample, or take it out of the design.",
    };
  }
  const unbounded = [...new Set([...(value.labels ?? []), ...family.labels])].filter((label) => UNBOUNDED.test(label));
  const advice =
    unbounded.length === 0
      ? {}
      : {
          next: `Take ${unbounded.map((label) => `“${label}”`).join(", ")} out of its labels: each value is a time series of its own.`,
        };
  return { ...holds(`“${name}” is exposed.`, place), rung: page.isLive ? "live" : "saved", ...advice };
}

/** It is on no page, or without a value. */
function absent(
  name: string,
  value: Metric,
  facts: MetricFacts,
  announced: readonly Found[],
  { stage }: JudgeContext,
): Opinion {
  const [first] = announced;
  if (first !== undefined) {
    return {
      ...unproven("inconclusive", `“${name}” is announced and has no sample.`, placeOf(first)),
      next: "Let it happen once, and look again.",
    };
  }
  const places = facts.named(name);
  const evidence = places.slice(0, MOST_PLACES).map(sourcePlace);
  const [place] = places;
  const isDue = stage === "shipped" || value.existing === true;
  if (place !== undefined) {
    return {
      ...unproven(
        isDue ? "inconclusive" : "planned",
        `“${name}” is named in ${place.path}:${place.line} and on no page of metrics.`,
        ...evidence,
      ),
      next: "Let the service run until it has counted something, and look again.",
    };
  }
  const near = closest(
    name,
    facts.pages.flatMap(({ families }) => families.flatMap(({ names }) => names)),
  );
  const hint = near === null ? {} : { next: `Did you mean “${near}”?` };
  if (!isDue) return { ...unproven("planned", `“${name}” is not exposed yet.`), ...hint };
  const pages = facts.pages.filter(proves);
  const [page] = pages;
  if (
    page === undefined ||
    pages.length < facts.pages.length ||
    pages.some(({ incomplete }) => incomplete.length > 0) ||
    facts.unread.length > 0
  ) {
    return {
      ...unproven("inconclusive", `“${name}” is on none of the pages, and they do not show all that there is.`),
      ...hint,
    };
  }
  return {
    ...broken(`“${name}” is neither on ${page.at} nor in the sources.`, {
      source: "metrics",
      at: page.at,
      detail: `${page.families.length} metrics`,
    }),
    next: near === null ? "Expose it, or take it out of the design." : `Did you mean “${near}”?`,
  };
}

/** There is no page: what the sources name is a place to go to, and no measurement. */
function unreachable(name: string, facts: MetricFacts): Opinion {
  const [at] = facts.unread;
  const places = facts.named(name);
  const evidence = places.slice(0, MOST_PLACES).map(sourcePlace);
  if (at !== undefined) {
    return {
      ...unproven("unreachable", `“${name}” could not be looked for: ${at} could not be read.`, ...evidence),
      next: "Start the service, or name a saved page.",
    };
  }
  const [place] = places;
  const because =
    place === undefined
      ? `There is no page of metrics to look for “${name}” on, and no source names it.`
      : `“${name}” is named in ${place.path}:${place.line}, and there is no page of metrics that shows it.`;
  return { ...unproven("no-evidence", because, ...evidence), next: TOPICS.metrics.provide };
}

interface Found {
  readonly page: MetricPage;
  readonly family: MetricFamily;
}

/** A running system shows what it is; a saved page only what it was, unless it says of which commit. */
function proves(page: MetricPage): boolean {
  return page.binding === null ? page.isLive : doubtOf(page.binding, page.at) === null;
}

function isNamed(family: MetricFamily, name: string): boolean {
  if (family.names.includes(name)) return true;
  // A name of OpenTelemetry: its dots are underscores on the page, and the unit stands behind.
  if (!name.includes(".")) return false;
  const mapped = name.replace(/[^a-zA-Z0-9_:]+/g, "_");
  return family.name === mapped || (family.name.startsWith(mapped) && ENDINGS.test(family.name.slice(mapped.length)));
}

/** "http.route" of a design is `http_route` on a page. */
function labelOf(label: string): string {
  return label.replace(/[^a-zA-Z0-9_]+/g, "_");
}

function placeOf({ page, family }: Found): EvidencePlace {
  const labels = family.labels.length === 0 ? "" : ` {${family.labels.join(", ")}}`;
  const samples = family.sampleCount === 1 ? "1 sample" : `${family.sampleCount} samples`;
  return {
    source: page.isLive ? "metrics: live" : "metrics",
    at: page.isLive ? page.at : `${page.at}:${family.line}`,
    detail: `${family.name}, ${family.type}${labels}, ${samples}`,
  };
}

function sourcePlace({ path, line }: SourcePlace): EvidencePlace {
  return { source: "repository", at: `${path}:${line}`, detail: "named in the sources" };
}
