import { readOutline } from "../outline/outline.ts";
import { slug } from "../text/fold.ts";
import type { Source } from "../text/source.ts";
import { deriveFields, titleLabelOf, titleLabelsOf } from "./derive-fields.ts";
import { deriveBody } from "./derive-sections.ts";
import type { Kind } from "./kind.ts";
import { metadataShift, readMetadata } from "./metadata.ts";

export interface DeriveOptions {
  /** Name of the kind; by default made of the template's file name ("tdr_template.md" gives `tdr`) or its title. */
  readonly name?: string;
  /** The file of metadata that stands beside documents of this kind (`kep.yaml`), as its template. */
  readonly metadata?: Source;
  /** Commit of this version of the template. */
  readonly revision?: string;
}

/**
 * Derives a kind from any Markdown template: its fields, sections, prompts and placeholders. Pure, never fails; what is wrong
 * with the template itself stands in `problems`.
 *
 * @example deriveKind({ path: "docs/rfc-template.md", text: "# RFC: <title>\n\n## Summary\n" }).sections[0]?.title // "Summary"
 */
export function deriveKind(source: Source, options: DeriveOptions = {}): Kind {
  const outline = readOutline(source);
  const body = deriveBody(outline);
  const titleLabel = titleLabelOf(outline);
  const titleLabels = titleLabelsOf(titleLabel);
  const name = options.name ?? nameOf(source.path, titleLabels);
  const ownFields = deriveFields(outline, "document");
  const beside =
    options.metadata === undefined
      ? []
      : deriveFields(readMetadata(options.metadata), "metadata", metadataShift(options.metadata));
  const own = new Set(ownFields.map((field) => field.key));
  return {
    name,
    title: titleLabel ?? (name.length <= 4 ? name.toUpperCase() : name),
    titleLabels,
    template: {
      path: source.path,
      get digest() {
        return source.digest ?? null;
      },
      revision: options.revision ?? null,
      version: body.version,
    },
    fields: [...ownFields, ...beside.filter((field) => !own.has(field.key))],
    sections: body.sections,
    residue: body.residue,
    fixed: body.fixed,
    problems: body.problems,
  };
}

/** "docs/templates/tdr_template.md" gives "tdr", "keps/NNNN-kep-template/README.md" gives "kep". */
function nameOf(path: string, titleLabels: readonly string[]): string {
  const short = titleLabels.find((label) => /^[a-z]{2,6}$/.test(label));
  for (const segment of path.split("/").toReversed()) {
    const bare = segment
      .replace(/\.[a-z]+$/i, "")
      .replace(/(?:^|[-_. ])template(?:$|(?=[-_. ]))/i, "")
      .replace(/^(?:[N0]{3,}|\d+)[-_.]?/, "");
    const name = slug(bare.replace(/[_.]/g, "-"));
    if (name !== "" && !/^(?:readme|index|templates?|docs?|documents?)$/.test(name)) return name;
    if (short !== undefined) return short;
  }
  return slug(titleLabels[0] ?? "") || "document";
}
