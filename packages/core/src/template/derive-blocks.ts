/** What the blocks of a template say: instruction, placeholder, form or fixed text. */
import { inlinesOf, plainText } from "../markdown/inline.ts";
import { contentOf, walk, type Block, type HtmlBlock, type ListBlock, type Tree } from "../markdown/tree.ts";
import type { Outline } from "../outline/outline.ts";
import type { Section } from "../outline/sections.ts";
import { fold } from "../text/fold.ts";
import { isAnnotation, readAnnotations, type Annotation } from "./annotation.ts";
import { definedIn } from "./derive-fields.ts";
import type { PromptSpec, Requirement, Residue, TemplateProblem } from "./kind.ts";
import { foldToken, insideOf, isPlaceholder, placeholdersIn } from "./placeholder.ts";
import { promptIn } from "./prompts.ts";
import { isOptionalMarker, OPTIONAL, requirementIn } from "./requirement.ts";
import { commentText, foldText, sentencesOf, withoutComments } from "./text.ts";

/** What is gathered while a template is read. */
export interface Body {
  readonly outline: Outline;
  readonly tree: Tree;
  /** The template keeps its instructions in comments; then its plain text is meant to stay. */
  readonly commented: boolean;
  readonly residue: Residue[];
  readonly fixed: string[];
  readonly problems: TemplateProblem[];
  readonly fieldLines: ReadonlySet<number>;
  /** Comments that make the heading behind them optional, and those headings. */
  readonly markers: { readonly comments: ReadonlySet<Block>; readonly sections: ReadonlySet<Section> };
  version: string | null;
}

/** What the blocks under one heading say. */
export interface Said {
  readonly guidance: string[];
  readonly prompts: PromptSpec[];
  readonly reviewers: string[];
  required: Requirement | null;
  bookkeeping: boolean;
  fixed: boolean;
  /** Whether something is left to write here. */
  asks: boolean;
  /** Whether the text before ended in a colon: a list behind it explains ("That generally means:") and asks for nothing by name. */
  introduced: boolean;
}

/** Comments for tools: they say nothing to authors and may stay. */
const TOOL_COMMENT =
  /^(?:\/?\s*(?:toc|tocstop|table of contents|omit (?:from|in) toc|no toc|more)\s*\/?$|(?:markdownlint|prettier|textlint|cspell|spell-?check|vale|remark|alex|eslint|doctoc|lintel)[-: ]|(?:start|end) doctoc\b|vim:|-\*-)/i;

/** Text that states a rule about the document as a whole. */
const STANDING = /^(?:approval gates?|update instructions|license|copyright|confidential(?:ity)?)\b/;

/** Sentences of fewer words are too common to be called the template's. */
const FEWEST_WORDS = 5;

/** Shorter ones have no fingerprint of their own inside a paragraph. */
const FEWEST_LETTERS = 20;

/** Whether a comment tells authors what to write. */
export function isInstruction(tree: Tree, block: HtmlBlock): boolean {
  const raw = tree.text.slice(block.start, block.end);
  const text = commentText(raw);
  return !isAnnotation(raw) && !TOOL_COMMENT.test(text.slice(0, 200)) && !isOptionalMarker(text) && text.includes(" ");
}

export function nothingSaid(): Said {
  return {
    guidance: [],
    prompts: [],
    reviewers: [],
    required: null,
    bookkeeping: false,
    fixed: false,
    asks: false,
    introduced: false,
  };
}

/** Takes in what one block of the template says. `isHead` above the first section, where fields stand. */
export function readBlock(body: Body, block: Block, said: Said, isHead: boolean): void {
  const { tree } = body;
  switch (block.kind) {
    case "html":
      // `<who decides>` alone on its line is HTML to a parser and a placeholder to its author.
      if (block.comment) readComment(body, block, said);
      else readStatement(body, tree.text.slice(block.start, block.end), block.line, said);
      return;
    case "quote":
      walk(block, (inner) => {
        if (inner.kind === "paragraph") instruct(body, inner, said, "quote");
      });
      return;
    case "paragraph":
      readParagraph(body, block, said, isHead);
      return;
    case "list":
      readList(body, block, said, isHead);
      return;
    case "table":
      readTable(body, block, said, isHead);
      return;
    case "code": {
      const folded = foldText(contentOf(tree, block));
      if (folded.length >= 10 && !said.fixed) {
        body.residue.push({ folded, form: "example", scope: "whole", line: block.line });
        said.asks = true;
      }
      return;
    }
    default:
      return;
  }
}

