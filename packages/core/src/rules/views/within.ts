import type { Span } from "../../text/source.ts";

/** Those of some things in reading order that start inside a span; found by halving. */
export function within<Thing extends Span>(things: readonly Thing[], span: Span): readonly Thing[] {
  return things.slice(firstFrom(things, span.start), firstFrom(things, span.end));
}

/** Index of the first thing that starts at `offset` or behind it. */
export function firstFrom(things: readonly Span[], offset: number): number {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((things[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
