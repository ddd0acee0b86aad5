import { readFileSync, statSync } from "node:fs";
import type { FlagReference } from "@lintel/core";
import type { Git, RepositoryFiles } from "../source.ts";

/** Sources of code by their extensions; documents, data and translations ask for no flag. */
const CODE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|astro|py|go|java|kts?|scala|groovy|rs|cs|fs|rb|php|c|cc|cpp|h|hpp|m|mm|swift|dart|ex|exs|erl|clj|lua|r|sh|bash|zsh|pl|sql|tf|hcl|html?|erb|twig|jinja2?)$/i;
const TESTS =
  /(?:^|\/)(?:tests?|specs?|__tests__|e2e|fixtures?)\/|[._-](?:test|spec)\.\w+$|(?:^|\/)test_\w+\.py$|_test\.(?:go|py|rb)$|Tests?\.(?:java|kt|cs)$/i;
/** Larger sources were written by no hand. */
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_FILES = 10_000;
const MOST_PLACES = 50;

/**
 * Finds the places at which code asks for a flag. Files are found by git where there is one, and only those that name a flag are
 * read. A key counts between quotes, its other spellings as a word of their own.
 */
export function referenceFinder(
  names: readonly string[],
  files: RepositoryFiles,
  git: Git | null,
  except: ReadonlySet<string>,
): (key: string) => readonly FlagReference[] {
  const wanted = new Map([...new Set(names)].map((name) => [name, spellingsOf(name)] as const));
  let found: ReadonlyMap<string, readonly FlagReference[]> | null = null;
  return (key) => {
    found ??= search(
      wanted,
      candidates(wanted, files, git).filter((path) => CODE.test(path) && !except.has(path)),
      files,
    );
    return found.get(key) ?? [];
  };
}

/** `new-orders` as other languages spell it: `newOrders`, `NewOrders`, `new_orders`, `NEW_ORDERS`. */
function spellingsOf(name: string): readonly string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+|\s/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
  // A single word is a name of too many things.
  if (words.length < 2) return [name];
  const capital = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const camel = (words[0] ?? "") + capital.slice(1).join("");
  return [...new Set([name, camel, capital.join(""), words.join("_"), words.join("_").toUpperCase(), words.join("-")])];
}

function candidates(
  wanted: ReadonlyMap<string, readonly string[]>,
  files: RepositoryFiles,
  git: Git | null,
): readonly string[] {
  const patterns = [...new Set([...wanted.values()].flat())].flatMap((spelling) => ["-e", spelling]);
  const listed = git?.(["grep", "--untracked", "-z", "-l", "-I", "-F", ...patterns, "--", "."]);
  // Without a match git ends with 1: then nothing is said, and nothing is searched.
  if (git !== null) return listed?.ok === true ? listed.out.split("\0").filter((path) => path !== "") : [];
  return files.below("").slice(0, MOST_FILES);
}

function search(
  wanted: ReadonlyMap<string, readonly string[]>,
  paths: readonly string[],
  files: RepositoryFiles,
): ReadonlyMap<string, readonly FlagReference[]> {
  const found = new Map<string, FlagReference[]>();
  for (const path of paths) {
    const text = readSource(files.absolute(path));
    if (text === null) continue;
    const code = codeOf(path, text);
    const lines = code.split("\n");
    const dead = deadLines(lines);
    for (const [name, spellings] of wanted) {
      if (!spellings.some((spelling) => code.includes(spelling))) continue;
      const places = found.get(name) ?? [];
      found.set(name, places);
      for (const [i, line] of lines.entries()) {
        if (places.length >= MOST_PLACES) break;
        if (!isNamed(line, name, spellings)) continue;
        places.push({ at: `${path}:${i + 1}`, isTest: TESTS.test(path), isDead: dead.has(i) });
      }
    }
  }
  return found;
}

/** Whether a line names a flag: its key between quotes, or another spelling as a word. */
function isNamed(line: string, key: string, spellings: readonly string[]): boolean {
  return spellings.some((spelling) => {
    for (let at = line.indexOf(spelling); at !== -1; at = line.indexOf(spelling, at + 1)) {
      const before = line.charAt(at - 1);
      const after = line.charAt(at + spelling.length);
      if (/["'`]/.test(before) && before === after) return true;
      const isWord = !/[\w-]/.test(before) && !/[\w-]/.test(after);
      if (isWord && (spelling !== key || /^[A-Z][A-Z0-9_]+$/.test(key))) return true;
    }
    return false;
  });
}

function readSource(file: string): string | null {
  try {
    if (statSync(file).size > MOST_BYTES) return null;
    return readFileSync(file, "utf8");
  } catch {
    // Gone since it was listed, or never a file.
    return null;
  }
}

const HASH = /\.(?:py|rb|sh|bash|zsh|pl|r|ex|exs|tf|hcl)$/i;
const DASHES = /\.(?:sql|lua)$/i;
const SLASHES = /\/\*[^]*?(?:\*\/|$)|(?<![:\w])\/\/[^\n]*/g;
const MARKUP = /<!--[^]*?(?:-->|$)/g;

/** A source with its comments blanked, line by line as long as before. What stands in strings stays. */
function codeOf(path: string, text: string): string {
  const blank = (comment: string): string => comment.replace(/[^\n]/g, " ");
  if (HASH.test(path)) return text.replace(/(?<![\w"'$&\\])#[^\n]*/g, blank);
  if (DASHES.test(path)) return text.replace(/--[^\n]*/g, blank);
  return text.replace(SLASHES, blank).replace(MARKUP, blank);
}

/**
 * Lines of code that can be seen never to run: between `#if 0` and its end, and behind `if (false)` on the same line or in the
 * block that it opens.
 */
function deadLines(lines: readonly string[]): ReadonlySet<number> {
  const dead = new Set<number>();
  let conditional = 0;
  let block = 0;
  for (const [i, line] of lines.entries()) {
    const isDirective = /^\s*#\s*(if|ifdef|ifndef|else|elif|endif)\b/.exec(line)?.[1];
    if (conditional > 0) {
      if (isDirective?.startsWith("if") === true) conditional++;
      else if (isDirective === "endif" || (conditional === 1 && isDirective !== undefined)) conditional--;
      if (conditional > 0) dead.add(i);
      continue;
    }
    if (/^\s*#\s*if\s+0\b/.test(line)) {
      conditional = 1;
      continue;
    }
    if (block > 0) {
      dead.add(i);
      block += braces(line);
      continue;
    }
    const never = /\bif\s*\(?\s*(?:false|False|0)\s*(?:&&|\band\b|\)|:|\{)/.exec(line);
    if (never === null) continue;
    dead.add(i);
    block = Math.max(0, braces(line.slice(never.index)));
  }
  return dead;
}

function braces(line: string): number {
  let depth = 0;
  for (const c of line) {
    if (c === "{") depth++;
    else if (c === "}") depth--;
  }
  return depth;
}
