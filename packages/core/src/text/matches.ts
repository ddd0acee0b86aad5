/**
 * Every match of a global pattern, in order. `matchAll` makes a copy of the pattern each time, which costs more than reading a
 * line does; the pattern itself is used here, from the start of the text.
 *
 * @example matchesIn(/\d+/g, "10 of 20").map(([number]) => number) // ["10", "20"]
 */
export function matchesIn(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  let match = pattern.exec(text);
  if (match === null) return NONE;
  const matches: RegExpExecArray[] = [];
  for (; match !== null; match = pattern.exec(text)) {
    matches.push(match);
    if (match[0] === "") pattern.lastIndex++;
  }
  return matches;
}

const NONE: readonly RegExpExecArray[] = [];
