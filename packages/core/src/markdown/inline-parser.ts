/**
 * One pass over the text of a leaf: CommonMark 0.31 §6 with GitHub's strikethrough, bare links and footnote references.
 * Every search is bounded or remembers that it found nothing, so hostile text costs no more than its length.
 */
import { bareLinkAt, mailsIn } from "./bare-link.ts";
import {
  AMPERSAND,
  BACKSLASH,
  BACKTICK,
  BANG,
  CARET,
  CLOSE_BRACKET,
  isLetter,
  isPunctuation,
  isSpace,
  isUnicodePunctuation,
  isUnicodeSpace,
  LESS,
  LF,
  OPEN_BRACKET,
  OPEN_PAREN,
  SPACE,
  STAR,
  TILDE,
  UNDERSCORE,
} from "./characters.ts";
import { append, fold, OpenRuns, readRun, type Run, type Token } from "./emphasis.ts";
import { normaliseLabel, unescapeMarkdown } from "./escape.ts";
import { htmlTagEnd } from "./html.ts";
import type { Inline } from "./inline-nodes.ts";
import type { JoinedLines } from "./joined-lines.ts";
import { MAX_INLINE_DEPTH } from "./limits.ts";
import { destinationEnd, skipWhite, titleEnd } from "./link-target.ts";
import type { DefinitionBlock, FootnoteBlock } from "./tree.ts";

/** A `[` or `![` that waits for its `]`. */
interface Bracket {
  /** Index of its token. */
  readonly token: number;
  readonly image: boolean;
  readonly start: number;
  readonly textStart: number;
  /** The last run before it: styles do not reach over the edge of a link. */
  readonly lastRun: Run | null;
  /** Another bracket was opened after it: then what is between it and its `]` is no label. */
  holdsBracket: boolean;
}

interface LinkTail {
  readonly target: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly end: number;
  readonly form: "inline" | "reference";
}

/** Searches for what ends a comment and the like; each remembers that its end does not come any more. */
const rawEnds = ["-->", "?>", "]]>", ">"] as const;

// Each pattern below is used at one offset (`y`) or from one offset on (`g`), and `lastIndex` is set before every use.
/** What text can be interrupted by. */
const mark = /[\\`*_[\]!<&\n~]/g;
/** The same in a text that may hold bare links. */
const markOrLink = /[\\`*_[\]!<&\n~]|[hH](?=[tT][tT][pP][sS]?:\/\/)|[wW](?=[wW][wW]\.)/g;
const mayHoldLink = /:\/\/|www\./i;
const reference = /&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/y;
const address = /<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\u0000-\u0020]*)>/y;
const mailAddress =
  /<([\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9](?:[\w-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[\w-]{0,61}[A-Za-z0-9])?)*)>/y;
const label = /\[((?:[^[\]\\]|\\.){0,999})\]/sy;
const footnoteLabel = /\[\^([^\]\s[]{1,999})\]/y;

/** State of one pass. Offsets are indices into the joined lines until a node is made. */
export class InlineParser {
  private readonly lines: JoinedLines;
  private readonly s: string;
  private readonly definitions: ReadonlyMap<string, DefinitionBlock>;
  private readonly footnotes: ReadonlyMap<string, FootnoteBlock>;
  private readonly inCell: boolean;
  private position = 0;
  private readonly tokens: Token[] = [];
  /** For each token, how deep the nodes in it are nested. */
  private readonly depths: number[] = [];
  private readonly runs = new OpenRuns();
  private readonly brackets: Bracket[] = [];
  /** No links in links (§6.3): a `[` below this height of `brackets` can only be text. */
  private deadBrackets = 0;
  /** The last run of so many backticks; filled when a code span is not closed. */
  private lastTicks: Map<number, number> | null = null;
  /** For each of `rawEnds`: it does not come behind this index. */
  private readonly noRawEndFrom: [number, number, number, number] = [Infinity, Infinity, Infinity, Infinity];
  /** Up to here nothing can be a bare link. */
  private noBareLinkBefore = 0;
  private bareLinkSeen = false;

