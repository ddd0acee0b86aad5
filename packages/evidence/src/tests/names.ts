import type { TestCase } from "@lintel/core";

/** Whether a title is mocha's of a hook: `"before all" hook for "…"`. */
export function isHook(title: string): boolean {
  return /^"(?:before|after) (?:all|each)" hook\b/.test(title);
}

/**
 * A full name that joins suites and title by blanks, of which the title is known, and perhaps the innermost suite: separated where
 * that leaves no doubt.
 *
 * @example spaced("Protocol accepts two", "accepts two").suites // ["Protocol"]
 */
export function spaced(
  text: string,
  title: string,
  innermost: string | null = null,
): Pick<TestCase, "suites" | "title" | "joined"> {
  if (text === title || !text.endsWith(` ${title}`))
    return { suites: text === title ? [] : null, title, joined: text === title ? null : { text, separator: " " } };
  const outer = text.slice(0, -title.length - 1);
  if (outer === innermost || !outer.includes(" ")) return { suites: [outer], title, joined: null };
  if (innermost !== null && innermost !== "" && outer.endsWith(` ${innermost}`)) {
    const rest = outer.slice(0, -innermost.length - 1);
    if (!rest.includes(" ")) return { suites: [rest, innermost], title, joined: null };
  }
  return { suites: null, title, joined: { text, separator: " " } };
}

/** `test_maps[1-one]` → `test_maps` and `[1-one]`. */
export function bracketed(name: string): { readonly title: string; readonly parameters: string | null } {
  const at = name.endsWith("]") ? name.indexOf("[") : -1;
  return at <= 0 ? { title: name, parameters: null } : { title: name.slice(0, at), parameters: name.slice(at) };
}

/** Deeper than this nobody nests, and a name that is all separators must cost no more. */
const MOST_BEGINNINGS = 50;

/** What stands before each separator: the names of all suites that a joined name may be in. */
export function beginnings(name: string, separator: string): readonly string[] {
  const found: string[] = [];
  for (
    let at = name.indexOf(separator);
    at !== -1 && found.length < MOST_BEGINNINGS;
    at = name.indexOf(separator, at + 1)
  ) {
    found.push(name.slice(0, at));
  }
  return found;
}
