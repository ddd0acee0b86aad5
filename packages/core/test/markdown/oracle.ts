/**
 * The same Markdown read three times, and brought into one shape, so that the readings can be compared line by line: by us,
 * by micromark/mdast (CommonMark and GitHub's dialect, with places), and by commonmark.js (the reference implementation of
 * the specification; no dialect, no places). Two oracles, because each has its bugs: what we alone read is wrong.
 *
 * What mdast has no word for is left out of the shape (whether a heading is underlined); what we have no word for is left
 * out too (titles of links, whether a list is loose).
 */
import { Parser, type Node } from "commonmark";
import type { Literal, Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import { parseMarkdown } from "../../src/markdown/blocks.ts";
import { readFrontMatter } from "../../src/markdown/front-matter.ts";
import { lineStarts } from "../../src/text/source.ts";
import { normaliseLabel } from "../../src/markdown/escape.ts";
import { inlinesOf, plainText, type Inline } from "../../src/markdown/inline.ts";
import { contentOf, type Block, type Tree } from "../../src/markdown/tree.ts";

interface Toml extends Literal {
  type: "toml";
}
declare module "mdast" {
  interface RootContentMap {
    toml: Toml;
  }
}

/** One node of either reading. */
export interface Shape {
  readonly kind: string;
  /** What of the node besides its kind must agree: a level, a target, a value. */
  readonly detail: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly Shape[];
}

/** `blocks` leaves inline content out; `all` has it below its leaf. */
export type Depth = "blocks" | "all";

/** Our reading. */
export function readByLintel(text: string, depth: Depth): Shape {
  const tree = parseMarkdown(text);
  return blockShape(tree, tree.root, depth);
}

function blockShape(tree: Tree, block: Block, depth: Depth): Shape {
  const { kind, start, end } = block;
  return { kind, detail: blockDetail(tree, block), start, end, children: below(tree, block, depth) };
}

function blockDetail(tree: Tree, block: Block): string {
  switch (block.kind) {
    case "front-matter":
      return `${block.info} ${quoted(contentOf(tree, block))}`;
    case "heading":
      return String(block.level);
    case "list":
      return block.ordered ? "ordered" : "bullet";
    case "item":
      return String(block.checked);
    case "code":
      return `${quotedInfo(block.info)} ${quoted(contentOf(tree, block))}`;
    case "html":
      return quoted(contentOf(tree, block));
    case "definition":
      return `${quoted(block.info)} ${quoted(block.target)}`;
    case "footnote":
      return quoted(normaliseLabel(block.info));
    default:
      return "";
  }
}

function below(tree: Tree, block: Block, depth: Depth): Shape[] {
  if (block.children.length > 0 || depth === "blocks") return block.children.map((b) => blockShape(tree, b, depth));
  return inlineShapes(inlinesOf(tree, block));
}

function inlineShapes(inlines: readonly Inline[]): Shape[] {
  const shapes: Shape[] = [];
  for (const inline of inlines) {
    const { start, end, kind } = inline;
    const add = (detail: string, children: readonly Shape[] = []): void => {
      shapes.push({ kind, detail, start, end, children });
    };
    switch (inline.kind) {
      case "text":
        addText(shapes, inline.value, start, end);
        break;
      case "break":
        if (inline.hard) add("");
        else addText(shapes, "\n", start, end);
        break;
      case "code":
      case "html":
        add(quoted(inline.value));
        break;
      case "emphasis":
      case "strong":
      case "strike":
        add("", inlineShapes(inline.children));
        break;
      case "link":
        add(quoted(inline.target), inlineShapes(inline.children));
        break;
      case "image":
        add(`${quoted(inline.target)} ${quoted(plainText(inline.children))}`);
        break;
      case "footnote-reference":
        add(quoted(normaliseLabel(inline.label)));
        break;
    }
  }
  return shapes;
}

/** Text that touches is one text: where a soft break or an escape parts it differs between the two readings. */
function addText(shapes: Shape[], value: string, start: number, end: number): void {
  if (value === "") return;
  const last = shapes.at(-1);
  if (last?.kind === "text") {
    shapes[shapes.length - 1] = { ...last, detail: quoted(String(JSON.parse(last.detail)) + value), end };
  } else shapes.push({ kind: "text", detail: quoted(value), start, end, children: [] });
}

/** The reading of micromark and mdast. */
export function readByMdast(text: string, depth: Depth): Shape {
  // Whether a text has front matter is our own decision (see front-matter.test.ts): micromark takes a rule for a fence.
  const fenced = readFrontMatter(text, lineStarts(text)) !== null;
  const root = fromMarkdown(text, {
    extensions: fenced ? [gfm(), frontmatter(["yaml", "toml"])] : [gfm()],
    mdastExtensions: fenced ? [gfmFromMarkdown(), frontmatterFromMarkdown(["yaml", "toml"])] : [gfmFromMarkdown()],
  });
  return mdastShape(root, targetsOf(root), depth);
}

const mdastKinds: Readonly<Record<string, string>> = {
  root: "document",
  blockquote: "quote",
  listItem: "item",
  thematicBreak: "rule",
  tableRow: "row",
  tableCell: "cell",
  footnoteDefinition: "footnote",
  yaml: "front-matter",
  toml: "front-matter",
  inlineCode: "code",
  delete: "strike",
  linkReference: "link",
  imageReference: "image",
  footnoteReference: "footnote-reference",
};

function targetsOf(root: Root): Map<string, string> {
  const targets = new Map<string, string>();
  const visit = (node: Nodes): void => {
    if (node.type === "definition") {
      const label = normaliseLabel(node.identifier);
      if (!targets.has(label)) targets.set(label, node.url);
    }
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(root);
  return targets;
}

function mdastShape(node: Nodes, targets: ReadonlyMap<string, string>, depth: Depth): Shape {
  const { type, position } = node;
  let children: readonly Nodes[] = "children" in node ? node.children : [];
  if (type === "table") {
    // GFM §4.10: cells beyond those of the header are ignored; mdast keeps them.
    const columns = node.children[0]?.children.length ?? 0;
    children = node.children.map((row) => ({ ...row, children: row.children.slice(0, columns) }));
  }
  const isLeaf = type === "heading" || type === "paragraph" || type === "tableCell";
  return {
    kind: mdastKinds[type] ?? type,
    detail: mdastDetail(node, targets),
    start: position?.start.offset ?? -1,
    end: position?.end.offset ?? -1,
    children: isLeaf && depth === "blocks" ? [] : mdastShapes(children, targets, depth),
  };
}

function mdastShapes(nodes: readonly Nodes[], targets: ReadonlyMap<string, string>, depth: Depth): Shape[] {
  const shapes: Shape[] = [];
  for (const node of nodes) {
    const shape = mdastShape(node, targets, depth);
    if (node.type === "text") addText(shapes, node.value, shape.start, shape.end);
    else shapes.push(shape);
  }
  return shapes;
}

function mdastDetail(node: Nodes, targets: ReadonlyMap<string, string>): string {
  switch (node.type) {
    case "yaml":
    case "toml":
      return `${node.type} ${quoted(node.value)}`;
    case "heading":
      return String(node.depth);
    case "list":
      return node.ordered === true ? "ordered" : "bullet";
    case "listItem":
      return String(node.checked ?? null);
    case "code":
      return `${quotedInfo(`${node.lang ?? ""} ${node.meta ?? ""}`)} ${quoted(node.value)}`;
    case "inlineCode":
      // CommonMark §6.1: line endings are converted to spaces, and the indent of a continuation line is no content (§4.8);
      // mdast leaves both to whoever renders.
      return quoted(node.value.replace(/(?:\r\n|[\r\n])[ \t]*/g, " "));
    case "html":
      // A block of HTML that is not closed keeps the blank lines behind it, in mdast sometimes, in commonmark.js always.
      return quoted(node.value.replace(/(?:\r?\n[ \t]*|\r[ \t]*)+$/, ""));
    case "definition":
      return `${quoted(normaliseLabel(node.identifier))} ${quoted(node.url)}`;
    case "footnoteDefinition":
    case "footnoteReference":
      return quoted(normaliseLabel(node.identifier));
    case "link":
      return quoted(node.url);
    case "linkReference":
      return quoted(targets.get(normaliseLabel(node.identifier)) ?? "");
    case "image":
      return `${quoted(node.url)} ${quoted(oneLine(node.alt ?? ""))}`;
    case "imageReference":
      return `${quoted(targets.get(normaliseLabel(node.identifier)) ?? "")} ${quoted(oneLine(node.alt ?? ""))}`;
    default:
      return "";
  }
}

/** The reading of commonmark.js: no places (−1), no definitions, nothing of GitHub's dialect. */
function readByCommonmark(text: string, depth: Depth): Shape {
  return commonmarkShape(new Parser().parse(text), depth);
}

const commonmarkKinds: Readonly<Record<string, string>> = {
  block_quote: "quote",
  code_block: "code",
  html_block: "html",
  thematic_break: "rule",
  emph: "emphasis",
  html_inline: "html",
  linebreak: "break",
};

function commonmarkShape(node: Node, depth: Depth): Shape {
  const isLeaf = node.type === "heading" || node.type === "paragraph";
  const kind = commonmarkKinds[node.type] ?? node.type;
  const children = isLeaf && depth === "blocks" ? [] : commonmarkShapes(node, depth);
  const detail = commonmarkDetail(node, children);
  return { kind, detail, start: -1, end: -1, children: kind === "image" ? [] : children };
}

function commonmarkShapes(parent: Node, depth: Depth): Shape[] {
  const shapes: Shape[] = [];
  for (let node = parent.firstChild; node !== null; node = node.next) {
    if (node.type === "text") addText(shapes, node.literal ?? "", -1, -1);
    else if (node.type === "softbreak") addText(shapes, "\n", -1, -1);
    else shapes.push(commonmarkShape(node, depth));
  }
  return shapes;
}

function commonmarkDetail(node: Node, children: readonly Shape[]): string {
  switch (node.type) {
    case "heading":
      return String(node.level);
    case "list":
      return node.listType === "ordered" ? "ordered" : "bullet";
    case "item":
      return "null";
    case "code_block":
      return `${quotedInfo(node.info ?? "")} ${quoted((node.literal ?? "").replace(/\n$/, ""))}`;
    case "code":
    case "html_inline":
      return quoted(node.literal ?? "");
    case "html_block":
      return quoted((node.literal ?? "").replace(/(?:\n[ \t]*)+$/, ""));
    case "link":
      return quoted(decoded(node.destination ?? ""));
    case "image":
      return `${quoted(decoded(node.destination ?? ""))} ${quoted(oneLine(children.map(textOf).join("")))}`;
    default:
      return "";
  }
}

/** commonmark.js percent-encodes targets when it reads them. */
function decoded(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}

function textOf(shape: Shape): string {
  if (shape.kind === "text" || shape.kind === "code") return String(JSON.parse(shape.detail));
  if (shape.kind === "break") return " ";
  if (shape.kind === "image") return String(JSON.parse(/"(?:[^"\\]|\\.)*"$/.exec(shape.detail)?.[0] ?? '""'));
  return shape.kind === "html" ? "" : shape.children.map(textOf).join("");
}

/** A reading without what commonmark.js does not report. */
function withoutDefinitions(shape: Shape): Shape {
  const { kind, detail, children } = shape;
  const kept = children.filter((child) => child.kind !== "definition").map(withoutDefinitions);
  const undecoded =
    kind === "link" || kind === "image"
      ? detail.replace(/"(?:[^"\\]|\\.)*"/, (q) => quoted(decoded(String(JSON.parse(q)))))
      : detail;
  return { ...shape, detail: undecoded, children: kept };
}

/** mdast splits an info string at its first blanks and does not keep how many there were. */
function quotedInfo(info: string): string {
  return quoted(info.trim().replace(/[ \t]+/g, " "));
}

function oneLine(value: string): string {
  return value.replace(/\r\n|[\r\n]/g, " ");
}

function quoted(value: string): string {
  return JSON.stringify(value.replace(/\r\n?/g, "\n"));
}

/**
 * A shape as text, one line for each node, indented by depth, with offsets when the source is given.
 *
 * Of offsets, this is not compared: white space at either end of a node (mdast counts the indent of indented code and blanks
 * after a heading in, we do not), the pipes of a cell and the checkbox of an item (mdast counts them in, sometimes), the
 * place of a break and of an empty cell, and what mdast gives no offset (bare links and the text around them).
 */
export function drawn(shape: Shape, source?: string, indent = "", afterCheckbox = false): string {
  const at = source === undefined ? "" : placed(shape, source, afterCheckbox);
  const line = `${indent}${shape.kind}${shape.detail === "" ? "" : ` ${shape.detail}`}${at}`;
  const isTask = shape.kind === "item" && shape.detail !== "null";
  const children = shape.children.map((child, index) =>
    drawn(child, source, `${indent}  `, (isTask || afterCheckbox) && index === 0),
  );
  return [line, ...children].join("\n");
}

function placed({ kind, detail, start, end }: Shape, source: string, afterCheckbox: boolean): string {
  if (kind === "break") return "";
  if (start === -1) return unknown;
  if (containers.has(kind)) return ` ${start}`;
  const space = kind === "cell" ? /[ \t|]/ : /[ \t\r\n]/;
  let from = start;
  let to = end;
  if (afterCheckbox && /^\[[ \txX]\]/.test(source.slice(from, from + 3))) from += 3;
  while (from < to && space.test(source.charAt(from))) from++;
  for (; to > from && space.test(source.charAt(to - 1)); to--) if (source.slice(to - 2, to) === "\\|") break;
  if (from === to && kind === "cell") return " empty";
  return ` ${detail.startsWith('"\\n') ? "break" : from}-${detail.endsWith('\\n"') ? "break" : to}`;
}

const unknown = " somewhere";

/** Of containers only the start is compared: where one ends after its last child is seen differently in mdast itself. */
const containers = new Set(["document", "quote", "list", "item", "footnote"]);

/**
 * The readings of a text, drawn, when we alone read it so; null when for each block of the document one of the oracles agrees
 * with us.
 */
export function disagreement(text: string, depth: Depth): { readonly ours: string; readonly mdast: string } | null {
  const mine = readByLintel(text, depth);
  const theirs = readByMdast(text, depth);
  const ours = blurred(drawn(mine, text), text);
  const mdast = blurred(drawn(theirs, text), text);
  if (agree(ours, mdast)) return null;

  const draw = (shapes: readonly Shape[], source?: string): string[] =>
    shapes.map((shape) => blurred(drawn(shape, source), text));
  const [own, first, second] = [mine, theirs, readByCommonmark(text, depth)].map(withoutDefinitions);
  const withPlaces = draw(own?.children ?? [], text);
  const byMdast = draw(first?.children ?? [], text);
  const unplaced = draw(own?.children ?? []);
  const byCommonmark = draw(second?.children ?? []);
  const confirmed =
    withPlaces.length === byCommonmark.length &&
    withPlaces.every(
      (block, index) =>
        unplaced[index] === byCommonmark[index] ||
        (byMdast.length === withPlaces.length && agree(block, byMdast[index] ?? "")),
    );
  return confirmed ? null : { ours, mdast };
}

/**
 * A container can take a part of a tab, and the rest of it is content (CommonMark §2.2). We say where the tab stands, the
 * oracles put as many blanks as are left: in a text with tabs the indent of lines of code is not compared.
 */
function blurred(drawing: string, text: string): string {
  if (!text.includes("\t")) return drawing;
  return drawing.replace(/^ *(?:code|html) .*$/gm, (line) => line.replace(/(\\n|")(?: |\\t)+/g, "$1"));
}

/** Whether two drawn readings agree; an offset that mdast does not know agrees with every offset. */
export function agree(ours: string, mdast: string): boolean {
  if (ours === mdast) return true;
  const mine = ours.split("\n");
  const theirs = mdast.split("\n");
  return mine.length === theirs.length && mine.every((line, index) => agreeInLine(line, theirs[index] ?? ""));
}

/** The same for one line of each. */
export function agreeInLine(ours: string, mdast: string): boolean {
  return ours === mdast || (mdast.endsWith(unknown) && ours.replace(/ [^ ]+-[^ ]+$/, unknown) === mdast);
}
