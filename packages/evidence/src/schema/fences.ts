import { languageOf, type Document, type SqlStatement } from "@lintel/core";
import { dialectOfLanguage } from "./dialect.ts";
import type { Grammar } from "./grammar.ts";
import { readSql } from "./read.ts";

const SQL = new Set(["sql", "postgresql", "postgres", "pgsql", "psql", "plpgsql", "ddl"]);
/** Words without which a block that names no language is not looked at. */
const DEFINES = /^[ \t]{0,8}(?:create|alter)\s/im;

/** A block of a document that may hold SQL. */
export interface SqlFence {
  readonly text: string;
  /** Offset into the document of every line of `text`, and of its end. */
  readonly lines: readonly { readonly at: number; readonly start: number }[];
  readonly language: string;
}

/** The blocks of a document that say that they are SQL, or that say nothing and define something. */
export function fencesOf(document: Document): readonly SqlFence[] {
  const { text } = document.outline.source;
  return document.leaves.flatMap(({ block }): SqlFence[] => {
    if (block.kind !== "code") return [];
    const language = languageOf(block);
    const isSql = SQL.has(language) || dialectOfLanguage(language) !== null;
    if (!isSql && language !== "" && language !== "text") return [];
    if (!isSql && !DEFINES.test(text.slice(block.start, block.end))) return [];
    const lines: { at: number; start: number }[] = [];
    let joined = "";
    for (let i = 0; i + 1 < block.lines.length; i += 2) {
      const start = block.lines[i] ?? 0;
      lines.push({ at: joined.length, start });
      joined += `${text.slice(start, block.lines[i + 1])}\n`;
    }
    return joined.trim() === "" ? [] : [{ text: joined, lines, language }];
  });
}

/** The statements of a fence, with offsets into its document. */
export function statementsOf(fence: SqlFence, grammar: Grammar): readonly SqlStatement[] {
  const dialect = dialectOfLanguage(fence.language);
  const declared = SQL.has(fence.language) || dialect !== null;
  return readSql(fence.text, grammar).map(({ start, end, changes, elided, problem }): SqlStatement => {
    const at = placeIn(fence, start);
    return {
      start: at,
      end: placeIn(fence, end),
      declared,
      changes: dialect === null ? changes : [],
      elided,
      problem:
        dialect !== null
          ? { is: "dialect", message: `${dialect.name}: ${dialect.shows}`, at }
          : problem === null
            ? null
            : { ...problem, at: placeIn(fence, problem.at) },
      ran: false,
    };
  });
}

/** The offset in the document of an offset in the fence: lines of a quote or a list have marks in front. */
function placeIn({ lines }: SqlFence, offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const line = lines[low];
  return line === undefined ? 0 : line.start + (offset - line.at);
}
