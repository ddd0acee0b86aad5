import { canonicalOf, type CanonicalId } from "./canonical.ts";
import { foldTitle } from "../text/fold.ts";

/** A name at the start of a line that says what follows: `**Drivers**: …`, `**Author:** …`, `Date: …`, `**Risks**`. */
export interface Label {
  /** Without marks and colon. */
  readonly text: string;
  /** Offsets of the name without marks. */
  readonly start: number;
  readonly end: number;
  /** Offset at which what it labels starts (blanks skipped), at most the end of the line. */
  readonly rest: number;
  readonly strong: boolean;
  /** Whether a colon (or a dash, behind a strong name) parts it from the rest. */
  readonly separated: boolean;
}

const STRONG = /(?:\*\*|__)(?=\S)([^*_\n](?:[^*\n]|\*(?!\*)){0,119}?)(?:\*\*|__)[ \t]*(:|：|[-–—](?=[ \t]))?[ \t]*/y;
const EMPHASISED = /[*_](?=[^\s*_])([^*_\n]{1,60}?)[*_][ \t]*(:|：)?[ \t]*/y;
const PLAIN = /([\p{L}\p{N}][^:：\n*`[\]<>|]{0,60}?)[ \t]*[:：](?=[ \t]|$)[ \t]*/uy;

/** The label at `start`, looking no further than `end` (the end of the line). */
export function labelAt(text: string, start: number, end: number): Label | null {
  const first = text.charCodeAt(start);
  if (first === 42 || first === 95) {
    const double = text.charCodeAt(start + 1) === first;
    const pattern = double ? STRONG : EMPHASISED;
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (match === null || match[1] === undefined || start + match[0].trimEnd().length > end) return null;
    const inner = match[1];
    const name = inner.replace(/[ \t]*[:：][ \t]*$/, "");
    const nameStart = start + (double ? 2 : 1);
    const separated = name.length < inner.length || match[2] !== undefined;
    if (name.trim() === "") return null;
    return {
      text: name.trim(),
      start: nameStart,
      end: nameStart + name.length,
      rest: Math.min(end, start + match[0].length),
      strong: true,
      separated,
    };
  }
  PLAIN.lastIndex = start;
  const match = PLAIN.exec(text);
  if (match === null || match[1] === undefined || start + match[0].trimEnd().length > end) return null;
  if (/[.!?;,]\s/.test(match[1])) return null;
  return {
    text: match[1].trim(),
    start,
    end: start + match[1].length,
    rest: Math.min(end, start + match[0].length),
    strong: false,
    separated: true,
  };
}

/** The function that a label names. Labels are short: a sentence that ends in a colon is none. */
export function canonicalOfLabel(label: Label): CanonicalId | null {
  const folded = foldTitle(label.text);
  if (folded.length > 50 || folded.split(" ").length > (label.strong ? 6 : 4)) return null;
  return canonicalOf(folded);
}
