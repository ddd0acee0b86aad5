import { loadModule, parseSync, SqlError, type Node } from "libpg-query";

/** PostgreSQL's own parser, compiled to WebAssembly. */
export interface Grammar {
  /** The statements of a text, or why there are none. */
  parse(sql: string): Parsed;
}

export type Parsed =
  | { readonly ok: true; readonly statements: readonly Node[] }
  /** `at`: offset into the text, in UTF-16 units. */
  | { readonly ok: false; readonly message: string; readonly at: number };

/** Loads the parser: 1.7 MB that most runs do not need. This module itself is loaded only by those that do. */
export async function loadGrammar(): Promise<Grammar> {
  await loadModule();
  return {
    parse(sql) {
      // The parser takes an empty text for a mistake of its caller.
      if (sql.trim() === "") return { ok: true, statements: [] };
      try {
        const { stmts = [] } = parseSync(sql);
        return { ok: true, statements: stmts.flatMap(({ stmt }) => (stmt === undefined ? [] : [stmt])) };
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        return { ok: false, message: error.message, at: unitOf(sql, error.sqlDetails?.cursorPosition ?? 0) };
      }
    },
  };
}

/** Errors count characters, strings count UTF-16 units. */
function unitOf(text: string, characters: number): number {
  let unit = 0;
  for (let left = characters; left > 0 && unit < text.length; left--)
    unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
  return unit;
}
