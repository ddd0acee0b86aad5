/** "Did you mean …?": the known word that a mistyped one most likely stands for. */

/** Words longer than this are not compared: nobody mistypes them, and the comparison is quadratic in their length. */
const LONGEST = 80;

/**
 * The candidate nearest to `word`, or null when none is near: at most a third of its letters (one at least, four at most) added,
 * dropped, changed or swapped with their neighbour. Case, `_` and `-` do not count. The first of equals wins.
 *
 * @example closest("link-brokn", ["link-broken", "anchor-broken"]) // "link-broken"
 */
export function closest(word: string, candidates: Iterable<string>): string | null {
  const wanted = plain(word);
  if (wanted === "" || wanted.length > LONGEST) return null;
  let best: string | null = null;
  let limit = Math.min(4, Math.max(1, Math.floor(wanted.length / 3)));
  for (const candidate of candidates) {
    const other = plain(candidate);
    if (Math.abs(other.length - wanted.length) > limit || other.length > LONGEST) continue;
    const distance = editDistance(wanted, other);
    if (distance > limit || (best !== null && distance === limit)) continue;
    if (distance === 0) return candidate;
    best = candidate;
    limit = distance;
  }
  return best;
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[_\s]/g, "-");
}

/** The rows of a comparison, which are as good for the next: nothing in them is read before it is written. */
const rows: readonly number[][] = [[], [], []];

/** Edits between two words, a swap of neighbours counting as one (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let [beforeLast = [], last = [], row = []] = rows;
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((last[j - 1] ?? 0) + (same ? 0 : 1), (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const swapped =
        i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (swapped) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row[j] = cost;
    }
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return last[b.length] ?? 0;
}
