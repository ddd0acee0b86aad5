/** Anchors: the names by which links reach into a document (`#acceptance-criteria`), as GitHub gives them to headings. */
import { inlinesOf, walkInlines } from "../markdown/inline.ts";
import { walk, type Block, type Tree } from "../markdown/tree.ts";
import { headingText } from "./sections.ts";

/**
 * The anchor of a heading before duplicates are told apart: lower case, without anything but letters, marks, digits, `_`, `-`
 * and spaces, and each space a dash. From GitHub's html-pipeline (TableOfContentsFilter), which keeps runs of dashes.
 *
 * @example anchorOf("3.1 Goals & Non-Goals") // "31-goals--non-goals"
 */
function anchorOf(title: string): string {
  const trimmed = title.trim();
  // Most titles are words and blanks.
  if (/^[A-Za-z0-9_ -]*$/.test(trimmed)) return trimmed.toLowerCase().replaceAll(" ", "-");
  const lower = trimmed.toLowerCase();
  const bare = NON_ASCII.test(lower)
    ? lower.replace(/[^\p{L}\p{M}\p{Nd}\p{Pc}\- ]/gu, "")
    : lower.replace(/[^a-z0-9_\- ]+/g, "");
  return bare.replaceAll(" ", "-");
}

const NON_ASCII = /[^\u0000-\u007f]/;

export interface Anchor {
  readonly name: string;
  /** The heading, or the block that holds an `id` or `name` written in HTML. */
  readonly block: Block;
}

/**
 * Every anchor of a document, in reading order: of headings (a second "Notes" is `notes-1`), of `id` and `name` attributes in
 * HTML, and of `{#name}` behind a heading, which documentation sites understand.
 */
export function anchorsOf(tree: Tree): readonly Anchor[] {
  const anchors: Anchor[] = [];
  const taken = new Map<string, number>();
  const heading = (title: string, block: Block): void => {
    const original = anchorOf(title);
    let name = original;
    while (taken.has(name)) {
      const times = (taken.get(original) ?? 0) + 1;
      taken.set(original, times);
      name = `${original}-${times}`;
    }
    taken.set(name, 0);
    anchors.push({ name, block });
  };
  const attributes = (html: string, block: Block): void => {
    for (const match of html.matchAll(/\s(?:id|name)\s{0,20}=\s{0,20}["']?([^"'\s>]{1,300})/gi))
      anchors.push({ name: match[1] ?? "", block });
  };
  const hasAttributes = ATTRIBUTES.some((attribute) => tree.text.includes(attribute));
  walk(tree.root, (block) => {
    if (block.kind === "heading") {
      const title = headingText(tree, block);
      const custom = title.endsWith("}") ? /\s*\{#([^\s{}]{1,200})\}$/.exec(title) : null;
      if (custom?.[1] !== undefined) anchors.push({ name: custom[1], block });
      heading(title, block);
    }
    if (block.kind === "html") {
      const html = tree.text.slice(block.start, block.end);
      if (hasAttributes) attributes(html, block);
      if (!/<h[1-6]/i.test(html)) return;
      for (const match of html.matchAll(/<h[1-6]\b[^<>]{0,300}>([^<]{1,300})<\/h[1-6]>/gi))
        heading(match[1] ?? "", block);
    }
    if (hasAttributes && (block.kind === "heading" || block.kind === "paragraph" || block.kind === "cell")) {
      if (!holdsTag(tree.text, block)) return;
      walkInlines(inlinesOf(tree, block), (inline) => {
        if (inline.kind === "html") attributes(inline.value, block);
      });
    }
  });
  return anchors;
}

/** How attributes that make anchors begin; a text without any of these is not searched for them. */
const ATTRIBUTES = ["id=", "name=", "ID=", "NAME=", "id =", "name ="] as const;

/** Whether a tag may stand in the leaf: cheaper than parsing it. */
function holdsTag(text: string, { start, end }: Block): boolean {
  return text.slice(start, end).includes("<");
}
