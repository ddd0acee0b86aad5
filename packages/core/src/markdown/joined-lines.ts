import { LF } from "./characters.ts";

/**
 * Lines of a leaf as one string with `\n` between them, and the way back from an index in it to an offset in the source.
 * Most leaves lie in the source as they are, without marks of containers between their lines: those are not copied.
 *
 * @example
 * const lines = new JoinedLines("> a\n> b", [2, 3, 6, 7]);
 * lines.text; // "a\nb"
 * lines.at(2); // 6
 */
export class JoinedLines {
  readonly text: string;
  /** Pairs: an index into `text` at which a line starts, and that line's offset in the source. Null when nothing lies between. */
  private readonly map: readonly number[] | null;
  private readonly base: number;
  /** The pair that was asked for last; the next question is mostly about the same line. */
  private pair = 0;

  /** `lines` are pairs of offsets into `source`; those from entry `from` (an even number) up to `to` are joined. */
  constructor(source: string, lines: readonly number[], from = 0, to = lines.length) {
    this.base = lines[from] ?? 0;
    if (liesTogether(source, lines, from, to)) {
      this.map = null;
      this.text = source.slice(this.base, lines[to - 1]);
      return;
    }
    const map: number[] = [];
    let text = "";
    for (let i = from; i + 1 < to; i += 2) {
      if (i > from) text += "\n";
      const start = lines[i] ?? 0;
      map.push(text.length, start);
      text += source.slice(start, lines[i + 1]);
    }
    this.map = map;
    this.text = text;
  }

  /** The offset in the source of the character at `index` of `text`: O(1) nearby the last question, else O(log lines). */
  at(index: number): number {
    const { map } = this;
    if (map === null) return this.base + index;
    if (index < (map[this.pair] ?? 0) || index >= (map[this.pair + 2] ?? Number.POSITIVE_INFINITY)) {
      let low = 0;
      let high = map.length / 2 - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((map[middle * 2] ?? 0) <= index) low = middle;
        else high = middle - 1;
      }
      this.pair = low * 2;
    }
    return (map[this.pair + 1] ?? 0) + index - (map[this.pair] ?? 0);
  }
}

function liesTogether(source: string, lines: readonly number[], from: number, to: number): boolean {
  for (let i = from + 2; i < to; i += 2) {
    const end = lines[i - 1] ?? 0;
    if (lines[i] !== end + 1 || source.charCodeAt(end) !== LF) return false;
  }
  return true;
}
