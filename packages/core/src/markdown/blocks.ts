/**
 * The block structure of Markdown in one pass over the lines: CommonMark 0.31 §4–5, with GitHub's tables, task lists and
 * footnotes. Where the specification and GitHub's own parser (cmark-gfm) differ, GitHub's reading wins, because that is
 * where people look at their documents. One exception: a single tag alone on its line (`<br>`) does not interrupt a paragraph,
 * also when it continues one lazily from outside of its container.
 *
 * Nothing here costs more than the length of the text: containers are bounded to MAX_DEPTH, and no look-ahead leaves its
 * line. Most lines of real documents are text, blank, or inside a fence, outside of any container: those never get past
 * `parse`, which is what makes the first pass over a cold program fast.
 */
import { lineStarts } from "../text/source.ts";
import {
  BACKTICK,
  CARET,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  CR,
  DASH,
  DOT,
  EQUALS,
  GREATER,
  HASH,
  isDigit,
  isSpace,
  LESS,
  LF,
  OPEN_BRACKET,
  PIPE,
  PLUS,
  SPACE,
  STAR,
  TAB,
  TILDE,
  UNDERSCORE,
} from "./characters.ts";
import { readDefinition } from "./definition.ts";
import { normaliseLabel, unescapeMarkdown } from "./escape.ts";
import { readFrontMatter } from "./front-matter.ts";
import { htmlBlockEnd, htmlBlockStart } from "./html.ts";
import { isTooLong, MAX_DEPTH, MAX_INLINE } from "./limits.ts";
import { attach, openContainer, openLeaf, type OpenBlock } from "./open-block.ts";
import { LineCursor } from "./line-cursor.ts";
import { cellSpans, delimiterCells } from "./table.ts";
import type { DefinitionBlock, DocumentBlock, FootnoteBlock, Limit, Tree } from "./tree.ts";

/**
 * Parses the block structure of `text`. Never throws and never refuses; what was too deep or too long to be read is in
 * `limits`. Every offset is a UTF-16 unit of `text` as it was handed in: nothing is normalised.
 *
 * @example
 * const tree = parseMarkdown("# Cache\n\nHolds *answers*.");
 * tree.root.children.map((block) => block.kind); // ["heading", "paragraph"]
 */
export function parseMarkdown(text: string): Tree {
  return new BlockParser(text).parse();
}

/** Marks the characters that a line must start with to be anything else than text. */
const maySignify = new Uint8Array(128);
for (const character of "\t #*+-_`~<>=|:[0123456789") maySignify[character.charCodeAt(0)] = 1;

/** Whether a line that starts with this character can only be the text of a paragraph, outside of fences and the like. */
function mustBeText(code: number): boolean {
  return code >= 128 || maySignify[code] === 0;
}

/** What `startBlock` found at the cursor: a "container" means that the rest of the line has to be looked at again. */
type Start = "none" | "leaf" | "container";

/** State of one pass: the open containers, the open leaf, and (as a cursor) the current line. */
class BlockParser extends LineCursor {
  private readonly starts: readonly number[];
  private readonly definitions = new Map<string, OpenBlock>();
  private readonly footnotes = new Map<string, OpenBlock>();
  private readonly limits: Limit[] = [];
  private tooDeepSeen = false;
  private readonly root: OpenBlock = openContainer("document", 0, 1);
  /** Open containers, outermost first; entry 0 is the document. */
  private readonly stack: OpenBlock[] = [this.root];
  private leaf: OpenBlock | null = null;

  constructor(text: string) {
    super(text);
    this.starts = lineStarts(text);
  }

  parse(): Tree {
    const { text, starts, stack } = this;
    const last = starts.length - 1;
    for (let index = this.takeFrontMatter(); index <= last; index++) {
      const start = starts[index] ?? 0;
      let end = text.length;
      if (index < last) {
        end = (starts[index + 1] ?? end) - 1;
        if (text.charCodeAt(end) === LF && end > start && text.charCodeAt(end - 1) === CR) end--;
      } else if (start === end) break;
      this.line = index + 1;
      this.lineEnd = end;

      const { leaf } = this;
      const code = start === end ? 0 : text.charCodeAt(start);
      if (stack.length > 1) this.readLine(start);
      else if (leaf === null) {
        if (start === end) continue;
        if (mustBeText(code)) this.openParagraph(start);
        else this.readLine(start);
      } else if (leaf.kind === "paragraph") {
        if (start === end) this.closeLeaf();
        else if (mustBeText(code)) this.addLine(leaf, start);
        else this.readLine(start);
      } else if (leaf.fenced && code !== leaf.fence && !isSpace(code)) this.addLine(leaf, start);
      else this.readLine(start);
    }
    this.closeLeaf();
    this.closeTo(1);
    this.root.end = text.length;
    this.root.endLine = starts.length;
    return {
      text,
      lineStarts: starts,
      root: this.root as DocumentBlock,
      definitions: this.definitions as unknown as ReadonlyMap<string, DefinitionBlock>,
      footnotes: this.footnotes as unknown as ReadonlyMap<string, FootnoteBlock>,
      limits: this.limits,
    };
  }

