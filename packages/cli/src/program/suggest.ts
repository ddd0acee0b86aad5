/**
 * The one of `known` that somebody most likely meant, or null when none is near: a beginning of it, or at most a third of its
 * letters wrong.
 *
 * @example suggest("chekc", ["check", "claims"]) // "check"
 */
export function suggest(word: string, known: Iterable<string>): string | null {
  const wanted = word.toLowerCase().slice(0, 60);
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const lower = candidate.toLowerCase();
    if (wanted.length >= 3 && lower.startsWith(wanted)) return candidate;
    const distance = editDistance(wanted, lower);
    if (distance < least && distance <= Math.max(1, Math.floor(lower.length / 3))) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** Damerau–Levenshtein distance with adjacent swaps, over UTF-16 units. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? cost) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
