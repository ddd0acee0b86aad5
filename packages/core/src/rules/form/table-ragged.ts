import type { RowBlock, TableBlock, Tree } from "../../markdown/tree.ts";
import { defineRule } from "../rule.ts";
import { tablesOf } from "../views/tables.ts";

export const tableRagged = defineRule({
  id: "table-ragged",
  severity: "error",
  documentation: {
    summary: "A table row has more cells than the table has columns: what stands in the others is not shown.",
    why: "The page drops the cells without a word. Most often it is a “|” inside a cell, and what is lost is the mitigation, the owner or the test.",
  },
  bad: [
    {
      markdown: "| Flag | Values |\n| --- | --- |\n| mode | `on|off` | both |\n| depth | 3 |\n",
      findings: [
        {
          line: 3,
          message:
            "This row has 4 cells and the table 2 columns: “off` | both” is not shown. Write “\\|” for a bar inside a cell, or add columns.",
          related: [1],
        },
      ],
    },
  ],
  good: [
    { markdown: "| Flag | Values |\n| --- | --- |\n| mode | `on\\|off` |\n| depth |\n| width | 4 | |\n" },
    { markdown: "| a | b |\n| --- | --- |\n| 1 | 2 | |\n" },
  ],
  check({ document }, report) {
    const { tree } = document.outline;
    for (const table of tablesOf(document)) {
      for (const row of table.children) {
        if (row.kind !== "row") continue;
        const lost = lostCells(tree, table, row);
        if (lost === null) continue;
        const { start, end, cells } = lost;
        const shown = tree.text.slice(start, Math.min(end, start + 60)).trim();
        report({
          start,
          end,
          message: `This row has ${table.level + cells} cells and the table ${table.level} columns: “${shown}” is not shown. Write “\\|” for a bar inside a cell, or add columns.`,
          related: [
            {
              start: table.children[0]?.start ?? table.start,
              end: table.children[0]?.end ?? table.start,
              message: "The columns.",
            },
          ],
        });
      }
    }
  },
});

/** What stands behind the last cell that is shown, when that is more than empty cells. */
function lostCells(tree: Tree, table: TableBlock, row: RowBlock): { start: number; end: number; cells: number } | null {
  const last = row.children.at(-1);
  if (last === undefined || row.children.length < table.level || last.end >= row.end) return null;
  const rest = tree.text.slice(last.end, row.end);
  const bar = rest.indexOf("|");
  if (bar === -1) return null;
  const text = rest.slice(bar + 1).replace(/[\s|]+$/, "");
  const lead = text.length - text.replace(/^[\s|]+/, "").length;
  if (!/[\p{L}\p{Nd}]/u.test(text)) return null;
  const start = last.end + bar + 1 + lead;
  return { start, end: last.end + bar + 1 + text.length, cells: countCells(text) };
}

function countCells(text: string): number {
  let cells = 1;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 92) i++;
    else if (c === 124) cells++;
  }
  return cells;
}
