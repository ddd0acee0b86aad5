import type { Diagram, Flaw } from "./diagram.ts";

/** What opens a node's shape and what closes it, the longest first. */
const SHAPES: readonly (readonly [open: string, closes: readonly string[]])[] = [
  ["(((", [")))"]],
  ["((", ["))"]],
  ["([", ["])"]],
  ["(-", ["-)"]],
  ["(", [")"]],
  ["[[", ["]]"]],
  ["[(", [")]"]],
  ["[/", ["/]", "\\]"]],
  ["[\\", ["\\]", "/]"]],
  ["[|", ["]"]],
  ["[", ["]"]],
  ["{{", ["}}"]],
  ["{", ["}"]],
  [">", ["]"]],
];

const DIRECTIONS = /^(?:TB|TD|BT|RL|LR|[<>^v])(?=$|[\s;])/;
/** Lines with a grammar of their own. */
const OTHER = /^(?:classDef|class|style|linkStyle|click|direction|accTitle|accDescr|href|call)\b/;
const LINK = /^(?:[xo<](?=[-=]))?(?:--+[-xo>]|==+[=xo>]|-\.+-[xo>]?|~~~+)|^(?:[xo<](?=[-=]))?(?:--|==|-\.)(?=[^-=.>])/;

/**
 * What Mermaid's flowchart grammar refuses: a direction that is none, brackets and quotes that do not close, brackets in a text
 * without quotes, arrows with too few or too many strokes, sub-graphs without an end, a node named “end”. Where the text is
 * something this reader does not know it says nothing.
 */
export function checkFlowchart(text: string, diagram: Diagram): Flaw | null {
  const direction = diagram.header.trim();
  if (direction !== "" && !direction.startsWith(";") && !DIRECTIONS.test(direction)) {
    const word = /^\S+/.exec(direction)?.[0] ?? "";
    const start = text.indexOf(word, diagram.at.end);
    if (/^[A-Za-z]{1,8}$/.test(word))
      return { start, end: start + word.length, message: `“${word}” is no direction. Write TD, LR, BT or RL.` };
    return null;
  }
  return new Flowchart(text, diagram.body).check();
}

class Flowchart {
  private readonly text: string;
  private at: number;
  private readonly groups: number[] = [];
  /** End of the line that was looked at last: a line of many nodes is searched for its end once. */
  private knownEnd = -1;

  constructor(text: string, from: number) {
    this.text = text;
    this.at = from;
  }

  check(): Flaw | null {
    while (this.at < this.text.length) {
      const flaw = this.statement();
      if (flaw === "unknown") return null;
      if (flaw !== null) return flaw;
    }
    const open = this.groups.at(-1);
    return open === undefined
      ? null
      : { start: open, end: open + "subgraph".length, message: "This subgraph has no “end”." };
  }

