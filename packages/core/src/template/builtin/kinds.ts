import { deriveKind } from "../derive.ts";
import type { Kind } from "../kind.ts";
import { TEMPLATES } from "./texts.ts";

export type BuiltInName = keyof typeof TEMPLATES;

/** The names of the built-in kinds. */
export const BUILT_IN_NAMES = [
  "tdr",
  "spec",
  "impact",
  "implementation-summary",
  "tdd",
  "adr",
] as const satisfies readonly BuiltInName[];

/** The Markdown of a built-in template, for a new document or for a team to start its own from. */
export function builtInTemplate(name: BuiltInName): string {
  return TEMPLATES[name];
}

const derived = new Map<BuiltInName, Kind>();

/**
 * A built-in kind, derived from its template when it is first asked for.
 *
 * @example builtInKind("tdr").sections.length // 12
 */
export function builtInKind(name: BuiltInName): Kind {
  let kind = derived.get(name);
  if (kind === undefined) {
    kind = deriveKind({ path: `built-in:${name}`, text: TEMPLATES[name] }, { name });
    derived.set(name, kind);
  }
  return kind;
}

/** Whether a name is that of a built-in kind. */
export function isBuiltInName(name: string): name is BuiltInName {
  return Object.hasOwn(TEMPLATES, name);
}

/** All built-in kinds. */
export function builtInKinds(): readonly Kind[] {
  return BUILT_IN_NAMES.map(builtInKind);
}
