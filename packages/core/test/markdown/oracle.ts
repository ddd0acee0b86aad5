/**
 * The same Markdown read twice, by us and by micromark/mdast (the reference implementation of CommonMark and GitHub's
 * dialect in JavaScript), and brought into one shape, so that the two readings can be compared line by line.
 *
 * What mdast has no word for is left out of the shape (whether a heading is underlined); what we have no word for is left
 * out too (titles of links, whether a list is loose).
 */
import type { Literal, Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import { parseMarkdown } from "../../src/markdown/blocks.ts";
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
      return `${quoted(block.info)} ${quoted(contentOf(tree, block))}`;
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
  const last = shapes.at(-1);
  if (last?.kind === "text") {
    shapes[shapes.length - 1] = { ...last, detail: quoted(String(JSON.parse(last.detail)) + value), end };
  } else shapes.push({ kind: "text", detail: quoted(value), start, end, children: [] });
}

/** The reading of micromark and mdast. */
export function readByMdast(text: string, depth: Depth): Shape {
  const root = fromMarkdown(text, {
    extensions: [gfm(), frontmatter(["yaml", "toml"])],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(["yaml", "toml"])],
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
  const children: readonly Nodes[] = "children" in node ? node.children : [];
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
      return `${quoted([node.lang ?? "", node.meta ?? ""].join(" ").trim())} ${quoted(node.value)}`;
    case "inlineCode":
      // CommonMark §6.1: line endings are converted to spaces, and the indent of a continuation line is no content (§4.8);
      // mdast leaves both to whoever renders.
      return quoted(node.value.replace(/(?:\r\n|[\r\n])[ \t]*/g, " "));
    case "html":
      // An unclosed block of HTML at the end of the file keeps its last line ending in mdast.
      return quoted(node.value.replace(/[\r\n]+$/, ""));
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
  const space = kind === "cell" ? /[\s|]/ : /\s/;
  let from = start;
  let to = end;
  if (afterCheckbox && /^\[[ \txX]\]/.test(source.slice(from, from + 3))) from += 3;
  while (from < to && space.test(source.charAt(from))) from++;
  for (; to > from && space.test(source.charAt(to - 1)); to--) if (source.slice(to - 2, to) === "\\|") break;
  if (from === to && kind === "cell") return " empty";
  return ` ${detail.startsWith('"\\n') ? "break" : from}-${detail.endsWith('\\n"') ? "break" : to}`;
}

const unknown = " somewhere";

/** The two readings of a text, drawn, where they differ; null where they agree. */
export function disagreement(text: string, depth: Depth): { readonly ours: string; readonly mdast: string } | null {
  const ours = drawn(readByLintel(text, depth), text);
  const mdast = drawn(readByMdast(text, depth), text);
  return agree(ours, mdast) ? null : { ours, mdast };
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
