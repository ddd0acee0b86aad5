import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnyClaim } from "../../src/claims/kinds.ts";
import { readDocument } from "../../src/document/read.ts";
import { runs } from "../runs.ts";

const claimsOf = (text: string): readonly AnyClaim[] => readDocument({ path: "design.md", text }, null).claims;

/** Beginnings of everything that recognisers look for, and what comes close to it. */
const FRAGMENTS = [
  "a",
  "a/",
  "a/b.py ",
  "`a/b.py` ",
  "`",
  "``",
  "[",
  "]",
  "[a](b) ",
  "[a]: https://a.b\n",
  "![a](b.png) ",
  "<a b> ",
  "<",
  "#12 ",
  "#",
  "1,",
  "1.500 ",
  "p95 < 1 ms, ",
  "99.9% availability ",
  "1/2/3 ms ",
  "at least 5k requests per second ",
  "O(10k) nodes ",
  "GET /a/{b}?c=d ",
  "POST|PUT /x ",
  "curl -X POST https://a.io/b \\\n",
  "`/v1/x` endpoint ",
  "{",
  "}",
  '{"a": 1}',
  '`{"error": 1}` response ',
  "____ ",
  "TBD ",
  "TODO: ",
  "??? ",
  "YYYY-MM-DD ",
  "@ada, ",
  " and ",
  "**a**: ",
  "- ",
  "1. ",
  "| ",
  "|---|---|\n",
  "Order fields added: `a`, `b` ",
  "table `a` (b, c, d) ",
  "CREATE TABLE a (b int, ",
  "ALTER TABLE a ADD b int, ",
  "class A(B):\n    c: int\n",
  "type A struct {\n\tB string\n",
  "message A {\n",
  "erDiagram\nA {\n",
  "├── a.py\n",
  "│   └── b/\n",
  "a/\n",
  "feature flag `a-b` ",
  "Feature gate name: AbcDef\n",
  "`a_b_total` ",
  "alert when > 5% ",
  "- alert: A\n  expr: b\n",
  "SLO 99.9% ",
  "error budget ",
  "```\n",
  "```json\n",
  "```sql\n",
  "```go\n",
  "~~~python\n",
  "## Performance\n",
  "## Data Model\n",
  "## Metrics\n",
  "## Alerts\n",
  "## Feature Flags\n",
  "# T\n",
  "---\n",
  "**Author**: ",
  "**Links**: ",
  "**Approval Gate**: ~~x~~ ",
  "\n",
  "\n\n",
  "\r\n",
  "\t",
  "    ",
  "> ",
  "\\",
  "&lt;",
  "é",
  "日本",
  "🙂",
  "\ud83d",
  "—",
  "→ ",
  "…",
];

/** What is wrong with the claims of a text: where they stand, what they cover, how they are called. */
function faultsOf(text: string): readonly string[] {
  const faults: string[] = [];
  const ids = new Set<string>();
  let previous = 0;
  for (const { id, start, end } of claimsOf(text)) {
    if (start < previous) faults.push(`${id} stands before the one in front of it`);
    if (end < start || end > text.length) faults.push(`${id} covers ${start} to ${end}`);
    if (/[\n\r]/.test(text.slice(start, end))) faults.push(`${id} goes over a line`);
    if (ids.has(id)) faults.push(`${id} is there twice`);
    ids.add(id);
    previous = start;
  }
  return faults;
}

describe("whatever a document holds, its claims", () => {
  it("stand in it, in order, on one line each, with IDs of their own", () => {
    assert(
      property(array(constantFrom(...FRAGMENTS), { maxLength: 40 }), (pieces) => {
        expect(faultsOf(pieces.join(""))).toEqual([]);
      }),
      { numRuns: runs(300) },
    );
  });

  it.each(FRAGMENTS.map((fragment) => [fragment]))("are read to the end of twenty kilobytes of %j", (fragment) => {
    const repeated = fragment.repeat(Math.ceil(20_000 / fragment.length));
    for (const opening of [
      "",
      "## Performance\n\n",
      "## Data Model\n\n```\n",
      "## API\n\n| a | b |\n|---|---|\n| x | ",
    ]) {
      expect(claimsOf(opening + repeated).length).toBeLessThanOrEqual(20_000);
    }
  });

  it("are the same whenever they are read", () => {
    const text = FRAGMENTS.join("\n");
    expect(claimsOf(text)).toEqual(claimsOf(text));
  });
});
