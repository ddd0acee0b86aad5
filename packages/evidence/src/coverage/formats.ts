import type { CoverageCount, CoverageCounts, CoverageKind, CoverageReport } from "@lintel/core";
import { at, numberOf, objectOf } from "../text/values.ts";

export type CoverageReading = Pick<CoverageReport, "producer" | "total" | "files">;

/** Reads a report of coverage, recognised by its shape; null for a text that is none, and for one that covers nothing. */
export function readCoverage(text: string): CoverageReading | null {
  const reading = read(text);
  return reading === null || Object.values(reading.total).every((each) => each.total === 0) ? null : reading;
}

function read(text: string): CoverageReading | null {
  const start = text.slice(0, 4096).trimStart();
  if (start.startsWith("{")) return readJson(text);
  if (start.startsWith("mode: ")) return readGo(text);
  if (/^(?:TN:|SF:)/m.test(start)) return readLcov(text);
  return start.startsWith("<") ? readXml(text) : null;
}

const KINDS: readonly CoverageKind[] = ["lines", "branches", "functions", "statements"];

/** `lcov.info`: sums stand at the end of each file's record. */
function readLcov(text: string): CoverageReading {
  const names: Readonly<Record<string, readonly [CoverageKind, keyof CoverageCount]>> = {
    LF: ["lines", "total"],
    LH: ["lines", "covered"],
    BRF: ["branches", "total"],
    BRH: ["branches", "covered"],
    FNF: ["functions", "total"],
    FNH: ["functions", "covered"],
  };
  const files: { path: string; counts: CoverageCounts }[] = [];
  let path = "";
  let counts: Partial<Record<CoverageKind, { covered: number; total: number }>> = {};
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    if (line === "end_of_record") {
      files.push({ path, counts });
      counts = {};
      continue;
    }
    const colon = line.indexOf(":");
    const key = line.slice(0, Math.max(0, colon));
    if (key === "SF") path = line.slice(colon + 1);
    const name = names[key];
    const value = Number(line.slice(colon + 1));
    if (name === undefined || !Number.isFinite(value)) continue;
    const [kind, what] = name;
    (counts[kind] ??= { covered: 0, total: 0 })[what] = value;
  }
  return { producer: "lcov", total: sumOf(files), files };
}

/** Istanbul's summary (Vitest, Jest, nyc), or the JSON of coverage.py. */
function readJson(text: string): CoverageReading | null {
  let json: unknown;
  try {
    json = JSON.parse(text) as unknown;
  } catch {
    return null;
  }
  if (at(json, "totals", "covered_lines") !== undefined) {
    const counts = (summary: unknown): CoverageCounts =>
      given({
        lines: countOf(at(summary, "covered_lines"), at(summary, "num_statements")),
        branches: countOf(at(summary, "covered_branches"), at(summary, "num_branches")),
      });
    const files = Object.entries(objectOf(at(json, "files")) ?? {}).map(([path, file]) => ({
      path,
      counts: counts(at(file, "summary")),
    }));
    return { producer: "coverage.py", total: counts(at(json, "totals")), files };
  }
  if (at(json, "total", "lines", "covered") === undefined) return null;
  const counts = (entry: unknown): CoverageCounts =>
    given(
      Object.fromEntries(KINDS.map((kind) => [kind, countOf(at(entry, kind, "covered"), at(entry, kind, "total"))])),
    );
  const files = Object.entries(objectOf(json) ?? {})
    .filter(([path]) => path !== "total")
    .map(([path, entry]) => ({ path, counts: counts(entry) }));
  return { producer: "istanbul", total: counts(at(json, "total")), files };
}

