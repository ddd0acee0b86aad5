/** Emphasis, strong emphasis and strikethrough: CommonMark 0.31 §6.2 and its appendix "process emphasis"; GFM §6.5. */
import { isUnicodePunctuation, isUnicodeSpace, LF, TILDE, UNDERSCORE } from "./characters.ts";
import type { Inline } from "./inline-nodes.ts";
import type { JoinedLines } from "./joined-lines.ts";
import { MAX_INLINE_DEPTH } from "./limits.ts";

/** A row of `*`, `_` or `~`: which styles it opens and closes is known only when the text around it has been read. */
export interface Run {
  readonly kind: "run";
  readonly code: number;
  readonly start: number;
  readonly length: number;
  /** How many of its characters belong to no style. */
  left: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  /** Widths of the styles that open and close here, innermost first. Null while there are none: most runs have one kind. */
  opens: number[] | null;
  closes: number[] | null;
  previous: Run | null;
  next: Run | null;
}

/** A piece of the flat sequence that links and styles are folded over. */
export type Token = Inline | Run;

/** The run of one character in `[start, end)` of `s`, with what may stand on either side of it. */
export function readRun(s: string, start: number, end: number): Run {
  const code = s.charCodeAt(start);
  const before = start > 0 ? codePointBefore(s, start) : LF;
  const after = s.codePointAt(end) ?? LF;
  const spaceBefore = isUnicodeSpace(before);
  const spaceAfter = isUnicodeSpace(after);
  const markBefore = isUnicodePunctuation(before);
  const markAfter = isUnicodePunctuation(after);
  const leftFlanking = !spaceAfter && (!markAfter || spaceBefore || markBefore);
  const rightFlanking = !spaceBefore && (!markBefore || spaceAfter || markAfter);
  return {
    kind: "run",
    code,
    start,
    length: end - start,
    left: end - start,
    canOpen: code === UNDERSCORE ? leftFlanking && (!rightFlanking || markBefore) : leftFlanking,
    canClose: code === UNDERSCORE ? rightFlanking && (!leftFlanking || markAfter) : rightFlanking,
    opens: null,
    closes: null,
    previous: null,
    next: null,
  };
}

function codePointBefore(s: string, index: number): number {
  const low = s.charCodeAt(index - 1);
  if ((low & 0xfc00) !== 0xdc00) return low;
  return s.codePointAt(index - 2) ?? low;
}

/** The runs that may still match, as a list linked both ways: matching takes runs out of its middle. */
export class OpenRuns {
  last: Run | null = null;

  push(run: Run): void {
    run.previous = this.last;
    if (this.last !== null) this.last.next = run;
    this.last = run;
  }

  /**
   * Matches closers with openers among the runs behind `bottom`, and forgets them all. For each sort of closer it remembers
   * below which run there is no opener, which is what keeps it linear.
   */
  match(bottom: Run | null): void {
    if (this.last === bottom) return;
    const noOpenerFrom = new Map<number, Run | null>();
    let closer: Run | null = this.last;
    while (closer !== null && closer.previous !== bottom) closer = closer.previous;
    while (closer !== null) {
      const next: Run | null = closer.next;
      if (!closer.canClose) {
        closer = next;
        continue;
      }
      const sort: number = closer.code * 8 + (closer.canOpen ? 4 : 0) + (closer.length % 3);
      const limit: Run | null = noOpenerFrom.get(sort) ?? bottom;
      const opener = this.openerOf(closer, limit, bottom);
      if (opener === null) {
        noOpenerFrom.set(sort, closer.previous);
        if (!closer.canOpen) this.drop(closer);
        closer = next;
        continue;
      }
      const width = closer.code === TILDE ? closer.left : closer.left >= 2 && opener.left >= 2 ? 2 : 1;
      opener.left -= width;
      closer.left -= width;
      (opener.opens ??= []).push(width);
      (closer.closes ??= []).push(width);
      for (let between = closer.previous; between !== null && between !== opener; between = between.previous) {
        this.drop(between);
      }
      if (opener.left === 0) this.drop(opener);
      if (closer.left === 0) {
        this.drop(closer);
        closer = next;
      }
    }
    while (this.last !== null && this.last !== bottom) this.drop(this.last);
  }