  /** Takes front matter off the start of the text; returns the index of the line after it. */
  private takeFrontMatter(): number {
    const found = readFrontMatter(this.text, this.starts);
    if (found === null) return 0;
    const block = openLeaf("front-matter", 0, 1, [...found.lines]);
    block.info = found.info;
    block.end = found.end;
    block.endLine = found.lines.length / 2 + 2;
    attach(this.root, block);
    return block.endLine;
  }

  // ── one line ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Reads the line from `start` to `lineEnd` in the three steps of CommonMark's appendix "A parsing strategy". */
  private readLine(start: number): void {
    const { stack } = this;
    this.moveTo(start, 0);

    // 1. Which of the open containers go on in this line?
    let matched = 1;
    for (; matched < stack.length; matched++) {
      const container = stack[matched];
      if (container === undefined || !this.continues(container)) break;
    }
    const open = this.leaf;
    const allMatched = matched === stack.length;
    if (open !== null && allMatched && this.continueLeaf(open)) return;

    // 2. Which new blocks start in it?
    let opened = false;
    while (!this.blank) {
      const inParagraph = this.leaf?.kind === "paragraph";
      if (this.nonspaceColumn - this.column >= 4) {
        if (inParagraph) break;
        this.closeUnmatched(matched);
        this.openIndentedCode();
        return;
      }
      if (mustBeText(this.code)) break;
      const found = this.startBlock(matched, inParagraph && allMatched && !opened);
      if (found === "none") break;
      if (found === "leaf") return;
      opened = true;
      matched = stack.length;
    }

    // 3. What is left is text: of the open leaf, or of a new paragraph.
    const { leaf } = this;
    if (leaf !== null && !this.blank) {
      if (leaf.kind === "paragraph") {
        const indent = this.nonspaceColumn - this.column;
        if (matched === stack.length && indent < 4 && this.startTable(leaf)) return;
        // Also the lazy continuation: containers that did not match stay open.
        this.addLine(leaf, this.nonspace);
        return;
      }
      if (leaf.kind === "table" && matched === stack.length) {
        this.addRow(leaf);
        return;
      }
    }
    this.closeUnmatched(matched);
    this.closeLeaf();
    if (!this.blank) this.openParagraph(this.nonspace);
  }

  /** Whether an open container goes on in this line; if so the cursor moves over its marks. */
  private continues(container: OpenBlock): boolean {
    switch (container.kind) {
      case "quote":
        if (this.code !== GREATER || this.nonspaceColumn - this.column > 3) return false;
        container.end = this.nonspace + 1;
        container.endLine = this.line;
        this.moveBehindQuoteMark();
        return true;
      case "item":
        return this.continuesIndented(container.padding, container.children.length > 0);
      case "footnote":
        return this.continuesIndented(4, true);
      default:
        return true;
    }
  }

  private continuesIndented(columns: number, overBlankLines: boolean): boolean {
    if (this.blank && !overBlankLines) return false;
    if (this.nonspaceColumn - this.column >= columns) this.advanceColumns(columns);
    else if (this.blank) this.advanceColumns(this.nonspaceColumn - this.column);
    else return false;
    return true;
  }

  /** Gives the line to a leaf that swallows lines whole; false when the leaf ends here or other blocks have to be tried first. */
  private continueLeaf(leaf: OpenBlock): boolean {
    switch (leaf.kind) {
      case "code":
        return leaf.fenced ? this.continueFence(leaf) : this.continueIndentedCode(leaf);
      case "html":
        if (leaf.padding >= 6 && this.blank) return false;
        this.addHtmlLine(leaf);
        return true;
      default:
        return false;
    }
  }

