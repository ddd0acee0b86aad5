import { readOutline, type Outline } from "../outline/outline.ts";
import type { Source } from "../text/source.ts";

/**
 * Reads the file of metadata that stands beside a document (`kep.yaml`) as if it were the front matter of an empty one. Lines
 * count one more than in the file when the file has no `---` of its own; `metadataShift` says so.
 */
export function readMetadata(source: Source): Outline {
  const text = /^---\s*\n/.test(source.text) ? source.text : `---\n${source.text}\n---\n`;
  return readOutline({ path: source.path, text });
}

/** What to add to a line of a metadata outline to have the line of the file. */
export function metadataShift(source: Source): number {
  return /^---\s*\n/.test(source.text) ? 0 : -1;
}
