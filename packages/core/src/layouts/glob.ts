/**
 * Globs over repository paths, matched in time proportional to pattern times path whatever the pattern (a backtracking matcher
 * can be made to hang by 41 characters).
 *
 * `*` and `?` stay inside a segment, `**` as a whole segment stands for any number of them, `[a-z]` and `[!a-z]` are classes,
 * `{a,b}` alternatives, `\` takes the next character as it is. A dot at the beginning of a name is nothing special.
 */

export interface Glob {
  readonly pattern: string;
  /** Whether a path (with `/`, without a leading one) matches. */
  matches(path: string): boolean;
}

/** A glob, or what is wrong with the pattern. */
export type GlobResult = { readonly ok: true; readonly glob: Glob } | { readonly ok: false; readonly message: string };

/** What a pattern may hold: in ignore files of git, braces are ordinary characters. */
export interface GlobDialect {
  readonly braces: boolean;
}

/** Patterns beyond these are refused: nobody writes them on purpose. */
const MOST_LENGTH = 1000;
const MOST_ALTERNATIVES = 200;

/** One character of a segment pattern. */
type Token =
  | { readonly is: "literal"; readonly char: string }
  | { readonly is: "any" }
  | { readonly is: "star" }
  | { readonly is: "class"; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] };

/** A segment: its text when it has no wildcard, its tokens otherwise; null stands for `**`. */
type Segment = string | readonly Token[] | null;

/**
 * Reads a pattern.
 *
 * @example const docs = parseGlob("docs/{rfcs,adr}/*.md"); docs.ok && docs.glob.matches("docs/adr/0001-x.md") // true
 */
export function parseGlob(pattern: string, dialect: GlobDialect = { braces: true }): GlobResult {
  if (pattern.length > MOST_LENGTH) return { ok: false, message: `A glob has at most ${MOST_LENGTH} characters.` };
  const cleaned = pattern.replace(/^(?:\.?\/)+/, "");
  if (cleaned === "") return { ok: false, message: "A glob cannot be empty." };
  const alternatives = dialect.braces ? expandBraces(cleaned) : [cleaned];
  if (typeof alternatives === "string") return { ok: false, message: alternatives };
  const compiled: (readonly Segment[])[] = [];
  for (const alternative of alternatives) {
    const segments: Segment[] = [];
    for (const part of alternative.split("/")) {
      if (part === "**") {
        if (segments.at(-1) !== null || segments.length === 0) segments.push(null);
        continue;
      }
      const tokens = tokensOf(part);
      if (typeof tokens === "string") return { ok: false, message: tokens };
      const literal = tokens.every((token) => token.is === "literal");
      segments.push(literal ? tokens.map((token) => (token.is === "literal" ? token.char : "")).join("") : tokens);
    }
    // `docs/` means what lies in it.
    if (segments.length > 1 && segments.at(-1) === "") segments[segments.length - 1] = null;
    compiled.push(segments);
  }
  return {
    ok: true,
    glob: {
      pattern,
      matches(path) {
        const parts = path.split("/");
        return compiled.some((segments) => matchSegments(segments, parts));
      },
    },
  };
}

/** `{a,b}` written out; nested braces too. A sentence when there are too many or one is not closed. */
function expandBraces(pattern: string): readonly string[] | string {
  let done: string[] = [""];
  let i = 0;
  while (i < pattern.length) {
    const c = pattern[i] ?? "";
    if (c === "\\" && i + 1 < pattern.length) {
      const pair = pattern.slice(i, i + 2);
      done = done.map((text) => text + pair);
      i += 2;
      continue;
    }
    if (c !== "{") {
      done = done.map((text) => text + c);
      i++;
      continue;
    }
    const close = closingBrace(pattern, i);
    if (close === null) return "A `{` has no `}`.";
    const choices: string[] = [];
    for (const choice of splitChoices(pattern.slice(i + 1, close))) {
      const expanded = expandBraces(choice);
      if (typeof expanded === "string") return expanded;
      choices.push(...expanded);
      if (choices.length > MOST_ALTERNATIVES) return tooMany;
    }
    if (done.length * choices.length > MOST_ALTERNATIVES) return tooMany;
    done = done.flatMap((text) => choices.map((choice) => text + choice));
    i = close + 1;
  }
  return done;
}

