import type { TableBlock } from "../../markdown/tree.ts";
import { perDocument } from "./per-document.ts";

/** The tables of a document, in reading order. */
export const tablesOf = perDocument((document): readonly TableBlock[] => {
  const tables: TableBlock[] = [];
  let last: TableBlock | null = null;
  for (const { block } of document.leaves) {
    if (block.kind !== "cell") continue;
    const table = block.parent?.parent;
    if (table?.kind !== "table" || table === last) continue;
    last = table;
    tables.push(table);
  }
  return tables;
});
