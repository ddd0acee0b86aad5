/** The longest text that a claim carries. */
const LONGEST = 120;

/**
 * A claim's text as a message shows it: without marks, with the underscores of names, and with a sign where it was cut.
 *
 * @example shown("**Add** `retry_job`") // "Add retry_job"
 */
export function shown(text: string): string {
  const plain = text
    .replace(/\*+|`+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, "")
    .replace(/\s+/g, " ")
    .trim();
  return text.length < LONGEST ? plain : `${plain} …`;
}