  private continueFence(leaf: OpenBlock): boolean {
    const indent = this.nonspaceColumn - this.column;
    if (this.code === leaf.fence && indent < 4) {
      const run = this.runLength(this.nonspace, this.code);
      if (run >= leaf.mark && this.isBlankFrom(this.nonspace + run)) {
        leaf.closed = true;
        leaf.end = this.nonspace + run;
        leaf.endLine = this.line;
        this.closeLeaf();
        return true;
      }
    }
    if (leaf.padding > 0) this.advanceColumns(Math.min(leaf.padding, indent));
    this.addLine(leaf, this.offset);
    return true;
  }

  private continueIndentedCode(leaf: OpenBlock): boolean {
    const indent = this.nonspaceColumn - this.column;
    if (indent < 4 && !this.blank) return false;
    this.advanceColumns(Math.min(4, indent));
    this.addLine(leaf, this.offset);
    return true;
  }

  // ── starts of blocks ───────────────────────────────────────────────────────────────────────────────────────────────

  /** Opens the block that starts at the cursor. `underText`: the open leaf is a paragraph in the innermost matched container. */
  private startBlock(matched: number, underText: boolean): Start {
    switch (this.code) {
      case GREATER:
        return this.startQuote(matched);
      case HASH:
        return this.startHeading(matched);
      case BACKTICK:
      case TILDE:
        return this.startFence(matched);
      case LESS:
        return this.startHtml(matched);
      case EQUALS:
        return underText ? this.startSetext(1) : "none";
      case DASH:
        if (underText && this.startSetext(2) === "leaf") return "leaf";
        if (this.startRule(matched) === "leaf") return "leaf";
        // Where the text was nothing but definitions, a dash is still no item: all parsers go on with a paragraph here.
        return underText && this.leaf === null ? "none" : this.startItem(matched);
      case STAR:
        return this.startRule(matched) === "leaf" ? "leaf" : this.startItem(matched);
      case UNDERSCORE:
        return this.startRule(matched);
      case OPEN_BRACKET:
        return this.startFootnote(matched);
      default:
        return this.code === PLUS || isDigit(this.code) ? this.startItem(matched) : "none";
    }
  }

  private startQuote(matched: number): Start {
    if (this.tooDeep()) return "none";
    const quote = openContainer("quote", this.nonspace, this.line);
    quote.end = this.nonspace + 1;
    this.place(quote, matched);
    this.stack.push(quote);
    this.moveBehindQuoteMark();
    return "container";
  }

  private startHeading(matched: number): Start {
    const { text, nonspace, lineEnd } = this;
    const level = this.runLength(nonspace, HASH);
    if (level > 6) return "none";
    let start = nonspace + level;
    if (start < lineEnd && !isSpace(text.charCodeAt(start))) return "none";
    const trimmedEnd = this.trimmedEnd(lineEnd, start);
    while (start < trimmedEnd && isSpace(text.charCodeAt(start))) start++;
    let end = trimmedEnd;
    while (end > start && text.charCodeAt(end - 1) === HASH) end--;
    // A closing run of `#` has to stand apart from the text.
    if (end > start && end < trimmedEnd)
      end = isSpace(text.charCodeAt(end - 1)) ? this.trimmedEnd(end, start) : trimmedEnd;
    const heading = openLeaf("heading", nonspace, this.line, [start, end]);
    heading.level = level;
    heading.end = trimmedEnd;
    this.place(heading, matched);
    if (end - start > MAX_INLINE) this.checkLength(heading);
    return "leaf";
  }

  private startFence(matched: number): Start {
    const { text, nonspace, lineEnd, code } = this;
    const run = this.runLength(nonspace, code);
    if (run < 3) return "none";
    const info = text.slice(nonspace + run, lineEnd);
    if (code === BACKTICK && info.includes("`")) return "none";
    const fence = openLeaf("code", nonspace, this.line, []);
    fence.fenced = true;
    fence.closed = false;
    fence.fence = code;
    fence.mark = run;
    fence.padding = this.nonspaceColumn - this.column;
    fence.info = unescapeMarkdown(info.trim());
    fence.end = lineEnd;
    this.place(fence, matched);
    this.leaf = fence;
    return "leaf";
  }

