import type { AlertRule, Query } from "@lintel/core";
import { at, listOf, objectOf, textOf } from "../text/values.ts";
import { readStructured } from "../text/structured.ts";
import { secondsOf } from "./duration.ts";

export interface RuleFile {
  readonly alerts: readonly Omit<AlertRule, "path" | "isCurrent">[];
  /** Names of metrics that it records. */
  readonly recorded: readonly string[];
}

/** Why a text is no file of rules: where, and what is wrong. */
export interface NoRules {
  readonly line: number;
  readonly message: string;
}

/** Rules of Prometheus: `groups:`, or a `PrometheusRule` of Kubernetes around them. Null for YAML of something else. */
export function readRules(text: string, readQuery: (text: string) => Query): RuleFile | NoRules | null {
  if (!/^\s*(?:-\s+)?["']?groups["']?\s*:/m.test(text)) return null;
  const result = readStructured(text);
  if (!result.ok) return { line: result.line, message: `This is not YAML: ${result.message}.` };
  const { value, lineOf } = result.read;
  const isResource = at(value, "kind") === "PrometheusRule";
  const groups = isResource ? at(value, "spec", "groups") : at(value, "groups");
  if (!Array.isArray(groups) || !listOf(groups).some((group) => Array.isArray(at(group, "rules")))) return null;
  const prefix = isResource ? ["spec", "groups"] : ["groups"];
  const alerts: Omit<AlertRule, "path" | "isCurrent">[] = [];
  const recorded: string[] = [];
  listOf(groups).forEach((group, g) => {
    listOf(at(group, "rules")).forEach((rule, r) => {
      const line = lineOf([...prefix, g, "rules", r]);
      const name = textOf(at(rule, "alert"));
      const record = textOf(at(rule, "record"));
      if (record !== null) recorded.push(record);
      if (name !== null) alerts.push(alertOf(name, rule, line, readQuery));
    });
  });
  return { alerts, recorded };
}

function alertOf(
  name: string,
  rule: unknown,
  line: number,
  readQuery: (text: string) => Query,
): Omit<AlertRule, "path" | "isCurrent"> {
  const expression = writtenOf(at(rule, "expr")).trim();
  const query = readQuery(expression);
  const problems: string[] = [];
  if (!query.ok) problems.push(`its query cannot be read: ${query.found} is not expected at character ${query.at + 1}`);
  const held = at(rule, "for");
  const seconds = held === undefined || held === null ? 0 : secondsOf(writtenOf(held));
  if (seconds === null) problems.push(`“for: ${writtenOf(held)}” is no duration`);
  const known = new Set(["alert", "expr", "for", "keep_firing_for", "labels", "annotations"]);
  for (const key of Object.keys(objectOf(rule) ?? {}))
    if (!known.has(key)) problems.push(`“${key}” is no key of a rule`);
  const annotations = Object.values(objectOf(at(rule, "annotations")) ?? {}).filter((each) => typeof each === "string");
  return {
    name,
    expression,
    query,
    seconds,
    severity: textOf(at(rule, "labels", "severity")) ?? textOf(at(rule, "labels", "priority")),
    words: annotations.join(" "),
    line,
    problems,
  };
}

/** A value as it was written, where it is one word or number. */
function writtenOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
