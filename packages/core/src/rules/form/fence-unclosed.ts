import { contentOf, type CodeBlock, type Tree } from "../../markdown/tree.ts";
import type { Related } from "../finding.ts";
import { defineRule } from "../rule.ts";
import { listed } from "../template/guidance.ts";
import { fencesOf } from "../views/fences.ts";
import { headingIn, swallowingsOf } from "../views/swallowed.ts";

export const fenceUnclosed = defineRule({
  id: "fence-unclosed",
  severity: "error",
  documentation: {
    summary: "A code block starts and never ends.",
    why: "Everything below it is shown as code and read as code: its headings are no headings, and its criteria, endpoints and risks are seen by nobody, neither people nor tools.",
    notes:
      "The fix closes the block where it ends now. It is offered only when nothing in the block looks like the document going on.",
  },
  bad: [
    {
      markdown: '# Payments\n\n```json\n{ "amount": 12 }\n\n## Risks\n\n- Charged twice\n',
      findings: [
        {
          line: 3,
          message:
            "The code block never ends: 5 lines below it are code. Close it with “```” before line 6, which looks like a heading.",
          related: [6],
        },
      ],
    },
    {
      template: "# N\n\n## Why\n\nSay why.\n\n## Tests\n\nSay which.\n\n## Risks\n\nSay which.\n",
      markdown: "# N\n\n## Why\n\n```sh\nmake\n\n## Tests\n\n`retry.test.ts`\n\n## Risks\n\nNone.\n",
      findings: [
        {
          line: 5,
          message:
            "The code block never ends: 9 lines below it are code, and with them “Tests” and “Risks” of the template. Close it with “```” before line 8, which looks like a heading.",
          related: [8],
        },
      ],
    },
    {
      markdown: "- Try it:\n\n  ~~~~sh\n  curl localhost/health\n\n- Then deploy.\n",
      findings: [{ line: 3, message: "The code block never ends: 2 lines below it are code. Close it with “~~~~”." }],
      fixed: "- Try it:\n\n  ~~~~sh\n  curl localhost/health\n  ~~~~\n\n- Then deploy.\n",
    },
  ],
  good: [{ markdown: "```\na\n```\n\n~~~~\n```\n~~~~\n" }],
  check({ document }, report) {
    const { tree } = document.outline;
    for (const fence of fencesOf(document)) {
      if (fence.closed) continue;
      const mark = /^(`+|~+)/.exec(tree.text.slice(fence.start, fence.start + 100))?.[0] ?? "```";
      const count = fence.lines.length / 2;
      const swallowing = swallowingsOf(document).find((other) => other.fence === fence);
      const names = (swallowing?.sections ?? []).map(({ spec }) => `“${spec.title}”`);
      const sections = names.length === 0 ? "" : `, and with them ${listed(names)} of the template`;
      const lines = `${count === 1 ? "1 line below it is code" : `${count} lines below it are code`}${sections}`;
      const next = swallowed(tree, fence);
      const place = { start: fence.start, end: firstLineEnd(tree, fence) };
      if (next === null) {
        report({
          ...place,
          message: `The code block never ends: ${lines}. Close it with “${mark}”.`,
          fix: { title: `Close the block with ${mark}`, edits: [closing(tree, fence, mark)] },
        });
        continue;
      }
      const line = fence.line + 1 + next.index;
      report({
        ...place,
        message: `The code block never ends: ${lines}. Close it with “${mark}” before line ${line}, which looks like ${next.what}.`,
        related: [next.related],
      });
    }
  },
});

/** The first line in the block that looks like the document going on: a heading, or the start of another block of code. */
function swallowed(tree: Tree, fence: CodeBlock): { index: number; what: string; related: Related } | null {
  const heading = headingIn(fence);
  for (let i = 0; i + 1 < fence.lines.length; i += 2) {
    const start = fence.lines[i] ?? 0;
    const end = fence.lines[i + 1] ?? start;
    const line = tree.text.slice(start, Math.min(end, start + 200));
    const what = heading.test(line) ? "a heading" : /^ {0,3}(?:```+|~~~+)\s*\w/.test(line) ? "another block" : null;
    if (what !== null) return { index: i / 2, what, related: { start, end, message: `Looks like ${what}.` } };
  }
  return null;
}

function firstLineEnd(tree: Tree, fence: CodeBlock): number {
  const start = fence.start;
  const feed = tree.text.slice(start, start + 1000).search(/[\r\n]/);
  return feed === -1 ? Math.min(fence.end, start + 1000) : start + feed;
}

/** A closing fence behind the last line of the block that holds anything, indented like the opening one. */
function closing(tree: Tree, fence: CodeBlock, mark: string): { start: number; end: number; text: string } {
  const { text, lineStarts } = tree;
  const opening = lineStarts[fence.line - 1] ?? 0;
  const indent = text.slice(opening, fence.start).replace(/[^\s>]/g, " ");
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  let at = firstLineEnd(tree, fence);
  if (contentOf(tree, fence).trim() !== "") {
    for (let i = fence.lines.length - 2; i >= 0; i -= 2) {
      const end = fence.lines[i + 1] ?? 0;
      if (text.slice(fence.lines[i], end).trim() === "") continue;
      at = end;
      break;
    }
  }
  return { start: at, end: at, text: newline + indent + mark };
}