  private startHtml(matched: number): Start {
    const inParagraph = this.leaf?.kind === "paragraph";
    const type = htmlBlockStart(this.text, this.nonspace, this.lineEnd, inParagraph);
    if (type === 0) return "none";
    const html = openLeaf("html", this.nonspace, this.line, []);
    html.padding = type;
    html.comment = type === 2;
    html.closed = type >= 6;
    this.place(html, matched);
    this.leaf = html;
    this.addHtmlLine(html);
    return "leaf";
  }

  private startSetext(level: number): Start {
    const paragraph = this.leaf;
    const end = this.nonspace + this.runLength(this.nonspace, this.code);
    if (paragraph === null || !this.isBlankFrom(end)) return "none";
    this.trimLastLine(paragraph);
    if (this.text.charCodeAt(paragraph.start) === OPEN_BRACKET && !this.takeDefinitions(paragraph)) {
      // There was nothing but definitions: the underline has no text to underline.
      this.leaf = null;
      return "none";
    }
    paragraph.kind = "heading";
    paragraph.setext = true;
    paragraph.level = level;
    paragraph.end = end;
    paragraph.endLine = this.line;
    if (end - paragraph.start > MAX_INLINE) this.checkLength(paragraph);
    this.leaf = null;
    return "leaf";
  }

  private startRule(matched: number): Start {
    const { text, lineEnd, code } = this;
    let count = 0;
    let end = this.nonspace;
    for (let i = end; i < lineEnd; i++) {
      const c = text.charCodeAt(i);
      if (c === code) {
        count++;
        end = i + 1;
      } else if (!isSpace(c)) return "none";
    }
    if (count < 3) return "none";
    const rule = openLeaf("rule", this.nonspace, this.line, []);
    rule.end = end;
    this.place(rule, matched);
    return "leaf";
  }

  private startItem(matched: number): Start {
    const { text, nonspace, lineEnd } = this;
    let marker = this.code;
    let after = nonspace + 1;
    let number = -1;
    if (isDigit(marker)) {
      number = marker - 48;
      while (after < lineEnd && after - nonspace < 10 && isDigit(text.charCodeAt(after))) {
        number = number * 10 + (text.charCodeAt(after) - 48);
        after++;
      }
      if (after - nonspace > 9 || after >= lineEnd) return "none";
      marker = text.charCodeAt(after);
      if (marker !== DOT && marker !== CLOSE_PAREN) return "none";
      after++;
    }
    if (after < lineEnd && !isSpace(text.charCodeAt(after))) return "none";
    // CommonMark §5.2: only a bullet or a 1, and only with something behind it, interrupts a paragraph.
    const interrupts = this.leaf?.kind === "paragraph" && matched === this.stack.length;
    if (interrupts && ((number !== -1 && number !== 1) || this.isBlankFrom(after))) return "none";
    if (this.tooDeep()) return "none";

    const item = openContainer("item", nonspace, this.line);
    item.level = number;
    item.end = after;
    const width = after - nonspace;
    const indent = this.nonspaceColumn - this.column;
    this.moveTo(after, this.nonspaceColumn + width);
    const spaces = this.nonspaceColumn - this.column;
    if (this.blank || spaces > 4) {
      item.padding = indent + width + 1;
      this.advanceColumns(this.blank ? spaces : 1);
    } else {
      item.padding = indent + width + spaces;
      this.advanceColumns(spaces);
    }

    const current = this.stack[matched - 1];
    const joins = current?.kind === "list" && current.mark === marker;
    this.closeUnmatched(matched);
    this.closeLeaf();
    if (!joins) {
      const list = openContainer("list", nonspace, item.line);
      list.ordered = number >= 0;
      list.mark = marker;
      list.level = number;
      this.attachToTip(list);
      this.stack.push(list);
    }
    attach(this.tip(), item);
    this.stack.push(item);
    return "container";
  }

  private startFootnote(matched: number): Start {
    const { text, nonspace, lineEnd } = this;
    if (text.charCodeAt(nonspace + 1) !== CARET) return "none";
    const label = nonspace + 2;
    let close = label;
    while (close < lineEnd && text.charCodeAt(close) !== CLOSE_BRACKET) {
      if (isSpace(text.charCodeAt(close))) return "none";
      close++;
    }
    if (close === label || close + 1 >= lineEnd || text.charCodeAt(close + 1) !== COLON) return "none";
    if (this.tooDeep()) return "none";
    const footnote = openContainer("footnote", nonspace, this.line);
    footnote.info = text.slice(label, close);
    footnote.end = close + 2;
    const normalised = normaliseLabel(footnote.info);
    if (!this.footnotes.has(normalised)) this.footnotes.set(normalised, footnote);
    this.place(footnote, matched);
    this.stack.push(footnote);
    this.moveTo(footnote.end, this.nonspaceColumn + footnote.end - nonspace);
    this.advanceColumns(this.nonspaceColumn - this.column);
    return "container";
  }

