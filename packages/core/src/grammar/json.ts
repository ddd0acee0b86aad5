/** JSON as people write it into documents: where exactly it stops being JSON, and what it holds that strict JSON does not. */

interface JsonPlace {
  readonly start: number;
  readonly end: number;
}

/** A second member of the same name in one object: readers keep the last and lose the first. */
interface DuplicateKey extends JsonPlace {
  readonly key: string;
  readonly first: JsonPlace;
}

export interface JsonReading {
  /** The first thing that no dialect of JSON allows: what was found, and what to write. Null when it reads. */
  readonly error: (JsonPlace & { readonly message: string }) | null;
  readonly comments: readonly JsonPlace[];
  readonly trailingCommas: readonly JsonPlace[];
  /** `...` or `…` where an element, a member or a value stands. */
  readonly ellipses: readonly JsonPlace[];
  readonly duplicates: readonly DuplicateKey[];
  /** How many values stand side by side on the top level; strict JSON has one. */
  readonly values: number;
}

/** Deeper values are not read: nobody writes them into a document. */
const MOST_DEPTH = 500;

type Container = { readonly close: "}" | "]"; readonly open: number; readonly keys: Map<string, JsonPlace> };

/** What a string may not hold (RFC 8259 §7): a backslash before anything but the known escapes, a control character. */
const STRING_FLAW = /(?<!\\)(?:\\\\)*(\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})[^]?)|[\u0000-\u001f]/;

/** What may come next. */
type Expecting = keyof typeof WANTED;

const WANTED = {
  top: "a value",
  value: "a value",
  "value or end": "a value",
  name: "a name in double quotes",
  "name or end": "a name in double quotes",
  colon: "a colon",
  "comma or end": "a comma",
} as const;

/**
 * Reads a text as JSON in one pass, without building its value. Comments, trailing commas and ellipses are passed over and
 * reported apart, because an author may well mean them.
 *
 * @example readJson('{"a": 1, "a": 2}').duplicates[0]?.key // "a"
 */
export function readJson(text: string): JsonReading {
  return new JsonReader(text).read();
}

class JsonReader {
  private readonly text: string;
  private at = 0;
  private readonly stack: Container[] = [];
  private expecting: Expecting = "top";
  private comma: JsonPlace | null = null;
  /** Whether an ellipsis has just been read: behind it the comma may be missing. */
  private elided = false;
  private error: JsonReading["error"] = null;
  private readonly comments: JsonPlace[] = [];
  private readonly trailingCommas: JsonPlace[] = [];
  private readonly ellipses: JsonPlace[] = [];
  private readonly duplicates: DuplicateKey[] = [];
  private values = 0;

  constructor(text: string) {
    this.text = text;
  }

  read(): JsonReading {
    while (this.error === null) {
      this.skipBlank();
      if (this.error !== null || this.at >= this.text.length) break;
      this.readToken();
    }
    const open = this.stack.at(-1);
    if (this.error === null && open !== undefined) {
      const mark = open.close === "}" ? "{" : "[";
      this.fail(open.open, open.open + 1, `this “${mark}” is never closed`);
    }
    if (this.error === null && this.values === 0) this.fail(0, this.text.length, "there is no value");
    const { error, comments, trailingCommas, ellipses, duplicates, values } = this;
    return { error, comments, trailingCommas, ellipses, duplicates, values };
  }

  private readToken(): void {
    const { text, at } = this;
    const c = text.charAt(at);
    if (this.elided && this.expecting === "comma or end" && c !== "," && c !== "}" && c !== "]")
      this.expecting = this.stack.at(-1)?.close === "}" ? "name" : "value";
    this.elided = false;
    switch (c) {
      case "{":
      case "[":
        if (!this.startValue(at, at + 1)) return;
        if (this.stack.length >= MOST_DEPTH) return this.fail(at, at + 1, "it is nested too deeply to be read");
        this.stack.push({ close: c === "{" ? "}" : "]", open: at, keys: new Map() });
        this.expecting = c === "{" ? "name or end" : "value or end";
        this.at++;
        return;
      case "}":
      case "]":
        return this.closeContainer(c);
      case ",":
        if (this.expecting !== "comma or end")
          return this.fail(at, at + 1, `this comma stands where ${this.wanted()} belongs`);
        this.comma = { start: at, end: at + 1 };
        this.expecting = this.stack.at(-1)?.close === "}" ? "name" : "value";
        this.at++;
        return;
      case ":":
        if (this.expecting !== "colon")
          return this.fail(at, at + 1, `this colon stands where ${this.wanted()} belongs`);
        this.expecting = "value";
        this.comma = null;
        this.at++;
        return;
      case '"':
        return this.readString();
      default:
        if (c === "…" || text.startsWith("...", at)) return this.readEllipsis(c === "…" ? 1 : 3);
        return this.readWord();
    }
  }

  /** What is to stand here, for messages. */
  private wanted(): string {
    return WANTED[this.expecting];
  }

  /** Whether a value may stand here; if not, says what is missing. */
  private startValue(start: number, end: number): boolean {
    const { expecting } = this;
    if (expecting === "top") this.values++;
    if (expecting === "top" || expecting === "value" || expecting === "value or end") return true;
    const shown = this.shown(start);
    if (expecting === "comma or end") this.fail(start, end, `a comma is missing before “${shown}”`);
    else if (expecting === "colon") this.fail(start, end, `a colon is missing before “${shown}”`);
    else this.fail(start, end, `“${shown}” stands where a name in double quotes belongs`);
    return false;
  }

