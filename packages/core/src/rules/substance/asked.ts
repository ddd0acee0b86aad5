import type { Document } from "../../document/document.ts";
import type { CanonicalId } from "../../outline/canonical.ts";
import { isBuiltInName } from "../../template/builtin/kinds.ts";
import type { Kind, SectionSpec } from "../../template/kind.ts";
import { isDesignLike } from "../views/design-like.ts";

/**
 * Whether something may be demanded of a document: it is of one of the built-in kinds, which ask for it, or of a template of its
 * team's own whose words about a section of that function ask for it, or it follows no template and reads as a design. The
 * templates of others ask for other things: an RFC may leave its questions open.
 *
 * @example const asksForOwners = asks(["open-questions"], /\b(?:owner|next step)\b/i);
 */
export function asks(functions: readonly CanonicalId[], words: RegExp): (document: Document) => boolean {
  const wanted: ReadonlySet<CanonicalId | null> = new Set(functions);
  const known = new WeakMap<Kind, boolean>();
  return (document) => {
    const { kind } = document;
    if (kind === null) return isDesignLike(document);
    if (isBuiltInName(kind.name)) return true;
    let answer = known.get(kind);
    if (answer === undefined) {
      answer = kind.sections.some((spec) => asksIn(spec, wanted, words));
      known.set(kind, answer);
    }
    return answer;
  };
}

function asksIn(spec: SectionSpec, wanted: ReadonlySet<CanonicalId | null>, words: RegExp): boolean {
  if (wanted.has(spec.canonical) && (words.test(spec.title) || words.test(spec.guidance))) return true;
  return (
    spec.prompts.some(
      (prompt) =>
        (wanted.has(prompt.canonical) || wanted.has(spec.canonical)) &&
        (words.test(prompt.label) || words.test(prompt.guidance)),
    ) || spec.children.some((child) => asksIn(child, wanted, words))
  );
}

/**
 * Whether the template of a document asks for a thing by a section or a prompt of its own: one of that function, or one whose
 * name has the word in it. What is missing there, another rule says.
 */
export function asksByName({ kind }: Document, canonical: CanonicalId, word: RegExp): boolean {
  if (kind === null) return false;
  const has = (spec: SectionSpec): boolean =>
    spec.canonical === canonical ||
    word.test(spec.title) ||
    spec.prompts.some((prompt) => prompt.canonical === canonical || word.test(prompt.label)) ||
    spec.children.some(has);
  return kind.sections.some(has);
}
