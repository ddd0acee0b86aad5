import { Mark } from "../../claims/claim.ts";
import { normaliseLabel } from "../../markdown/escape.ts";
import { inlinesOf, walkInlines } from "../../markdown/inline.ts";
import type { Tree } from "../../markdown/tree.ts";
import { closest } from "../../text/closest.ts";
import { defineRule } from "../rule.ts";
import { matchesIn } from "../../text/matches.ts";

export const linkReferenceUndefined = defineRule({
  id: "link-reference-undefined",
  severity: "warning",
  documentation: {
    summary: "A reference link names a definition that the document does not have.",
    why: "The page shows the brackets instead of a link, and what it pointed to is lost.",
    notes: "Only `[text][label]` and `[text][]` are looked at. A lone `[text]` may be just text in brackets.",
  },
  bad: [
    {
      markdown: "As [the RFC][rfc-9110] and [HTTP][] say.\n\n[rfc9110]: https://www.rfc-editor.org/rfc/rfc9110\n",
      findings: [
        { line: 1, message: "There is no definition “[rfc-9110]: …”. Did you mean “[rfc9110]”?" },
        { line: 1, message: "There is no definition “[HTTP]: …”. Add one, or write the target in parentheses." },
      ],
    },
  ],
  good: [
    {
      markdown:
        "As [the RFC][rfc] says, `a[i][j]`, x[i][j], \\[a][b], [done] and [ ][ ].\n\n[RFC]: https://example.org\n",
    },
  ],
  check({ document }, report) {
    const { tree } = document.outline;
    let guesses = 0;
    for (const { block, marks } of document.leaves) {
      if ((marks & Mark.Bracket) === 0 || block.kind === "code") continue;
      if (!tree.text.slice(block.start, block.end).includes("][")) continue;
      walkInlines(inlinesOf(tree, block), (inline) => {
        if (inline.kind !== "text") return inline.kind !== "link" && inline.kind !== "image";
        for (const match of matchesIn(REFERENCE, tree.text.slice(inline.start, inline.end))) {
          const label = (match[2] ?? "") === "" ? (match[1] ?? "") : (match[2] ?? "");
          if (tree.definitions.has(normaliseLabel(label)) || areTags(match[1] ?? "", match[2] ?? "")) continue;
          const start = inline.start + match.index;
          const near = guesses++ < MOST_GUESSES ? closest(normaliseLabel(label), tree.definitions.keys()) : null;
          const advice =
            near === null ? "Add one, or write the target in parentheses." : `Did you mean “[${labelOf(tree, near)}]”?`;
          report({ start, end: start + match[0].length, message: `There is no definition “[${label}]: …”. ${advice}` });
        }
        return true;
      });
    }
  },
});

/** A guess compares the label with all definitions; a document with more broken links than this needs no guesses. */
const MOST_GUESSES = 50;

/** `[Feature:Quota][Serial]`: tags in the name of a test. */
function areTags(first: string, second: string): boolean {
  return /^[A-Z][\w-]*(?::\w+)?$/.test(first) && /^[A-Z][\w-]*(?::\w+)?$/.test(second);
}

/** The label of a definition as it is written there. */
function labelOf(tree: Tree, normalised: string): string {
  const start = tree.definitions.get(normalised)?.start ?? 0;
  return /^\[([^\]]*)\]/.exec(tree.text.slice(start, start + 300))?.[1] ?? normalised;
}

/** `[text][label]`; not behind a word or a bracket, where it is an index. */
const REFERENCE = /(?<![\w\])\\!])\[([^[\]\n]{2,200})\]\[((?:[^[\]\n]{2,200})?)\](?![[\w(])/g;
