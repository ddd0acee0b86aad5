/** What the kinds that read people from fields share. */
import { readPeople, type Person } from "../grammar/people.ts";
import type { Field } from "../outline/fields.ts";
import type { Reading } from "./claim.ts";

/** Everybody whom a field names, from its line or from the list below it; nobody where the template's own value was left. */
export function peopleOf(field: Field, reading: Reading): readonly Person[] {
  const { text } = reading.tree;
  if (isTemplateValue(field, reading)) return [];
  if (field.items.length > 0) return field.items.flatMap((item) => readPeople(text, item.start, item.end));
  if (isChoice(field.raw)) return [];
  return readPeople(text, field.start, field.end);
}

/** Whether the field still holds what the template had there to be replaced. */
export function isTemplateValue(field: Field, reading: Reading): boolean {
  return reading.kind?.fields.some((spec) => spec.key === field.key && spec.placeholder === field.raw) ?? false;
}

/** `[Your Name]`, `<agent>`: a whole value in brackets, unless it is a list of YAML or a link. */
function isChoice(raw: string): boolean {
  return /^<[^<>@]*>$/.test(raw) || (/^\[[^\][]*\]$/.test(raw) && !/^\[\s*["'@]/.test(raw) && !raw.includes(","));
}