  private openIndentedCode(): void {
    this.closeLeaf();
    this.advanceColumns(4);
    const code = openLeaf("code", this.offset, this.line, [this.offset, this.lineEnd]);
    code.end = this.lineEnd;
    this.attachToTip(code);
    this.leaf = code;
  }

  private openParagraph(start: number): void {
    const paragraph = openLeaf("paragraph", start, this.line, [start, this.lineEnd]);
    paragraph.end = this.lineEnd;
    this.attachToTip(paragraph);
    this.leaf = paragraph;
  }

  private addHtmlLine(html: OpenBlock): void {
    const { offset } = this;
    this.addLine(html, offset);
    if (html.padding < 6 && htmlBlockEnd(this.text, html.padding, offset, this.lineEnd)) {
      html.closed = true;
      this.closeLeaf();
    }
  }

  // ── tables ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Turns the last line of an open paragraph into a table header when this line is a delimiter row of as many cells. */
  private startTable(paragraph: OpenBlock): boolean {
    if (this.code !== PIPE && this.code !== DASH && this.code !== COLON) return false;
    const { text, line } = this;
    const columns = delimiterCells(text, this.nonspace, this.lineEnd);
    if (columns === 0) return false;
    const { lines } = paragraph;
    const start = lines.at(-2) ?? 0;
    const end = lines.at(-1) ?? 0;
    const spans = cellSpans(text, start, end, columns + 1);
    if (spans.length !== columns * 2) return false;

    lines.length -= 2;
    this.leaf = null;
    if (lines.length === 0) paragraph.parent?.children.pop();
    else {
      paragraph.endLine = line - 2;
      this.closeParagraph(paragraph);
    }
    const table = openLeaf("table", start, line - 1, []);
    table.children = [];
    table.level = columns;
    this.addCells(table, start, this.trimmedEnd(end, start), line - 1, spans);
    table.end = this.trimmedEnd(this.lineEnd, this.nonspace);
    table.endLine = line;
    this.attachToTip(table);
    this.leaf = table;
    return true;
  }

  private addRow(table: OpenBlock): void {
    const { nonspace, lineEnd, line } = this;
    const end = this.trimmedEnd(lineEnd, nonspace);
    this.addCells(table, nonspace, end, line, cellSpans(this.text, nonspace, end, table.level));
    table.end = end;
    table.endLine = line;
  }

  private addCells(table: OpenBlock, start: number, end: number, line: number, spans: readonly number[]): void {
    const row = openContainer("row", start, line);
    row.end = end;
    for (let i = 0; i + 1 < spans.length; i += 2) {
      const from = spans[i] ?? 0;
      const to = spans[i + 1] ?? 0;
      const cell = openLeaf("cell", from, line, [from, to]);
      cell.end = to;
      cell.level = i / 2;
      attach(row, cell);
      if (to - from > MAX_INLINE) this.checkLength(cell);
    }
    attach(table, row);
  }

  // ── opening and closing ────────────────────────────────────────────────────────────────────────────────────────────

  private tip(): OpenBlock {
    return this.stack.at(-1) ?? this.root;
  }

  /** Closes what the line left behind and makes `block` the newest child of the innermost matched container. */
  private place(block: OpenBlock, matched: number): void {
    this.closeUnmatched(matched);
    this.closeLeaf();
    this.attachToTip(block);
  }

