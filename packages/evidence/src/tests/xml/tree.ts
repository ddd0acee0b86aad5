import { parseXml } from "./parse.ts";

/** An element with what is in it. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** 1-based. */
  readonly line: number;
  readonly children: readonly XmlNode[];
  /** The beginning of its own text, without that of its children. */
  readonly text: string;
}

const MOST_TEXT = 4000;

/**
 * Reads formats in which one element refers to another, so that all must be there. An element that is cut off is left out; what it
 * holds that is whole stays.
 */
export function readTree(text: string): { readonly roots: readonly XmlNode[]; readonly damage: readonly string[] } {
  const roots: XmlNode[] = [];
  const open: {
    name: string;
    attributes: Readonly<Record<string, string>>;
    line: number;
    children: XmlNode[];
    text: string;
  }[] = [];
  const damage = parseXml(text, {
    open({ name, attributes, line }) {
      open.push({ name, attributes, line, children: [], text: "" });
    },
    close() {
      const node = open.pop();
      if (node !== undefined) (open.at(-1)?.children ?? roots).push(node);
    },
    text(piece) {
      const node = open.at(-1);
      if (node !== undefined && node.text.length < MOST_TEXT) node.text = `${node.text}${piece}`.slice(0, MOST_TEXT);
    },
  });
  // What is still open at the end is kept for what is whole in it, containers only.
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.children.length > 0 && !CASES.has(node.name)) (open.at(-1)?.children ?? roots).push(node);
  }
  return { roots, damage };
}

/** Elements that mean nothing by halves. */
const CASES = new Set(["UnitTestResult", "UnitTest", "test", "TestCase", "test-case"]);

/** All elements of a name, at any depth, in order; not those inside of one that was found. */
export function descendants(nodes: readonly XmlNode[], name: string): readonly XmlNode[] {
  return nodes.flatMap((node) => (node.name === name ? [node] : descendants(node.children, name)));
}

/** The first child of a name. */
export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((each) => each.name === name);
}
