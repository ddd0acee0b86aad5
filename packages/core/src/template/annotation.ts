/**
 * Annotations: HTML comments by which a template says more than its words do. None is needed.
 *
 * `<!-- lintel: optional -->`, `<!-- lintel: required at approved -->`, `<!-- lintel: bookkeeping -->`,
 * `<!-- lintel: reviewers @security-team -->`, `<!-- lintel: fixed -->`, `<!-- lintel: version 3 -->`; several with `;`.
 */
import { closest } from "../text/closest.ts";
import type { Span } from "../text/source.ts";
import type { Requirement } from "./kind.ts";
import { ALWAYS, OPTIONAL } from "./requirement.ts";

export type Annotation =
  | { readonly is: "requirement"; readonly required: Requirement }
  | { readonly is: "bookkeeping" }
  | { readonly is: "fixed" }
  | { readonly is: "reviewers"; readonly handles: readonly string[] }
  | { readonly is: "version"; readonly version: string };

/** One thing that an annotation says, read or not. */
export interface ReadAnnotation extends Span {
  /** Null when it could not be read; then `message` says why. */
  readonly annotation: Annotation | null;
  readonly message: string;
}

const ANNOTATION_WORDS = ["optional", "required", "bookkeeping", "fixed", "reviewers", "version"] as const;

const FORMS = "optional, required, required at <state>, bookkeeping, fixed, reviewers @team, version <n>";

/** Whether a comment (with its marks) is an annotation. */
export function isAnnotation(comment: string): boolean {
  return /^<!--\s{0,100}lintel\s{0,10}:/i.test(comment);
}

/**
 * What an annotation comment says, each part with its place. `offset` is that of the comment.
 *
 * @example readAnnotations("<!-- lintel: required at approved -->", 0)[0]?.annotation
 */
export function readAnnotations(comment: string, offset: number): readonly ReadAnnotation[] {
  const opening = /^<!--\s{0,100}lintel\s{0,10}:/i.exec(comment)?.[0].length ?? 0;
  const body = comment.slice(opening, comment.endsWith("-->") ? -3 : undefined);
  const found: ReadAnnotation[] = [];
  let at = opening;
  for (const part of body.split(";")) {
    const lead = part.length - part.trimStart().length;
    const text = part.trim();
    const span = { start: offset + at + lead, end: offset + at + lead + text.length };
    at += part.length + 1;
    if (text === "" && body.includes(";")) continue;
    found.push({ ...readOne(text), ...span });
  }
  return found;
}

function readOne(text: string): { annotation: Annotation | null; message: string } {
  const [word = "", ...rest] = text.split(/\s+/);
  const argument = rest.join(" ");
  switch (word.toLowerCase()) {
    case "optional":
      return argument === "" ? read({ is: "requirement", required: OPTIONAL }) : surplus(word, argument);
    case "required":
      return readRequired(argument);
    case "bookkeeping":
      return argument === "" ? read({ is: "bookkeeping" }) : surplus(word, argument);
    case "fixed":
      return argument === "" ? read({ is: "fixed" }) : surplus(word, argument);
    case "reviewers":
    case "reviewer": {
      const handles = argument.split(/[\s,]+/).filter((handle) => handle !== "");
      const wrong = handles.find((handle) => !/^@[\w][\w./-]*$/.test(handle));
      if (handles.length === 0)
        return unread("“reviewers” names nobody. Name people or teams: `reviewers @security-team`.");
      if (wrong !== undefined)
        return unread(`“${wrong}” is no handle. Handles start with @: \`reviewers @security-team\`.`);
      return read({ is: "reviewers", handles });
    }
    case "version":
      return /^[\w.+-]{1,40}$/.test(argument)
        ? read({ is: "version", version: argument })
        : unread("“version” needs one word: `version 3`.");
    case "":
      return unread(`The annotation says nothing. It can say: ${FORMS}.`);
    default: {
      const meant = closest(word, ANNOTATION_WORDS);
      const hint = meant === null ? `It can say: ${FORMS}.` : `Did you mean “${meant}”?`;
      return unread(`There is no annotation “${word}”. ${hint}`);
    }
  }
}

function readRequired(argument: string): { annotation: Annotation | null; message: string } {
  if (argument === "") return read({ is: "requirement", required: ALWAYS });
  const states = /^(?:at|from|for|by)\s+(.+)$/i.exec(argument)?.[1];
  if (states === undefined) return unread(`“required ${argument}” is not understood. Write \`required at <state>\`.`);
  return read({
    is: "requirement",
    required: { when: "at", states: states.split(/\s*(?:,|\bor\b)\s*/i).map((state) => state.toLowerCase()) },
  });
}

function read(annotation: Annotation): { annotation: Annotation; message: string } {
  return { annotation, message: "" };
}

function unread(message: string): { annotation: null; message: string } {
  return { annotation: null, message };
}

function surplus(word: string, argument: string): { annotation: null; message: string } {
  return unread(`“${word}” stands alone; “${argument}” is not understood.`);
}
