import type { Field } from "../../outline/fields.ts";
import type { FieldType } from "../../template/kind.ts";
import { perDocument } from "./per-document.ts";

/** The type that the template gives to a field of the document; fields that the template does not type are not in the map. */
export const judgedFieldsOf = perDocument((document): ReadonlyMap<Field, FieldType["is"]> => {
  const types = new Map<Field, FieldType["is"]>();
  for (const { field, spec } of document.fieldMatches) if (field !== null) types.set(field, spec.type.is);
  return types;
});
