/** Comma-separated values with a heading, as RFC 4180 writes them. */
export interface CsvRow {
  /** 1-based. */
  readonly line: number;
  /** The cell below a heading; null when the row has none there. */
  readonly cell: (heading: string) => string | null;
}

export interface Csv {
  readonly headings: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** Reads all of it in one pass. A quote that is never closed goes to the end. */
export function readCsv(text: string): Csv {
  let headings: readonly string[] = [];
  let index: ReadonlyMap<string, number> = new Map();
  const rows: CsvRow[] = [];
  let line = 1;
  for (let at = 0; at < text.length;) {
    const from = line;
    const cells: string[] = [];
    for (;;) {
      const [cell, next, lines] = text[at] === '"' ? quoted(text, at + 1) : plain(text, at);
      cells.push(cell);
      line += lines;
      at = next;
      if (text[at] !== ",") break;
      at++;
    }
    if (text[at] === "\r") at++;
    if (text[at] === "\n") at++;
    line++;
    if (cells.length === 1 && cells[0] === "") continue;
    if (headings.length === 0) {
      headings = cells.map((cell) => cell.trim());
      index = new Map(headings.map((heading, i) => [heading, i]));
      continue;
    }
    rows.push({ line: from, cell: (heading) => cells[index.get(heading) ?? -1] ?? null });
  }
  return { headings, rows };
}

type Cell = readonly [text: string, next: number, lines: number];

function plain(text: string, at: number): Cell {
  let end = at;
  while (end < text.length && text[end] !== "," && text[end] !== "\n" && text[end] !== "\r") end++;
  return [text.slice(at, end), end, 0];
}

function quoted(text: string, at: number): Cell {
  const parts: string[] = [];
  let from = at;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) {
      parts.push(text.slice(from));
      return [parts.join(""), text.length, 0];
    }
    parts.push(text.slice(from, quote));
    from = quote + 1;
    if (text[from] !== '"') break;
    parts.push('"');
    from++;
  }
  const cell = parts.join("");
  const [, next] = plain(text, from);
  return [cell, next, cell.split("\n").length - 1];
}