function readComment(body: Body, block: HtmlBlock, said: Said): void {
  const raw = body.tree.text.slice(block.start, block.end);
  if (isAnnotation(raw)) {
    for (const { annotation, message, start, end } of readAnnotations(raw, block.start)) {
      if (annotation === null) body.problems.push({ start, end, message });
      else annotate(body, annotation, said);
    }
    return;
  }
  const text = commentText(raw);
  if (TOOL_COMMENT.test(text.slice(0, 200)) || body.markers.comments.has(block) || text === "") return;
  said.required ??= requirementIn(text);
  said.asks = true;
  body.residue.push({ folded: foldText(text), form: "comment", scope: "whole", line: block.line });
  said.guidance.push(readable(text));
  for (const paragraph of text.split(/\n\s*\n/)) {
    const folded = foldText(paragraph);
    if (folded.split(" ").length >= FEWEST_WORDS && folded !== foldText(text)) {
      body.residue.push({ folded, form: "comment", scope: "sentence", line: block.line });
    }
  }
}

function annotate(body: Body, annotation: Annotation, said: Said): void {
  switch (annotation.is) {
    case "requirement":
      said.required = annotation.required;
      return;
    case "bookkeeping":
      said.bookkeeping = true;
      return;
    case "fixed":
      said.fixed = true;
      return;
    case "reviewers":
      said.reviewers.push(...annotation.handles);
      return;
    case "version":
      body.version = annotation.version;
  }
}

function readParagraph(body: Body, block: Block, said: Said, isHead: boolean): void {
  const { tree } = body;
  const content = contentOf(tree, block);
  if (isHead && isFieldBlock(body, block)) return;
  const inlines = inlinesOf(tree, block);
  const comments = inlines.filter((inline) => inline.kind === "html" && inline.value.startsWith("<!--"));
  for (const comment of comments) {
    if (comment.kind === "html" && isAnnotation(comment.value)) {
      for (const { annotation, message, start, end } of readAnnotations(comment.value, comment.start)) {
        if (annotation === null) body.problems.push({ start, end, message });
        else annotate(body, annotation, said);
      }
    } else if (comment.kind === "html") said.required ??= requirementIn(commentText(comment.value));
  }
  if (foldText(content) === "") return;
  if (said.fixed || STANDING.test(fold(content).replace(/^\W+/, ""))) return keep(body, block);
  const isImage = /^\s*\[(?:image|diagram|figure|screenshot|insert)\b[^\]]*\]\s*$/i.test(content);
  if (isImage) {
    body.residue.push({ folded: foldText(content), form: "image", scope: "whole", line: block.line });
    said.asks = true;
    return;
  }
  // Labels of a form stand line by line, under each other.
  const lines = labelledLines(body, block);
  if (lines.some(({ text, line }) => promptIn(text, line, "commented") !== null)) {
    for (const { text, line } of lines) readStatement(body, text, line, said);
    return;
  }
  const isItalic = /^\s*(?:\*(?!\*)[^*]+\*|_(?!_)[^_]+_)\s*$/.test(content);
  if (body.commented && !isItalic) {
    if (placeholdersIn(content, definedIn(body.outline)).length > 0 || hasEllipsis(content))
      placeholder(body, content, block.line, said);
    else keep(body, block);
    return;
  }
  said.required ??= said.guidance.length === 0 ? requirementIn(plainText(inlines)) : null;
  instruct(body, block, said);
}

