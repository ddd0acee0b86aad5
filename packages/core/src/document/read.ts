import { leavesOf } from "../claims/leaves.ts";
import { recogniseClaims } from "../claims/recognise.ts";
import { readOutline } from "../outline/outline.ts";
import type { Kind } from "../template/kind.ts";
import type { Source } from "../text/source.ts";
import type { Document } from "./document.ts";
import { matchSections } from "./match.ts";
import { statusOf } from "./status.ts";

/**
 * Reads a Markdown text as its kind: sections held against the template, fields, claims. Pure; linear in the length.
 *
 * @example readDocument({ path: "docs/design.md", text }, null).claims
 */
export function readDocument(source: Source, kind: Kind | null): Document {
  const outline = readOutline(source);
  const leaves = leavesOf(outline);
  const status = outline.fields.find((field) => field.key === "status");
  return {
    outline,
    kind,
    matches: kind === null ? [] : matchSections(outline, kind),
    leaves,
    claims: recogniseClaims({ tree: outline.tree, outline, kind }, leaves),
    title: outline.fields.find((field) => field.key === "title")?.raw ?? null,
    status: status === undefined ? null : statusOf(status.raw),
  };
}