  private statement(): Flaw | "unknown" | null {
    this.skip(/[\s;]*/y);
    const { text, at } = this;
    if (at >= text.length) return null;
    const lineEnd = this.lineEnd();
    const line = text.slice(at, lineEnd);
    if (line.startsWith("%%") || OTHER.test(line)) {
      if (/^accDescr\s*\{/.test(line)) {
        const close = text.indexOf("}", at);
        this.at = close === -1 ? text.length : close + 1;
      } else this.at = lineEnd;
      return null;
    }
    if (/^subgraph\b/.test(line)) {
      this.groups.push(at);
      this.at = lineEnd;
      return null;
    }
    if (/^end\s+[A-Za-z]/.test(line)) return "unknown";
    if (/^end\b(?!-\w|\s*(?:[[({]|--|==|-\.))/.test(line)) {
      this.at = at + 3;
      if (this.groups.pop() === undefined)
        return { start: at, end: at + 3, message: "There is no subgraph that this “end” could close." };
      return null;
    }
    return this.chain(lineEnd);
  }

  /** `A[Text] -- label --> B & C`, up to the end of its line or a semicolon. */
  private chain(firstLineEnd: number): Flaw | "unknown" | null {
    let lineEnd = firstLineEnd;
    for (;;) {
      const node = this.node();
      if (node !== null) return node;
      lineEnd = this.lineEnd();
      this.skip(/[ \t]*/y);
      const { text, at } = this;
      const rest = text.slice(at, lineEnd);
      if (rest === "" || rest.startsWith(";") || rest.startsWith("%%")) return null;
      if (rest.startsWith("&")) {
        this.at++;
        this.skip(/\s*/y);
        continue;
      }
      const link = this.link(rest);
      if (link !== null) return link;
      this.skip(/\s*/y);
    }
  }

  private node(): Flaw | "unknown" | null {
    const { text } = this;
    const id = this.take(/(?:[\p{L}\p{N}_!#$%*+.`?\\/']|-(?![->.])|=(?!=))+/uy);
    if (id === "") return "unknown";
    if (id === "end" && !/^\s*&/.test(text.slice(this.at, this.at + 20))) {
      const start = this.at - 3;
      return { start, end: this.at, message: "“end” closes a subgraph and cannot name a node. Write “End”." };
    }
    this.take(/@\{[^}]*\}/y);
    const opened = SHAPES.find(([open]) => text.startsWith(open, this.at));
    if (opened !== undefined) {
      const flaw = this.shape(opened[0], opened[1]);
      if (flaw !== null) return flaw;
    }
    this.take(/:::[\w-]+/y);
    return null;
  }

  /** The text of a node: in quotes anything, without them no brackets, bars or quotes. */
  private shape(open: string, closes: readonly string[]): Flaw | "unknown" | null {
    const { text } = this;
    const start = this.at;
    this.at += open.length;
    this.skip(/[ \t]*/y);
    if (text.charAt(this.at) === '"') {
      const close = text.indexOf('"', this.at + 1);
      if (close === -1) return { start: this.at, end: this.at + 1, message: "This quote is never closed." };
      this.at = close + 1;
      this.skip(/[ \t]*/y);
    } else {
      // Strokes close slanted shapes; elsewhere they are text.
      const slanted = open === "[/" || open === "[\\";
      this.take(slanted ? /[^[\](){}|"\\/]+/y : open === "(-" ? /[^[\](){}|"-]+/y : /[^[\](){}|"]+/y);
    }
    const close = closes.find((each) => text.startsWith(each, this.at));
    if (close !== undefined) {
      this.at += close.length;
      return null;
    }
    const found = text.charAt(this.at);
    if (this.at >= text.length || this.lineOf(start) !== this.lineOf(this.at))
      return { start, end: start + open.length, message: `This “${open}” is never closed by “${closes[0] ?? ""}”.` };
    if (open === "[/" || open === "[\\" || open === "(-" || open === "[|") return "unknown";
    if (!/[[\](){}|"]/.test(found)) return "unknown";
    return {
      start: this.at,
      end: this.at + 1,
      message: `“${found}” ends the text of the node before its “${closes[0] ?? ""}”. Put the text in double quotes.`,
    };
  }

  private link(rest: string): Flaw | "unknown" | null {
    const { text, at } = this;
    this.take(/[\w-]+@(?=[-=~<xo])/y);
    const link = LINK.exec(text.slice(this.at, this.lineEnd()))?.[0];
    if (link === undefined) {
      const wrong = /^(?:<?-+>+|<?=+>+|-->>|<-+|-)(?=[\s\w|])/.exec(rest)?.[0];
      if (wrong === undefined || !/[->=<]/.test(wrong)) return "unknown";
      return {
        start: at,
        end: at + wrong.length,
        message: `“${wrong}” is no arrow of a flowchart. Write “-->”, “---”, “-.->” or “==>”.`,
      };
    }
    this.at += link.length;
    const after = text.charAt(this.at);
    if (after === ">") {
      const shown = `${link}>`;
      return {
        start: at,
        end: at + shown.length,
        message: `“${shown}” is no arrow of a flowchart. Write “-->”, “---”, “-.->” or “==>”.`,
      };
    }
    if (/^(?:[xo<])?(?:--|==|-\.)$/.test(link)) {
      // `A -- label --> B`: the label runs up to the second half.
      const label = /(?:--+[-xo>]|==+[=xo>]|\.+-[xo>]?)/g;
      label.lastIndex = this.at;
      const close = label.exec(text);
      if (close === null || close.index > this.lineEnd()) return "unknown";
      this.at = label.lastIndex;
      return null;
    }
    this.skip(/[ \t]*/y);
    if (text.charAt(this.at) === "|") {
      const close = text.indexOf("|", this.at + 1);
      const quoted = /^\|\s*"/.test(text.slice(this.at, this.at + 20));
      const bracket = quoted || close === -1 ? -1 : text.slice(this.at, close).search(/[[\](){}"]/);
      if (bracket !== -1)
        return {
          start: this.at + bracket,
          end: this.at + bracket + 1,
          message: `“${text.charAt(this.at + bracket)}” ends the text of the arrow. Put the text in double quotes.`,
        };
      if (close === -1 || (close > this.lineEnd() && !quoted))
        return { start: this.at, end: this.at + 1, message: "This label is never closed by a second “|”." };
      this.at = close + 1;
    }
    return null;
  }

  private lineEnd(): number {
    if (this.at > this.knownEnd) {
      const feed = this.text.indexOf("\n", this.at);
      this.knownEnd = feed === -1 ? this.text.length : feed;
    }
    return this.knownEnd;
  }

  private lineOf(offset: number): number {
    return this.text.lastIndexOf("\n", offset - 1);
  }

  private skip(pattern: RegExp): void {
    pattern.lastIndex = this.at;
    this.at += pattern.exec(this.text)?.[0].length ?? 0;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }
}
