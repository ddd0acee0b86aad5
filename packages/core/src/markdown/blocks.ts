/**
 * The block structure of Markdown in one pass over the lines: CommonMark 0.31 §4–5, with GitHub's tables, task lists and
 * footnotes. Nothing here is more than linear: containers are bounded to MAX_DEPTH, and every look-ahead is bounded or
 * remembered.
 */
import { htmlBlockEnd, htmlBlockStart } from "./html.ts";
import { readDefinition } from "./definition.ts";
import type { BlockKind, DefinitionBlock, DocumentBlock, Limit, Tree } from "./tree.ts";

/** Containers deeper than this are read as text. People nest five deep; hostile text nests five thousand. */
const MAX_DEPTH = 64;

/** A leaf longer than this is not searched for inline marks. */
export const MAX_INLINE = 200_000;

/** The one mutable shape behind every kind of block: a single hidden class keeps property access fast. */
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
  target: string;
  targetSpan: { start: number; end: number } | null;
}

const NONE: never[] = [];

function make(kind: BlockKind, start: number, line: number, leaf: boolean): OpenBlock {
  return {
    kind,
    start,
    end: start,
    line,
    endLine: line,
    parent: null,
    children: leaf ? NONE : [],
    lines: leaf ? [] : NONE,
    inlines: null,
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
    target: "",
    targetSpan: null,
  };
}

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const HASH = 35;
const STAR = 42;
const PLUS = 43;
const DASH = 45;
const DOT = 46;
const COLON = 58;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
const BRACKET = 91;
const BACKSLASH = 92;
const CARET = 94;
const UNDERSCORE = 95;
const BACKTICK = 96;
const PIPE = 124;
const TILDE = 126;

/** Parses the block structure of `text`. Never throws; what was too deep to read is in `limits`. */
export function parseMarkdown(text: string): Tree {
  return new BlockParser(text).parse();
}

/** State of one pass: the open containers, the open leaf, and the cursor in the current line. */
class BlockParser {
  private readonly text: string;
  private readonly starts: number[] = [0];
  private readonly definitions = new Map<string, OpenBlock>();
  private readonly limits: Limit[] = [];
  private readonly root: OpenBlock;
  /** Open containers, outermost first; entry 0 is the document. */
  private readonly stack: OpenBlock[];
  private leaf: OpenBlock | null = null;

  private line = 0;
  private lineStart = 0;
  private lineEnd = 0;
  /** The cursor: offset, its column, and how many columns of a tab at `offset` are already used. */
  private offset = 0;
  private column = 0;
  private tabLeft = 0;
  private nonspace = 0;
  private nonspaceColumn = 0;
  private code = 0;
  private indent = 0;
  private blank = false;

  constructor(text: string) {
    this.text = text;
    this.root = make("document", 0, 1, false);
    this.stack = [this.root];
  }

  parse(): Tree {
    const { text } = this;
    const length = text.length;
    let position = this.frontMatter();
    let nextReturn = text.indexOf("\r", position);
    let nextFeed = text.indexOf("\n", position);
    while (position < length) {
      const feed = nextFeed === -1 ? length : nextFeed;
      let end = feed;
      let next = feed + 1;
      if (nextReturn !== -1 && nextReturn < feed) {
        end = nextReturn;
        next = nextReturn + 1 === feed ? feed + 1 : nextReturn + 1;
        nextReturn = text.indexOf("\r", next);
      }
      this.line++;
      this.lineStart = position;
      this.lineEnd = end;
      this.readLine();
      if (next > length || (next === length && end === length)) break;
      this.starts.push(next);
      if (nextFeed !== -1 && next > nextFeed) nextFeed = text.indexOf("\n", next);
      position = next;
    }
    this.closeLeaf();
    this.closeTo(1);
    this.root.end = length;
    this.root.endLine = this.starts.length;
    return {
      text,
      lineStarts: this.starts,
      root: this.root as DocumentBlock,
      definitions: this.definitions as unknown as ReadonlyMap<string, DefinitionBlock>,
      limits: this.limits,
    };
  }

