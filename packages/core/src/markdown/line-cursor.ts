import { isSpace, SPACE, TAB } from "./characters.ts";

/**
 * A cursor in one line of a text, which counts columns as CommonMark does (§2.2: a tab goes to the next multiple of four) and
 * knows what is the next character that is no white space. The block parser is one; the state is kept in fields rather than
 * handed around, because this is what runs most often in the whole product.
 */
export class LineCursor {
  protected readonly text: string;
  /** 1-based. */
  protected line = 0;
  protected lineEnd = 0;
  /** The cursor: offset, its column, and how many columns of a tab at `offset` are not used yet (0 when none is begun). */
  protected offset = 0;
  protected column = 0;
  protected tabLeft = 0;
  /** The first character at or behind the cursor that is no white space, its column, and its code (0 in a blank rest). */
  protected nonspace = 0;
  protected nonspaceColumn = 0;
  protected code = 0;
  protected blank = false;

  constructor(text: string) {
    this.text = text;
  }

  /** Puts the cursor before the character at `offset`, which stands in `column`, and looks for the next that is no blank. */
  protected moveTo(offset: number, column: number): void {
    this.offset = offset;
    this.column = column;
    this.tabLeft = 0;
    this.findNonspace(offset, column);
  }

  protected findNonspace(from: number, fromColumn: number): void {
    const { text, lineEnd } = this;
    let i = from;
    let column = fromColumn;
    let code = 0;
    for (; i < lineEnd; i++) {
      code = text.charCodeAt(i);
      if (code === SPACE) column++;
      else if (code === TAB) column += 4 - (column & 3);
      else break;
    }
    this.nonspace = i;
    this.nonspaceColumn = column;
    this.blank = i >= lineEnd;
    this.code = this.blank ? 0 : code;
  }

  /** Moves over `count` columns of white space, possibly stopping inside a tab. What follows the white space stays the same. */
  protected advanceColumns(count: number): void {
    const { nonspace } = this;
    if (this.nonspaceColumn - this.column === nonspace - this.offset) {
      // No tab in between, or only such as are one column wide: a column is a character.
      if (count === 0) return;
      this.offset += count;
      this.column += count;
      this.tabLeft = 0;
      return;
    }
    let left = count;
    while (left > 0 && this.offset < nonspace) {
      if (this.text.charCodeAt(this.offset) === TAB) {
        const width = this.tabLeft > 0 ? this.tabLeft : 4 - (this.column & 3);
        if (width > left) {
          this.tabLeft = width - left;
          this.column += left;
          return;
        }
        this.column += width;
        left -= width;
        this.tabLeft = 0;
      } else {
        this.column++;
        left--;
      }
      this.offset++;
    }
  }

  /** Behind a `>` at the cursor, and behind the one column of white space that belongs to it. */
  protected moveBehindQuoteMark(): void {
    this.moveTo(this.nonspace + 1, this.nonspaceColumn + 1);
    if (this.nonspace > this.offset) this.advanceColumns(1);
  }

  protected runLength(from: number, code: number): number {
    let i = from;
    while (i < this.lineEnd && this.text.charCodeAt(i) === code) i++;
    return i - from;
  }

  protected isBlankFrom(from: number): boolean {
    for (let i = from; i < this.lineEnd; i++) if (!isSpace(this.text.charCodeAt(i))) return false;
    return true;
  }

  /** `end` moved back over white space, not beyond `start`. */
  protected trimmedEnd(end: number, start: number): number {
    let i = end;
    while (i > start && isSpace(this.text.charCodeAt(i - 1))) i--;
    return i;
  }
}
