import { parseMarkdown } from "../markdown/blocks.ts";
import type { Block, Tree } from "../markdown/tree.ts";
import type { Source } from "../text/source.ts";
import { readFields, type Field } from "./fields.ts";
import { readSections, type Section } from "./sections.ts";
import { readZones, type Zone } from "./zones.ts";

/** What any Markdown document shows without knowing its kind: blocks, sections, fields and zones. */
export interface Outline {
  readonly source: Source;
  readonly tree: Tree;
  /** Blocks before the first heading. */
  readonly preamble: readonly Block[];
  readonly sections: readonly Section[];
  readonly fields: readonly Field[];
  readonly zones: readonly Zone[];
}

/**
 * Reads the outline of a Markdown text. Pure and linear in the length of the text.
 *
 * @example readOutline({ path: "tdr.md", text: "# TDR — Retry\n**Author**: Ada" }).fields[1]?.raw // "Ada"
 */
export function readOutline(source: Source): Outline {
  const tree = parseMarkdown(source.text);
  const { preamble, sections } = readSections(tree);
  return {
    source,
    tree,
    preamble,
    sections,
    fields: readFields(tree, preamble, sections),
    zones: readZones(tree, sections),
  };
}