  private endValue(): void {
    this.comma = null;
    this.expecting = this.stack.length === 0 ? "top" : "comma or end";
  }

  private closeContainer(c: "}" | "]"): void {
    const { at } = this;
    const open = this.stack.at(-1);
    if (open === undefined) return this.fail(at, at + 1, `nothing is open that “${c}” could close`);
    if (open.close !== c) {
      const mark = open.close === "}" ? "{" : "[";
      return this.fail(at, at + 1, `“${c}” stands where the “${mark}” before it wants its “${open.close}”`);
    }
    if (this.expecting === "colon" || (this.expecting === "value" && this.comma === null))
      return this.fail(at, at + 1, `“${c}” stands where ${this.wanted()} belongs`);
    if ((this.expecting === "name" || this.expecting === "value") && this.comma !== null)
      this.trailingCommas.push(this.comma);
    this.stack.pop();
    this.at++;
    this.endValue();
  }

  private readString(): void {
    const { text, at } = this;
    let end = at + 1;
    for (; ; end++) {
      const code = text.charCodeAt(end);
      if (end >= text.length || code === 10 || code === 13)
        return this.fail(at, Math.min(end, text.length), "this string has no closing quote on its line");
      if (code === 34) break;
      if (code === 92) end++;
    }
    const place = { start: at, end: end + 1 };
    const flaw = STRING_FLAW.exec(text.slice(at, end));
    if (flaw !== null) {
      const what = flaw[0].startsWith("\\")
        ? "JSON knows no such escape; a backslash is written “\\\\”"
        : "a control character stands in this string; a tab is written “\\t”";
      return this.fail(at + flaw.index, at + flaw.index + flaw[0].length, what);
    }
    if (this.expecting === "name" || this.expecting === "name or end") this.takeName(text.slice(at + 1, end), place);
    else if (this.startValue(place.start, place.end)) this.endValue();
    else return;
    this.at = end + 1;
  }

  private takeName(key: string, place: JsonPlace): void {
    const keys = this.stack.at(-1)?.keys;
    const first = keys?.get(key);
    if (first === undefined) keys?.set(key, place);
    else this.duplicates.push({ key, ...place, first });
    this.comma = null;
    this.expecting = "colon";
  }

  private readEllipsis(length: number): void {
    const place = { start: this.at, end: this.at + length };
    this.at += length;
    if (this.expecting === "colon") return this.fail(place.start, place.end, "a colon is missing before the ellipsis");
    this.ellipses.push(place);
    if (this.expecting === "top") return;
    this.endValue();
    this.elided = true;
  }

  /** Numbers, `true`, `false`, `null`, and everything that people write instead of a value. */
  private readWord(): void {
    const { text, at } = this;
    const word = /^[^\s,:[\]{}"]+/.exec(text.slice(at, at + 200))?.[0] ?? text.charAt(at);
    const end = at + word.length;
    if (this.expecting === "name" || this.expecting === "name or end") {
      const advice = word.startsWith("'")
        ? "JSON quotes with “\"”, not with “'”"
        : `the name “${word}” needs double quotes`;
      return this.fail(at, end, advice);
    }
    if (!this.startValue(at, end)) return;
    const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
    if (word !== "true" && word !== "false" && word !== "null" && !number.test(word))
      return this.fail(at, end, adviceFor(word));
    this.at = end;
    this.endValue();
  }

  private skipBlank(): void {
    const { text } = this;
    for (;;) {
      const c = text.charCodeAt(this.at);
      if (c === 32 || c === 9 || c === 10 || c === 13 || c === 0xa0 || c === 0xfeff) {
        this.at++;
        continue;
      }
      const hash = c === 35;
      if (!hash && c !== 47) return;
      const start = this.at;
      const next = text.charCodeAt(start + 1);
      if (!hash && next === 42) {
        const close = text.indexOf("*/", start + 2);
        if (close === -1) return this.fail(start, start + 2, "this comment is never closed");
        this.at = close + 2;
      } else if (hash || next === 47) {
        let end = start;
        while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
        this.at = end;
      } else return;
      this.comments.push({ start, end: this.at });
    }
  }

  private shown(start: number): string {
    return /^(?:"[^"\n]{0,30}"?|[^\s,]{1,30})/.exec(this.text.slice(start, start + 40))?.[0] ?? "";
  }

  private fail(start: number, end: number, message: string): void {
    this.error ??= { start, end, message };
  }
}

function adviceFor(word: string): string {
  if (word === "None" || word === "nil" || word === "undefined") return `“${word}” is no JSON; write null`;
  if (word === "True" || word === "False") return `“${word}” is no JSON; write ${word.toLowerCase()}`;
  if (word.startsWith("'")) return "JSON quotes with “\"”, not with “'”";
  if (/^[<$%]/.test(word)) return `“${word}” is no value; put it in double quotes`;
  if (/^[+-]?[\d.]/.test(word)) return `“${word}” is no number of JSON; quote it, or write it as JSON does`;
  return `“${word}” is no value; put it in double quotes`;
}
