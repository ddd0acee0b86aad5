import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import { parseGlob, type Glob, type Severity } from "@lintel/core";
import type { Config, FailOn, RuleOptions, Severities } from "./config.ts";
import { readShape } from "./shape.ts";
import { configShape, type Vocabulary } from "./spec.ts";
import { readYaml, type YamlProblem } from "./yaml.ts";

/** One thing that is wrong with a configuration. */
export interface ConfigProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config; readonly raw: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Reads a configuration file. @throws when it cannot be read at all. */
export function loadConfig(file: string, vocabulary: Vocabulary): ConfigResult {
  // Reading a pipe would wait for somebody to write.
  const stat = statSync(file);
  if (!stat.isFile() && !stat.isDirectory()) throw new Error("it is not a regular file");
  const bytes = readFileSync(file);
  if (!isUtf8(bytes)) {
    return { ok: false, problems: [{ line: 1, column: 1, message: "This is not UTF-8. Save the file as UTF-8." }] };
  }
  return parseConfig(bytes.toString("utf8").replace(/^\ufeff/, ""), vocabulary);
}

/** Reads the text of a configuration; every problem is reported, not only the first. */
function parseConfig(text: string, vocabulary: Vocabulary): ConfigResult {
  const yaml = readYaml(text);
  if (!yaml.ok) return { ok: false, problems: [placed(yaml.problem, text)] };
  const problems: YamlProblem[] = [];
  const empty = yaml.node === null || (yaml.node.is === "scalar" && yaml.node.value === null);
  const raw = empty || yaml.node === null ? {} : readShape(configShape(vocabulary), yaml.node, "lintel.yaml", problems);
  if (problems.length > 0) {
    return { ok: false, problems: problems.toSorted((a, b) => a.at - b.at).map((problem) => placed(problem, text)) };
  }
  const checked = raw as Raw;
  return { ok: true, config: toConfig(checked), raw: checked as Readonly<Record<string, unknown>> };
}

function placed({ message, at }: YamlProblem, text: string): ConfigProblem {
  const before = text.slice(0, at);
  return {
    message,
    line: before.split("\n").length,
    column: Array.from(before.slice(before.lastIndexOf("\n") + 1)).length + 1,
  };
}

type RawRules = Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;

/** The checked data, as `CONFIG_SHAPE` guarantees it. */
interface Raw {
  readonly templates?: Readonly<
    Record<string, { path: string; documents?: readonly string[]; metadata?: string; "judge-by"?: "today" | "then" }>
  >;
  readonly layouts?: Readonly<Record<string, "auto" | "off">>;
  readonly ignore?: readonly string[];
  readonly rules?: RawRules;
  readonly overrides?: readonly { files: readonly string[]; rules: RawRules }[];
  readonly "inline-ignores"?: "allow" | "forbid";
  readonly "fail-on"?: FailOn;
  readonly baseline?: string;
  readonly evidence?: Readonly<Record<string, readonly string[]>>;
}

function toConfig(raw: Raw): Config {
  return {
    templates: Object.entries(raw.templates ?? {}).map(([name, template]) => ({
      name,
      path: template.path.replace(/^\.\//, ""),
      documents: (template.documents ?? []).map(globOf),
      metadata: template.metadata ?? null,
      judgeBy: template["judge-by"] ?? "today",
    })),
    layoutsOff: Object.entries(raw.layouts ?? {}).flatMap(([name, mode]) => (mode === "off" ? [name] : [])),
    ignore: (raw.ignore ?? []).map((text) => ({
      glob: globOf(text.replace(/^!/, "")),
      negated: text.startsWith("!"),
    })),
    rules: { ...readRules(raw.rules ?? {}), ignores: raw["inline-ignores"] ?? "allow" },
    overrides: (raw.overrides ?? []).map(({ files, rules }) => ({
      files: files.map((text) => {
        const [path = "", section = null] = text.split("#", 2);
        return { glob: globOf(path), section };
      }),
      ...readRules(rules),
    })),
    failOn: raw["fail-on"] ?? "error",
    baseline: raw.baseline?.replace(/^\.\//, "") ?? null,
    evidence: raw.evidence ?? {},
  };
}

function readRules(raw: RawRules): { severities: Severities; options: RuleOptions } {
  const severities: Record<string, Severity | "off"> = {};
  const options: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const [rule, value] of Object.entries(raw)) {
    if (typeof value === "string") {
      severities[rule] = value as Severity | "off";
      continue;
    }
    const { severity, ...rest } = value;
    if (severity !== undefined) severities[rule] = severity as Severity | "off";
    if (Object.keys(rest).length > 0) options[rule] = rest;
  }
  return { severities, options };
}

/** The shapes have checked that it parses. */
function globOf(text: string): Glob {
  const parsed = parseGlob(text);
  return parsed.ok ? parsed.glob : { pattern: text, matches: () => false };
}