  constructor(
    lines: JoinedLines,
    definitions: ReadonlyMap<string, DefinitionBlock>,
    footnotes: ReadonlyMap<string, FootnoteBlock>,
    inCell: boolean,
  ) {
    this.lines = lines;
    this.s = lines.text;
    this.definitions = definitions;
    this.footnotes = footnotes;
    this.inCell = inCell;
  }

  parse(): readonly Inline[] {
    const { s } = this;
    const special = mayHoldLink.test(s) ? markOrLink : mark;
    while (this.position < s.length) {
      special.lastIndex = this.position;
      const at = special.test(s) ? special.lastIndex - 1 : s.length;
      const code = s.charCodeAt(at);
      if (code === LF) this.readBreak(at);
      else {
        if (at > this.position) this.pushText(this.position, at);
        if (at < s.length) this.readMark(code);
      }
    }
    this.runs.match(null);
    const { nodes } = fold(this.tokens, this.depths, 0, this.lines);
    const mails = s.includes("@") ? this.mails() : [];
    return mails.length === 0 ? nodes : withMails(nodes, mails, s);
  }

  private mails(): Mail[] {
    const mails: Mail[] = [];
    const found = mailsIn(this.s);
    for (let i = 0; i + 1 < found.length; i += 2) {
      const index = found[i] ?? 0;
      const start = this.lines.at(index);
      mails.push({ index, start, end: start + (found[i + 1] ?? index) - index });
    }
    return mails;
  }

  private readMark(code: number): void {
    switch (code) {
      case BACKSLASH:
        return this.readEscape();
      case BACKTICK:
        return this.readCode();
      case STAR:
      case UNDERSCORE:
      case TILDE:
        return this.readRun(code);
      case OPEN_BRACKET:
        return this.openBracket(false);
      case BANG:
        if (this.s.charCodeAt(this.position + 1) !== OPEN_BRACKET)
          return this.pushText(this.position, this.position + 1);
        return this.openBracket(true);
      case CLOSE_BRACKET:
        return this.closeBracket();
      case LESS:
        return this.readAngle();
      case AMPERSAND:
        return this.readReference();
      default:
        return this.readBareLink(code);
    }
  }

  // ── small pieces ───────────────────────────────────────────────────────────────────────────────────────────────────

  private push(token: Token, depth: number): void {
    this.tokens.push(token);
    this.depths.push(depth);
  }

  /** Pushes `[start, end)` as it is written, and goes on behind it. */
  private pushText(start: number, end: number): void {
    const { lines } = this;
    this.push({ kind: "text", start: lines.at(start), end: lines.at(end), value: this.s.slice(start, end) }, 0);
    this.position = end;
  }

  private readEscape(): void {
    const { position, s, lines } = this;
    const next = s.charCodeAt(position + 1);
    const start = lines.at(position);
    if (next === LF) this.push({ kind: "break", start, end: lines.at(position + 2), hard: true }, 0);
    else if (isPunctuation(next)) {
      this.push({ kind: "text", start, end: lines.at(position + 2), value: s.charAt(position + 1) }, 0);
    } else return this.pushText(position, position + 1);
    this.position = position + 2;
  }

  private readReference(): void {
    const { position, s, lines } = this;
    reference.lastIndex = position;
    if (!reference.test(s)) return this.pushText(position, position + 1);
    const end = reference.lastIndex;
    const value = unescapeMarkdown(s.slice(position, end));
    this.push({ kind: "text", start: lines.at(position), end: lines.at(end), value }, 0);
    this.position = end;
  }

  /** The text up to the line ending at `feed`, without the blanks before it, and the break. */
  private readBreak(feed: number): void {
    const { s, lines } = this;
    let end = feed;
    while (end > this.position && isSpace(s.charCodeAt(end - 1))) end--;
    if (end > this.position) this.pushText(this.position, end);
    const hard = feed - end >= 2 && s.charCodeAt(feed - 1) === SPACE && s.charCodeAt(feed - 2) === SPACE;
    this.push({ kind: "break", start: lines.at(end), end: lines.at(feed + 1), hard }, 0);
    this.position = feed + 1;
  }

