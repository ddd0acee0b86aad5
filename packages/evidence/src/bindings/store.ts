import { readdirSync, readFileSync, statSync } from "node:fs";
import type { Problem } from "../source.ts";

/**
 * Where it is kept which state of the repository a report was made on: a file for each report, named by the digest of its bytes. A
 * report that is changed afterwards has another digest and is bound to nothing. The folder may be committed or left out of git: a
 * job that runs the tests and verifies needs it only while it lasts, and what is committed changes no tree that is compared.
 */
export const EVIDENCE_FOLDER = ".lintel/evidence";

/** What is kept of one report. Field by field in this order, so that the same binding is the same bytes. */
export interface StoredBinding {
  readonly report: {
    /** `sha256:…` */
    readonly digest: string;
    /** Where it lay. */
    readonly path: string;
    /** Who wrote it; null when it is no report of tests. */
    readonly producer: string | null;
    /** How many cases ended how; null likewise. */
    readonly outcomes: Readonly<Record<string, number>> | null;
  };
  readonly commit: string;
  readonly tree: string;
  /** Files of the work tree that differed from the commit when the report was bound. */
  readonly changed: readonly string[];
  readonly command: string | null;
  readonly run: string | null;
}

const FORMAT = "lintel-evidence/1";
const MOST_FILES = 10_000;
const MOST_BYTES = 1024 * 1024;

/** Repository path of the file of a report. */
export function pathOfBinding(digest: string): string {
  return `${EVIDENCE_FOLDER}/${digest.replace(":", "-")}.json`;
}

/** The file of a binding: the same text for the same binding, on every machine. */
export function bindingText({ report, commit, tree, changed, command, run }: StoredBinding): string {
  const { digest, path, producer, outcomes } = report;
  const value = {
    format: FORMAT,
    report: { digest, path, producer, outcomes },
    commit,
    tree,
    changed: changed.toSorted(),
    command,
    run,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** All bindings of a repository by the digest of their report, and the files that are none. */
export function readBindings(root: string): {
  readonly bindings: ReadonlyMap<string, StoredBinding>;
  readonly problems: readonly Problem[];
} {
  const bindings = new Map<string, StoredBinding>();
  const problems: Problem[] = [];
  let names: readonly string[];
  try {
    names = readdirSync(`${root}/${EVIDENCE_FOLDER}`).filter((name) => name.endsWith(".json"));
  } catch {
    return { bindings, problems };
  }
  for (const name of names.toSorted().slice(0, MOST_FILES)) {
    const path = `${EVIDENCE_FOLDER}/${name}`;
    const binding = readBinding(`${root}/${path}`);
    if (binding === null || pathOfBinding(binding.report.digest) !== path) {
      problems.push({
        at: path,
        message: "It is no binding of a report. Delete it and bind the report again: `lintel evidence add`.",
      });
    } else bindings.set(binding.report.digest, binding);
  }
  return { bindings, problems };
}

function readBinding(file: string): StoredBinding | null {
  try {
    if (statSync(file).size > MOST_BYTES) return null;
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isBinding(value) ? value : null;
  } catch {
    return null;
  }
}

function isBinding(value: unknown): value is StoredBinding {
  if (typeof value !== "object" || value === null) return false;
  const { format, report, commit, tree, changed, command, run } = value as Record<string, unknown>;
  const { digest, path } = (typeof report === "object" && report !== null ? report : {}) as Record<string, unknown>;
  return (
    format === FORMAT &&
    typeof digest === "string" &&
    /^sha256:[0-9a-f]{64}$/.test(digest) &&
    typeof path === "string" &&
    isObjectId(commit) &&
    isObjectId(tree) &&
    Array.isArray(changed) &&
    changed.every((each) => typeof each === "string") &&
    (command === null || typeof command === "string") &&
    (run === null || typeof run === "string")
  );
}

/** SHA-1 or SHA-256, as git writes them. */
function isObjectId(value: unknown): boolean {
  return typeof value === "string" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}
