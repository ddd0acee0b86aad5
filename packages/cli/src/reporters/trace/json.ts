import { schemaVersion, type MatrixRow, type TestRow } from "@lintel/core";
import type { TraceRun } from "../reporter.ts";

/** One JSON document, of the shape in schemas/trace.schema.json. */
export function json({ tool, matrix, comparison, unreadable, problems }: TraceRun): string {
  const value = {
    schemaVersion,
    tool: { name: tool.name, version: tool.version },
    designs: matrix.designs.map(({ id, path, rows, goals }) => ({
      id,
      path,
      goals: goals.map((goal) => ({
        id: goal.id,
        document: goal.document,
        line: goal.line,
        text: goal.text,
        criteria: goal.criteria,
        covered: goal.isCovered,
        cycle: goal.isCycle,
      })),
      criteria: rows.map(rowJson),
    })),
    tests: matrix.tests.map((test) => ({ ...testJson(test), criteria: test.criteria })),
    orphans: matrix.orphans.map((test) => ({ ...testJson(test), names: test.names })),
    comparison:
      comparison === null
        ? null
        : {
            suspects: comparison.suspects.map(({ criterion, changed, tests }) => ({ criterion, changed, tests })),
            falls: comparison.falls.map(({ criterion, from, to }) => ({ criterion, from, to })),
            gone: comparison.gone,
          },
    unreadable: unreadable.map(({ path, reason }) => ({ path, reason })),
    problems: problems.map(({ at, message }) => ({ at, message })),
    summary: matrix.summary,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function rowJson(row: MatrixRow): object {
  return {
    id: row.id,
    is: row.is,
    document: row.document,
    line: row.line,
    text: row.text,
    rung: row.rung,
    ...(row.shortfall === null ? {} : { shortfall: row.shortfall }),
    because: row.because,
    ...(row.next === null ? {} : { next: row.next }),
    tests: row.tests.map(({ id }) => id),
    open: row.open.map(({ written, is, candidates, isClear }) => ({ written, is, candidates, clear: isClear })),
  };
}

function testJson({ id, title, file, line, outcomes }: TestRow): object {
  return { id, title, file, line, outcomes };
}