  private readCode(): void {
    const { s, position, lines } = this;
    const open = endOfTicks(s, position);
    const width = open - position;
    const close = this.closingTicks(width, open);
    if (close === -1) return this.pushText(position, open);
    let value = s.slice(open, close);
    if (value.includes("\n")) value = value.replaceAll("\n", " ");
    if (value.length > 2 && value.startsWith(" ") && value.endsWith(" ") && /[^ ]/.test(value))
      value = value.slice(1, -1);
    // GFM §4.10: a cell's pipes are escaped in code as well, where a backslash escapes nothing else.
    if (this.inCell && value.includes("\\|")) value = value.replaceAll("\\|", "|");
    this.push({ kind: "code", start: lines.at(position), end: lines.at(close + width), value }, 0);
    this.position = close + width;
  }

  /** The next run of exactly `width` backticks at or behind `from`, −1 when there is none. */
  private closingTicks(width: number, from: number): number {
    const { s } = this;
    if (this.lastTicks !== null && (this.lastTicks.get(width) ?? -1) < from) return -1;
    for (let at = s.indexOf("`", from); at !== -1;) {
      const end = endOfTicks(s, at);
      if (end - at === width) return at;
      at = s.indexOf("`", end);
    }
    this.lastTicks = lastRunsOfTicks(s, from);
    return -1;
  }

  // ── angle brackets: addresses, tags, comments ──────────────────────────────────────────────────────────────────────

  private readAngle(): void {
    const { s, position, lines } = this;
    const next = s.charCodeAt(position + 1);
    const end = next === 33 || next === 63 ? this.rawEnd(next) : htmlTagEnd(s, position, s.length);
    if (end !== -1) {
      this.push({ kind: "html", start: lines.at(position), end: lines.at(end), value: s.slice(position, end) }, 0);
      this.position = end;
    } else if (!this.readAddress(address, "") && !this.readAddress(mailAddress, "mailto:"))
      this.pushText(position, position + 1);
  }

  private readAddress(pattern: RegExp, scheme: string): boolean {
    const { s, position, lines } = this;
    pattern.lastIndex = position;
    if (!pattern.test(s)) return false;
    const end = pattern.lastIndex;
    const value = s.slice(position + 1, end - 1);
    const span = { start: lines.at(position + 1), end: lines.at(end - 1) };
    const link: Inline = {
      kind: "link",
      start: lines.at(position),
      end: lines.at(end),
      target: scheme + value,
      targetSpan: span,
      form: "angle",
      children: [{ kind: "text", ...span, value }],
    };
    this.push(link, 1);
    this.position = end;
    return true;
  }

  /** The index behind a comment, an instruction, a declaration or CDATA at the position, −1 when it is none. */
  private rawEnd(next: number): number {
    const { s, position } = this;
    if (next === 63) return this.search(1, position + 2);
    if (s.startsWith("<!--", position)) {
      if (s.startsWith("<!-->", position)) return position + 5;
      if (s.startsWith("<!--->", position)) return position + 6;
      return this.search(0, position + 4);
    }
    if (s.startsWith("<![CDATA[", position)) return this.search(2, position + 9);
    return isLetter(s.charCodeAt(position + 2)) ? this.search(3, position + 2) : -1;
  }

  private search(which: 0 | 1 | 2 | 3, from: number): number {
    if (from >= this.noRawEndFrom[which]) return -1;
    const needle = rawEnds[which];
    const found = this.s.indexOf(needle, from);
    if (found !== -1) return found + needle.length;
    this.noRawEndFrom[which] = from;
    return -1;
  }

  // ── bare links ─────────────────────────────────────────────────────────────────────────────────────────────────────

  private readBareLink(code: number): void {
    const { s, position, lines } = this;
    const isWww = (code | 32) === 119;
    if (position < this.noBareLinkBefore || !mayPrecede(s, position, isWww))
      return this.pushText(position, position + 1);
    const domain = isWww ? position + 4 : s.indexOf("/", position) + 2;
    const { end, valid } = bareLinkAt(s, domain, this.brackets.length > 0);
    if (!valid) {
      this.noBareLinkBefore = end;
      return this.pushText(position, position + 1);
    }
    const value = s.slice(position, end);
    const span = { start: lines.at(position), end: lines.at(end) };
    const children: Inline[] = [{ kind: "text", ...span, value }];
    const target = isWww ? `http://${value}` : value;
    this.push({ kind: "link", ...span, target, targetSpan: span, form: "bare", children }, 1);
    this.bareLinkSeen = true;
    this.position = end;
  }