/** The lines of a paragraph, when every one of them opens with a strong label. */
function labelledLines(body: Body, block: Block): { text: string; line: number }[] {
  const lines: { text: string; line: number }[] = [];
  for (let i = 0; i + 1 < block.lines.length; i += 2) {
    const text = body.tree.text.slice(block.lines[i], block.lines[i + 1]);
    if (!/^(?:\*\*|__)[^*_]{1,80}(?:\*\*|__)/.test(text)) return [];
    lines.push({ text, line: block.line + i / 2 });
  }
  return lines;
}

function isFieldBlock(body: Body, block: Block): boolean {
  for (let line = block.line; line <= block.endLine; line++) if (body.fieldLines.has(line)) return true;
  return false;
}

/** Plain text that authors overwrite: guidance, and residue when it is left. */
function instruct(body: Body, block: Block, said: Said, form: "instruction" | "quote" = "instruction"): void {
  const content = contentOf(body.tree, block);
  const folded = foldText(content);
  if (folded === "") return;
  if (isPlaceholder(withoutComments(content), definedIn(body.outline))) {
    said.guidance.push(readable(insideOf(withoutComments(content).trim())));
    placeholder(body, content, block.line, said);
    return;
  }
  said.asks = true;
  said.introduced = folded.endsWith(":");
  said.guidance.push(readable(content));
  body.residue.push({ folded, form, scope: "whole", line: block.line });
  addTokens(body, content, block.line);
  const sentences = sentencesOf(content);
  if (sentences.length < 2) return;
  for (const { start, end } of sentences) {
    const sentence = foldText(content.slice(start, end));
    if (sentence.split(" ").length < FEWEST_WORDS || sentence.length < FEWEST_LETTERS) continue;
    body.residue.push({ folded: sentence, form, scope: "sentence", line: block.line });
  }
}

/** Text with something to be replaced in it. */
function placeholder(body: Body, content: string, line: number, said: Said): void {
  const folded = foldText(content);
  if (folded === "") return;
  said.asks = true;
  // Dots alone mean "and so on" in documents, too.
  if (!/[\p{L}\p{N}]/u.test(folded)) return;
  body.residue.push({ folded, form: "placeholder", scope: "whole", line });
  addTokens(body, content, line);
}

