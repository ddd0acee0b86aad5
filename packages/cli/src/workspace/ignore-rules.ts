import { parseGlob, type Glob } from "@lintel/core";

/** The patterns of one ignore file, in git's syntax (gitignore(5)). */
export interface IgnoreFile {
  /** Repository path of the folder that the patterns are relative to; `""` for the root. */
  readonly base: string;
  readonly rules: readonly IgnoreRule[];
}

interface IgnoreRule {
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  /** Matched against the name alone; null for patterns with a slash, which are matched against the path below `base`. */
  readonly name: NameTest | null;
  readonly path: Glob | null;
}

/** Most patterns are a plain name or a suffix, which need no glob. */
type NameTest =
  | { readonly is: "name"; readonly text: string }
  | { readonly is: "suffix"; readonly text: string }
  | { readonly is: "glob"; readonly glob: Glob };

/** Reads the text of an ignore file. Lines that cannot be read as a pattern match nothing, as in git. */
export function parseIgnoreFile(text: string, base: string): IgnoreFile {
  const rules: IgnoreRule[] = [];
  for (const line of text.replace(/^\ufeff/, "").split(/\r?\n/)) {
    const rule = parseLine(line);
    if (rule !== null) rules.push(rule);
  }
  return { base, rules };
}

function parseLine(line: string): IgnoreRule | null {
  // Blanks at the end count only behind a backslash.
  let pattern = line.replace(/(\\?) +$/, (blanks, slash: string) => (slash === "" ? "" : blanks.slice(0, 2)));
  if (pattern === "" || pattern.startsWith("#")) return null;
  const negated = pattern.startsWith("!");
  if (negated) pattern = pattern.slice(1);
  const foldersOnly = pattern.endsWith("/");
  if (foldersOnly) pattern = pattern.slice(0, -1);
  if (pattern === "" || pattern === "/") return null;
  const anchored = pattern.includes("/");
  if (!anchored) {
    const name = nameTest(pattern);
    return name === null ? null : { negated, foldersOnly, name, path: null };
  }
  const parsed = parseGlob(pattern.replace(/^\//, ""), { braces: false });
  return parsed.ok ? { negated, foldersOnly, name: null, path: parsed.glob } : null;
}

function nameTest(pattern: string): NameTest | null {
  if (!/[*?[\\]/.test(pattern)) return { is: "name", text: pattern };
  const suffix = /^\*([^*?[\\]+)$/.exec(pattern)?.[1];
  if (suffix !== undefined) return { is: "suffix", text: suffix };
  const parsed = parseGlob(pattern, { braces: false });
  return parsed.ok ? { is: "glob", glob: parsed.glob } : null;
}

/**
 * Whether the entry `name` of `folder` is ignored. The files are in order of rising weight: the last pattern that matches
 * decides, so those of inner folders come last. Whether a folder above is ignored is for the caller to know.
 */
export function isIgnored(files: readonly IgnoreFile[], folder: string, name: string, isFolder: boolean): boolean {
  for (let f = files.length - 1; f >= 0; f--) {
    const file = files[f];
    if (file === undefined) continue;
    for (let r = file.rules.length - 1; r >= 0; r--) {
      const rule = file.rules[r];
      if (rule === undefined || (rule.foldersOnly && !isFolder)) continue;
      if (matches(rule, file.base, folder, name)) return !rule.negated;
    }
  }
  return false;
}

function matches(rule: IgnoreRule, base: string, folder: string, name: string): boolean {
  if (rule.name !== null) {
    if (rule.name.is === "name") return name === rule.name.text;
    if (rule.name.is === "suffix") return name.endsWith(rule.name.text);
    return rule.name.glob.matches(name);
  }
  const below = folder === base ? "" : base === "" ? folder : folder.slice(base.length + 1);
  return rule.path?.matches(below === "" ? name : `${below}/${name}`) ?? false;
}