  // ── emphasis ───────────────────────────────────────────────────────────────────────────────────────────────────────

  private readRun(code: number): void {
    const { s, position } = this;
    let end = position + 1;
    while (s.charCodeAt(end) === code) end++;
    if (code === TILDE && end - position > 2) return this.pushText(position, end);
    const run = readRun(s, position, end);
    if (run.canOpen || run.canClose) this.runs.push(run);
    this.push(run, 0);
    this.position = end;
  }

  // ── links and images ───────────────────────────────────────────────────────────────────────────────────────────────

  private openBracket(image: boolean): void {
    const { position, brackets, s } = this;
    const textStart = position + (image ? 2 : 1);
    if (s.charCodeAt(textStart) === CARET && this.readFootnote(position, textStart - 1)) return;
    const outer = brackets.at(-1);
    if (outer !== undefined) outer.holdsBracket = true;
    brackets.push({
      token: this.tokens.length,
      image,
      start: position,
      textStart,
      lastRun: this.runs.last,
      holdsBracket: false,
    });
    this.pushText(position, textStart);
  }

  /** `[^label]` with its bracket at `bracket`, when the document has that footnote; what is before the bracket is text. */
  private readFootnote(position: number, bracket: number): boolean {
    const { s, lines } = this;
    if (this.footnotes.size === 0) return false;
    footnoteLabel.lastIndex = bracket;
    const found = footnoteLabel.exec(s)?.[1];
    if (found === undefined || !this.footnotes.has(normaliseLabel(found))) return false;
    if (bracket > position) this.pushText(position, bracket);
    const end = footnoteLabel.lastIndex;
    this.push({ kind: "footnote-reference", start: lines.at(bracket), end: lines.at(end), label: found }, 0);
    this.position = end;
    return true;
  }

  private closeBracket(): void {
    const { position, brackets, lines, tokens, depths } = this;
    const bracket = brackets.pop();
    if (bracket === undefined) return this.pushText(position, position + 1);
    const dead = !bracket.image && brackets.length < this.deadBrackets;
    this.deadBrackets = Math.min(this.deadBrackets, brackets.length);
    const tail = dead ? null : this.linkTail(bracket, position);
    if (tail === null) return this.pushText(position, position + 1);

    this.runs.match(bracket.lastRun);
    const { nodes, depth } = fold(tokens, depths, bracket.token + 1, lines);
    if (depth >= MAX_INLINE_DEPTH) {
      // Every bracket that is still open lies around this one, and would be deeper yet.
      brackets.length = 0;
      return this.pushText(position, position + 1);
    }
    tokens.length = bracket.token;
    depths.length = bracket.token;
    const span = { start: lines.at(bracket.start), end: lines.at(tail.end) };
    const link = { ...span, target: tail.target, targetSpan: tail.span };
    if (bracket.image) this.push({ kind: "image", ...link, children: nodes }, depth + 1);
    else {
      const children = this.bareLinkSeen ? withoutBareLinks(nodes) : nodes;
      this.push({ kind: "link", ...link, form: tail.form, children }, depth + 1);
      this.deadBrackets = brackets.length;
    }
    this.position = tail.end;
  }

  /** What makes a link of the brackets that close at `close`: `(target)`, `[label]`, `[]`, or a definition of what is in them. */
  private linkTail(bracket: Bracket, close: number): LinkTail | null {
    const { s, definitions } = this;
    const next = s.charCodeAt(close + 1);
    const inline = next === OPEN_PAREN ? this.inlineTail(close + 1) : null;
    if (inline !== null || definitions.size === 0) return inline;
    let written = "";
    let end = close + 1;
    if (next === OPEN_BRACKET) {
      label.lastIndex = close + 1;
      const found = label.exec(s);
      if (found !== null) {
        written = normaliseLabel(found[1] ?? "");
        // `[ ]` is no label: then the brackets before it may stand alone.
        if (written !== "" || found[1] === "") end = label.lastIndex;
      }
    }
    if (written === "") {
      if (bracket.holdsBracket || close - bracket.textStart > 999) return null;
      written = normaliseLabel(s.slice(bracket.textStart, close));
    }
    const definition = definitions.get(written);
    if (definition === undefined) return null;
    return { target: definition.target, span: definition.targetSpan, end, form: "reference" };
  }

