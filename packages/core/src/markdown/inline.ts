/**
 * The inline structure of one leaf: CommonMark 0.31 §6 with GitHub's strikethrough, bare links and footnote references.
 * A leaf is parsed once, when somebody asks; every search is bounded or remembered, so hostile text costs linear time.
 */
import { MAX_INLINE } from "./blocks.ts";
import { normaliseLabel, unescapeMarkdown } from "./escape.ts";
import { htmlTagEnd } from "./html.ts";
import type { Block, DefinitionBlock, Tree } from "./tree.ts";

interface InlineBase {
  /** UTF-16 offsets into the source. A stretch over several lines includes the container marks between them. */
  readonly start: number;
  readonly end: number;
}
export interface TextInline extends InlineBase {
  readonly kind: "text";
  /** Escapes and character references resolved. */
  readonly value: string;
}
export interface CodeInline extends InlineBase {
  readonly kind: "code";
  readonly value: string;
}
export interface StyledInline extends InlineBase {
  readonly kind: "emphasis" | "strong" | "strike";
  readonly children: readonly Inline[];
}
export interface LinkInline extends InlineBase {
  readonly kind: "link";
  readonly target: string;
  /** Where the target stands; for a reference link, in its definition. */
  readonly targetSpan: { readonly start: number; readonly end: number };
  readonly form: "inline" | "reference" | "angle" | "bare";
  readonly children: readonly Inline[];
}
export interface ImageInline extends InlineBase {
  readonly kind: "image";
  readonly target: string;
  readonly targetSpan: { readonly start: number; readonly end: number };
  readonly children: readonly Inline[];
}
export interface HtmlInline extends InlineBase {
  readonly kind: "html";
  readonly value: string;
}
export interface BreakInline extends InlineBase {
  /** A line break inside a paragraph; `hard` when two spaces or a backslash ask for one on the page. */
  readonly kind: "break";
  readonly hard: boolean;
}
export interface FootnoteInline extends InlineBase {
  readonly kind: "footnote-reference";
  readonly label: string;
}

export type Inline =
  | TextInline
  | CodeInline
  | StyledInline
  | LinkInline
  | ImageInline
  | HtmlInline
  | BreakInline
  | FootnoteInline;

/** The inline content of a leaf (heading, paragraph, cell); empty for every other block. Parsed on first use and kept. */
export function inlinesOf(tree: Tree, block: Block): readonly Inline[] {
  if (block.inlines !== null) return block.inlines;
  const holdsInlines = block.kind === "heading" || block.kind === "paragraph" || block.kind === "cell";
  block.inlines = holdsInlines ? parseInlines(tree.text, block.lines, tree.definitions) : [];
  return block.inlines;
}

/** The text of inline content as a reader sees it: marks gone, code and link texts kept, comments and tags left out. */
export function plainText(inlines: readonly Inline[]): string {
  let text = "";
  for (const inline of inlines) {
    switch (inline.kind) {
      case "text":
      case "code":
        text += inline.value;
        break;
      case "break":
        text += " ";
        break;
      case "emphasis":
      case "strong":
      case "strike":
      case "link":
      case "image":
        text += plainText(inline.children);
        break;
      case "html":
      case "footnote-reference":
        break;
    }
  }
  return text;
}

/** Visits inline nodes and what is inside them, in reading order. Returning `false` skips the children. */
export function walkInlines(inlines: readonly Inline[], visit: (inline: Inline) => boolean | void): void {
  for (const inline of inlines) {
    if (visit(inline) === false) continue;
    if ("children" in inline) walkInlines(inline.children, visit);
  }
}

