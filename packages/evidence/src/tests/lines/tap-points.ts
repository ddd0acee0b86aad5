/** One line of a TAP stream, `ok` or `not ok`, with what belongs to it. */
export interface TapPoint {
  readonly isOk: boolean;
  readonly description: string;
  readonly directive: "skip" | "todo" | null;
  /** What stands behind the directive. */
  readonly reason: string;
  /** Points inside of it, when it is a test with tests in it. */
  readonly children: readonly TapPoint[];
  /** Of its YAML block, the keys at the outermost level, and `message`. */
  readonly yaml: ReadonlyMap<string, string>;
  /** Comments behind it, up to the next point. */
  readonly comments: readonly string[];
  /** The comment before it. */
  readonly heading: string | null;
  /** 1-based. */
  readonly line: number;
}

export interface TapStream {
  /** 13, 14; null when the stream does not say. */
  readonly version: number | null;
  readonly points: readonly TapPoint[];
  /** Comments at the outermost level, in order, each with how many points were before it. */
  readonly comments: readonly { readonly text: string; readonly before: number; readonly line: number }[];
  /** What is wrong: a plan that is missing or does not agree, a run that gave up. */
  readonly incomplete: readonly string[];
  /** Whether points open with `{`, as Vitest's do. */
  readonly hasBraces: boolean;
  readonly hasSubtests: boolean;
}

interface OpenPoint {
  isOk: boolean;
  description: string;
  directive: TapPoint["directive"];
  reason: string;
  children: OpenPoint[];
  yaml: Map<string, string>;
  comments: string[];
  heading: string | null;
  line: number;
}

/** Points and plan of one level of indentation. */
interface Level {
  readonly indent: number;
  readonly points: OpenPoint[];
  plan: number | null;
}

const MOST_DEPTH = 100;
const POINT = /^(not )?ok\b(?: +(\d+))?(?: +-(?= |$))?[ \t]*(.*)$/;

