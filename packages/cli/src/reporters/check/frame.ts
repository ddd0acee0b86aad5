import type { Place } from "@lintel/core";
import { clip, columnsOf, printable, wrap, type Styles } from "../../program/text.ts";

/** A place to point at in a line of source. */
export interface Pointer extends Place {
  /** What stands beside the mark; empty for the finding itself, whose message stands above. */
  readonly label: string;
  readonly paint: (text: string) => string;
}

/**
 * Lines of source with a mark under each place, in the order of the lines:
 *
 *       3 │ ## Problem
 *         │ ---------- The heading above it.
 *     118 │ #### Charged twice
 *         │ ^^^^^^^^^^^^^^^^^^
 *
 * Marks stand under what they mean by the columns of a terminal: wide characters, tabs, escapes. Long lines are cut around the
 * place. Blank lines and lines that are not there are left out. The cost does not depend on how long the document is.
 *
 * @param width columns that a line of the frame may take, `indent` included
 */
export function frame(
  pointers: readonly Pointer[],
  lines: readonly string[],
  indent: string,
  width: number,
  s: Styles,
): string[] {
  const sorted = pointers
    .filter(({ line }) => (lines[line - 1] ?? "").trim() !== "")
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
  const digits = String(sorted.at(-1)?.line ?? 0).length;
  const room = Math.max(16, width - indent.length - digits - 3);
  const blank = `${indent}${" ".repeat(digits)} ${s.dim("│")} `;
  let above = 0;
  return sorted.flatMap((pointer) => {
    const { text, before, columns } = excerpt(lines[pointer.line - 1] ?? "", pointer, room);
    const number = `${indent}${s.dim(String(pointer.line).padStart(digits))} ${s.dim("│")} `;
    const gap = above !== 0 && pointer.line > above + 1 ? [`${indent}${" ".repeat(digits)} ${s.dim("┆")}`] : [];
    const source = pointer.line === above ? [] : [...gap, number + text];
    above = pointer.line;
    return [...source, ...marks(pointer, before, columns, room).map((line) => blank + pointer.paint(line))];
  });
}

/** The marks under a place, and its label: behind them where there is room, else below. */
function marks(pointer: Pointer, before: number, columns: number, room: number): string[] {
  const { label, line, endLine, endColumn } = pointer;
  const last = endColumn === 1 ? endLine - 1 : endLine;
  const beyond = last > line ? `to line ${last}` : "";
  const words = [beyond, printable(label)].filter((part) => part !== "").join(": ");
  const mark = " ".repeat(before) + (label === "" ? "^" : "-").repeat(columns);
  if (words === "") return [mark];
  if (before + columns + 1 + columnsOf(words) <= room) return [`${mark} ${words}`];
  return [mark, ...wrap(words, room).split("\n")];
}

/** The part of a line around a place, and where in it the place is, in columns. */
function excerpt(
  source: string,
  place: Place,
  room: number,
): { readonly text: string; readonly before: number; readonly columns: number } {
  const start = offsetOf(source, place.column);
  const end = place.endLine > place.line ? source.length : Math.max(start, offsetOf(source, place.endColumn));
  // No more of a long line than could be shown is looked at.
  const marked = printable(source.slice(start, Math.min(end, start + room)).trimEnd());
  const from = beginning(source, start, columnsOf(marked), room);
  const ahead = from > 0 ? "…" : "";
  const text = clip(ahead + printable(source.slice(from, start + 2 * room).trimEnd()), room);
  const before = columnsOf(ahead + printable(source.slice(from, start)));
  const columns = Math.max(1, Math.min(columnsOf(marked), columnsOf(text) - before));
  return { text, before, columns };
}

/** Where to begin with a line so that a place at `start` is in sight: at its beginning, or a little before the place. */
function beginning(source: string, start: number, marked: number, room: number): number {
  const wanted = Math.min(marked, Math.ceil(room / 2)) + 2;
  if (start <= room && columnsOf(printable(source.slice(0, start))) + wanted <= room) return 0;
  let from = start;
  for (let columns = 0; from > 0 && columns < room / 4;) {
    const before = from - (isLowSurrogate(source.charCodeAt(from - 1)) && from > 1 ? 2 : 1);
    columns += columnsOf(printable(source.slice(before, from)));
    from = before;
  }
  return from;
}

/** UTF-16 offset of a 1-based column in code points; the end of the line when it has fewer. */
function offsetOf(source: string, column: number): number {
  let offset = 0;
  for (let c = 1; c < column && offset < source.length; c++) {
    offset += isLowSurrogate(source.charCodeAt(offset + 1)) && isHighSurrogate(source.charCodeAt(offset)) ? 2 : 1;
  }
  return offset;
}

function isHighSurrogate(code: number): boolean {
  return (code & 0xfc00) === 0xd800;
}

function isLowSurrogate(code: number): boolean {
  return (code & 0xfc00) === 0xdc00;
}
