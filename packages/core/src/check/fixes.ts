import type { Finding } from "../rules/finding.ts";

export interface FixedText {
  readonly text: string;
  /** The findings whose fix went in, in reading order. */
  readonly applied: readonly Finding[];
  /** The findings that had a fix that meets one that went in: check the new text and fix again. */
  readonly postponed: readonly Finding[];
}

/**
 * Applies the fixes of `findings` to the text that they were found in. A fix goes in whole or not at all; of two that meet
 * the first goes in. Everything outside their edits stays as it is, byte for byte.
 *
 * @throws RangeError when an edit lies outside the text: the findings are of another text.
 */
export function applyFixes(text: string, findings: readonly Finding[]): FixedText {
  const applied: Finding[] = [];
  const postponed: Finding[] = [];
  const taken = new Stretches();
  const edits: { start: number; end: number; text: string }[] = [];
  for (const finding of findings) {
    if (finding.fix === undefined || finding.fix.edits.length === 0) continue;
    for (const { start, end } of finding.fix.edits) {
      if (start < 0 || end < start || end > text.length)
        throw new RangeError(`An edit of ${finding.rule} lies outside the text.`);
    }
    if (finding.fix.edits.some((edit) => taken.meets(edit.start, edit.end))) {
      postponed.push(finding);
      continue;
    }
    for (const edit of finding.fix.edits) {
      taken.add(edit.start, edit.end);
      edits.push(edit);
    }
    applied.push(finding);
  }
  edits.sort((a, b) => a.start - b.start);
  let fixed = "";
  let from = 0;
  for (const edit of edits) {
    fixed += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return { text: fixed + text.slice(from), applied, postponed };
}

/** How often a text is checked anew, at most. Fixes that create findings for each other would go on for ever. */
const MOST_ROUNDS = 20;

/**
 * Fixes a text until nothing is left to fix: `check` finds what is wrong in each version. Doing it again changes nothing.
 *
 * @example fixAll(text, (version) => checkDocument(readDocument({ path, text: version }, kind), null, null, settings))
 */
export function fixAll(
  text: string,
  check: (text: string) => readonly Finding[],
): { readonly text: string; readonly applied: readonly Finding[] } {
  let fixed = text;
  const applied: Finding[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const result = applyFixes(fixed, check(fixed));
    if (result.text === fixed) break;
    fixed = result.text;
    applied.push(...result.applied);
  }
  return { text: fixed, applied };
}

/** A set of stretches of a text that do not overlap, sorted. */
class Stretches {
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  /** Whether a stretch overlaps one of the set, or starts where one starts (which of the two comes first?). */
  meets(start: number, end: number): boolean {
    const at = this.firstFrom(start);
    const next = this.starts[at] ?? Number.POSITIVE_INFINITY;
    return next < end || next === start || (this.ends[at - 1] ?? 0) > start;
  }

  add(start: number, end: number): void {
    const at = this.firstFrom(start);
    this.starts.splice(at, 0, start);
    this.ends.splice(at, 0, end);
  }

  /** Index of the first stretch that starts at or behind `offset`. */
  private firstFrom(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