  // ── front matter ───────────────────────────────────────────────────────────────────────────────────────────────────

  /** Reads `---` … `---` (or `+++`) at the very start when its first lines look like fields; returns where the body starts. */
  private frontMatter(): number {
    const { text } = this;
    const mark = text.startsWith("---") ? "---" : text.startsWith("+++") ? "+++" : null;
    if (mark === null) return 0;
    const close = mark === "---" ? /^(?:---|\.\.\.)[ \t]*$/ : /^\+\+\+[ \t]*$/;
    const field =
      mark === "---" ? /^(?:#|["']?[\p{L}\w][\p{L}\w .()/-]*["']?[ \t]*:(?:\s|$))/u : /^(?:#|\[|[\w".-]+[ \t]*=)/;
    const starts: number[] = [];
    let looksRight = false;
    let seen = 0;
    let position = 0;
    for (let line = 0; line < 2000; line++) {
      const ending = lineEnding(text, position);
      const content = text.slice(position, Math.min(ending.end, position + 500));
      if (line === 0 && !/^(?:---|\+\+\+)[ \t]*$/.test(content)) return 0;
      if (line > 0) {
        starts.push(position);
        if (close.test(content)) {
          if (!looksRight && seen > 0) return 0;
          const block = make("front-matter", 0, 1, true);
          block.info = mark === "---" ? "yaml" : "toml";
          for (let i = 0; i + 1 < starts.length; i++) {
            const start = starts[i] ?? 0;
            block.lines.push(start, lineEnding(text, start).end);
          }
          block.end = ending.end;
          block.endLine = line + 1;
          this.attach(this.root, block);
          this.line = line + 1;
          for (const start of starts) this.starts.push(start);
          if (ending.next > ending.end) this.starts.push(ending.next);
          return ending.next;
        }
        if (content.trim() !== "" && seen < 5) {
          seen++;
          looksRight ||= field.test(content);
        }
      }
      if (ending.next >= text.length) return 0;
      position = ending.next;
    }
    return 0;
  }

  // ── one line ───────────────────────────────────────────────────────────────────────────────────────────────────────

  private readLine(): void {
    const { stack } = this;
    this.offset = this.lineStart;
    this.column = 0;
    this.tabLeft = 0;

    let depth = 1;
    for (; depth < stack.length; depth++) {
      const container = stack[depth];
      if (container === undefined || !this.continues(container)) break;
    }
    const allMatched = depth === stack.length;

    if (this.leaf !== null && allMatched && this.continueLeaf(this.leaf)) return;

    let matched = depth;
    let opened = false;
    for (;;) {
      this.findNonspace();
      if (this.blank) break;
      const indented = this.indent >= 4;
      if (indented) {
        if (this.leaf?.kind === "paragraph") break;
        this.closeUnmatched(matched);
        this.openIndentedCode();
        return;
      }
      const lazyParagraph = this.leaf?.kind === "paragraph";
      const outcome = this.blockStart(matched, lazyParagraph, allMatched && !opened);
      if (outcome === "none") break;
      if (outcome === "leaf") return;
      opened = true;
      matched = this.stack.length;
    }

    if (this.leaf?.kind === "paragraph" && !opened && !this.blank) {
      if (matched === stack.length && this.startTable(this.leaf)) return;
      this.addLine(this.leaf); // also the lazy continuation: unmatched containers stay open
      return;
    }
    this.closeUnmatched(matched);
    if (this.blank) {
      this.closeLeaf();
      return;
    }
    if (this.leaf !== null && this.leaf.kind !== "paragraph") this.closeLeaf();
    if (this.leaf === null) {
      this.leaf = make("paragraph", this.nonspace, this.line, true);
      this.attachToTip(this.leaf);
    }
    this.addLine(this.leaf);
  }

  /** Whether an open container goes on in this line; if so the cursor moves over its marks. */
  private continues(container: OpenBlock): boolean {
    this.findNonspace();
    switch (container.kind) {
      case "quote":
        if (this.indent > 3 || this.blank || this.code !== GREATER) return false;
        this.advanceTo(this.nonspace + 1, this.nonspaceColumn + 1);
        this.skipOneSpace();
        return true;
      case "item":
        if (this.blank) {
          if (container.children.length === 0) return false;
          this.advanceTo(this.nonspace, this.nonspaceColumn);
          return true;
        }
        if (this.indent < container.padding) return false;
        this.advanceColumns(container.padding);
        return true;
      case "footnote":
        if (this.blank) return true;
        if (this.indent < 4) return false;
        this.advanceColumns(4);
        return true;
      default:
        return true;
    }
  }

  /** Gives the line to a leaf that swallows lines whole; false when the leaf ends before this line or must look at it first. */
  private continueLeaf(leaf: OpenBlock): boolean {
    switch (leaf.kind) {
      case "code":
        if (leaf.fenced) return this.continueFence(leaf);
        this.findNonspace();
        if (this.blank) {
          this.advanceColumns(Math.min(4, this.indent));
          leaf.lines.push(Math.min(this.offset, this.lineEnd), this.lineEnd);
          return true;
        }
        if (this.indent < 4) return false;
        this.advanceColumns(4);
        leaf.lines.push(this.offset, this.lineEnd);
        leaf.end = this.lineEnd;
        leaf.endLine = this.line;
        return true;
      case "html":
        this.findNonspace();
        if (leaf.padding >= 6 && this.blank) return false;
        this.pushHtmlLine(leaf);
        return true;
      case "table":
        return this.continueTable(leaf);
      default:
        return false;
    }
  }

  private continueFence(leaf: OpenBlock): boolean {
    this.findNonspace();
    if (this.indent < 4 && this.code === leaf.info.charCodeAt(0) && !this.blank) {
      const run = this.runLength(this.nonspace, this.code);
      if (run >= leaf.mark && this.isBlankFrom(this.nonspace + run)) {
        leaf.closed = true;
        leaf.end = this.nonspace + run;
        leaf.endLine = this.line;
        this.closeLeaf();
        return true;
      }
    }
    this.advanceColumns(Math.min(leaf.padding, this.indent));
    leaf.lines.push(Math.min(this.offset, this.lineEnd), this.lineEnd);
    leaf.end = this.lineEnd;
    leaf.endLine = this.line;
    return true;
  }

  // ── starts of blocks ───────────────────────────────────────────────────────────────────────────────────────────────

  /** Opens whatever block starts at the cursor. "container" means: look again behind its mark. */
  private blockStart(
    matched: number,
    inParagraph: boolean,
    paragraphIsCurrent: boolean,
  ): "none" | "leaf" | "container" {
    const { text, nonspace, lineEnd } = this;
    switch (this.code) {
      case GREATER: {
        if (this.tooDeep()) return "none";
        this.closeUnmatched(matched);
        this.closeLeaf();
        const quote = make("quote", nonspace, this.line, false);
        this.attachToTip(quote);
        this.stack.push(quote);
        this.advanceTo(nonspace + 1, this.nonspaceColumn + 1);
        this.skipOneSpace();
        return "container";
      }
      case HASH:
        return this.startHeading(matched) ? "leaf" : "none";
      case BACKTICK:
      case TILDE:
        return this.startFence(matched) ? "leaf" : "none";
      case LESS: {
        const type = htmlBlockStart(text, nonspace, lineEnd, inParagraph);
        if (type === 0) return "none";
        this.closeUnmatched(matched);
        this.closeLeaf();
        const html = make("html", nonspace, this.line, true);
        html.padding = type;
        html.comment = type === 2;
        html.closed = type >= 6;
        this.attachToTip(html);
        this.leaf = html;
        this.pushHtmlLine(html);
        return "leaf";
      }
      case EQUALS:
        return inParagraph && paragraphIsCurrent && this.startSetext(1) ? "leaf" : "none";
      case DASH:
        if (inParagraph && paragraphIsCurrent && this.startSetext(2)) return "leaf";
        return this.startRuleOrItem(matched, inParagraph);
      case STAR:
      case UNDERSCORE:
      case PLUS:
        return this.startRuleOrItem(matched, inParagraph);
      case BRACKET:
        return this.startFootnote(matched) ? "container" : "none";
      default:
        if (this.code >= 48 && this.code <= 57) return this.startItem(matched, inParagraph) ? "container" : "none";
        return "none";
    }
  }

  private startHeading(matched: number): boolean {
    const { text, lineEnd } = this;
    const level = this.runLength(this.nonspace, HASH);
    if (level > 6) return false;
    let start = this.nonspace + level;
    if (start < lineEnd && !isSpace(text.charCodeAt(start))) return false;
    while (start < lineEnd && isSpace(text.charCodeAt(start))) start++;
    let end = lineEnd;
    while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
    let tail = end;
    while (tail > start && text.charCodeAt(tail - 1) === HASH) tail--;
    if (tail === start) end = start;
    else if (tail < end && isSpace(text.charCodeAt(tail - 1))) {
      end = tail;
      while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
    }
    this.closeUnmatched(matched);
    this.closeLeaf();
    const heading = make("heading", this.nonspace, this.line, true);
    heading.level = level;
    heading.lines.push(start, end);
    heading.end = this.trimmedLineEnd();
    this.attachToTip(heading);
    return true;
  }

  private startFence(matched: number): boolean {
    const { text, nonspace, lineEnd, code } = this;
    const run = this.runLength(nonspace, code);
    if (run < 3) return false;
    const info = text.slice(nonspace + run, lineEnd);
    if (code === BACKTICK && info.includes("`")) return false;
    this.closeUnmatched(matched);
    this.closeLeaf();
    const fence = make("code", nonspace, this.line, true);
    fence.fenced = true;
    fence.closed = false;
    fence.mark = run;
    fence.padding = this.indent;
    // Until the fence closes, `info` keeps the fence character in front; `closeLeaf` takes it away.
    fence.info = text.charAt(nonspace) + info.trim();
    fence.end = lineEnd;
    this.attachToTip(fence);
    this.leaf = fence;
    return true;
  }

  private startSetext(level: number): boolean {
    const paragraph = this.leaf;
    if (paragraph === null || paragraph.kind !== "paragraph") return false;
    const run = this.runLength(this.nonspace, this.code);
    if (!this.isBlankFrom(this.nonspace + run)) return false;
    this.takeDefinitions(paragraph);
    if (paragraph.lines.length === 0) {
      this.detach(paragraph);
      this.leaf = null;
      return false;
    }
    paragraph.kind = "heading";
    paragraph.setext = true;
    paragraph.level = level;
    this.trimLastLine(paragraph);
    paragraph.end = this.nonspace + run;
    paragraph.endLine = this.line;
    this.leaf = null;
    return true;
  }

  private startRuleOrItem(matched: number, inParagraph: boolean): "none" | "leaf" | "container" {
    if (this.code !== PLUS && this.isRule()) {
      this.closeUnmatched(matched);
      this.closeLeaf();
      const rule = make("rule", this.nonspace, this.line, true);
      rule.end = this.trimmedLineEnd();
      this.attachToTip(rule);
      return "leaf";
    }
    if (this.code === UNDERSCORE) return "none";
    return this.startItem(matched, inParagraph) ? "container" : "none";
  }

  private isRule(): boolean {
    const { text, lineEnd, code } = this;
    let count = 0;
    for (let i = this.nonspace; i < lineEnd; i++) {
      const c = text.charCodeAt(i);
      if (c === code) count++;
      else if (!isSpace(c)) return false;
    }
    return count >= 3;
  }

  private startItem(matched: number, inParagraph: boolean): boolean {
    const { text, nonspace, lineEnd } = this;
    let marker = this.code;
    let after = nonspace + 1;
    let number = -1;
    if (marker >= 48 && marker <= 57) {
      number = 0;
      after = nonspace;
      while (after < lineEnd && after - nonspace < 10) {
        const c = text.charCodeAt(after);
        if (c < 48 || c > 57) break;
        number = number * 10 + (c - 48);
        after++;
      }
      if (after - nonspace > 9) return false;
      marker = text.charCodeAt(after);
      if (after >= lineEnd || (marker !== DOT && marker !== 41)) return false;
      after++;
    }
    if (after < lineEnd && !isSpace(text.charCodeAt(after))) return false;
    const list = this.listAt(matched);
    const sameList = list !== null && list.mark === marker;
    // CommonMark §5.2: only a non-empty bullet or a list starting at 1 interrupts a paragraph.
    const interrupts = inParagraph && matched === this.stack.length;
    if (interrupts && (this.isBlankFrom(after) || (number !== -1 && number !== 1))) return false;
    if (this.tooDeep()) return false;

    const markerColumn = this.indent;
    const width = after - nonspace;
    this.advanceTo(after, this.nonspaceColumn + width);
    const columnAfter = this.column;
    this.findNonspace();
    let padding: number;
    if (this.blank) {
      padding = width + 1;
      this.advanceTo(this.nonspace, this.nonspaceColumn);
    } else {
      const spaces = this.nonspaceColumn - columnAfter;
      if (spaces >= 5) {
        padding = width + 1;
        this.advanceColumns(1);
      } else {
        padding = width + spaces;
        this.advanceTo(this.nonspace, this.nonspaceColumn);
      }
    }

    this.closeUnmatched(matched);
    this.closeLeaf();
    if (!sameList) {
      const created = make("list", nonspace, this.line, false);
      created.ordered = number >= 0;
      created.mark = marker;
      created.level = number;
      this.attachToTip(created);
      this.stack.push(created);
    }
    const item = make("item", nonspace, this.line, false);
    item.level = number;
    item.padding = markerColumn + padding;
    item.end = after;
    this.attach(this.tip(), item);
    this.stack.push(item);
    return true;
  }

  /** The list that an item at the cursor would join: the innermost matched container, when it is a list. */
  private listAt(matched: number): OpenBlock | null {
    const container = this.stack[matched - 1];
    return container?.kind === "list" ? container : null;
  }

  private startFootnote(matched: number): boolean {
    const { text, nonspace, lineEnd } = this;
    if (text.charCodeAt(nonspace + 1) !== CARET || this.leaf?.kind === "paragraph") return false;
    const close = text.indexOf("]", nonspace);
    if (close === -1 || close + 1 >= lineEnd || close - nonspace > 200 || text.charCodeAt(close + 1) !== COLON)
      return false;
    if (this.tooDeep()) return false;
    this.closeUnmatched(matched);
    this.closeLeaf();
    const footnote = make("footnote", nonspace, this.line, false);
    footnote.info = text.slice(nonspace + 2, close);
    this.attachToTip(footnote);
    this.stack.push(footnote);
    const width = close + 2 - nonspace;
    this.advanceTo(close + 2, this.nonspaceColumn + width);
    return true;
  }

  private openIndentedCode(): void {
    this.closeLeaf();
    this.advanceColumns(4);
    const code = make("code", this.offset, this.line, true);
    code.lines.push(this.offset, this.lineEnd);
    code.end = this.lineEnd;
    this.attachToTip(code);
    this.leaf = code;
  }

  private pushHtmlLine(html: OpenBlock): void {
    html.lines.push(this.offset, this.lineEnd);
    html.end = this.lineEnd;
    html.endLine = this.line;
    if (html.padding < 6 && htmlBlockEnd(this.text, html.padding, this.offset, this.lineEnd)) {
      html.closed = true;
      this.closeLeaf();
    }
  }

  // ── tables ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Turns the last line of an open paragraph into a table header when this line is a delimiter row of as many cells. */
  private startTable(paragraph: OpenBlock): boolean {
    if (this.code !== PIPE && this.code !== DASH && this.code !== COLON) return false;
    const columns = delimiterCells(this.text, this.nonspace, this.lineEnd);
    if (columns === 0) return false;
    const headerStart = paragraph.lines.at(-2) ?? 0;
    const headerEnd = paragraph.lines.at(-1) ?? 0;
    if (columns === 1 && this.code !== PIPE && !hasPipe(this.text, headerStart, headerEnd)) return false;
    const header = make("row", headerStart, this.line - 1, false);
    this.splitCells(header, headerStart, headerEnd);
    if (header.children.length !== columns) return false;
    header.end = headerEnd;
    header.endLine = this.line - 1;
    paragraph.lines.length -= 2;
    if (paragraph.lines.length === 0) this.detach(paragraph);
    else {
      paragraph.end = paragraph.lines.at(-1) ?? paragraph.start;
      paragraph.endLine = this.line - 2;
      this.leaf = paragraph;
      this.closeLeaf();
    }
    const table = make("table", headerStart, this.line - 1, false);
    table.level = columns;
    table.end = this.trimmedLineEnd();
    table.endLine = this.line;
    this.attach(table, header);
    this.leaf = table;
    this.attachToTip(table);
    return true;
  }

  private continueTable(table: OpenBlock): boolean {
    this.findNonspace();
    if (this.blank || this.indent >= 4) return false;
    const { code } = this;
    // GFM: a table ends at the beginning of another block.
    if (code === GREATER || code === HASH || code === BACKTICK || code === TILDE || code === LESS) {
      if (this.startsOtherBlock()) return false;
    }
    if ((code === DASH || code === STAR || code === PLUS) && this.startsOtherBlock()) return false;
    const row = make("row", this.nonspace, this.line, false);
    this.splitCells(row, this.nonspace, this.lineEnd, table.level);
    row.end = this.trimmedLineEnd();
    this.attach(table, row);
    table.end = row.end;
    table.endLine = this.line;
    return true;
  }

  private startsOtherBlock(): boolean {
    const { text, nonspace, lineEnd, code } = this;
    if (code === GREATER) return true;
    if (code === HASH) {
      const run = this.runLength(nonspace, HASH);
      return run <= 6 && (nonspace + run >= lineEnd || isSpace(text.charCodeAt(nonspace + run)));
    }
    if (code === BACKTICK || code === TILDE) return this.runLength(nonspace, code) >= 3;
    if (code === LESS) return htmlBlockStart(text, nonspace, lineEnd, true) > 0;
    if (code !== PLUS && this.isRule()) return true;
    return nonspace + 1 >= lineEnd || isSpace(text.charCodeAt(nonspace + 1));
  }

  /** Splits a row at unescaped pipes; empty cells at the outer pipes do not count (GFM §4.10). */
  private splitCells(row: OpenBlock, start: number, end: number, most = Number.POSITIVE_INFINITY): void {
    const { text } = this;
    let from = start;
    while (from < end && isSpace(text.charCodeAt(from))) from++;
    let to = end;
    while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
    if (text.charCodeAt(from) === PIPE) from++;
    let cellStart = from;
    let column = 0;
    for (let i = from; i <= to; i++) {
      const c = i < to ? text.charCodeAt(i) : PIPE;
      if (c === BACKSLASH && i + 1 < to) {
        i++;
        continue;
      }
      if (c !== PIPE) continue;
      if (i === to && cellStart >= to && column > 0 && text.charCodeAt(to - 1) === PIPE) break;
      if (column >= most) break;
      let s = cellStart;
      let e = i;
      while (s < e && isSpace(text.charCodeAt(s))) s++;
      while (e > s && isSpace(text.charCodeAt(e - 1))) e--;
      const cell = make("cell", s, row.line, true);
      cell.end = e;
      cell.level = column++;
      cell.lines.push(s, e);
      this.attach(row, cell);
      cellStart = i + 1;
    }
  }

  // ── opening and closing ────────────────────────────────────────────────────────────────────────────────────────────

  private tip(): OpenBlock {
    return this.stack.at(-1) ?? this.root;
  }

  private attachToTip(block: OpenBlock): void {
    let parent = this.tip();
    if (parent.kind === "list" && block.kind !== "item") {
      this.closeTo(this.stack.length - 1);
      parent = this.tip();
    }
    this.attach(parent, block);
  }

  private attach(parent: OpenBlock, block: OpenBlock): void {
    block.parent = parent;
    parent.children.push(block);
  }

  private detach(block: OpenBlock): void {
    const siblings = block.parent?.children;
    const at = siblings?.lastIndexOf(block) ?? -1;
    if (siblings !== undefined && at !== -1) siblings.splice(at, 1);
  }

  /** Closes the containers that this line did not match, and the leaf in them. */
  private closeUnmatched(matched: number): void {
    if (matched >= this.stack.length) return;
    this.closeLeaf();
    this.closeTo(matched);
  }

  private closeTo(depth: number): void {
    while (this.stack.length > depth) {
      const container = this.stack.pop();
      if (container === undefined) return;
      const last = container.children.at(-1);
      if (last !== undefined) {
        container.end = last.end;
        container.endLine = last.endLine;
      }
    }
  }

  private closeLeaf(): void {
    const { leaf } = this;
    this.leaf = null;
    if (leaf === null) return;
    if (leaf.kind === "paragraph") {
      this.trimLastLine(leaf);
      this.takeDefinitions(leaf);
      if (leaf.lines.length === 0) this.detach(leaf);
      else if (leaf.parent?.kind === "item" && leaf.parent.children[0] === leaf) this.takeCheckbox(leaf, leaf.parent);
    } else if (leaf.kind === "code") {
      if (leaf.fenced) leaf.info = leaf.info.slice(1);
      else {
        // Blank lines at the end are no part of indented code.
        while (leaf.lines.length > 2 && this.isBlankBetween(leaf.lines.at(-2) ?? 0, leaf.lines.at(-1) ?? 0))
          leaf.lines.length -= 2;
      }
    }
  }

  private takeCheckbox(paragraph: OpenBlock, item: OpenBlock): void {
    const { text } = this;
    const start = paragraph.lines[0] ?? 0;
    if (text.charCodeAt(start) !== BRACKET || text.charCodeAt(start + 2) !== 93) return;
    const mark = text.charCodeAt(start + 1);
    const lineEnd = paragraph.lines[1] ?? start;
    let content = start + 3;
    if (content < lineEnd && !isSpace(text.charCodeAt(content))) return;
    if (mark === 120 || mark === 88) item.checked = true;
    else if (mark === SPACE || mark === TAB) item.checked = false;
    else return;
    while (content < lineEnd && isSpace(text.charCodeAt(content))) content++;
    paragraph.lines[0] = content;
    paragraph.start = content;
  }

  /** Takes link reference definitions off the front of a paragraph. */
  private takeDefinitions(paragraph: OpenBlock): void {
    const { text } = this;
    while (paragraph.lines.length > 0 && text.charCodeAt(paragraph.lines[0] ?? 0) === BRACKET) {
      const found = readDefinition(text, paragraph.lines);
      if (found === null) return;
      const block = make("definition", paragraph.start, paragraph.line, true);
      const taken = found.lines * 2;
      block.end = paragraph.lines[taken - 1] ?? paragraph.start;
      block.endLine = paragraph.line + found.lines - 1;
      block.info = found.label;
      block.target = found.target;
      block.targetSpan = found.targetSpan;
      block.parent = paragraph.parent;
      const siblings = paragraph.parent?.children;
      siblings?.splice(siblings.lastIndexOf(paragraph), 0, block);
      if (!this.definitions.has(found.label)) this.definitions.set(found.label, block);
      paragraph.lines.splice(0, taken);
      paragraph.line += found.lines;
      paragraph.start = paragraph.lines[0] ?? paragraph.end;
    }
  }

  private addLine(leaf: OpenBlock): void {
    leaf.lines.push(this.nonspace, this.lineEnd);
    leaf.end = this.lineEnd;
    leaf.endLine = this.line;
  }

  private trimLastLine(leaf: OpenBlock): void {
    const { text } = this;
    const last = leaf.lines.length - 1;
    let end = leaf.lines[last] ?? 0;
    const start = leaf.lines[last - 1] ?? 0;
    while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
    leaf.lines[last] = end;
    leaf.end = end;
  }

  private tooDeep(): boolean {
    if (this.stack.length < MAX_DEPTH) return false;
    if (this.limits.length === 0) this.limits.push({ what: "nesting", start: this.nonspace, end: this.lineEnd });
    return true;
  }

  // ── the cursor ─────────────────────────────────────────────────────────────────────────────────────────────────────

  private findNonspace(): void {
    const { text, lineEnd } = this;
    let i = this.offset;
    let column = this.column;
    if (this.tabLeft > 0) {
      column += this.tabLeft;
      i++;
    }
    let c = 0;
    for (; i < lineEnd; i++) {
      c = text.charCodeAt(i);
      if (c === SPACE) column++;
      else if (c === TAB) column += 4 - (column & 3);
      else break;
    }
    this.nonspace = i;
    this.nonspaceColumn = column;
    this.blank = i >= lineEnd;
    this.code = this.blank ? 0 : c;
    this.indent = column - this.column;
  }

  private advanceTo(offset: number, column: number): void {
    this.offset = offset;
    this.column = column;
    this.tabLeft = 0;
  }

  /** Moves over `count` columns of white space, possibly stopping inside a tab. */
  private advanceColumns(count: number): void {
    const { text, lineEnd } = this;
    let left = count;
    while (left > 0 && this.offset < lineEnd) {
      const c = text.charCodeAt(this.offset);
      if (c === TAB) {
        const width = this.tabLeft > 0 ? this.tabLeft : 4 - (this.column & 3);
        if (width > left) {
          this.tabLeft = width - left;
          this.column += left;
          return;
        }
        this.column += width;
        left -= width;
        this.tabLeft = 0;
        this.offset++;
      } else if (c === SPACE) {
        this.offset++;
        this.column++;
        left--;
      } else return;
    }
  }

  private skipOneSpace(): void {
    const c = this.offset < this.lineEnd ? this.text.charCodeAt(this.offset) : 0;
    if (c === SPACE || c === TAB) this.advanceColumns(1);
  }

  private runLength(from: number, code: number): number {
    let i = from;
    while (i < this.lineEnd && this.text.charCodeAt(i) === code) i++;
    return i - from;
  }

  private isBlankFrom(from: number): boolean {
    return this.isBlankBetween(from, this.lineEnd);
  }

  private isBlankBetween(from: number, to: number): boolean {
    for (let i = from; i < to; i++) if (!isSpace(this.text.charCodeAt(i))) return false;
    return true;
  }

  private trimmedLineEnd(): number {
    let end = this.lineEnd;
    while (end > this.nonspace && isSpace(this.text.charCodeAt(end - 1))) end--;
    return end;
  }
}

function isSpace(code: number): boolean {
  return code === SPACE || code === TAB;
}

function hasPipe(text: string, start: number, end: number): boolean {
  const at = text.indexOf("|", start);
  return at !== -1 && at < end;
}

function lineEnding(text: string, from: number): { end: number; next: number } {
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === LF) return { end: i, next: i + 1 };
    if (c === CR) return { end: i, next: text.charCodeAt(i + 1) === LF ? i + 2 : i + 1 };
  }
  return { end: text.length, next: text.length };
}

/** Number of cells of a table delimiter row, 0 when the line is none. */
function delimiterCells(text: string, start: number, end: number): number {
  let i = start;
  let cells = 0;
  if (text.charCodeAt(i) === PIPE) i++;
  while (i < end) {
    while (i < end && isSpace(text.charCodeAt(i))) i++;
    if (i >= end) break;
    if (text.charCodeAt(i) === COLON) i++;
    let dashes = 0;
    while (i < end && text.charCodeAt(i) === DASH) {
      dashes++;
      i++;
    }
    if (dashes === 0) return 0;
    if (i < end && text.charCodeAt(i) === COLON) i++;
    while (i < end && isSpace(text.charCodeAt(i))) i++;
    cells++;
    if (i >= end) break;
    if (text.charCodeAt(i) !== PIPE) return 0;
    i++;
  }
  return cells;
}
