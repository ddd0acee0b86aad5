/** Anchors: the names by which links reach into a document (`#acceptance-criteria`), as GitHub gives them to headings. */
import { inlinesOf, walkInlines } from "../markdown/inline.ts";
import { walk, type Block, type Tree } from "../markdown/tree.ts";
import { matchesIn } from "../text/matches.ts";
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
    for (const match of matchesIn(ATTRIBUTE, html)) anchors.push({ name: match[1] ?? "", block });
  };
  const places = attributePlaces(tree.text);
  walk(tree.root, (block) => {
    if (block.kind === "heading") {
      const title = headingText(tree, block);
      const custom = title.endsWith("}") ? /\s*\{#([^\s{}]{1,200})\}$/.exec(title) : null;
      if (custom?.[1] !== undefined) anchors.push({ name: custom[1], block });
      heading(title, block);
    }
    if (block.kind === "html") {
      const html = tree.text.slice(block.start, block.end);
      if (holds(places, block)) attributes(html, block);
      for (const match of matchesIn(HEADING, html)) heading(match[1] ?? "", block);
    }
    if (places.length > 0 && (block.kind === "heading" || block.kind === "paragraph" || block.kind === "cell")) {
      if (!holds(places, block)) return;
      walkInlines(inlinesOf(tree, block), (inline) => {
        if (inline.kind === "html") attributes(inline.value, block);
      });
    }
  });
  return anchors;
}

const ATTRIBUTE = /\s(?:id|name)\s{0,20}=\s{0,20}["']?([^"'\s>]{1,300})/gi;
const HEADING = /<h[1-6]\b[^<>]{0,300}>([^<]{1,300})<\/h[1-6]>/gi;

/** How attributes that make anchors begin; a text without any of these is not searched for them. */
const BEGINNINGS = ["id=", "name=", "ID=", "NAME=", "id =", "name ="] as const;
/** What stands in front of the `=` of such an attribute, and of the blanks before it. */
const NAME = /\s(?:id|name)$/i;
const LONGEST_NAME = 5;
const MOST_BLANKS = 20;

/** Where attributes that make anchors may stand, ascending. Few texts hold many `=`, so each is looked at from there. */
function attributePlaces(text: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf("="); at !== -1; at = text.indexOf("=", at + 1)) {
    let end = at;
    while (at - end < MOST_BLANKS && isBlank(text.charCodeAt(end - 1))) end--;
    const last = text.charCodeAt(end - 1) | 32;
    if (last !== 100 && last !== 101) continue;
    const name = NAME.exec(text.slice(Math.max(0, end - LONGEST_NAME), end));
    if (name !== null) places.push(end - name[0].length);
  }
  return places.length > 0 && BEGINNINGS.some((beginning) => text.includes(beginning)) ? places : [];
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || (code > 127 && /\s/.test(String.fromCharCode(code)));
}

/** Whether one of the ascending places lies in a block. */
function holds(places: readonly number[], { start, end }: Block): boolean {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return (places[low] ?? end) < end;
}
