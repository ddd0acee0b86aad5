/** Holds the fields of a document against those of its kind. */
import type { Field } from "../outline/fields.ts";
import type { Outline } from "../outline/outline.ts";
import { indexOf } from "../template/kind-index.ts";
import type { FieldSpec, Kind } from "../template/kind.ts";
import { fold } from "../text/fold.ts";
import type { FieldMatch } from "./document.ts";

/** Keys that teams use for each other: the older Directive template says Date where the newer one says Created. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  created: ["date"],
  date: ["created"],
  approvers: ["reviewers"],
  reviewers: ["approvers"],
  featureName: ["title"],
};

/** Every field of a kind, and where a document or the file of metadata beside it has it. */
export function matchFields(outline: Outline, metadata: Outline | null, kind: Kind): readonly FieldMatch[] {
  if (kind.fields.length === 0) return [];
  const own = lookupOf(outline.fields);
  const beside = metadata === null ? null : lookupOf(metadata.fields);
  const { fieldsByKey } = indexOf(kind);
  const find = (spec: FieldSpec, fields: ReadonlyMap<string, Field>): Field | null => {
    const exact = fields.get(keyOf(spec.key)) ?? fields.get(keyOf(`other:${spec.label}`));
    if (exact !== undefined) return exact;
    for (const alias of ALIASES[spec.key] ?? []) {
      const other = fieldsByKey.has(alias) && alias !== "title" ? undefined : fields.get(alias);
      if (other !== undefined) return other;
    }
    return null;
  };
  return kind.fields.map((spec) => {
    const field = find(spec, own);
    const other = field === null && beside !== null ? find(spec, beside) : null;
    return { spec, field: field ?? other, isBeside: other !== null };
  });
}

/** Known keys as they are; others folded, without the "#" that some put behind a name ("RFC PR #"). */
function keyOf(key: string): string {
  return key.startsWith("other:") ? fold(key).replace(/[\s#:.]+$/, "") : key;
}

/** Fields by key, the first of each; labels of no known key folded. */
function lookupOf(fields: readonly Field[]): ReadonlyMap<string, Field> {
  const lookup = new Map<string, Field>();
  for (const field of fields) {
    const key = keyOf(field.key);
    if (!lookup.has(key)) lookup.set(key, field);
  }
  return lookup;
}
