import type { Claim } from "../claims/claim.ts";
import type { Payload } from "../claims/payload.ts";
import type { Document } from "../document/document.ts";
import { readJson } from "../grammar/json.ts";

export type PayloadClaim = Claim<"payload", Payload>;

/** The value that a payload shows, comments and trailing commas left out; null when it is no JSON even so. */
export function payloadValue(
  { start, end, value }: PayloadClaim,
  { outline }: Document,
): { readonly value: unknown } | null {
  if (!value.jsonc) return null;
  const { text, lineStarts } = outline.tree;
  const [first, last] = value.lines;
  // A block stands between its fences, without the quote marks or blanks in front of each line; a span is all of its claim.
  const content =
    first === last && text.charCodeAt(start) !== BACKTICK && text.charCodeAt(start) !== TILDE
      ? text.slice(start, end)
      : text
          .slice(lineStarts[first] ?? start, lineStarts[last - 1] ?? end)
          .split("\n")
          .map((line) => line.replace(/^[\s>]*/, ""))
          .join("\n");
  const { comments, trailingCommas } = readJson(content);
  let plain = content;
  for (const { start: from, end: to } of [...comments, ...trailingCommas].toSorted((a, b) => b.start - a.start)) {
    plain = plain.slice(0, from) + plain.slice(from, to).replace(/[^\n]/g, " ") + plain.slice(to);
  }
  try {
    return { value: JSON.parse(plain.replace(/^(?:\s*#[^\n]*\n)+/, "")) as unknown };
  } catch {
    return null;
  }
}

const BACKTICK = 96;
const TILDE = 126;
