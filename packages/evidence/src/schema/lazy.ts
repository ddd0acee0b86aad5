import type { Grammar } from "./grammar.ts";

/** PostgreSQL's parser, loaded when it is first needed: 1.7 MB of WebAssembly. */
export async function grammarOf(): Promise<Grammar> {
  const { loadGrammar } = await import("./grammar.ts");
  return await loadGrammar();
}
