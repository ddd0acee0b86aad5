/** One text as it was handed in: where it stands in the repository, its characters, and (when the edge computed it) its digest. */
export interface Source {
  /** Path relative to the repository root, with `/` separators. */
  readonly path: string;
  /** The whole text, without a byte order mark. */
  readonly text: string;
  /** `sha256:<hex>` of the bytes on disk; absent when the text never was a file. */
  readonly digest?: string;
  /** True when the bytes were not valid UTF-8 and some were replaced by U+FFFD. */
  readonly invalidUtf8?: boolean;
}

/** A stretch of a source: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A stretch of a source as people name it: 1-based lines, 1-based columns in Unicode code points, `endColumn` exclusive. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Offsets of the first character of every line; entry 0 is always 0. A line ends with LF, CRLF or a lone CR (CommonMark 0.31 §2.1). */
export type LineStarts = readonly number[];

/**
 * Offsets at which the lines of a text start.
 *
 * @example lineStarts("a\r\nb") // [0, 3]
 */
export function lineStarts(text: string): number[] {
  const starts = [0];
  let feed = text.indexOf("\n");
  let lone = text.indexOf("\r");
  while (feed !== -1 || lone !== -1) {
    if (lone !== -1 && (feed === -1 || lone < feed - 1)) {
      starts.push(lone + 1);
      lone = text.indexOf("\r", lone + 1);
    } else {
      starts.push(feed + 1);
      if (lone !== -1 && lone < feed) lone = text.indexOf("\r", feed);
      feed = text.indexOf("\n", feed + 1);
    }
  }
  return starts;
}

/**
 * The offset at which the line with the given 0-based index ends, without its line ending.
 *
 * @example lineEnd("a\r\nb", [0, 3], 0) // 1
 */
export function lineEnd(text: string, lines: LineStarts, index: number): number {
  const next = lines[index + 1];
  if (next === undefined) return text.length;
  return text.charCodeAt(next - 1) === 10 && text.charCodeAt(next - 2) === 13 ? next - 2 : next - 1;
}

/** The 1-based line that holds `offset`: a binary search, O(log lines). */
export function lineAt(lines: LineStarts, offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** The 1-based column of `offset` in its line, counted in Unicode code points (an astral character is one column). */
export function columnAt(text: string, lines: LineStarts, offset: number): number {
  const start = lines[lineAt(lines, offset) - 1] ?? 0;
  let column = offset - start + 1;
  for (let i = start; i < offset; i++) {
    if (isHighSurrogate(text.charCodeAt(i)) && isLowSurrogate(text.charCodeAt(i + 1)) && i + 1 < offset) column--;
  }
  return column;
}

/** Where a span stands, in lines and columns. */
export function placeOf(text: string, lines: LineStarts, span: Span): Place {
  return {
    line: lineAt(lines, span.start),
    column: columnAt(text, lines, span.start),
    endLine: lineAt(lines, span.end),
    endColumn: columnAt(text, lines, span.end),
  };
}

/** A line up to this length is counted from its start each time. */
const SHORT_LINE = 1024;

/**
 * The same as {@link placeOf} for many spans of one text: of a long line, which may be the whole text, it keeps how many columns
 * each piece of it has.
 */
export function placerOf(text: string, lines: LineStarts): (span: Span) => Place {
  const columns = new Map<number, number[]>();
  const columnIn = (line: number, offset: number): number => {
    const start = lines[line - 1] ?? 0;
    if (offset - start <= SHORT_LINE) return columnAt(text, lines, offset);
    let known = columns.get(line);
    if (known === undefined) columns.set(line, (known = [0]));
    const wanted = Math.floor((offset - start) / SHORT_LINE);
    for (let piece = known.length; piece <= wanted; piece++) {
      const from = start + (piece - 1) * SHORT_LINE;
      known.push((known[piece - 1] ?? 0) + columnsBetween(text, start, from, from + SHORT_LINE));
    }
    return (known[wanted] ?? 0) + columnsBetween(text, start, start + wanted * SHORT_LINE, offset) + 1;
  };
  return ({ start, end }) => {
    const line = lineAt(lines, start);
    const endLine = lineAt(lines, end);
    return { line, column: columnIn(line, start), endLine, endColumn: columnIn(endLine, end) };
  };
}

/** How many columns stand between two offsets; a pair of surrogates counts where its second half stands. */
function columnsBetween(text: string, lineStart: number, from: number, to: number): number {
  let count = to - from;
  for (let i = from; i < to; i++) {
    if (i > lineStart && isLowSurrogate(text.charCodeAt(i)) && isHighSurrogate(text.charCodeAt(i - 1))) count--;
  }
  return count;
}

/** The inverse of {@link placeOf} for one point; a line or column beyond the text is clamped to its end. */
export function offsetAt(text: string, lines: LineStarts, line: number, column: number): number {
  if (line > lines.length) return text.length;
  const start = lines[Math.max(0, line - 1)] ?? 0;
  const limit = lines[line] ?? text.length;
  let offset = start;
  for (let c = 1; c < column && offset < limit; c++) {
    offset += isHighSurrogate(text.charCodeAt(offset)) && isLowSurrogate(text.charCodeAt(offset + 1)) ? 2 : 1;
  }
  return Math.min(offset, limit);
}

function isHighSurrogate(code: number): boolean {
  return (code & 0xfc00) === 0xd800;
}

function isLowSurrogate(code: number): boolean {
  return (code & 0xfc00) === 0xdc00;
}
