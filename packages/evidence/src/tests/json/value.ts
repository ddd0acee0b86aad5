/** JSON, or what can be read of JSON that was cut off. Undefined when it is neither. */
export function parseJson(text: string): { readonly value: unknown; readonly isCut: boolean } | undefined {
  try {
    return { value: JSON.parse(text) as unknown, isCut: false };
  } catch {
    const closed = closeJson(text);
    if (closed === null) return undefined;
    try {
      return { value: JSON.parse(closed) as unknown, isCut: true };
    } catch {
      return undefined;
    }
  }
}

const MOST_DEPTH = 200;

/**
 * The beginning of a text of JSON up to the last value that is whole, and the brackets that are then open closed. Null where nothing
 * is whole, and where the brackets do not fit together.
 */
function closeJson(text: string): string | null {
  const closers: string[] = [];
  let end = -1;
  let open = "";
  const mark = (at: number): void => {
    end = at;
    open = closers.toReversed().join("");
  };
  // Behind a bracket that closes, what stands before is whole.
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '"') {
      i = endOfString(text, i);
      if (i === -1) break;
    } else if (char === "{" || char === "[") {
      if (closers.length >= MOST_DEPTH) break;
      closers.push(char === "{" ? "}" : "]");
    } else if (char === "}" || char === "]") {
      if (closers.pop() !== char) return null;
      if (closers.length === 0) return null;
      mark(i + 1);
    }
  }
  return end === -1 ? null : text.slice(0, end) + open;
}

/** Where the string that begins here ends; -1 when it does not. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === '"') return i;
  }
  return -1;
}