const tooMany = `A glob may stand for at most ${MOST_ALTERNATIVES} alternatives.`;

function closingBrace(pattern: string, open: number): number | null {
  let depth = 0;
  for (let i = open; i < pattern.length; i++) {
    const c = pattern[i];
    if (c === "\\") i++;
    else if (c === "{") depth++;
    else if (c === "}" && --depth === 0) return i;
  }
  return null;
}

function splitChoices(text: string): string[] {
  const choices: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === "\\") i++;
    else if (c === "{") depth++;
    else if (c === "}") depth--;
    else if (c === "," && depth === 0) {
      choices.push(text.slice(from, i));
      from = i + 1;
    }
  }
  choices.push(text.slice(from));
  return choices;
}

function tokensOf(segment: string): readonly Token[] | string {
  const tokens: Token[] = [];
  const chars = Array.from(segment);
  for (let i = 0; i < chars.length; i++) {
    const c = chars[i] ?? "";
    if (c === "\\") tokens.push({ is: "literal", char: chars[++i] ?? "\\" });
    else if (c === "?") tokens.push({ is: "any" });
    else if (c === "*") {
      if (tokens.at(-1)?.is !== "star") tokens.push({ is: "star" });
    } else if (c === "[") {
      const close = chars.indexOf("]", i + 2);
      if (close === -1) return "A `[` has no `]`.";
      tokens.push(classOf(chars.slice(i + 1, close)));
      i = close;
    } else tokens.push({ is: "literal", char: c });
  }
  return tokens;
}

function classOf(chars: readonly string[]): Token {
  const negated = chars[0] === "!" || chars[0] === "^";
  const ranges: (readonly [string, string])[] = [];
  for (let i = negated ? 1 : 0; i < chars.length; i++) {
    const from = chars[i] ?? "";
    const to = chars[i + 2];
    if (chars[i + 1] === "-" && to !== undefined) {
      ranges.push([from, to]);
      i += 2;
    } else ranges.push([from, from]);
  }
  return { is: "class", negated, ranges };
}

/** Segments against segments: on a mismatch only the last `**` moves on, so the work is at most pattern times path. */
function matchSegments(pattern: readonly Segment[], path: readonly string[]): boolean {
  let p = 0;
  let s = 0;
  let deep = -1;
  let retry = 0;
  while (s < path.length) {
    const segment = pattern[p];
    if (segment === null) {
      deep = p++;
      retry = s;
    } else if (segment !== undefined && matchSegment(segment, path[s] ?? "")) {
      p++;
      s++;
    } else if (deep !== -1) {
      p = deep + 1;
      s = ++retry;
    } else return false;
  }
  // A closing `**` that had nothing to stand for is left over: `docs/**` is not `docs` itself.
  return p === pattern.length;
}

function matchSegment(pattern: string | readonly Token[], text: string): boolean {
  if (typeof pattern === "string") return pattern === text;
  const chars = Array.from(text);
  let p = 0;
  let s = 0;
  let star = -1;
  let retry = 0;
  while (s < chars.length) {
    const token = pattern[p];
    if (token?.is === "star") {
      star = p++;
      retry = s;
    } else if (token !== undefined && matchToken(token, chars[s] ?? "")) {
      p++;
      s++;
    } else if (star !== -1) {
      p = star + 1;
      s = ++retry;
    } else return false;
  }
  while (pattern[p]?.is === "star") p++;
  return p === pattern.length;
}

function matchToken(token: Token, char: string): boolean {
  if (token.is === "literal") return token.char === char;
  if (token.is === "class") return token.ranges.some(([from, to]) => from <= char && char <= to) !== token.negated;
  return true;
}
