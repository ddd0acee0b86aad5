import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { agreeInLine, drawn, readByLintel, readByMdast } from "./oracle.ts";

/**
 * Real documents, read by us and by mdast: `LINTEL_CORPUS=<folder> npx vitest run corpus` compares every Markdown file below
 * that folder: headings, lists, items, code, tables, cells, links and everything else, with places. It takes minutes, because
 * mdast reads some 0.3 MB/s.
 *
 * In the trees of kubernetes/enhancements and rust-lang/rfcs (1,344 files, 30 MB, 0.9 million nodes) eight files differ, each for
 * one of these reasons: the rest of a tab that a container took in part (we say where it stands, mdast puts blanks); two blanks
 * behind a checkbox (mdast keeps one as text); a list behind indented code that does not start at 1, and a line of blanks behind
 * indented code (bugs of micromark); `<br>` that continues an item lazily (§4.6: it cannot interrupt a paragraph).
 */
const folder = process.env["LINTEL_CORPUS"];
const isThere = folder !== undefined && existsSync(folder);

/** Of a corpus, so many nodes in a million may differ. */
const mayDiffer = 200;

describe("a corpus of real documents", () => {
  it.skipIf(!isThere)(
    "is read as mdast reads it (skipped unless LINTEL_CORPUS names a folder)",
    { timeout: 3_600_000 },
    () => {
      const root = folder ?? "";
      let nodes = 0;
      const differences: string[] = [];
      const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".md"));
      for (const path of files) {
        const text = readFileSync(join(root, path), "utf8");
        const mdast = drawn(readByMdast(text, "all"), text).split("\n");
        const ours = drawn(readByLintel(text, "all"), text).split("\n");
        nodes += mdast.length;
        for (const line of unmatched(ours, mdast)) differences.push(`${path}: ${line}`);
      }
      console.log(`${files.length} files, ${nodes} nodes, ${differences.length} differ\n${differences.join("\n")}`);
      expect(files.length).toBeGreaterThan(0);
      expect((differences.length / nodes) * 1e6).toBeLessThanOrEqual(mayDiffer);
    },
  );
});

/** The lines of one drawing that are not in the other, in order; a node too many does not put all that follow out of step. */
function unmatched(ours: readonly string[], mdast: readonly string[]): string[] {
  const differing: string[] = [];
  let j = 0;
  for (let i = 0; i < ours.length; i++) {
    const line = ours[i] ?? "";
    const ahead = mdast.slice(j, j + 40).findIndex((other) => agreeInLine(line, other));
    if (ahead === -1) differing.push(`ours ${line}`);
    else {
      for (const skipped of mdast.slice(j, j + ahead)) differing.push(`mdast ${skipped}`);
      j += ahead + 1;
    }
  }
  for (const skipped of mdast.slice(j)) differing.push(`mdast ${skipped}`);
  return differing;
}
