import type { SchemaChange, SqlProblem } from "@lintel/core";
import { changesOf } from "./changes.ts";
import { foreignDialect, inlineIndex } from "./dialect.ts";
import type { Grammar } from "./grammar.ts";
import { beginsStatement, scanStatements, type ScannedStatement } from "./scan.ts";

/** A statement of an SQL text: offsets into it, and what it does. */
export interface ReadStatement {
  readonly start: number;
  readonly end: number;
  readonly changes: readonly SchemaChange[];
  readonly elided: boolean;
  readonly problem: SqlProblem | null;
}

/** Places to be filled in: `<name>`, `{{ name }}`, `${name}`, `:name` where a name should be. */
const TEMPLATE = /<[A-Za-z_][\w -]{0,60}>|\{\{|\$\{|\{[a-z_]{1,40}\}|(?:table|column|on|into|exists)\s+[:%][A-Za-z_(]/i;

/** Reads every statement of a text, each for itself: a mistake in one does not hide the others. */
export function readSql(text: string, grammar: Grammar): readonly ReadStatement[] {
  return scanStatements(text).flatMap((scanned) => readStatement(text, scanned, grammar));
}

function readStatement(text: string, scanned: ScannedStatement, grammar: Grammar): readonly ReadStatement[] {
  const { start, end, elisions, restarts } = scanned;
  const source = text.slice(start, end);
  const whole = parse(source, start, end, scanned, grammar);
  if (whole.problem === null) return [whole];
  if (elisions.length > 0) {
    const rest = parse(withoutElisions(source, elisions, start), start, end, scanned, grammar);
    return [rest.problem === null ? { ...rest, elided: true } : { ...whole, problem: templateAt(start) }];
  }
  if (whole.problem.is === "dialect") return [whole];
  // Semicolons are often left away between statements that stand apart.
  if (restarts.length > 0) {
    const parts = [start, ...restarts].map((from, i) => {
      const to = restarts[i] ?? end;
      return parse(text.slice(from, to), from, from + text.slice(from, to).trimEnd().length, scanned, grammar);
    });
    if (parts.every(({ problem }) => problem === null)) return parts;
  }
  if (TEMPLATE.test(source)) return [{ ...whole, problem: templateAt(start) }];
  // Notes and bare lists of columns are no statements.
  return beginsStatement(source) ? [whole] : [];
}

function parse(
  source: string,
  start: number,
  end: number,
  { backticks, longNames }: ScannedStatement,
  grammar: Grammar,
): ReadStatement {
  const parsed = grammar.parse(source);
  const bare = /^(?:create|alter)\b/i.test(source) ? withoutStrings(source) : "";
  const index = inlineIndex(bare);
  const dialect =
    index === "foreign" ? { name: "MySQL", shows: "an index among the columns" } : foreignDialect(bare, backticks);
  if (dialect !== null) {
    const message = `${dialect.name}: ${dialect.shows}`;
    return { start, end, changes: [], elided: false, problem: { is: "dialect", message, at: start } };
  }
  if (parsed.ok && index === "mistake") {
    const at = start + Math.max(0, source.search(/\b(?:index|key)\s+\w+\s*\(/i));
    const message = "an index among the columns is MySQL's way; PostgreSQL has CREATE INDEX";
    return { start, end, changes: [], elided: false, problem: { is: "syntax", message, at } };
  }
  if (parsed.ok) {
    const cut = longNames.map((name): SchemaChange => ({ is: "cut-name", name }));
    return { start, end, changes: [...parsed.statements.flatMap(changesOf), ...cut], elided: false, problem: null };
  }
  const at = start + Math.min(parsed.at, source.length);
  return { start, end, changes: [], elided: false, problem: { is: "syntax", message: parsed.message, at } };
}

function templateAt(at: number): SqlProblem {
  return { is: "template", message: "it holds places to be filled in", at };
}

/** Blanks what stands for something left out, and a comma that would then stand alone; every offset stays. */
function withoutElisions(source: string, elisions: ScannedStatement["elisions"], start: number): string {
  const characters = [...source.matchAll(/[\s\S]/g)].map(([character]) => character);
  for (const elision of elisions) {
    const from = elision.start - start;
    const to = elision.end - start;
    characters.fill(" ", from, to);
    let before = from - 1;
    while (before >= 0 && /\s/.test(characters[before] ?? "")) before--;
    let after = to;
    while (after < characters.length && /\s/.test(characters[after] ?? "")) after++;
    if (characters[after] === ",") characters[after] = " ";
    else if (characters[before] === ",") characters[before] = " ";
  }
  return characters.join("");
}

/** Without comments and the contents of strings, which say nothing of the dialect. */
function withoutStrings(source: string): string {
  return source.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (found) => (found.startsWith("'") ? "''" : " "));
}
