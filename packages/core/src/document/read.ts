import { leavesOf } from "../claims/leaves.ts";
import { recogniseClaims } from "../claims/recognise.ts";
import { readOutline } from "../outline/outline.ts";
import type { Kind } from "../template/kind.ts";
import { metadataShift, readMetadata } from "../template/metadata.ts";
import type { Source } from "../text/source.ts";
import type { Document } from "./document.ts";
import { matchFields } from "./match-fields.ts";
import { matchSections } from "./match.ts";
import { statusOf } from "./status.ts";

/**
 * Reads a Markdown text as its kind: sections held against the template, fields, claims. Pure; linear in the length.
 * `beside` is the file of metadata that belongs to the document (`kep.yaml`), where there is one.
 *
 * @example readDocument({ path: "docs/design.md", text }, null).claims
 */
export function readDocument(source: Source, kind: Kind | null, beside: Source | null = null): Document {
  const outline = readOutline(source);
  const metadata = beside === null ? null : { outline: readMetadata(beside), lineShift: metadataShift(beside) };
  const leaves = leavesOf(outline);
  const fields = [...outline.fields, ...(metadata?.outline.fields ?? [])];
  const status = fields.find((field) => field.key === "status");
  return {
    outline,
    kind,
    matches: kind === null ? [] : matchSections(outline, kind),
    fieldMatches: kind === null ? [] : matchFields(outline, metadata?.outline ?? null, kind),
    metadata,
    leaves,
    claims: recogniseClaims({ tree: outline.tree, outline, kind }, leaves),
    title: fields.find((field) => field.key === "title")?.raw ?? null,
    status: status === undefined ? null : statusOf(status.raw),
  };
}
