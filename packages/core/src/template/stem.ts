import { fold } from "../text/fold.ts";

/** Words, then a number or a single letter, then perhaps a name of its own. */
const NUMBERED = /^((?:[\p{L}-]+ ){1,4})(?:#?\d{1,2}|[a-z]|i{1,3})(?:\s*[:.(\-–—].*)?$/u;

/** "Requirement: retry", "Scenario - the bank is down": a label of up to three words, then a name. */
const LABELLED = /^((?:[\p{L}-]+ ){0,2}[\p{L}-]+)(?::\s|\s[-–—]\s)/u;

/** The label before the name of a heading ("requirement" of "Requirement: retry"), or the stem of a numbered one. */
export function nameStemOf(title: string): string | null {
  return stemOf(title) ?? LABELLED.exec(fold(title))?.[1] ?? null;
}

/**
 * The stem of a heading that stands for any number of its kind; null for titles that name one thing.
 *
 * @example stemOf("Option A: a queue") // "option"
 * @example stemOf("User Story 1 (Optional)") // "user story"
 */
export function stemOf(title: string): string | null {
  return NUMBERED.exec(fold(title))?.[1]?.trim() ?? null;
}
