/**
 * The same Markdown read twice, by us and by micromark/mdast (the reference implementation of CommonMark and GitHub's
 * dialect in JavaScript), and brought into one shape, so that the two readings can be compared line by line.
 *
 * What mdast has no word for is left out of the shape (whether a heading is underlined); what we have no word for is left
 * out too (titles of links, whether a list is loose).
 */
import type { Nodes, PhrasingContent, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import { parseMarkdown } from "../../src/markdown/blocks.ts";
import { normaliseLabel } from "../../src/markdown/escape.ts";
import { inlinesOf, plainText, type Inline } from "../../src/markdown/inline.ts";
import { contentOf, type Block, type Tree } from "../../src/markdown/tree.ts";

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
  const { start, end } = block;
  const shape = (detail: string, children: readonly Shape[] = below(tree, block, depth)): Shape => ({
    kind: block.kind,
    detail,
    start,
    end,
    children,
  });
  switch (block.kind) {
    case "document":
    case "paragraph":
    case "quote":
    case "rule":
    case "row":
    case "cell":
    case "table":
      return shape("");
    case "front-matter":
      return shape(`${block.info} ${quoted(contentOf(tree, block))}`);
    case "heading":
      return shape(String(block.level));
    case "list":
      return shape(block.ordered ? "ordered" : "bullet");
    case "item":
      return shape(String(block.checked));
    case "code":
      return shape(`${quoted(block.info)} ${quoted(contentOf(tree, block))}`);
    case "html":
      return shape(quoted(contentOf(tree, block)));
    case "definition":
      return shape(`${quoted(block.info)} ${quoted(block.target)}`);
    case "footnote":
      return shape(quoted(normaliseLabel(block.info)));
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
  return mdastShape(root, targetsOf(root), depth, text);
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

const leaves = new Set(["heading", "paragraph", "tableCell"]);

function mdastShape(node: Nodes, targets: ReadonlyMap<string, string>, depth: Depth, text: string): Shape {
  const start = node.position?.start.offset ?? -1;
  const end = node.position?.end.offset ?? -1;
  const kind = mdastKinds[node.type] ?? node.type;
  const target = (of: { readonly identifier: string }): string => targets.get(normaliseLabel(of.identifier)) ?? "";
  const below = (): Shape[] => {
    if (!("children" in node)) return [];
    if (leaves.has(node.type)) {
      return depth === "blocks" ? [] : mdastInlines(node.children as PhrasingContent[], targets, text);
    }
    if (node.type === "listItem" || "checked" in node) {
      return node.children.map((child) => mdastShape(child, targets, depth, text));
    }
    return isInline(node)
      ? mdastInlines(node.children as PhrasingContent[], targets, text)
      : node.children.map((child) => mdastShape(child, targets, depth, text));
  };
  let detail = "";
  // front matter of TOML is no part of mdast's own types
  const type: string = node.type;
  if (type === "toml" || type === "yaml") detail = `${type} ${quoted("value" in node ? String(node.value) : "")}`;
  else {
    switch (node.type) {
      case "heading":
        detail = String(node.depth);
        break;
      case "list":
        detail = node.ordered === true ? "ordered" : "bullet";
        break;
      case "listItem":
        detail = String(node.checked ?? null);
        break;
      case "code":
        detail = `${quoted([node.lang ?? "", node.meta ?? ""].join(" ").trim())} ${quoted(node.value)}`;
        break;
      case "inlineCode":
        // CommonMark §6.1: line endings are converted to spaces; mdast leaves that to whoever renders.
        detail = quoted(node.value.replace(/\r\n|[\r\n]/g, " "));
        break;
      case "html":
        // An unclosed block of HTML at the end of the file keeps its last line ending in mdast.
        detail = quoted(node.value.replace(/[\r\n]+$/, ""));
        break;
      case "definition":
        detail = `${quoted(normaliseLabel(node.identifier))} ${quoted(node.url)}`;
        break;
      case "footnoteDefinition":
      case "footnoteReference":
        detail = quoted(normaliseLabel(node.identifier));
        break;
      case "link":
        detail = quoted(node.url);
        break;
      case "linkReference":
        detail = quoted(target(node));
        break;
      case "image":
        detail = `${quoted(node.url)} ${quoted(node.alt ?? "")}`;
        break;
      case "imageReference":
        detail = `${quoted(target(node))} ${quoted(node.alt ?? "")}`;
        break;
      default:
        break;
    }
  }
  return { kind, detail, start, end, children: below() };
}

function isInline(node: Nodes): boolean {
  return ["emphasis", "strong", "delete", "link", "linkReference"].includes(node.type);
}

function mdastInlines(nodes: readonly PhrasingContent[], targets: ReadonlyMap<string, string>, text: string): Shape[] {
  const shapes: Shape[] = [];
  for (const node of nodes) {
    const shape = mdastShape(node, targets, "all", text);
    if (node.type === "text") addText(shapes, node.value, shape.start, shape.end);
    else shapes.push(shape);
  }
  return shapes;
}

function quoted(value: string): string {
  return JSON.stringify(value.replace(/\r\n?/g, "\n"));
}

/**
 * A shape as text, one line for each node, indented by depth, with offsets when the source is given.
 *
 * Of offsets, this is not compared: white space at either end of a node (mdast counts the indent of indented code and blanks
 * after a heading in, we do not), the pipes of a cell and the checkbox of an item (mdast counts them in, sometimes), the
 * place of a hard break and of an empty cell.
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

function placed({ kind, start, end }: Shape, source: string, afterCheckbox: boolean): string {
  if (kind === "break") return "";
  const space = kind === "cell" ? /[\s|]/ : /\s/;
  let from = start;
  let to = end;
  if (afterCheckbox && /^\[[ \txX]\]/.test(source.slice(from, from + 3))) from += 3;
  while (from < to && space.test(source.charAt(from))) from++;
  while (to > from && space.test(source.charAt(to - 1)) && !(kind === "cell" && source.charAt(to - 2) === "\\")) to--;
  return from === to && kind === "cell" ? " empty" : ` ${from}-${to}`;
}