/** Parses inline content whose lines are the given pairs of offsets into `text`. */
export function parseInlines(
  text: string,
  lines: readonly number[],
  definitions: ReadonlyMap<string, DefinitionBlock>,
): readonly Inline[] {
  const first = lines[0];
  const last = lines.at(-1);
  if (first === undefined || last === undefined || first >= last) return [];
  let length = 0;
  for (let i = 0; i + 1 < lines.length; i += 2) length += (lines[i + 1] ?? 0) - (lines[i] ?? 0) + 1;
  if (length > MAX_INLINE) return [{ kind: "text", start: first, end: last, value: text.slice(first, last) }];
  if (lines.length === 2) return new InlineParser(text.slice(first, last), [0, first], definitions).parse();
  const parts: string[] = [];
  const map: number[] = [];
  let at = 0;
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const start = lines[i] ?? 0;
    const end = lines[i + 1] ?? 0;
    parts.push(text.slice(start, end));
    map.push(at, start);
    at += end - start + 1;
  }
  const joined = parts.join("\n");
  return new InlineParser(joined, map, definitions).parse();
}

/** A piece of the flat sequence that brackets and emphasis are later folded over. */
interface Token {
  inline: Inline | null;
  /** Delimiter run: its character, what is left of it, and the styles that open and close at it. */
  run: Run | null;
}

interface Run {
  readonly code: number;
  readonly length: number;
  left: number;
  /** Consumed from the right when opening, from the left when closing. */
  usedLeft: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  readonly start: number;
  /** Widths of the styles that open here, innermost first. */
  opens: number[];
  /** Widths of the styles that close here, innermost first. */
  closes: number[];
  previous: Run | null;
  next: Run | null;
}

interface Bracket {
  readonly token: number;
  readonly image: boolean;
  readonly start: number;
  readonly textStart: number;
  readonly lastRun: Run | null;
  active: boolean;
}

