import type { BlockKind } from "./tree.ts";

/**
 * A block while it is being read. There is one shape for all kinds, because an engine reads properties fastest from objects
 * that all look the same; `tree.ts` shows it to everybody else as a union, one type for each kind.
 */
export interface OpenBlock {
  kind: BlockKind;
  start: number;
  end: number;
  line: number;
  endLine: number;
  parent: OpenBlock | null;
  children: OpenBlock[];
  lines: number[];
  inlines: null;
  codeSpans: null;
  level: number;
  info: string;
  ordered: boolean;
  setext: boolean;
  fenced: boolean;
  closed: boolean;
  comment: boolean;
  checked: boolean | null;
  /** Item: columns of content indent. Fenced code: columns of the fence's own indent. HTML: which of the seven starts. */
  padding: number;
  /** Fenced code: length of the fence. List: code of its marker. */
  mark: number;
  /** Fenced code: code of the fence's character. */
  fence: number;
  target: string;
  targetSpan: { readonly start: number; readonly end: number } | null;
}

/** Shared by all blocks that never get a child, and by all that have no lines. Nobody writes to it. */
const NONE: never[] = [];

/** A new container: it has children and no lines of its own. */
export function openContainer(kind: BlockKind, start: number, line: number): OpenBlock {
  return open(kind, start, line, [], NONE);
}

/** A new leaf: it has lines (pairs of offsets) and no children. */
export function openLeaf(kind: BlockKind, start: number, line: number, lines: number[]): OpenBlock {
  return open(kind, start, line, NONE, lines);
}

function open(kind: BlockKind, start: number, line: number, children: OpenBlock[], lines: number[]): OpenBlock {
  return {
    kind,
    start,
    end: start,
    line,
    endLine: line,
    parent: null,
    children,
    lines,
    inlines: null,
    codeSpans: null,
    level: 0,
    info: "",
    ordered: false,
    setext: false,
    fenced: false,
    closed: true,
    comment: false,
    checked: null,
    padding: 0,
    mark: 0,
    fence: 0,
    target: "",
    targetSpan: null,
  };
}

/** Makes `block` the last child of `parent`. */
export function attach(parent: OpenBlock, block: OpenBlock): void {
  block.parent = parent;
  parent.children.push(block);
}

/**
 * Writes every kind of value into every field once, before anything is parsed. V8 compiles code for the types of value that
 * it has seen in a field; the first link reference definition or checkbox of a corpus would otherwise throw away what was
 * compiled until then, at a cost of several documents (measured: a third of the first pass over 9 MB).
 */
function settleShape(): void {
  for (const of of [openContainer("document", 0, 1), openLeaf("paragraph", 0, 1, [0, 1])]) {
    const span = { start: 0, end: 1 };
    Object.assign(of, {
      kind: "list",
      start: 1,
      end: 2,
      line: 2,
      endLine: 2,
      parent: of,
      level: 1,
      info: "i",
      target: "t",
    });
    Object.assign(of, { ordered: true, setext: true, fenced: true, closed: false, comment: true, padding: 1, mark: 1 });
    Object.assign(of, { fence: 1, checked: true, targetSpan: span, children: [of], lines: [1, 2], inlines: [span] });
    Object.assign(of, { codeSpans: [1] });
  }
}
settleShape();
