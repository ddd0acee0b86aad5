/** Words by which templates say that something may be left out, or from when on it must be there. */
import { fold } from "../text/fold.ts";
import type { Requirement } from "./kind.ts";

export const ALWAYS: Requirement = { when: "always" };
export const OPTIONAL: Requirement = { when: "optional" };

/** Sentences longer than this say something else; it also bounds the work of the patterns below. */
const LONGEST_SENTENCE = 300;

/** A sentence of guidance that makes its section optional. */
const OPTIONAL_SENTENCE =
  /^(?:note: )?(?:this )?(?:\(?optional\)?$|optional[,:;.(-]|(?:an? |these are )?optional (?:elements?|sections?|parts?|fields?|metadata)\b|(?:section|element|part|chapter|field) (?:is|are) optional\b|is (?:an )?optional\b)|\bthis (?:section|element|part|chapter|field) (?:is optional|can be (?:omitted|removed|deleted|skipped|left out)|may be (?:omitted|removed|deleted|skipped|left out)|(?:might|may) not (?:always )?(?:exist|apply))|\bfeel free to (?:remove|delete|omit)\b|^\(?if applicable\b|^(?:delete|remove|omit|skip|drop) (?:this|the) (?:section|part|element|field|heading)?\b.{0,60}\bif\b|^(?:only )?(?:needed|required|necessary|include(?:d)?|fill(?:ed)?|keep|use) (?:this section )?(?:only )?(?:if|when)\b|\botherwise,? (?:remove|delete|omit) (?:this|the)\b|^(?:not required|no need)\b/;

const LATER_SENTENCE =
  /\b(?:must|should|has to|have to|needs? to) be (?:completed|filled|filled in|answered|provided|written|present)\b|\b(?:is|are) (?:required|mandatory|needed)\b|\brequired (?:at|by|from|for|before|when)\b|\bnot (?:required|needed) (?:until|before)\b|\b(?:must|should) answer\b/;

/** States that the known lifecycles use; a template's own choices come on top. */
const STATES =
  /\b(draft|in[- ]review|proposed|provisional|approved|approval|accepted|acceptance|implementable|implemented|final|last call|alpha|beta|stable|ga)\b/;

const STATE_OF: Readonly<Record<string, string>> = { approval: "approved", acceptance: "accepted", ga: "stable" };

/**
 * What a piece of guidance says about the need for its section; null when it says nothing about it.
 *
 * @example requirementIn("This section must be completed when targeting beta to a release.") // at beta
 */
export function requirementIn(guidance: string): Requirement | null {
  for (const sentence of sentencesOf(guidance)) {
    if (sentence.length > LONGEST_SENTENCE) continue;
    if (LATER_SENTENCE.test(sentence)) {
      const state = STATES.exec(sentence)?.[1];
      if (state !== undefined) return { when: "at", states: [STATE_OF[state] ?? state] };
      if (/\bnot (?:required|needed) (?:until|before)\b/.test(sentence)) return OPTIONAL;
    }
    if (OPTIONAL_SENTENCE.test(sentence)) return OPTIONAL;
  }
  return null;
}

/** Whether a heading says in parentheses or brackets, or by a comment, that it may be left out. */
export function isOptionalHeading(raw: string): boolean {
  return /[([]\s*(?:optional|if applicable|if any|if needed|if relevant|as needed|opcional|si aplica)\b|<!--[^>]{0,40}\boptional\b|\boptional\s*$/i.test(
    raw,
  );
}

/**
 * Whether a comment says nothing but that what comes next may be left out ("This is an optional element. Feel free to
 * remove."). One about "this section" is about the section that it stands in.
 */
export function isOptionalMarker(comment: string): boolean {
  const folded = fold(comment);
  if (folded.length > 120 || !/\boptional\b/.test(folded) || /\bthis section\b/.test(folded)) return false;
  return sentencesOf(folded).every((sentence) => OPTIONAL_SENTENCE.test(sentence.trim()));
}

function sentencesOf(guidance: string): string[] {
  return fold(guidance).split(/(?<=[.!?:;]) /);
}