/** Placeholders that are recognised inside other text, too: bracketed ones with a letter in them. */
function addTokens(body: Body, content: string, line: number): void {
  for (const { text } of placeholdersIn(content, definedIn(body.outline))) {
    if (!/^[<[{]/.test(text) || text.length < 4) continue;
    body.residue.push({ folded: foldToken(text), form: "placeholder", scope: "token", line });
  }
}

function hasEllipsis(content: string): boolean {
  return /(?:…|\.{3})/.test(content);
}

function readList(body: Body, list: ListBlock, said: Said, isHead: boolean): void {
  if (isHead && isFieldBlock(body, list)) return;
  if (isContents(body, list)) return;
  for (const item of list.children) {
    const first = item.children[0];
    if (item.kind !== "item") continue;
    if (first?.kind === "paragraph") {
      const content = contentOf(body.tree, first);
      if (item.checked !== null) readCheckbox(body, content, first.line, said);
      else if (!said.fixed) readStatement(body, content, first.line, said);
      else keep(body, first);
    }
    // What hangs on an item explains it: there only labels ask.
    const wasIntroduced = said.introduced;
    for (const inner of item.children.slice(first?.kind === "paragraph" ? 1 : 0)) {
      said.introduced = true;
      if (inner.kind === "list" && item.checked !== null) keepAll(body, inner, said);
      else if (inner.kind === "paragraph") readParagraph(body, inner, said, false);
      else readBlock(body, inner, said, false);
    }
    said.introduced = wasIntroduced;
  }
}

/** A list of links into the document itself. */
function isContents(body: Body, list: ListBlock): boolean {
  const first = list.children[0]?.children[0];
  return first?.kind === "paragraph" && /^\[[^\]]*\]\(#/.test(contentOf(body.tree, first));
}

/** One item, or one line that opens with a label. */
function readStatement(body: Body, content: string, line: number, said: Said): void {
  const folded = foldText(content);
  if (folded === "") {
    said.asks = true;
    return;
  }
  if (isPlaceholder(content)) {
    if (content.length > 5) said.guidance.push(`- ${insideOf(content.trim())}`);
    return placeholder(body, content, line, said);
  }
  const prompt = promptIn(content, line, body.commented ? "commented" : said.introduced ? "introduced" : "plain");
  if (prompt !== null) said.prompts.push(prompt);
  else if (!body.commented) said.guidance.push(`- ${readable(content)}`);
  if (prompt?.form === "form") {
    body.fixed.push(folded);
    said.asks = true;
    return;
  }
  const hasToken = placeholdersIn(content, definedIn(body.outline)).length > 0;
  if (hasToken || (hasEllipsis(content) && body.commented)) return placeholder(body, content, line, said);
  if (body.commented) {
    body.fixed.push(folded);
    return;
  }
  said.asks = true;
  body.residue.push({ folded, form: hasEllipsis(content) ? "placeholder" : "instruction", scope: "whole", line });
}

/** A checkbox is a form: it stays. Where the template tells by plain text, an untouched list of them is unfilled. */
function readCheckbox(body: Body, content: string, line: number, said: Said): void {
  const folded = foldText(content);
  said.asks = true;
  if (placeholdersIn(content, definedIn(body.outline)).length > 0) {
    said.guidance.push(`- ${isPlaceholder(content) ? insideOf(content.trim()) : readable(content)}`);
    return placeholder(body, content, line, said);
  }
  body.fixed.push(folded);
  if (body.commented || folded === "") return;
  said.guidance.push(`- ${readable(content)}`);
  body.residue.push({ folded, form: "checkbox", scope: "whole", line });
}

/** Items under a checkbox: form fields. */
function keepAll(body: Body, list: ListBlock, said: Said): void {
  walk(list, (inner) => {
    if (inner.kind !== "paragraph") return;
    const content = contentOf(body.tree, inner);
    if (placeholdersIn(content, definedIn(body.outline)).length > 0)
      return placeholder(body, content, inner.line, said);
    const prompt = promptIn(content, inner.line, "commented");
    if (prompt !== null) said.prompts.push({ ...prompt, form: "form", required: OPTIONAL });
    body.fixed.push(foldText(content));
  });
}

function readTable(body: Body, table: Block, said: Said, isHead: boolean): void {
  if (isHead && isFieldBlock(body, table)) return;
  said.asks = true;
  for (const row of table.children.slice(1)) {
    for (const cell of row.children) {
      const content = contentOf(body.tree, cell);
      if (placeholdersIn(content, definedIn(body.outline)).length > 0 || /^(?:…|\.{3})$/.test(content.trim())) {
        if (foldText(content).length > 3) placeholder(body, content, cell.line, said);
      } else if (!body.commented && foldText(content).split(" ").length >= FEWEST_WORDS) {
        body.residue.push({ folded: foldText(content), form: "instruction", scope: "whole", line: cell.line });
      }
    }
  }
}

/** Text that stays as it is. */
export function keep(body: Body, block: Block): void {
  walk(block, (inner) => {
    if (inner.kind === "paragraph" || inner.kind === "cell") body.fixed.push(foldText(contentOf(body.tree, inner)));
  });
}

/** Guidance as people read it: marks of comments and emphasis gone, lines of a paragraph joined. */
function readable(text: string): string {
  return withoutComments(text)
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .replace(/\n(?!\s*(?:[-*+]|\d+[.)])\s)\s*/g, " ")
        .replace(/(\*\*|__)(?=\S)([^*_]+)\1/g, "$2")
        .replace(/^\*(?=\S)([^*]+)\*$/g, "$1")
        .replace(/^_(?=\S)([^_]+)_$/g, "$1")
        .trim(),
    )
    .filter((paragraph) => paragraph !== "")
    .join("\n");
}
