/** Reads the comments of a document that ask for silence. */
import { inlinesOf, walkInlines } from "../../markdown/inline.ts";
import type { Block, Tree } from "../../markdown/tree.ts";
import { lineAt, type Span } from "../../text/source.ts";
import { blockAt } from "../views/block-at.ts";
import type { Ignore, IgnoredRule, IgnoreForm } from "./ignore.ts";

const FORMS: ReadonlyMap<string, IgnoreForm> = new Map([
  ["lintel-ignore", "line"],
  ["lintel-ignore-next", "next"],
  ["lintel-ignore-start", "start"],
  ["lintel-ignore-end", "end"],
  ["lintel-ignore-file", "file"],
]);

/** The words by which such a comment starts. */
export const IGNORE_WORDS: readonly string[] = [...FORMS.keys()];

/** Every such comment, in reading order, with what it covers. What stands in code is text, and no comment. */
export function readIgnores(tree: Tree): readonly Ignore[] {
  const { text } = tree;
  const found: Draft[] = [];
  const opening = /<!--\s{0,100}(?=lintel-)/y;
  let from = 0;
  let block: Block | null = null;
  let inText: ReadonlyMap<number, number> = new Map();
  for (let start = text.indexOf("<!--"); start !== -1; start = text.indexOf("<!--", start + 1)) {
    opening.lastIndex = start;
    if (start < from || !opening.test(text)) continue;
    const around = blockAt(tree, start);
    if (around !== block) inText = commentsIn(tree, around);
    block = around;
    const end = block.kind === "html" ? endInHtml(text, start, block.end) : inText.get(start);
    if (end === undefined) continue;
    from = end;
    found.push(readComment(text, start, opening.lastIndex, end));
  }
  return pair(tree, found);
}

type Draft = Omit<Ignore, "covers" | "paired">;

function endInHtml(text: string, start: number, blockEnd: number): number {
  const close = text.indexOf("-->", start);
  return close === -1 || close >= blockEnd ? blockEnd : close + 3;
}

/** Where the comments of a leaf start and end. */
function commentsIn(tree: Tree, leaf: Block): ReadonlyMap<number, number> {
  const comments = new Map<number, number>();
  walkInlines(inlinesOf(tree, leaf), (inline) => {
    if (inline.kind === "html" && inline.value.startsWith("<!--")) comments.set(inline.start, inline.end);
  });
  return comments;
}

function readComment(text: string, start: number, wordStart: number, end: number): Draft {
  const close = text.startsWith("-->", end - 3) ? end - 3 : end;
  const word = /^[\w-]+?(?=[\s:,]|-*$)/.exec(text.slice(wordStart, Math.min(close, wordStart + 60)))?.[0] ?? "lintel-";
  const body = wordStart + word.length;
  const colon = text.indexOf(":", body);
  const namesEnd = colon === -1 || colon > close ? close : colon;
  const rules: IgnoredRule[] = [];
  const name = /[^\s,]+/g;
  const names = text.slice(body, namesEnd);
  for (let match = name.exec(names); match !== null; match = name.exec(names)) {
    rules.push({ name: match[0], start: body + match.index, end: body + match.index + match[0].length });
  }
  const reason = namesEnd === close ? "" : text.slice(namesEnd + 1, close).trim();
  return { form: FORMS.get(word) ?? null, word, rules, reason, start, end };
}

/** Pairs starts with ends, and finds what each comment covers. */
function pair(tree: Tree, drafts: readonly Draft[]): Ignore[] {
  const partners = new Map<Draft, Draft>();
  const open: Draft[] = [];
  const openByRules = new Map<string, Draft[]>();
  for (const draft of drafts) {
    if (draft.form === "start") {
      open.push(draft);
      const same = openByRules.get(rulesOf(draft));
      if (same === undefined) openByRules.set(rulesOf(draft), [draft]);
      else same.push(draft);
    } else if (draft.form === "end") {
      const candidates = draft.rules.length === 0 ? open : (openByRules.get(rulesOf(draft)) ?? []);
      let start = candidates.pop();
      while (start !== undefined && partners.has(start)) start = candidates.pop();
      if (start === undefined) continue;
      partners.set(start, draft);
      partners.set(draft, start);
    }
  }
  const next = nextBlocks(tree, drafts);
  return drafts.map((draft) => ({
    ...draft,
    covers: draft.form === "next" ? (next.get(draft) ?? null) : coveredBy(tree, draft, partners.get(draft)),
    paired: (draft.form !== "start" && draft.form !== "end") || partners.has(draft),
  }));
}

function rulesOf(draft: Draft): string {
  return [...new Set(draft.rules.map(({ name }) => name))].toSorted().join(",");
}

function coveredBy(tree: Tree, draft: Draft, partner: Draft | undefined): Span | null {
  switch (draft.form) {
    case "line":
      return linesOf(tree, draft);
    case "start":
      return { start: draft.end, end: partner === undefined ? tree.text.length : partner.start };
    case "file":
      return { start: 0, end: tree.text.length };
    default:
      return null;
  }
}

/** The lines on which the comment stands, whole. */
function linesOf(tree: Tree, span: Span): Span {
  const { lineStarts, text } = tree;
  return {
    start: lineStarts[lineAt(lineStarts, span.start) - 1] ?? 0,
    end: lineStarts[lineAt(lineStarts, span.end)] ?? text.length,
  };
}

/**
 * For each comment the next line that holds something else than such a comment; the whole block where one starts there. From
 * the last comment to the first, so that comments under each other are looked at once.
 */
function nextBlocks(tree: Tree, drafts: readonly Draft[]): ReadonlyMap<Draft, Span> {
  const byStart = new Map(drafts.map((draft) => [draft.start, draft]));
  const covered = new Map<Draft, Span>();
  for (const draft of drafts.toReversed()) {
    const rest = /\S/g;
    rest.lastIndex = linesOf(tree, draft).end;
    const at = rest.exec(tree.text)?.index;
    if (at === undefined) continue;
    const comment = byStart.get(at);
    const span = comment === undefined ? blockFrom(tree, at) : covered.get(comment);
    if (span !== undefined) covered.set(draft, span);
  }
  return covered;
}

/** How many list and quote marks are looked through in front of a block. */
const MOST_MARKS = 200;

/** The line of `offset`, down to the end of the leaf or table that starts in it. */
function blockFrom(tree: Tree, offset: number): Span {
  const line = linesOf(tree, { start: offset, end: offset });
  for (let at = offset; at < Math.min(line.end, offset + MOST_MARKS); at++) {
    let whole: Block | null = null;
    for (let block: Block | null = blockAt(tree, at); block !== null; block = block.parent) {
      const counts = block.kind === "table" || (block.lines.length > 0 && block.kind !== "cell");
      if (counts && block.start >= line.start) whole = block;
    }
    if (whole !== null) return { start: line.start, end: Math.max(line.end - 1, whole.end) };
  }
  return { start: line.start, end: line.end - 1 };
}
