/** So many IDs a range may stand for; a longer one is a slip. */
const LONGEST = 100;

const RANGE =
  /\b([A-Z]{1,6}[ _-]?)(\d{1,4})\s{0,3}(?:-|–|—|to|through|\.{2,3}|…)\s{0,3}(?:([A-Z]{1,6})[ _-]?)?(\d{1,4})(?![\d.])/g;

/**
 * A text with its ranges of IDs written out.
 *
 * @example writeOutRanges("AC-1 to AC-3: order") // "AC-1, AC-2, AC-3: order"
 */
export function writeOutRanges(text: string): string {
  return text.replace(RANGE, (whole, prefix: string, from: string, second: string | undefined, to: string) => {
    const first = Number(from);
    const last = Number(to);
    const sameName = second === undefined || prefix.startsWith(second);
    if (!sameName || last <= first || last - first >= LONGEST) return whole;
    return Array.from({ length: last - first + 1 }, (_, i) => `${prefix}${first + i}`).join(", ");
  });
}
