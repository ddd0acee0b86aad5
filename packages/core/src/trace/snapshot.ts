import { isProof, type Rung } from "./standing.ts";
import type { TraceMatrix } from "./matrix.ts";

/** What a criterion and its tests were when somebody last looked at them together. */
export interface SnapshotEntry {
  /** Digest of what the criterion says. */
  readonly text: string;
  readonly rung: Rung;
  /** Digest of the body of each test, by its ID. */
  readonly tests: Readonly<Record<string, string>>;
}

/** A trace as it is committed: by global ID of the criterion. */
export interface TraceSnapshot {
  readonly schemaVersion: 1;
  readonly criteria: Readonly<Record<string, SnapshotEntry>>;
}

/** A criterion or a test that is no longer what it was when the two were last looked at together. */
export interface Suspect {
  /** Global ID of the criterion. */
  readonly criterion: string;
  readonly changed: "criterion" | "test" | "both";
  /** IDs of the tests that changed, or of those that a changed criterion has. */
  readonly tests: readonly string[];
}

/** A criterion whose evidence reaches less far than it did. */
export interface Fall {
  readonly criterion: string;
  readonly from: Rung;
  readonly to: Rung;
}

export interface SnapshotComparison {
  readonly suspects: readonly Suspect[];
  readonly falls: readonly Fall[];
  /** Criteria of the snapshot that no traced design has any more. */
  readonly gone: readonly string[];
}

/**
 * The snapshot of a trace, in the order of its IDs.
 *
 * @param digest Of a text: `sha256:…`.
 */
export function makeSnapshot(matrix: TraceMatrix, digest: (text: string) => string): TraceSnapshot {
  const entries = matrix.designs
    .flatMap(({ rows }) => rows)
    .filter(({ is }) => is === "criterion")
    .map((row) => {
      const { id, rung, tests } = row;
      const bodies = tests
        .filter((test) => test.bodies.length > 0)
        .map(
          (test) =>
            [test.id, test.bodies.length === 1 ? (test.bodies[0] ?? "") : digest(test.bodies.join("\n"))] as const,
        );
      return [
        id,
        { text: digest(row.statement()), rung, tests: Object.fromEntries(bodies.toSorted(byFirst)) },
      ] as const;
    });
  return { schemaVersion: 1, criteria: Object.fromEntries(entries.toSorted(byFirst)) };
}

/** What changed between two snapshots. Rungs are compared roughly: proof, ran, declared, named, nothing. */
export function compareSnapshots(before: TraceSnapshot, now: TraceSnapshot): SnapshotComparison {
  const suspects: Suspect[] = [];
  const falls: Fall[] = [];
  const gone: string[] = [];
  for (const [criterion, old] of Object.entries(before.criteria)) {
    const current = now.criteria[criterion];
    if (current === undefined) {
      gone.push(criterion);
      continue;
    }
    if (step(current.rung) < step(old.rung)) falls.push({ criterion, from: old.rung, to: current.rung });
    const kept = Object.keys(current.tests).filter((test) => old.tests[test] !== undefined);
    const altered = kept.filter((test) => old.tests[test] !== current.tests[test]);
    const isReworded = old.text !== current.text;
    if (isReworded && Object.keys(current.tests).length > 0) {
      suspects.push({
        criterion,
        changed: altered.length > 0 ? "both" : "criterion",
        tests: Object.keys(current.tests),
      });
    } else if (altered.length > 0) suspects.push({ criterion, changed: "test", tests: altered });
  }
  return { suspects, falls, gone };
}

function step(rung: Rung): number {
  if (isProof({ rung })) return 4;
  if (rung === "executed") return 3;
  if (rung === "declared") return 2;
  return rung === "unmapped" ? 0 : 1;
}

function byFirst(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}

/**
 * Reads a snapshot; a message when the text is none.
 *
 * @example readSnapshot("{}") // "It has no `schemaVersion: 1`."
 */
export function readSnapshot(text: string): TraceSnapshot | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "It is no JSON.";
  }
  if (!isRecord(value) || value["schemaVersion"] !== 1) return "It has no `schemaVersion: 1`.";
  const { criteria } = value;
  if (!isRecord(criteria)) return "It has no `criteria`.";
  const entries: [string, SnapshotEntry][] = [];
  for (const [id, entry] of Object.entries(criteria)) {
    if (
      !isRecord(entry) ||
      typeof entry["text"] !== "string" ||
      typeof entry["rung"] !== "string" ||
      !isRecord(entry["tests"])
    ) {
      return `The entry of ${id} has no \`text\`, \`rung\` and \`tests\`.`;
    }
    const tests = Object.entries(entry["tests"]).filter(
      (each): each is [string, string] => typeof each[1] === "string",
    );
    entries.push([id, { text: entry["text"], rung: entry["rung"] as Rung, tests: Object.fromEntries(tests) }]);
  }
  return { schemaVersion: 1, criteria: Object.fromEntries(entries) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