  private attachToTip(block: OpenBlock): void {
    // Only items are children of a list: anything else ends it.
    if (this.tip().kind === "list") this.closeTo(this.stack.length - 1);
    attach(this.tip(), block);
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
      const last = container?.children.at(-1);
      if (container === undefined || last === undefined || last.end < container.end) continue;
      container.end = last.end;
      container.endLine = last.endLine;
    }
  }

  private closeLeaf(): void {
    const { leaf } = this;
    if (leaf === null) return;
    this.leaf = null;
    if (leaf.kind === "paragraph") this.closeParagraph(leaf);
    else if ((leaf.kind === "code" && !leaf.fenced) || leaf.kind === "html") this.dropBlankLines(leaf);
  }

  /** Blank lines at the end are no part of indented code, nor of HTML that was not closed. */
  private dropBlankLines(leaf: OpenBlock): void {
    const { lines } = leaf;
    while (lines.length > 2 && this.trimmedEnd(lines.at(-1) ?? 0, lines.at(-2) ?? 0) === lines.at(-2)) {
      lines.length -= 2;
      leaf.endLine--;
    }
    leaf.end = lines.at(-1) ?? leaf.end;
  }

  private closeParagraph(paragraph: OpenBlock): void {
    this.trimLastLine(paragraph);
    if (this.text.charCodeAt(paragraph.start) === OPEN_BRACKET) {
      if (!this.takeDefinitions(paragraph)) return;
      const { parent } = paragraph;
      if (parent?.kind === "item" && parent.children[0] === paragraph) this.takeCheckbox(paragraph, parent);
    }
    if (paragraph.end - paragraph.start > MAX_INLINE) this.checkLength(paragraph);
  }

  /** Takes `[ ]` or `[x]` off the first paragraph of an item. */
  private takeCheckbox(paragraph: OpenBlock, item: OpenBlock): void {
    const { text } = this;
    const { start } = paragraph;
    if (text.charCodeAt(start) !== OPEN_BRACKET || text.charCodeAt(start + 2) !== CLOSE_BRACKET) return;
    const mark = text.charCodeAt(start + 1);
    const lineEnd = paragraph.lines[1] ?? start;
    let content = start + 3;
    if (content < lineEnd && !isSpace(text.charCodeAt(content))) return;
    if (mark === 120 || mark === 88) item.checked = true;
    else if (mark === SPACE || mark === TAB) item.checked = false;
    else return;
    while (content < lineEnd && isSpace(text.charCodeAt(content))) content++;
    if (content === lineEnd && paragraph.lines.length > 2) {
      // The text starts in the line below its checkbox.
      paragraph.lines.splice(0, 2);
      paragraph.line++;
    } else paragraph.lines[0] = content;
    paragraph.start = paragraph.lines[0] ?? content;
  }

  /**
   * Takes the link reference definitions off the front of a paragraph, the last child of its parent, and puts them before
   * it. False when nothing is left of the paragraph, which then is no child any more.
   */
  private takeDefinitions(paragraph: OpenBlock): boolean {
    const { text } = this;
    const { parent, lines } = paragraph;
    if (parent === null) return false;
    let taken = 0;
    for (;;) {
      const start = lines[taken];
      if (start === undefined || text.charCodeAt(start) !== OPEN_BRACKET) break;
      const found = readDefinition(text, lines, taken);
      if (found === null) break;
      if (taken === 0) parent.children.pop();
      const block = openLeaf("definition", start, paragraph.line, []);
      taken += found.lines * 2;
      block.end = lines[taken - 1] ?? start;
      block.endLine = paragraph.line + found.lines - 1;
      block.info = found.label;
      block.target = found.target;
      block.targetSpan = found.targetSpan;
      attach(parent, block);
      if (!this.definitions.has(found.label)) this.definitions.set(found.label, block);
      paragraph.line += found.lines;
    }
    if (taken === lines.length) return false;
    if (taken > 0) {
      paragraph.lines = lines.slice(taken);
      paragraph.start = lines[taken] ?? paragraph.end;
      parent.children.push(paragraph);
    }
    return true;
  }

  private addLine(leaf: OpenBlock, start: number): void {
    const { lineEnd } = this;
    leaf.lines.push(start, lineEnd);
    leaf.end = lineEnd;
    leaf.endLine = this.line;
  }

  private trimLastLine(leaf: OpenBlock): void {
    const { lines } = leaf;
    const last = lines.length - 1;
    const end = this.trimmedEnd(lines[last] ?? 0, lines[last - 1] ?? 0);
    lines[last] = end;
    leaf.end = end;
  }

  private tooDeep(): boolean {
    if (this.stack.length < MAX_DEPTH) return false;
    // Once is enough to say it, and a list of every place would be as long as the text.
    if (!this.tooDeepSeen) this.limits.push({ what: "nesting", start: this.nonspace, end: this.lineEnd });
    this.tooDeepSeen = true;
    return true;
  }

  private checkLength(leaf: OpenBlock): void {
    if (isTooLong(leaf.lines)) this.limits.push({ what: "long-text", start: leaf.start, end: leaf.end });
  }
}