/** Reads TAP 12 to 14, with the ways of node:test, Vitest, deno, tape, mocha and bats. Null when nothing in it is TAP. */
export function readTapStream(text: string): TapStream | null {
  const root: Level = { indent: 0, points: [], plan: null };
  const levels: Level[] = [root];
  const comments: { text: string; before: number; line: number }[] = [];
  const incomplete: string[] = [];
  let version: number | null = null;
  let heading: string | null = null;
  let last: OpenPoint | null = null;
  let yaml: { readonly indent: number; readonly of: OpenPoint | null } | null = null;
  let block: string | null = null;
  let hasBraces = false;
  let hasSubtests = false;
  let isBailed = false;

  const close = (level: Level): void => {
    if (level.plan !== null && level.plan !== level.points.length && !isBailed) {
      incomplete.push(
        `${level.plan} tests were planned at line ${level.points[0]?.line ?? 1} and after, and ${level.points.length} are listed.`,
      );
    }
  };
  /** Closes levels until one fits: what they hold belongs to the point that stands behind them, or to the one that opened them. */
  const levelAt = (indent: number): Level => {
    let level = levels.at(-1) ?? root;
    while (level.indent > indent && levels.length > 1) {
      levels.pop();
      close(level);
      pending = [...pending, ...level.points];
      level = levels.at(-1) ?? root;
    }
    if (indent > level.indent && levels.length < MOST_DEPTH) {
      level = { indent, points: [], plan: null };
      levels.push(level);
    }
    return level;
  };
  // Points of a level that was closed, and whose parent comes only now.
  let pending: OpenPoint[] = [];
  // Points that opened a brace.
  const braces: OpenPoint[] = [];

  let number = 0;
  for (const raw of lines(text)) {
    number++;
    const line = raw.trimEnd();
    const body = line.trimStart();
    const indent = line.length - body.length;
    if (yaml !== null) {
      if (body === "..." && indent <= yaml.indent) yaml = null;
      else if (yaml.of !== null) block = readYaml(yaml.of.yaml, body, indent - yaml.indent, block);
      continue;
    }
    if (body === "") continue;
    if (body === "---" && last !== null) {
      yaml = { indent, of: last };
      block = null;
      continue;
    }
    const versioned: RegExpExecArray | null =
      version === null && indent === 0 ? /^TAP version (\d+)$/.exec(body) : null;
    if (versioned !== null) {
      version = Number(versioned[1]);
      continue;
    }
    if (body.startsWith("Bail out!")) {
      isBailed = true;
      incomplete.push(`The run gave up: ${body.slice(9).trim() || "it does not say why"}.`);
      continue;
    }
    const plan = /^1\.\.(\d{1,9})(?:\s*#.*)?$/.exec(body);
    if (plan !== null && isLevel(indent)) {
      levelAt(indent).plan = Number(plan[1]);
      continue;
    }
    if (body === "}" && braces.length > 0) {
      const of = braces.pop();
      levelAt(indent);
      if (of !== undefined) of.children = pending;
      pending = [];
      continue;
    }
    if (body.startsWith("#")) {
      const comment = body.slice(1).trim();
      if (comment.startsWith("Subtest")) hasSubtests = true;
      else if (indent === 0) comments.push({ text: comment, before: root.points.length, line: number });
      else last?.comments.push(comment);
      heading = indent === 0 ? comment : heading;
      continue;
    }
    const match = isLevel(indent) ? POINT.exec(body) : null;
    if (match === null) continue;
    const level = levelAt(indent);
    const point = pointOf(match, number, heading);
    if (body.endsWith("{") && /(?:^|\s)\{$/.test(body)) {
      hasBraces = true;
      point.description = point.description.replace(/\s*\{$/, "");
      braces.push(point);
    }
    point.children = pending;
    pending = [];
    level.points.push(point);
    last = point;
  }
  while (levels.length > 1) {
    const level = levels.pop();
    if (level === undefined) break;
    close(level);
    const of = braces.pop();
    if (of === undefined) pending = [...pending, ...level.points];
    else of.children = level.points;
  }
  for (const point of pending) root.points.push(point);
  if (root.points.length === 0 && root.plan === null && version === null) return null;
  if (yaml !== null) incomplete.push("It ends in the middle of a block: the run was cut off.");
  if (root.plan === null && !isBailed) incomplete.push("It has no plan: the run was cut off.");
  close(root);
  return { version, points: root.points, comments, incomplete, hasBraces, hasSubtests };
}

/** Lines without their ends, one at a time. */
function* lines(text: string): Generator<string> {
  for (let start = 0; start <= text.length;) {
    const end = text.indexOf("\n", start);
    yield text.slice(start, end === -1 ? text.length : end).replace(/\r$/, "");
    if (end === -1) return;
    start = end + 1;
  }
}

/** Levels are indented by fours; what is indented otherwise is what a program printed, or part of a message. */
function isLevel(indent: number): boolean {
  return indent % 4 === 0;
}

function pointOf(match: RegExpExecArray, line: number, heading: string | null): OpenPoint {
  const { description, directive, reason } = splitDirective(match[3] ?? "");
  return {
    isOk: match[1] === undefined,
    description,
    directive,
    reason,
    children: [],
    yaml: new Map(),
    comments: [],
    heading,
    line,
  };
}

/** `… # SKIP not now`: a hash that is not escaped, and behind it a word that is a directive. Durations are no directive. */
function splitDirective(text: string): Pick<OpenPoint, "description" | "directive" | "reason"> {
  let description = text;
  let directive: TapPoint["directive"] = null;
  let reason = "";
  for (let at = text.indexOf("#"); at !== -1; at = text.indexOf("#", at + 1)) {
    if (at > 0 && (text[at - 1] === "\\" || !/\s/.test(text[at - 1] ?? ""))) continue;
    const behind = text.slice(at + 1).trimStart();
    const word = /^(skip|todo)\S*/i.exec(behind)?.[0];
    if (word === undefined && !/^time=[\d.]+m?s\b/.test(behind)) continue;
    if (directive === null && word !== undefined) {
      directive = word.toLowerCase().startsWith("skip") ? "skip" : "todo";
      reason = behind.slice(word.length).trim();
    }
    if (description === text) description = text.slice(0, at).trimEnd() + (text.endsWith(" {") ? " {" : "");
  }
  return { description: description.replaceAll(/\\([#\\])/g, "$1").trim(), directive, reason };
}

/**
 * `key: value`, whatever its level, without quotes; the first of a name counts. Of a text over several lines the first is taken: the
 * answer is the key that waits for it.
 */
function readYaml(yaml: Map<string, string>, body: string, depth: number, waiting: string | null): string | null {
  if (waiting !== null) {
    yaml.set(waiting, body);
    return null;
  }
  if (yaml.size > 50 || depth > 8) return null;
  const match = /^"?([A-Za-z_]{1,40})"?:[ \t]*(.*)$/.exec(body);
  if (match === null) return null;
  const [, key = "", value = ""] = match;
  if (yaml.has(key)) return null;
  if (/^[|>][-+]?$/.test(value)) return key;
  yaml.set(key, value.replace(/^(['"])(.*)\1$/s, "$2"));
  return null;
}
