import { readFileSync } from "node:fs";
import { applyBaseline, makeBaseline, type Baseline, type BaselineEntry } from "@lintel/core";
import { Exit, Stop } from "../program/exit.ts";
import { whyNot } from "../workspace/read.ts";
import { writeAtomically } from "../workspace/write.ts";
import type { DocumentReport } from "./report.ts";

/** Where a baseline lies when nobody says otherwise. */
export const BASELINE_NAME = "lintel-baseline.json";

/** Reads a baseline. @throws Stop when it cannot be read or is none: without it every old finding would be new. */
export function readBaseline(file: string, shown: string): Baseline {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new Stop(
      Exit.CannotJudge,
      `cannot read the baseline ${shown}: ${whyNot(error)}. \`lintel check --write-baseline\` makes one.`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Stop(Exit.CannotJudge, `the baseline ${shown} is not JSON: ${(error as Error).message}.`);
  }
  if (!isBaseline(value)) {
    throw new Stop(
      Exit.CannotJudge,
      `${shown} is no baseline: expected { "schemaVersion": 1, "findings": [{ path, rule, fingerprint, count }] }. Write it anew with \`lintel check --write-baseline\`.`,
    );
  }
  return value;
}

function isBaseline(value: unknown): value is Baseline {
  if (typeof value !== "object" || value === null) return false;
  const { schemaVersion, findings } = value as Record<string, unknown>;
  return schemaVersion === 1 && Array.isArray(findings) && findings.every(isEntry);
}

function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== "object" || value === null) return false;
  const { path, rule, fingerprint, count } = value as Record<string, unknown>;
  return (
    typeof path === "string" &&
    typeof rule === "string" &&
    typeof fingerprint === "string" &&
    typeof count === "number" &&
    Number.isInteger(count) &&
    count > 0
  );
}

export interface Baselined {
  readonly documents: readonly DocumentReport[];
  /** Findings that the baseline knows. */
  readonly known: number;
  /** Findings that it knows of these documents and that are gone. */
  readonly gone: number;
}

/** Documents without the findings that a baseline knows. */
export function withoutKnown(documents: readonly DocumentReport[], baseline: Baseline): Baselined {
  const { fresh, known, gone } = applyBaseline(documents, baseline);
  const left = new Map(fresh.map(({ path, findings }) => [path, findings]));
  const checked = new Set(documents.map(({ path }) => path));
  return {
    documents: documents.map((document) => ({ ...document, findings: left.get(document.path) ?? [] })),
    known: known.reduce((sum, { findings }) => sum + findings.length, 0),
    gone: gone.filter(({ path }) => checked.has(path)).reduce((sum, { count }) => sum + count, 0),
  };
}

/**
 * Writes the findings of these documents as the baseline. What an older one says of other documents stays, as long as
 * `isThere` knows their paths.
 */
export function writeBaseline(
  file: string,
  documents: readonly DocumentReport[],
  before: Baseline | null,
  isThere: (path: string) => boolean,
): Baseline {
  const checked = new Set(documents.map(({ path }) => path));
  const others = (before?.findings ?? []).filter(({ path }) => !checked.has(path) && isThere(path));
  const made = makeBaseline(documents);
  const findings = [...made.findings, ...others].toSorted((a, b) => {
    const [x, y] = [`${a.path}\0${a.rule}\0${a.fingerprint}`, `${b.path}\0${b.rule}\0${b.fingerprint}`];
    return x < y ? -1 : x > y ? 1 : 0;
  });
  const baseline: Baseline = { schemaVersion: 1, findings };
  writeAtomically(file, `${JSON.stringify(baseline, null, 2)}\n`);
  return baseline;
}