const SPECIAL = /[\\`*_~[\]!<&\n]|https?:\/\/|www\./g;
const MAX_BRACKETS = 1000;

class InlineParser {
  private readonly s: string;
  private readonly to: number;
  /** Pairs: an index into `s` at which a source line starts, and the offset of that line's content in the source. */
  private readonly map: readonly number[];
  private readonly definitions: ReadonlyMap<string, DefinitionBlock>;
  private position = 0;
  private tokens: Token[] = [];
  private lastRun: Run | null = null;
  private brackets: Bracket[] = [];
  /** Positions of backtick runs by length, filled at the first code span. */
  private ticks: Map<number, number[]> | null = null;
  private noCommentAfter = Number.POSITIVE_INFINITY;
  private noInstructionAfter = Number.POSITIVE_INFINITY;
  private noCdataAfter = Number.POSITIVE_INFINITY;
  private noDeclarationAfter = Number.POSITIVE_INFINITY;

  constructor(s: string, map: readonly number[], definitions: ReadonlyMap<string, DefinitionBlock>) {
    this.s = s;
    this.to = s.length;
    this.map = map;
    this.definitions = definitions;
  }

  parse(): readonly Inline[] {
    const { s, to } = this;
    const special = new RegExp(SPECIAL);
    while (this.position < to) {
      special.lastIndex = this.position;
      const match = special.exec(s);
      if (match === null) {
        this.pushText(this.position, to);
        break;
      }
      if (match.index > this.position) this.pushText(this.position, match.index);
      this.position = match.index;
      this.readSpecial(match[0]);
    }
    this.matchRuns(null);
    return fold(this.tokens, this);
  }

  private readSpecial(found: string): void {
    switch (found) {
      case "\\":
        return this.readEscape();
      case "`":
        return this.readCode();
      case "*":
      case "_":
      case "~":
        return this.readRun();
      case "[":
        return this.openBracket(false);
      case "!":
        if (this.s.charCodeAt(this.position + 1) === 91 && this.position + 1 < this.to) return this.openBracket(true);
        return this.pushText(this.position, this.position + 1);
      case "]":
        return this.closeBracket();
      case "<":
        return this.readAngle();
      case "&":
        return this.readReference();
      case "\n":
        return this.readBreak();
      default:
        return this.readBareLink(found);
    }
  }

  // ── small pieces ───────────────────────────────────────────────────────────────────────────────────────────────────

  private pushText(start: number, end: number): void {
    this.push({ kind: "text", start: this.at(start), end: this.at(end), value: this.s.slice(start, end) });
    this.position = end;
  }

  private push(inline: Inline): void {
    this.tokens.push({ inline, run: null });
  }

  private readEscape(): void {
    const { position } = this;
    const next = this.s.charCodeAt(position + 1);
    if (position + 1 < this.to && isPunctuation(next)) {
      this.push({
        kind: "text",
        start: this.at(position),
        end: this.at(position + 2),
        value: this.s.charAt(position + 1),
      });
      this.position = position + 2;
    } else if (next === 10 && position + 1 < this.to) {
      this.push({ kind: "break", start: this.at(position), end: this.at(position + 2), hard: true });
      this.position = position + 2;
    } else this.pushText(position, position + 1);
  }

  private readReference(): void {
    const match = /^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/.exec(
      this.s.slice(this.position, Math.min(this.to, this.position + 40)),
    );
    if (match === null) return this.pushText(this.position, this.position + 1);
    const end = this.position + match[0].length;
    this.push({ kind: "text", start: this.at(this.position), end: this.at(end), value: unescapeMarkdown(match[0]) });
    this.position = end;
  }

  private readBreak(): void {
    const { position, s } = this;
    const hard = s.charCodeAt(position - 1) === 32 && s.charCodeAt(position - 2) === 32;
    this.push({ kind: "break", start: this.at(position), end: this.at(position + 1), hard });
    this.position = position + 1;
  }

  private readCode(): void {
    const { s, to, position } = this;
    let open = position;
    while (open < to && s.charCodeAt(open) === 96) open++;
    const width = open - position;
    const close = this.nextTicks(width, open);
    if (close === -1) return this.pushText(position, open);
    let value = s.slice(open, close).replace(/\n/g, " ");
    if (value.length > 2 && value.startsWith(" ") && value.endsWith(" ") && value.trim() !== "")
      value = value.slice(1, -1);
    this.push({ kind: "code", start: this.at(position), end: this.at(close + width), value });
    this.position = close + width;
  }

  /** The next run of exactly `width` backticks at or after `from`. */
  private nextTicks(width: number, from: number): number {
    if (this.ticks === null) {
      this.ticks = new Map();
      const run = /`+/g;
      for (let match = run.exec(this.s); match !== null; match = run.exec(this.s)) {
        const known = this.ticks.get(match[0].length);
        if (known === undefined) this.ticks.set(match[0].length, [match.index]);
        else known.push(match.index);
      }
      for (const positions of this.ticks.values()) positions.reverse();
    }
    const positions = this.ticks.get(width);
    if (positions === undefined) return -1;
    for (let next = positions.at(-1); next !== undefined; next = positions.at(-1)) {
      if (next >= from) return next;
      positions.pop();
    }
    return -1;
  }

  // ── angle brackets: autolinks, tags, comments ──────────────────────────────────────────────────────────────────────

  private readAngle(): void {
    const { s, position, to } = this;
    const next = s.charCodeAt(position + 1);
    if (isLetter(next)) {
      const window = s.slice(position, Math.min(to, position + 2000));
      const uri = /^<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\u0000-\u001f]*)>/.exec(window);
      const mail = uri === null ? /^<([\w.!#$%&'*+/=?^`{|}~-]{1,100}@[\w.-]{1,200})>/.exec(window) : null;
      const found = uri ?? mail;
      if (found !== null && found[1] !== undefined) {
        const start = this.at(position + 1);
        const end = this.at(position + 1 + found[1].length);
        this.push({
          kind: "link",
          start: this.at(position),
          end: this.at(position + found[0].length),
          target: mail === null ? found[1] : `mailto:${found[1]}`,
          targetSpan: { start, end },
          form: "angle",
          children: [{ kind: "text", start, end, value: found[1] }],
        });
        this.position = position + found[0].length;
        return;
      }
    }
    const end = this.htmlEnd();
    if (end === -1) return this.pushText(position, position + 1);
    this.push({ kind: "html", start: this.at(position), end: this.at(end), value: s.slice(position, end) });
    this.position = end;
  }

  private htmlEnd(): number {
    const { s, position, to } = this;
    if (s.startsWith("<!--", position)) {
      if (s.startsWith("<!-->", position)) return position + 5;
      if (s.startsWith("<!--->", position)) return position + 6;
      const end = this.search("-->", position + 4, this.noCommentAfter);
      if (end === -1) this.noCommentAfter = Math.min(this.noCommentAfter, position);
      return end;
    }
    if (s.startsWith("<?", position)) {
      const end = this.search("?>", position + 2, this.noInstructionAfter);
      if (end === -1) this.noInstructionAfter = Math.min(this.noInstructionAfter, position);
      return end;
    }
    if (s.startsWith("<![CDATA[", position)) {
      const end = this.search("]]>", position + 9, this.noCdataAfter);
      if (end === -1) this.noCdataAfter = Math.min(this.noCdataAfter, position);
      return end;
    }
    if (s.startsWith("<!", position)) {
      if (!isLetter(s.charCodeAt(position + 2))) return -1;
      const end = this.search(">", position + 2, this.noDeclarationAfter);
      if (end === -1) this.noDeclarationAfter = Math.min(this.noDeclarationAfter, position);
      return end;
    }
    return htmlTagEnd(s, position, to);
  }

  /** The offset behind `needle`, −1 when it does not come or is known not to come. */
  private search(needle: string, from: number, knownAbsentAfter: number): number {
    if (from >= knownAbsentAfter) return -1;
    const found = this.s.indexOf(needle, from);
    return found === -1 ? -1 : found + needle.length;
  }

  private readBareLink(found: string): void {
    const { s, position, to } = this;
    const before = position > 0 ? s.charCodeAt(position - 1) : 32;
    const boundary = !(isLetter(before) || (before >= 48 && before <= 57) || before === 95 || before === 47);
    if (!boundary) return this.pushText(position, position + found.length);
    let end = position + found.length;
    while (end < to) {
      const c = s.charCodeAt(end);
      if (c <= 32 || c === 60 || c === 96 || c === 0xa0) break;
      end++;
    }
    end = trimBareLink(s, position, end);
    const target = s.slice(position, end);
    if (target.length <= found.length) return this.pushText(position, position + found.length);
    const span = { start: this.at(position), end: this.at(end) };
    this.push({
      kind: "link",
      ...span,
      target: found === "www." ? `http://${target}` : target,
      targetSpan: span,
      form: "bare",
      children: [{ kind: "text", ...span, value: target }],
    });
    this.position = end;
  }

  // ── emphasis ───────────────────────────────────────────────────────────────────────────────────────────────────────

  private readRun(): void {
    const { s, position, to } = this;
    const code = s.charCodeAt(position);
    let end = position;
    while (end < to && s.charCodeAt(end) === code) end++;
    const length = end - position;
    if (code === 126 && length > 2) return this.pushText(position, end);
    const before = position > 0 ? codePointBefore(s, position) : 10;
    const after = end < to ? (s.codePointAt(end) ?? 10) : 10;
    const spaceBefore = isUnicodeSpace(before);
    const spaceAfter = isUnicodeSpace(after);
    const markBefore = isUnicodePunctuation(before);
    const markAfter = isUnicodePunctuation(after);
    const leftFlanking = !spaceAfter && (!markAfter || spaceBefore || markBefore);
    const rightFlanking = !spaceBefore && (!markBefore || spaceAfter || markAfter);
    const canOpen = code === 95 ? leftFlanking && (!rightFlanking || markBefore) : leftFlanking;
    const canClose = code === 95 ? rightFlanking && (!leftFlanking || markAfter) : rightFlanking;
    const run: Run = {
      code,
      length,
      left: length,
      usedLeft: 0,
      canOpen,
      canClose,
      start: position,
      opens: [],
      closes: [],
      previous: this.lastRun,
      next: null,
    };
    if (this.lastRun !== null) this.lastRun.next = run;
    this.lastRun = run;
    this.tokens.push({ inline: null, run });
    this.position = end;
  }

  /** CommonMark's "process emphasis" down to `bottom`, with its table of hopeless openers that keeps it linear. */
  private matchRuns(bottom: Run | null): void {
    const hopeless = new Map<number, Run | null>();
    let closer: Run | null = this.lastRun;
    while (closer !== null && closer.previous !== bottom) closer = closer.previous;
    while (closer !== null) {
      if (!closer.canClose || closer.left === 0) {
        closer = closer.next;
        continue;
      }
      const key: number = closer.code * 8 + (closer.canOpen ? 4 : 0) + (closer.length % 3);
      const limit: Run | null = hopeless.has(key) ? (hopeless.get(key) ?? null) : bottom;
      let opener: Run | null = closer.previous;
      let found = false;
      while (opener !== null && opener !== bottom && opener !== limit) {
        if (opener.code === closer.code && opener.canOpen && opener.left > 0) {
          const oddMatch =
            (closer.canOpen || opener.canClose) && closer.length % 3 !== 0 && (opener.length + closer.length) % 3 === 0;
          const tildes = closer.code !== 126 || opener.length === closer.length;
          if (!oddMatch && tildes) {
            found = true;
            break;
          }
        }
        opener = opener.previous;
      }
      if (!found || opener === null) {
        hopeless.set(key, closer.previous);
        const next: Run | null = closer.next;
        if (!closer.canOpen) this.dropRun(closer);
        closer = next;
        continue;
      }
      const width = closer.code === 126 ? closer.left : closer.left >= 2 && opener.left >= 2 ? 2 : 1;
      opener.left -= width;
      opener.opens.push(width);
      closer.left -= width;
      closer.usedLeft += width;
      closer.closes.push(width);
      for (let between = closer.previous; between !== null && between !== opener; between = between.previous)
        this.dropRun(between);
      if (opener.left === 0) this.dropRun(opener);
      if (closer.left === 0) {
        const next: Run | null = closer.next;
        this.dropRun(closer);
        closer = next;
      }
    }
    // What is left above `bottom` can never match.
    for (let run = this.lastRun; run !== null && run !== bottom; run = run.previous) this.dropRun(run);
  }

  private dropRun(run: Run): void {
    if (run.previous !== null) run.previous.next = run.next;
    if (run.next !== null) run.next.previous = run.previous;
    if (this.lastRun === run) this.lastRun = run.previous;
  }

  // ── links and images ───────────────────────────────────────────────────────────────────────────────────────────────

  private openBracket(image: boolean): void {
    const { position } = this;
    const end = position + (image ? 2 : 1);
    if (!image && this.s.charCodeAt(end) === 94) {
      const label = /^\[\^([^\]\s[]{1,200})\]/.exec(this.s.slice(position, Math.min(this.to, position + 210)));
      if (label?.[1] !== undefined && this.s.charCodeAt(position + label[0].length) !== 40) {
        const footnoteEnd = position + label[0].length;
        this.push({ kind: "footnote-reference", start: this.at(position), end: this.at(footnoteEnd), label: label[1] });
        this.position = footnoteEnd;
        return;
      }
    }
    if (this.brackets.length >= MAX_BRACKETS) return this.pushText(position, end);
    this.brackets.push({
      token: this.tokens.length,
      image,
      start: position,
      textStart: end,
      lastRun: this.lastRun,
      active: true,
    });
    this.pushText(position, end);
  }

  private closeBracket(): void {
    const { position } = this;
    const bracket = this.brackets.pop();
    if (bracket === undefined || !bracket.active) return this.pushText(position, position + 1);
    const link = this.linkTail(bracket, position);
    if (link === null) return this.pushText(position, position + 1);
    this.matchRuns(bracket.lastRun);
    const inside = this.tokens.splice(bracket.token);
    const children = fold(inside.slice(1), this);
    const span = { start: this.at(bracket.start), end: this.at(link.end) };
    if (bracket.image) this.push({ kind: "image", ...span, target: link.target, targetSpan: link.span, children });
    else {
      this.push({
        kind: "link",
        ...span,
        target: link.target,
        targetSpan: link.span,
        form: link.form,
        children: unlinked(children),
      });
      // No links in links (CommonMark §6.3).
      for (const outer of this.brackets) if (!outer.image) outer.active = false;
      this.brackets = this.brackets.filter((outer) => outer.active);
    }
    this.position = link.end;
  }

  private linkTail(
    bracket: Bracket,
    close: number,
  ): { target: string; span: { start: number; end: number }; end: number; form: "inline" | "reference" } | null {
    const { s, to } = this;
    const next = close + 1 < to ? s.charCodeAt(close + 1) : 0;
    if (next === 40) {
      const inline = this.inlineTarget(close + 1);
      if (inline !== null) return { ...inline, form: "inline" };
    }
    let label: string | null = null;
    let end = close + 1;
    if (next === 91) {
      const found = /^\[((?:[^[\]\\]|\\.){0,999})\]/s.exec(s.slice(close + 1, Math.min(to, close + 1002)));
      if (found !== null) {
        end = close + 1 + found[0].length;
        if (found[1] !== undefined && found[1].trim() !== "") label = found[1];
      }
    }
    if (label === null && close - bracket.textStart > 999) return null;
    const definition = this.definitions.get(normaliseLabel(label ?? s.slice(bracket.textStart, close)));
    if (definition === undefined) return null;
    return { target: definition.target, span: definition.targetSpan, end, form: "reference" };
  }

  /** `(target "title")` at the opening parenthesis. */
  private inlineTarget(open: number): { target: string; span: { start: number; end: number }; end: number } | null {
    const { s } = this;
    const to = Math.min(this.to, open + 4000);
    let i = skipWhite(s, open + 1, to);
    let start = i;
    let end: number;
    if (s.charCodeAt(i) === 60) {
      start = ++i;
      while (i < to && s.charCodeAt(i) !== 62) {
        const c = s.charCodeAt(i);
        if (c === 10 || c === 60) return null;
        i += c === 92 ? 2 : 1;
      }
      if (i >= to) return null;
      end = i++;
    } else {
      let depth = 0;
      for (; i < to; i++) {
        const c = s.charCodeAt(i);
        if (c === 92 && isPunctuation(s.charCodeAt(i + 1))) i++;
        else if (c <= 32) break;
        else if (c === 40) {
          if (++depth > 32) return null;
        } else if (c === 41 && depth-- === 0) break;
      }
      end = i;
    }
    const afterTarget = i;
    i = skipWhite(s, i, to);
    if (i > afterTarget && i < to) {
      const quote = s.charCodeAt(i);
      if (quote === 34 || quote === 39 || quote === 40) {
        const closing = quote === 40 ? 41 : quote;
        i++;
        while (i < to && s.charCodeAt(i) !== closing) i += s.charCodeAt(i) === 92 ? 2 : 1;
        if (i >= to) return null;
        i = skipWhite(s, i + 1, to);
      }
    }
    if (i >= to || s.charCodeAt(i) !== 41) return null;
    return {
      target: unescapeMarkdown(s.slice(start, end)),
      span: { start: this.at(start), end: this.at(end) },
      end: i + 1,
    };
  }

  // ── positions ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** From an index into the joined lines to an offset into the source. */
  at(index: number): number {
    const { map } = this;
    if (map.length === 2) return (map[1] ?? 0) + index;
    let low = 0;
    let high = map.length / 2 - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((map[middle * 2] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return (map[low * 2 + 1] ?? 0) + index - (map[low * 2] ?? 0);
  }
}

/** Builds the nested nodes out of the flat tokens: neighbouring text joined, delimiter runs turned into styles. */
function fold(tokens: readonly Token[], parser: InlineParser): Inline[] {
  const root: Inline[] = [];
  const open: { code: number; width: number; start: number; children: Inline[] }[] = [];
  let into = root;
  for (const { inline, run } of tokens) {
    if (inline !== null) {
      append(into, inline);
      continue;
    }
    if (run === null) continue;
    let at = run.start;
    for (const width of run.closes) {
      const style = open.pop();
      if (style === undefined) break;
      at += width;
      into = open.at(-1)?.children ?? root;
      const kind = style.code === 126 ? "strike" : style.width === 2 ? "strong" : "emphasis";
      into.push({ kind, start: style.start, end: parser.at(at), children: style.children });
    }
    if (run.left > 0) {
      const value = String.fromCharCode(run.code).repeat(run.left);
      append(into, { kind: "text", start: parser.at(at), end: parser.at(at + run.left), value });
      at += run.left;
    }
    for (let i = run.opens.length - 1; i >= 0; i--) {
      const width = run.opens[i] ?? 1;
      const style = { code: run.code, width, start: parser.at(at), children: [] as Inline[] };
      open.push(style);
      into = style.children;
      at += width;
    }
  }
  return root;
}

function append(into: Inline[], inline: Inline): void {
  const last = into.at(-1);
  if (inline.kind === "text" && last?.kind === "text" && last.end === inline.start) {
    into[into.length - 1] = { kind: "text", start: last.start, end: inline.end, value: last.value + inline.value };
  } else into.push(inline);
}

/** The text of a link holds no bare link of its own. */
function unlinked(children: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  for (const child of children) {
    if (child.kind === "link" && child.form === "bare") for (const inner of child.children) append(result, inner);
    else append(result, child);
  }
  return result;
}

/** GFM §6.9: closing punctuation and unbalanced parentheses are no part of a bare link. */
function trimBareLink(s: string, start: number, to: number): number {
  let opened = 0;
  let closed = 0;
  for (let i = start; i < to; i++) {
    const c = s.charCodeAt(i);
    if (c === 40) opened++;
    else if (c === 41) closed++;
  }
  let end = to;
  while (end > start) {
    const c = s.charCodeAt(end - 1);
    if (c === 41) {
      if (closed <= opened) break;
      closed--;
    } else if (
      !(
        c === 63 ||
        c === 33 ||
        c === 46 ||
        c === 44 ||
        c === 58 ||
        c === 42 ||
        c === 95 ||
        c === 126 ||
        c === 39 ||
        c === 34 ||
        c === 59 ||
        c === 93 ||
        c === 124
      )
    )
      break;
    end--;
  }
  return end;
}

function skipWhite(s: string, from: number, to: number): number {
  let i = from;
  while (i < to && (s.charCodeAt(i) === 32 || s.charCodeAt(i) === 9 || s.charCodeAt(i) === 10)) i++;
  return i;
}

function isLetter(c: number): boolean {
  return (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
}

function isPunctuation(c: number): boolean {
  return (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126);
}

function isUnicodeSpace(c: number): boolean {
  return (
    c === 32 ||
    c === 9 ||
    c === 10 ||
    c === 13 ||
    c === 12 ||
    c === 0xa0 ||
    (c > 127 && /\p{Zs}/u.test(String.fromCodePoint(c)))
  );
}

function isUnicodePunctuation(c: number): boolean {
  return isPunctuation(c) || (c > 127 && /[\p{P}\p{S}]/u.test(String.fromCodePoint(c)));
}

function codePointBefore(s: string, index: number): number {
  const low = s.charCodeAt(index - 1);
  if ((low & 0xfc00) !== 0xdc00) return low;
  return s.codePointAt(index - 2) ?? low;
}
