import type { MetricType } from "@lintel/core";

export interface Sample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
  /** 1-based. */
  readonly line: number;
}

/** A family and its samples, in the order of the page. */
export interface ReadFamily {
  readonly name: string;
  readonly type: MetricType;
  readonly unit: string | null;
  readonly samples: readonly Sample[];
  readonly line: number;
}

export interface Exposition {
  readonly families: readonly ReadFamily[];
  /** Lines that are no exposition, and a missing end. One sentence each, at most a few. */
  readonly incomplete: readonly string[];
}

const TYPES: Readonly<Record<string, MetricType>> = {
  counter: "counter",
  gauge: "gauge",
  histogram: "histogram",
  gaugehistogram: "histogram",
  summary: "summary",
  info: "info",
  stateset: "stateset",
};
/** What may stand behind the name of a family in the names of its samples. */
const SUFFIXES: Readonly<Partial<Record<MetricType, readonly string[]>>> = {
  counter: ["_total", "_created"],
  histogram: ["_bucket", "_sum", "_count", "_created", "_gsum", "_gcount"],
  summary: ["_sum", "_count", "_created"],
  info: ["_info"],
};
const ALL_SUFFIXES = [...new Set(Object.values(SUFFIXES).flat())];
const NAME = /[a-zA-Z_:][a-zA-Z0-9_:.]*/y;
const LABEL = /[a-zA-Z_][a-zA-Z0-9_.]*/y;
const NUMBER = /[+-]?(?:inf(?:inity)?|nan|0x[0-9a-f]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(?=\s|$)/iy;
const MOST_COMPLAINTS = 5;
const MOST_FAMILIES = 50_000;

interface Open {
  readonly name: string;
  type: MetricType;
  unit: string | null;
  readonly samples: Sample[];
  readonly line: number;
}

/** Whether a text looks like metrics of Prometheus or OpenMetrics. */
export function isExposition(text: string): boolean {
  return /^# (?:TYPE|HELP) [a-zA-Z_:"]/m.test(text) || /^[a-zA-Z_:][\w:]*(?:\{[^}\n]*\})? [-+]?[\d.NI]/m.test(text);
}

/**
 * Reads the text formats of Prometheus (0.0.4, and 1.0.0 with quoted names) and OpenMetrics 1.0. What is only announced by HELP
 * or TYPE is a family without samples; a name in any other comment is none. Linear.
 */
export function readExposition(text: string): Exposition {
  const families = new Map<string, Open>();
  const incomplete: string[] = [];
  let complaints = 0;
  let ended = false;
  let isOpenMetrics = false;
  let number = 0;
  for (const raw of text.split("\n")) {
    number++;
    const line = raw.trim();
    if (line === "") continue;
    if (ended) {
      if (complaints++ < MOST_COMPLAINTS) incomplete.push(`Line ${number} stands behind the end.`);
      continue;
    }
    if (line.startsWith("#")) {
      if (line === "# EOF") ended = true;
      const announced = /^#\s+(TYPE|HELP|UNIT)\s+("(?:[^"\\]|\\.)*"|\S+)(?:\s+(.*))?$/.exec(line);
      if (announced === null) continue;
      const [, what, written = "", rest = ""] = announced;
      const family = familyNamed(families, unquote(written), number);
      if (family === null) break;
      if (what === "TYPE") family.type = TYPES[rest.trim()] ?? "unknown";
      else if (what === "UNIT") {
        isOpenMetrics = true;
        family.unit = rest.trim() || null;
      }
      continue;
    }
    const sample = readSample(line, number);
    if (sample === null) {
      if (complaints++ < MOST_COMPLAINTS) incomplete.push(`Line ${number} is no sample.`);
      continue;
    }
    const family = familyOf(families, sample.name, number);
    if (family === null) break;
    family.samples.push(sample);
  }
  if (isOpenMetrics && !ended) incomplete.push("The page ends without `# EOF`: it was cut off.");
  return { families: [...families.values()], incomplete };
}

function familyNamed(families: Map<string, Open>, name: string, line: number): Open | null {
  const known = families.get(name);
  if (known !== undefined) return known;
  if (families.size >= MOST_FAMILIES) return null;
  const family: Open = { name, type: "unknown", unit: null, samples: [], line };
  families.set(name, family);
  return family;
}

/** The family that a sample belongs to: the one of its name, or the one whose type gives its samples such a suffix. */
function familyOf(families: Map<string, Open>, name: string, line: number): Open | null {
  const own = families.get(name);
  if (own !== undefined) return own;
  for (const suffix of ALL_SUFFIXES) {
    if (!name.endsWith(suffix)) continue;
    const family = families.get(name.slice(0, -suffix.length));
    if (family !== undefined && SUFFIXES[family.type]?.includes(suffix) === true) return family;
  }
  return familyNamed(families, name, line);
}

/** `name{label="value",…} 1.5 1700000000 # {trace_id="…"} 0.1`; null when it is none. */
function readSample(line: string, number: number): Sample | null {
  const labels = new Map<string, string>();
  let name = "";
  let at = 0;
  const bare = match(NAME, line, 0);
  if (bare !== null) {
    name = bare;
    at = blanks(line, bare.length);
  }
  if (line[at] === "{") {
    at = blanks(line, at + 1);
    while (line[at] !== "}") {
      if (at >= line.length) return null;
      const quotedKey = line[at] === '"' ? quoted(line, at) : null;
      const key = quotedKey === null ? match(LABEL, line, at) : quotedKey.text;
      if (key === null) return null;
      at = blanks(line, quotedKey === null ? at + key.length : quotedKey.end);
      if (line[at] === "=") {
        at = blanks(line, at + 1);
        const value = line[at] === '"' ? quoted(line, at) : null;
        if (value === null) return null;
        labels.set(key, value.text);
        at = blanks(line, value.end);
      } else if (quotedKey !== null && name === "") name = key;
      else return null;
      if (line[at] === ",") at = blanks(line, at + 1);
      else if (line[at] !== "}") return null;
    }
    at = blanks(line, at + 1);
  }
  if (name === "") return null;
  const value = match(NUMBER, line, at);
  if (value === null) return null;
  const rest = line.slice(at + value.length).trim();
  if (rest !== "" && !/^(?:[-+]?[\d.eE+-]+)?\s*(?:#\s*\{.*)?$/.test(rest)) return null;
  return { name, labels, value: numberOf(value), line: number };
}

function numberOf(written: string): number {
  if (/nan/i.test(written)) return Number.NaN;
  if (/inf/i.test(written)) return written.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(written);
}

function match(pattern: RegExp, line: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(line)?.[0] ?? null;
}

function blanks(line: string, at: number): number {
  let end = at;
  while (line[end] === " " || line[end] === "\t") end++;
  return end;
}

/** A string between quotes, its escapes resolved; null when it is never closed. */
function quoted(line: string, at: number): { readonly text: string; readonly end: number } | null {
  let text = "";
  for (let i = at + 1; i < line.length; i++) {
    const c = line.charAt(i);
    if (c === '"') return { text, end: i + 1 };
    if (c !== "\\") text += c;
    else {
      i++;
      const escaped = line.charAt(i);
      text += escaped === "n" ? "\n" : escaped;
    }
  }
  return null;
}

function unquote(written: string): string {
  return written.startsWith('"') ? (quoted(written, 0)?.text ?? written) : written;
}
