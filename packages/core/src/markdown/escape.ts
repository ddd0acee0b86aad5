/** Backslash escapes, character references and link labels (CommonMark 0.31 §2.4, §2.5, §4.7). */
import { namedCharacter } from "./named-characters.ts";

const ESCAPED = /\\([!-/:-@[-`{-~])|&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));/g;

/**
 * Resolves backslash escapes and character references.
 *
 * @example unescapeMarkdown("a\\_b &amp; &#35;1") // "a_b & #1"
 */
export function unescapeMarkdown(s: string): string {
  if (!s.includes("\\") && !s.includes("&")) return s;
  return s.replace(ESCAPED, (whole, escaped?: string, decimal?: string, hex?: string, name?: string) => {
    if (escaped !== undefined) return escaped;
    if (name !== undefined) return namedCharacter(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? "0", 16) : Number.parseInt(decimal, 10);
    return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? "\ufffd" : String.fromCodePoint(code);
  });
}

/**
 * The form in which link labels are compared: white space collapsed, case folded.
 *
 * @example normaliseLabel(" Rust  RFC ") // "RUST RFC"
 */
export function normaliseLabel(label: string): string {
  const collapsed = /\s/.test(label) ? label.trim().replace(/\s+/g, " ") : label;
  // Both ways, because some characters have no counterpart in one of them (ẞ, ß and SS are one label).
  return collapsed.toLowerCase().toUpperCase();
}