/** A profile of Go: a line for each block, `file:from,to statements times`. A block that stands twice was run if one of them was. */
function readGo(text: string): CoverageReading | null {
  const blocks = new Map<string, { readonly path: string; readonly statements: number; run: boolean }>();
  for (const line of text.split("\n")) {
    const match = /^(.+):(\d+\.\d+,\d+\.\d+) (\d{1,9}) (\d{1,18})$/.exec(line.trim());
    if (match === null) continue;
    const [, path = "", place = "", statements, times] = match;
    const key = `${path}:${place}`;
    const known = blocks.get(key) ?? { path, statements: Number(statements), run: false };
    known.run ||= Number(times) > 0;
    blocks.set(key, known);
  }
  const byFile = new Map<string, { covered: number; total: number }>();
  for (const { path, statements, run } of blocks.values()) {
    const count = byFile.get(path) ?? { covered: 0, total: 0 };
    count.total += statements;
    if (run) count.covered += statements;
    byFile.set(path, count);
  }
  const files = [...byFile].map(([path, statements]) => ({ path, counts: { statements } }));
  return files.length === 0 ? null : { producer: "go", total: sumOf(files), files };
}

/** Totals of Cobertura, Clover and JaCoCo: attributes of their first elements, or the last counters. No entity is ever resolved. */
function readXml(text: string): CoverageReading | null {
  const root = /<coverage\s[^>]{0,2000}>/.exec(text)?.[0];
  const attribute = (element: string, name: string): number | null => {
    const value = new RegExp(`\\s${name}\\s*=\\s*["'](\\d{1,12})["']`).exec(element)?.[1];
    return value === undefined ? null : Number(value);
  };
  if (root !== undefined && attribute(root, "lines-valid") !== null) {
    return {
      producer: "cobertura",
      total: given({
        lines: countOf(attribute(root, "lines-covered"), attribute(root, "lines-valid")),
        branches: countOf(attribute(root, "branches-covered"), attribute(root, "branches-valid")),
      }),
      files: [],
    };
  }
  const project = root === undefined ? -1 : text.indexOf("<project");
  const metrics = project === -1 ? null : /<metrics\s[^>]{0,2000}>/.exec(text.slice(project, project + 20_000))?.[0];
  if (metrics !== null && metrics !== undefined && attribute(metrics, "statements") !== null) {
    return {
      producer: "clover",
      total: given({
        statements: countOf(attribute(metrics, "coveredstatements"), attribute(metrics, "statements")),
        branches: countOf(attribute(metrics, "coveredconditionals"), attribute(metrics, "conditionals")),
        functions: countOf(attribute(metrics, "coveredmethods"), attribute(metrics, "methods")),
      }),
      files: [],
    };
  }
  if (!/<report\s/.test(text.slice(0, 4096)) || !text.includes("<counter ")) return null;
  const end = text.slice(Math.max(text.lastIndexOf("</package>"), text.lastIndexOf("</group>")));
  const counter = (type: string): CoverageCount | null => {
    const element = new RegExp(`<counter\\s[^>]{0,200}type="${type}"[^>]{0,200}>`).exec(end)?.[0];
    if (element === undefined) return null;
    const [missed, covered] = [attribute(element, "missed"), attribute(element, "covered")];
    return missed === null || covered === null ? null : { covered, total: missed + covered };
  };
  return {
    producer: "jacoco",
    total: given({ lines: counter("LINE"), branches: counter("BRANCH"), functions: counter("METHOD") }),
    files: [],
  };
}

function countOf(covered: unknown, total: unknown): CoverageCount | null {
  const [part, all] = [numberOf(covered), numberOf(total)];
  return part === null || all === null || part < 0 || part > all ? null : { covered: part, total: all };
}

function given(counts: Readonly<Partial<Record<string, CoverageCount | null>>>): CoverageCounts {
  return Object.fromEntries(Object.entries(counts).filter(([, each]) => each !== null && each !== undefined));
}

function sumOf(files: readonly { readonly counts: CoverageCounts }[]): CoverageCounts {
  return given(
    Object.fromEntries(
      KINDS.map((kind) => {
        const all = files.flatMap(({ counts }) => counts[kind] ?? []);
        const sum = {
          covered: all.reduce((n, each) => n + each.covered, 0),
          total: all.reduce((n, each) => n + each.total, 0),
        };
        return [kind, all.length === 0 ? null : sum];
      }),
    ),
  );
}
