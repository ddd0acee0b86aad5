/**
 * Front matter: fields between two fences at the very start of a text. No standard rules it; GitHub and the static site
 * generators agree on the fences. A text that merely opens with a thematic break must not lose its first section to it, so
 * the first lines between the fences have to look like fields.
 */
import { lineEnd, type LineStarts } from "../text/source.ts";

export interface FrontMatter {
  readonly info: "yaml" | "toml";
  /** Pairs of offsets: the lines between the fences. */
  readonly lines: readonly number[];
  /** End of the closing fence, without its line ending. */
  readonly end: number;
}

/** Front matter that is not closed within this many lines is none. */
const MOST_LINES = 2000;

/** So much of a line is looked at, in UTF-16 units. */
const LOOK_AHEAD = 200;

/** How many lines with something in them are looked at for a field. */
const LINES_LOOKED_AT = 5;

const yamlOpen = /^---[ \t]*$/;
const yamlClose = /^(?:---|\.\.\.)[ \t]*$/;
const yamlField = /^(?:#|["']?[\p{L}\w][\p{L}\w .()/-]{0,100}["']?[ \t]*:(?:\s|$))/u;
const tomlFence = /^\+\+\+[ \t]*$/;
const tomlField = /^(?:#|\[|[\w".-]{1,100}[ \t]*=)/;

/**
 * The front matter that `text` starts with, null when there is none. `starts` are the offsets of its lines.
 *
 * @example
 * const text = "---\ntitle: Cache\n---\n# Cache";
 * readFrontMatter(text, lineStarts(text))?.lines; // [4, 16]
 */
export function readFrontMatter(text: string, starts: LineStarts): FrontMatter | null {
  const yaml = text.startsWith("---");
  if (!yaml && !text.startsWith("+++")) return null;
  const [opening, closing, field] = yaml ? [yamlOpen, yamlClose, yamlField] : [tomlFence, tomlFence, tomlField];
  const lines: number[] = [];
  let looked = 0;
  let looksRight = false;
  for (let index = 0; index < starts.length && index < MOST_LINES; index++) {
    const start = starts[index] ?? 0;
    const end = lineEnd(text, starts, index);
    const content = text.slice(start, Math.min(end, start + LOOK_AHEAD));
    if (index === 0) {
      if (!opening.test(content)) return null;
    } else if (closing.test(content)) {
      return looksRight || looked === 0 ? { info: yaml ? "yaml" : "toml", lines, end } : null;
    } else {
      lines.push(start, end);
      if (looked < LINES_LOOKED_AT && content.trim() !== "") {
        looked++;
        looksRight ||= field.test(content);
      }
    }
  }
  return null;
}
