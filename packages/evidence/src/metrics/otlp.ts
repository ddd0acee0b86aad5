import type { MetricFamily, MetricType } from "@lintel/core";
import { at, listOf, textOf } from "../text/values.ts";
import { prometheusName } from "./names.ts";

/** Whether a text looks like metrics of OpenTelemetry as JSON, one export on a line. */
export function isOtlp(text: string): boolean {
  return /^\s*\{\s*"resourceMetrics"/.test(text);
}

interface Open {
  readonly name: string;
  readonly unit: string | null;
  readonly type: MetricType;
  readonly labels: Set<string>;
  sampleCount: number;
  readonly line: number;
}

/** Reads exports of OpenTelemetry: JSON, one object on each line or one in all. A line that is no JSON is left out and told. */
export function readOtlp(text: string): {
  readonly families: readonly MetricFamily[];
  readonly incomplete: readonly string[];
} {
  const families = new Map<string, Open>();
  const incomplete: string[] = [];
  const read = (json: unknown, line: number): void => {
    for (const resource of listOf(at(json, "resourceMetrics"))) {
      for (const scope of listOf(at(resource, "scopeMetrics"))) {
        for (const metric of listOf(at(scope, "metrics"))) add(families, metric, line);
      }
    }
  };
  const whole = parse(text);
  if (whole !== undefined) read(whole, 1);
  else {
    text.split("\n").forEach((line, i) => {
      if (line.trim() === "") return;
      const json = parse(line);
      if (json === undefined) incomplete.push(`Line ${i + 1} is no JSON.`);
      else read(json, i + 1);
    });
  }
  return {
    families: [...families.values()].map(({ name, unit, type, labels, sampleCount, line }) => {
      const mapped = prometheusName(name, unit, type);
      const suffixes =
        type === "histogram" ? ["_bucket", "_sum", "_count"] : type === "summary" ? ["_sum", "_count"] : [];
      return {
        name,
        names: [...new Set([name, mapped, ...suffixes.map((suffix) => mapped + suffix)])],
        type,
        unit,
        labels: [...labels],
        sampleCount,
        line,
      };
    }),
    incomplete: incomplete.slice(0, 5),
  };
}

function add(families: Map<string, Open>, metric: unknown, line: number): void {
  const name = textOf(at(metric, "name"));
  if (name === null) return;
  const kind = ["sum", "gauge", "histogram", "exponentialHistogram", "summary"].find(
    (each) => at(metric, each) !== undefined,
  );
  const type: MetricType =
    kind === "sum"
      ? at(metric, "sum", "isMonotonic") === true
        ? "counter"
        : "gauge"
      : kind === "gauge"
        ? "gauge"
        : kind === "summary"
          ? "summary"
          : kind === undefined
            ? "unknown"
            : "histogram";
  const family = families.get(name) ?? {
    name,
    unit: textOf(at(metric, "unit")),
    type,
    labels: new Set<string>(),
    sampleCount: 0,
    line,
  };
  families.set(name, family);
  for (const point of listOf(at(metric, kind ?? "", "dataPoints"))) {
    family.sampleCount++;
    for (const attribute of listOf(at(point, "attributes"))) {
      const key = textOf(at(attribute, "key"));
      if (key !== null) family.labels.add(key);
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
