/**
 * Positions that are out of order: as few as possible, so that one moved section is one finding and not one for each section
 * behind it. What is left when a longest increasing subsequence is taken out; O(n log n).
 *
 * @example movedIn([1, 4, 2, 3]) // [1]
 */
export function movedIn(values: readonly number[]): readonly number[] {
  const tails: number[] = [];
  const before: number[] = [];
  values.forEach((value, i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before.push(low > 0 ? (tails[low - 1] ?? -1) : -1);
    tails[low] = i;
  });
  const kept = new Set<number>();
  for (let i = tails.at(-1) ?? -1; i !== -1; i = before[i] ?? -1) kept.add(i);
  return values.map((_, i) => i).filter((i) => !kept.has(i));
}
