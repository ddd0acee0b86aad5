/** Where the statements of an SQL text begin and end. PostgreSQL's own parser stops at the first mistake; this goes on behind it. */

/** One statement: offsets into the text, from its first word to the last character before the semicolon. */
export interface ScannedStatement {
  readonly start: number;
  readonly end: number;
  /** Offsets of lines inside of it that begin with a word a statement begins with, outside of parentheses. */
  readonly restarts: readonly number[];
  /** Where "..." or "…" stands for something that was left out. */
  readonly elisions: readonly { readonly start: number; readonly end: number }[];
  /** Whether a backtick stands outside of strings and comments: the quotes of MySQL. */
  readonly backticks: boolean;
  /** Names of more bytes than the database keeps. */
  readonly longNames: readonly string[];
}

/** The database cuts names that are longer, in bytes. */
const LONGEST_NAME = 63;

const BEGINS =
  /^(?:create|alter|drop|insert|update|delete|select|with|begin|commit|rollback|start|comment|grant|revoke|set|reset|do|truncate|call|copy|lock|vacuum|analyze|reindex|cluster|refresh|explain|values|end)$/i;
const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const DOLLAR = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;

/** Whether a text begins with a word that an SQL statement begins with. */
export function beginsStatement(text: string): boolean {
  return BEGINS.test(/^[A-Za-z]{2,10}\b/.exec(text)?.[0] ?? "");
}

/** Splits at semicolons outside of strings, comments, quoted names and bodies. Lines of psql (`\d`) and rows of `COPY` are left out. */
export function scanStatements(text: string): readonly ScannedStatement[] {
  const scanner = new Scanner(text);
  scanner.run();
  return scanner.found;
}

class Scanner {
  readonly found: ScannedStatement[] = [];
  readonly #text: string;
  #start = -1;
  #end = -1;
  #depth = 0;
  #restarts: number[] = [];
  #elisions: { start: number; end: number }[] = [];
  #backticks = false;
  #longNames: string[] = [];
  /** Open `BEGIN ATOMIC` and `CASE` of a body that is written in SQL. */
  #bodies = 0;
  #lastWord = "";

  constructor(text: string) {
    this.#text = text;
  }

  run(): void {
    const text = this.#text;
    let i = 0;
    while (i < text.length) {
      const c = text.charCodeAt(i);
      if (c <= 32) i++;
      else if (c === 45 && text.charCodeAt(i + 1) === 45) i = this.#to("\n", i + 2);
      else if (c === 47 && text.charCodeAt(i + 1) === 42) i = this.#comment(i);
      else if (c === 92 && this.#start === -1) i = this.#to("\n", i);
      else if (c === 59) {
        if (this.#bodies === 0) i = this.#close(i);
        else i++;
      } else i = this.#token(c, i);
    }
    this.#close(text.length);
  }

  #token(c: number, i: number): number {
    const text = this.#text;
    const from = i;
    if (this.#start === -1) this.#start = i;
    switch (c) {
      case 39:
        i = this.#string(i, /^e$/i.test(this.#lastWord) && text.charCodeAt(i - 1) !== 32);
        break;
      case 34:
        i = this.#to('"', i + 1) + 1;
        this.#name(text.slice(from + 1, i - 1));
        break;
      case 96:
        this.#backticks = true;
        i = this.#to("`", i + 1) + 1;
        break;
      case 36: {
        DOLLAR.lastIndex = i;
        const tag = DOLLAR.exec(text)?.[0];
        i = tag === undefined ? i + 1 : this.#to(tag, i + tag.length) + tag.length;
        break;
      }
      case 40:
        this.#depth++;
        i++;
        break;
      case 41:
        this.#depth = Math.max(0, this.#depth - 1);
        i++;
        break;
      case 46:
      case 0x2026:
        i++;
        while (text.charCodeAt(i) === 46) i++;
        if (c !== 46 || i - from >= 3) this.#elisions.push({ start: from, end: i });
        break;
      default:
        i = this.#word(i);
    }
    this.#end = Math.min(i, text.length);
    return this.#end;
  }

  #word(i: number): number {
    WORD.lastIndex = i;
    const word = WORD.exec(this.#text)?.[0];
    if (word === undefined) {
      this.#lastWord = "";
      return i + 1;
    }
    if (word.length <= 10) {
      const lower = word.toLowerCase();
      if (lower === "atomic" && this.#lastWord === "begin") this.#bodies = 1;
      else if (this.#bodies > 0 && lower === "case") this.#bodies++;
      else if (this.#bodies > 0 && lower === "end") this.#bodies--;
      if (i > this.#start && this.#depth === 0 && BEGINS.test(word) && this.#opensLine(i)) this.#restarts.push(i);
      this.#lastWord = lower;
    } else {
      this.#lastWord = "";
      this.#name(word);
    }
    return i + word.length;
  }

  #name(name: string): void {
    if (name.length > LONGEST_NAME / 3 && Buffer.byteLength(name) > LONGEST_NAME) this.#longNames.push(name);
  }

  #opensLine(i: number): boolean {
    let before = i - 1;
    while (
      before >= 0 &&
      i - before < 40 &&
      (this.#text.charCodeAt(before) === 32 || this.#text.charCodeAt(before) === 9)
    )
      before--;
    return this.#text.charCodeAt(before) === 10;
  }

  #string(i: number, escapes: boolean): number {
    const text = this.#text;
    if (!escapes) return this.#to("'", i + 1) + 1;
    for (let at = i + 1; at < text.length; at++) {
      const c = text.charCodeAt(at);
      if (c === 92) at++;
      else if (c === 39) return at + 1;
    }
    return text.length;
  }

  #comment(i: number): number {
    const text = this.#text;
    let depth = 1;
    let at = i + 2;
    while (at < text.length && depth > 0) {
      if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else at++;
    }
    return at;
  }

  #to(mark: string, from: number): number {
    const at = this.#text.indexOf(mark, from);
    return at === -1 ? this.#text.length : at;
  }

  #close(i: number): number {
    let next = i + 1;
    if (this.#start !== -1) {
      const { start, end } = { start: this.#start, end: this.#end };
      this.found.push({
        start,
        end,
        restarts: this.#restarts,
        elisions: this.#elisions,
        backticks: this.#backticks,
        longNames: this.#longNames,
      });
      if (
        /^copy\b/i.test(this.#text.slice(start, start + 5)) &&
        /\bfrom\s+stdin\b/i.test(this.#text.slice(Math.max(start, end - 200), end))
      ) {
        const stop = this.#text.indexOf("\n\\.", i);
        next = stop === -1 ? this.#text.length : stop + 3;
      }
    }
    this.#start = -1;
    this.#depth = 0;
    this.#bodies = 0;
    this.#restarts = [];
    this.#elisions = [];
    this.#backticks = false;
    this.#longNames = [];
    this.#lastWord = "";
    return next;
  }
}