  /** `(target "title")` with its parenthesis at `open`. */
  private inlineTail(open: number): LinkTail | null {
    const { s, lines } = this;
    const to = s.length;
    const start = skipWhite(s, open + 1, to);
    const end = destinationEnd(s, start, to);
    if (end === -1) return null;
    let close = skipWhite(s, end, to);
    if (close > end) {
      const title = titleEnd(s, close, to);
      if (title !== -1) close = skipWhite(s, title, to);
    }
    if (s.charAt(close) !== ")") return null;
    const angle = s.charCodeAt(start) === LESS ? 1 : 0;
    return {
      target: unescapeMarkdown(s.slice(start + angle, end - angle)),
      span: { start: lines.at(start + angle), end: lines.at(end - angle) },
      end: close + 1,
      form: "inline",
    };
  }
}

function endOfTicks(s: string, from: number): number {
  let i = from;
  while (s.charCodeAt(i) === BACKTICK) i++;
  return i;
}

function lastRunsOfTicks(s: string, from: number): Map<number, number> {
  const last = new Map<number, number>();
  for (let at = s.indexOf("`", from); at !== -1;) {
    const end = endOfTicks(s, at);
    last.set(end - at, at);
    at = s.indexOf("`", end);
  }
  return last;
}

/** Whether a bare link may start behind the character before `position`. */
function mayPrecede(s: string, position: number, isWww: boolean): boolean {
  if (position === 0) return true;
  const before = s.charCodeAt(position - 1);
  if (!isWww) return !isLetter(before);
  return before !== 47 && (isUnicodeSpace(before) || isUnicodePunctuation(before));
}

/** The text of a link holds no bare link of its own. */
function withoutBareLinks(nodes: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  for (const node of nodes) {
    if (node.kind === "link" && node.form === "bare") for (const inner of node.children) append(result, inner);
    else if ("children" in node) append(result, { ...node, children: withoutBareLinks(node.children) });
    else append(result, node);
  }
  return result;
}

/** A mail address in the joined lines: its index there, and its place in the source. */
interface Mail {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/** Turns the mail addresses in the text, outside of links, into links. */
function withMails(nodes: readonly Inline[], mails: readonly Mail[], s: string): Inline[] {
  const result: Inline[] = [];
  let next = 0;
  for (const node of nodes) {
    while ((mails[next]?.start ?? Infinity) < node.start) next++;
    if (node.kind === "text") next = pushWithMails(result, node, mails, next, s);
    else if (node.kind === "emphasis" || node.kind === "strong" || node.kind === "strike") {
      const own: Mail[] = [];
      for (let mail = mails[next]; mail !== undefined && mail.end <= node.end; mail = mails[++next]) own.push(mail);
      result.push(own.length === 0 ? node : { ...node, children: withMails(node.children, own, s) });
    } else result.push(node);
  }
  return result;
}

/** Pushes a text, with those of the mails from `first` on that lie in it as links; returns the number of the next mail. */
function pushWithMails(result: Inline[], node: Inline, mails: readonly Mail[], first: number, s: string): number {
  let next = first;
  let done = node.start;
  let toIndex = 0;
  const pushText = (start: number, end: number): void => {
    if (start === end) return;
    result.push({ kind: "text", start, end, value: unescapeMarkdown(s.slice(start + toIndex, end + toIndex)) });
  };
  for (let mail = mails[next]; mail !== undefined && mail.end <= node.end; mail = mails[++next]) {
    // A text lies in one line: what holds for one of its characters holds for all.
    toIndex = mail.index - mail.start;
    pushText(done, mail.start);
    const span = { start: mail.start, end: mail.end };
    const value = s.slice(mail.index, mail.end + toIndex);
    const children: Inline[] = [{ kind: "text", ...span, value }];
    result.push({ kind: "link", ...span, target: `mailto:${value}`, targetSpan: span, form: "bare", children });
    done = mail.end;
  }
  if (next === first) result.push(node);
  else pushText(done, node.end);
  return next;
}