  private openerOf(closer: Run, limit: Run | null, bottom: Run | null): Run | null {
    for (
      let opener = closer.previous;
      opener !== null && opener !== limit && opener !== bottom;
      opener = opener.previous
    ) {
      if (opener.code !== closer.code || !opener.canOpen) continue;
      if (closer.code === TILDE) {
        if (opener.length === closer.length) return opener;
        continue;
      }
      // The "rule of three" (§6.2, rules 9 and 10).
      const barred =
        (closer.canOpen || opener.canClose) && closer.length % 3 !== 0 && (opener.length + closer.length) % 3 === 0;
      if (!barred) return opener;
    }
    return null;
  }

  private drop(run: Run): void {
    if (run.previous !== null) run.previous.next = run.next;
    if (run.next !== null) run.next.previous = run.previous;
    if (this.last === run) this.last = run.previous;
  }
}

/** Nodes, and how deep the deepest of them is nested (0 for a node without children). */
export interface Folded {
  readonly nodes: Inline[];
  readonly depth: number;
}

interface OpenStyle {
  readonly code: number;
  readonly width: number;
  readonly start: number;
  readonly nodes: Inline[];
  depth: number;
}

/**
 * Builds nested nodes out of flat tokens, from index `from` on: text that touches is joined, runs become styles. `depths`
 * holds for each token how deep the node is. A style that would nest deeper than MAX_INLINE_DEPTH is read as text, so that
 * whoever walks the nodes may do so by recursion.
 */
export function fold(tokens: readonly Token[], depths: readonly number[], from: number, lines: JoinedLines): Folded {
  let into: OpenStyle = { code: 0, width: 0, start: 0, nodes: [], depth: 0 };
  const outer: OpenStyle[] = [];
  for (let index = from; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.kind !== "run") {
      append(into.nodes, token);
      into.depth = Math.max(into.depth, depths[index] ?? 0);
      continue;
    }
    let at = token.start;
    for (const width of token.closes ?? []) {
      const style = into;
      into = outer.pop() ?? into;
      close(style, at, lines, into);
      at += width;
    }
    if (token.left > 0) {
      appendMarks(into.nodes, token.code, at, token.left, lines);
      at += token.left;
    }
    const opens = token.opens ?? [];
    for (let i = opens.length - 1; i >= 0; i--) {
      const width = opens[i] ?? 1;
      outer.push(into);
      into = { code: token.code, width, start: at, nodes: [], depth: 0 };
      at += width;
    }
  }
  return into;
}

/** Makes a node of a style whose closing mark stands at `at`. */
function close(style: OpenStyle, at: number, lines: JoinedLines, into: OpenStyle): void {
  const { code, width, start, nodes } = style;
  const depth = style.depth + 1;
  if (depth > MAX_INLINE_DEPTH) {
    appendMarks(into.nodes, code, start, width, lines);
    for (const node of nodes) append(into.nodes, node);
    appendMarks(into.nodes, code, at, width, lines);
    into.depth = Math.max(into.depth, style.depth);
    return;
  }
  const kind = code === TILDE ? "strike" : width === 2 ? "strong" : "emphasis";
  into.nodes.push({ kind, start: lines.at(start), end: lines.at(at + width), children: nodes });
  into.depth = Math.max(into.depth, depth);
}

function appendMarks(nodes: Inline[], code: number, start: number, length: number, lines: JoinedLines): void {
  const value = String.fromCharCode(code).repeat(length);
  append(nodes, { kind: "text", start: lines.at(start), end: lines.at(start + length), value });
}

/** Adds a node; text that touches the text before it is joined to it. */
export function append(nodes: Inline[], node: Inline): void {
  const last = nodes.at(-1);
  if (node.kind === "text" && last?.kind === "text" && last.end === node.start) {
    nodes[nodes.length - 1] = { kind: "text", start: last.start, end: node.end, value: last.value + node.value };
  } else nodes.push(node);
}
