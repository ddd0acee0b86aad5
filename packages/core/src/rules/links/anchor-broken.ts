import { isMarkdown } from "../../layouts/paths.ts";
import { closest } from "../../text/closest.ts";
import { defineRule } from "../rule.ts";
import { anchorNamesOf } from "../views/anchors.ts";
import { linksOf } from "../views/links.ts";
import { isPlaceholderTarget } from "./placeholder.ts";
import { readTarget } from "./target.ts";
import { Memo } from "../../text/memo.ts";

export const anchorBroken = defineRule({
  id: "anchor-broken",
  severity: "warning",
  documentation: {
    summary: "A link into a document names a heading that is not there.",
    why: "The reader lands at the top of a long page and searches for the section that was meant. It happens whenever a heading is reworded, and no renderer says so.",
    notes:
      "Anchors are those that GitHub makes of headings, `id` and `name` attributes, and `{#name}` behind a heading. Upper and lower case are the same. The fix is offered when one heading has the same letters and digits.",
  },
  bad: [
    {
      markdown:
        "# Orders\n\n- [Goals](#goals-non-goals)\n- [Risk](#risk)\n- [Cost](#price)\n\n## Goals & Non-Goals\n\n## Risks\n",
      findings: [
        { line: 3, message: "No heading here has the anchor “#goals-non-goals”. It is “#goals--non-goals”." },
        { line: 4, message: "No heading here has the anchor “#risk”. Did you mean “#risks”?" },
        { line: 5, message: "No heading here has the anchor “#price”." },
      ],
      fixed:
        "# Orders\n\n- [Goals](#goals--non-goals)\n- [Risk](#risk)\n- [Cost](#price)\n\n## Goals & Non-Goals\n\n## Risks\n",
    },
    {
      path: "specs/a/tdr.md",
      files: { "specs/a/spec.md": "# Spec\n\n## Acceptance Criteria\n" },
      markdown: "See [the criteria](./spec.md#criteria) and [them](spec.md#acceptance_criteria).\n",
      findings: [
        { line: 1, message: "No heading of “specs/a/spec.md” has the anchor “#criteria”." },
        {
          line: 1,
          message:
            "No heading of “specs/a/spec.md” has the anchor “#acceptance_criteria”. It is “#acceptance-criteria”.",
        },
      ],
      fixed: "See [the criteria](./spec.md#criteria) and [them](spec.md#acceptance-criteria).\n",
    },
  ],
  good: [
    {
      files: { "other.md": '# Other\n\n<a name="notes"></a>\n\n## Twice\n\n## Twice\n', "main.go": "" },
      markdown:
        "# Orders\n\n[top](#), [1](#orders), [2](#Orders), [3](other.md#notes), [4](other.md#twice-1), [5](main.go#L10), [6](gone.md#x)\n",
    },
  ],
  check({ document, surroundings }, report) {
    const from = document.outline.source.path;
    let guesses = 0;
    for (const { target, at, start } of linksOf(document)) {
      if (!target.includes("#") || isPlaceholderTarget(target)) continue;
      const link = readTarget(target, from);
      if (link.is === "elsewhere" || link.anchor === null || isAlwaysThere(link.anchor)) continue;
      let names: ReadonlySet<string> | null;
      let where = "here";
      if (link.is === "anchor" || link.path === from) names = anchorNamesOf(document);
      else {
        if (link.path === null || !isMarkdown(link.path)) continue;
        names = surroundings?.anchors(link.path) ?? null;
        where = `of “${link.path}”`;
      }
      if (names === null) continue;
      const wanted = link.anchor.replace(/^user-content-/, "");
      if (names.has(wanted)) continue;
      const known = indexOf(names);
      if (known.lower.has(wanted.toLowerCase())) continue;
      const nothing = `No heading ${where} has the anchor “#${link.anchor}”.`;
      const same = known.byLetters.get(letters(link.anchor)) ?? [];
      const [only] = same;
      const place = at.end > at.start ? at : { start, end: start };
      if (same.length === 1 && only !== undefined) {
        const text = target.slice(0, target.indexOf("#") + 1) + only;
        const fix = { title: `Link to #${only}`, edits: [{ ...at, text }] };
        report({ ...place, key: target, message: `${nothing} It is “#${only}”.`, fix });
      } else {
        const guess = guesses++ < MOST_GUESSES ? closest(link.anchor, names) : null;
        report({ ...place, key: target, message: guess === null ? nothing : `${nothing} Did you mean “#${guess}”?` });
      }
    }
  },
});

/** A guess compares the anchor with all others; a document with more broken links than this needs no guesses. */
const MOST_GUESSES = 50;

interface AnchorIndex {
  readonly lower: ReadonlySet<string>;
  readonly byLetters: ReadonlyMap<string, readonly string[]>;
}

const indexes = new Memo<ReadonlySet<string>, AnchorIndex>();

/** Anchors by the forms in which they are compared. */
function indexOf(names: ReadonlySet<string>): AnchorIndex {
  const before = indexes.get(names);
  if (before !== undefined) return before;
  const lower = new Set<string>();
  const byLetters = new Map<string, string[]>();
  for (const name of names) {
    lower.add(name.toLowerCase());
    const others = byLetters.get(letters(name));
    if (others === undefined) byLetters.set(letters(name), [name]);
    else others.push(name);
  }
  const index = { lower, byLetters };
  indexes.set(names, index);
  return index;
}

/** Anchors that every page has, or that lines of code and footnotes get. */
function isAlwaysThere(anchor: string): boolean {
  return /^(?:|top|readme|L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?|(?:user-content-)?fn(?:ref)?[-:]?[\w-]*|:~:.*)$/i.test(
    anchor,
  );
}

function letters(anchor: string): string {
  return anchor.toLowerCase().replace(/[^\p{L}\p{Nd}]/gu, "");
}
