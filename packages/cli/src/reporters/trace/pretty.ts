import type { DesignMatrix, MatrixRow } from "@lintel/core";
import { clip, count, pad, paintLines, printable, styles, wrap, type Styles } from "../../program/text.ts";
import { unreadableLines } from "../document-head.ts";
import type { Place, TraceRun } from "../reporter.ts";
import { fileLink } from "../words.ts";
import { headline, isProven, nameOf, openWord, standingWord, suspectWord } from "./words.ts";

const INDENT = "        ";
/** More tests without a criterion than these are counted. */
const MOST_ORPHANS = 10;

/** For people: what is not proven and why, criterion by criterion, worst first; what is proven is counted. */
export function pretty({ matrix, comparison, unreadable, problems }: TraceRun, place: Place): string {
  const s = styles(place.terminal.colour);
  const { width } = place.terminal;
  const lines = [
    ...matrix.designs.filter(({ rows }) => rows.length > 0).flatMap((design) => [...designLines(design, s, place), ""]),
    ...orphanLines(matrix.orphans, s, width),
    ...(comparison === null || comparison.suspects.length === 0
      ? []
      : [
          s.bold("Changed since they were last looked at together"),
          ...comparison.suspects.map((suspect) =>
            paintLines(wrap(printable(suspectWord(suspect)), width, "  "), s.yellow),
          ),
          "",
        ]),
    ...(comparison === null || comparison.falls.length === 0
      ? []
      : [
          s.bold("Proven less well than in the snapshot"),
          ...comparison.falls.map(({ criterion, from, to }) => s.red(`  ${printable(criterion)}: ${from} → ${to}`)),
          "",
        ]),
    ...unreadableLines(unreadable, s, place),
    ...problems.flatMap(({ at, message }) => [
      s.bold(printable(at)),
      paintLines(wrap(printable(message), width, "  "), s.red),
      "",
    ]),
    paintLines(wrap(headline(matrix), width), s.bold),
  ];
  return `${lines.join("\n")}\n`;
}

function designLines(design: DesignMatrix, s: Styles, place: Place): readonly string[] {
  const proven = design.rows.filter(isProven).length;
  const head = `${s.bold(fileLink(printable(design.id), design.path, null, place))}  ${s.dim(
    `${proven} of ${design.rows.length} proven`,
  )}`;
  const goals = design.goals.map((goal) => {
    const mark = goal.isCovered ? s.green("✓") : s.yellow("○");
    const why = goal.isCycle ? "goes round in a circle" : count(goal.criteria.length, "criterion", "criteria");
    return `  ${mark} goal  ${clip(printable(goal.text), Math.max(20, place.terminal.width - 40))}  ${s.dim(why)}`;
  });
  const open = design.rows.filter((row) => !isProven(row)).flatMap((row) => rowLines(row, s, place));
  return [head, ...goals, ...open, ...(proven > 0 ? [`  ${s.green(`✓ ${proven} proven`)}`] : [])];
}

function rowLines(row: MatrixRow, s: Styles, place: Place): readonly string[] {
  const { width } = place.terminal;
  const line = fileLink(String(row.line).padStart(4), row.document, row.line, place);
  const mark = paint(row, s)(pad(standingWord(row), 12));
  const name = nameOf(row, "here");
  const more = row.open.length > 1 ? row.open.map((each) => s.dim(wrap(printable(openWord(each)), width, INDENT))) : [];
  return [
    `  ${s.dim(line)}  ${mark}  ${s.bold(clip(printable(name), Math.max(20, width - 22)))}`,
    wrap(printable(row.because), width, INDENT),
    ...more,
    ...(row.next === null ? [] : [paintLines(wrap(`→ ${printable(row.next)}`, width, INDENT), s.cyan)]),
  ];
}

function orphanLines(orphans: TraceRun["matrix"]["orphans"], s: Styles, width: number): readonly string[] {
  const named = orphans.filter(({ names }) => names.length > 0);
  if (named.length === 0) return [];
  const shown = named.slice(0, MOST_ORPHANS);
  const rest = named.length - shown.length;
  return [
    s.bold("Tests that name a criterion which nobody can tell"),
    ...shown.map(({ id, names }) => wrap(printable(`${id} (${names.join(", ")})`), width, "  ")),
    ...(rest > 0 ? [s.dim(`  and ${rest} more`)] : []),
    "",
  ];
}

function paint(row: MatrixRow, s: Styles): (text: string) => string {
  if (row.shortfall === "failed" || row.rung === "dangling") return s.red;
  return isProven(row) ? s.green : s.yellow;
}
