import type { Document } from "../../document/document.ts";
import type { Field } from "../../outline/fields.ts";
import { splitDate, nameOf } from "../../layouts/paths.ts";
import { isPlaceholder } from "../../template/placeholder.ts";
import { fold } from "../../text/fold.ts";
import { lineAt } from "../../text/source.ts";
import type { Related } from "../finding.ts";
import { defineRule, type Report } from "../rule.ts";
import { claimsOf } from "../views/claims.ts";
import { earlierSiblingsOf, fileNameOf, pathOf, siblingsOf } from "../views/siblings.ts";
import { dateIn, isoOf, isReal } from "./dates.ts";

const SPEC = "directive/specs/20260114-retry/spec.md";
const TDR = "directive/specs/20260114-retry/tdr.md";

export const siblingContradiction = defineRule({
  id: "sibling-contradiction",
  severity: "warning",
  needs: "design",
  documentation: {
    summary:
      "Two documents of one design say different things of it: another ID, another day, another feature, another number of criteria.",
    why: "One of them was copied or changed and the other was not. A reviewer who has read the first trusts the second, and approves something that was never agreed.",
    notes:
      "Told once, in the later document. Titles count as different only when they share no word with each other and one of them none with the folder either.",
  },
  bad: [
    {
      kind: "tdr",
      path: TDR,
      files: {
        [SPEC]:
          "# Spec — Retry payments\n\n**Spec ID**: 20260114\n**Created**: 2026-01-14\n\n## Acceptance Criteria\n\n- AC-1: sent again\n- AC-2: logged\n",
      },
      markdown:
        "# TDR — Search index\n\n**Spec ID**: 20260113\n**Created**: 2026-01-15\n\n## 10. Test Strategy\n\nAll 14 acceptance criteria have a test.\n",
      findings: [
        {
          line: 1,
          message:
            "This is about “Search index”, and spec.md about “Retry payments”. Was it copied from another design?",
          related: [1],
        },
        {
          line: 3,
          message: "The Spec ID is 20260113 here and 20260114 in spec.md. Correct the one that is wrong.",
          related: [3],
        },
        {
          line: 4,
          message: "Created is 2026-01-15 here and 2026-01-14 in spec.md. Correct the one that is wrong.",
          related: [4],
        },
        {
          line: 8,
          message: "This speaks of 14 acceptance criteria, and spec.md has 2. Correct the one that is wrong.",
          related: [8],
        },
      ],
    },
  ],
  good: [
    {
      path: TDR,
      files: {
        [SPEC]:
          "# Spec (per PR)\n\n**Feature name**: Payments, second try\n**Created**: 14 January 2026\n\n## Acceptance Criteria\n\n- AC-1: sent again\n- AC-2: logged\n",
      },
      markdown:
        "# TDR — Retry\n\n**Created**: 2026-01-14\n**Date**: 2026-02-01\n\n## 10. Test Strategy\n\nAll 2 acceptance criteria, of which 1 acceptance criterion is shown by hand.\n",
    },
  ],
  check({ document, design }, report) {
    const earlier = earlierSiblingsOf({ document, design });
    const own = (key: string): Field | undefined => fieldOf(document, key);
    for (const [key, label] of COMPARED) {
      const field = own(key);
      const value = field === undefined ? null : valueOf(key, field);
      if (field === undefined || value === null) continue;
      if (key === "created" && isSummary(document)) continue;
      for (const other of earlier) {
        const theirs = fieldOf(other, key);
        const said = theirs === undefined ? null : valueOf(key, theirs);
        if (theirs === undefined || said === null || said === value) continue;
        const message = `${label} is ${value} here and ${said} in ${fileNameOf(other)}. Correct the one that is wrong.`;
        report({
          start: field.start,
          end: field.end,
          message,
          related: [placeIn(other, theirs.start, `${label} there.`)],
        });
        break;
      }
    }
    const title = otherFeature(document, earlier, design?.path ?? "");
    if (title !== null) report(title);
    const [spec] = siblingsOf({ document, design }).filter(
      (other) => claimsOf(other, "acceptance-criterion").length > 0,
    );
    if (spec !== undefined && claimsOf(document, "acceptance-criterion").length === 0)
      for (const found of countsOfCriteria(document, spec)) report(found);
  },
});

const COMPARED = [
  ["specId", "The Spec ID"],
  ["created", "Created"],
] as const;

function fieldOf(document: Document, key: string): Field | undefined {
  return document.outline.fields.find((field) => field.key === key && field.raw !== "");
}

/** What a field says, in a form that can be compared; null where that is nothing yet. */
function valueOf(key: string, { raw }: Field): string | null {
  if (isPlaceholder(raw)) return null;
  if (key === "specId") return /^\d{8}$/.test(raw) ? raw : null;
  const date = dateIn(raw);
  return date === null || !isReal(date) ? null : isoOf(date);
}

/** The summary is begun when the design is approved: it has a day of its own. */
function isSummary(document: Document): boolean {
  return /summary/i.test(fileNameOf(document));
}

/** The names of two features that have no word in common, of which one is not even that of the folder. */
function otherFeature(document: Document, earlier: readonly Document[], folder: string): Report | null {
  const name = featureOf(document);
  if (name === null || folder === pathOf(document)) return null;
  const words = wordsOf(name);
  const folderWords = wordsOf(splitDate(nameOf(folder)).rest.replaceAll(/[-_]/g, " "));
  if (words.size === 0 || folderWords.size === 0 || shareWord(words, folderWords)) return null;
  const field = fieldOf(document, "title") ?? fieldOf(document, "featureName");
  for (const other of earlier) {
    const theirs = featureOf(other);
    const at = fieldOf(other, "title") ?? fieldOf(other, "featureName");
    if (theirs === null || shareWord(words, wordsOf(theirs)) || !shareWord(wordsOf(theirs), folderWords)) continue;
    const message = `This is about “${name}”, and ${fileNameOf(other)} about “${theirs}”. Was it copied from another design?`;
    const related = [placeIn(other, at?.start ?? 0, "The feature there.")];
    return { start: field?.start ?? 0, end: field?.end ?? 0, message, related };
  }
  return null;
}

/** What the document says that it is about: the field for it, else its title without the name of its kind. */
function featureOf(document: Document): string | null {
  const raw = fieldOf(document, "featureName")?.raw ?? document.title;
  if (
    raw === null ||
    raw === undefined ||
    isPlaceholder(raw) ||
    raw.includes("](") ||
    /^(?:spec|impact|tdr)\b.{0,20}$/i.test(raw) ||
    document.kind === null
  )
    return null;
  return raw;
}

const COMMON = new Set(
  "a an and the of for in to with on by or per pr from new add adds support spec specification impact analysis tdr tdd technical design review document implementation summary feature update improve improvement refactor refactoring change changes fix".split(
    " ",
  ),
);

function wordsOf(name: string): ReadonlySet<string> {
  const split = name.replace(/([a-z])([A-Z])/g, "$1 $2");
  return new Set(
    fold(split)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 1 && !COMMON.has(word))
      .map((word) => word.slice(0, 4)),
  );
}

function shareWord(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const word of a) if (b.has(word)) return true;
  return false;
}

/** "All 14 acceptance criteria", where the spec has another number of them. */
function countsOfCriteria(document: Document, spec: Document): readonly Report[] {
  const { text } = document.outline.tree;
  const count = claimsOf(spec, "acceptance-criterion").length;
  const found: Report[] = [];
  if (!/acceptance criteria/i.test(text)) return found;
  for (const { block } of document.leaves) {
    if (block.kind === "code") continue;
    const said = /\b(?:all|the) (\d{1,3}) (?:spec )?acceptance criteria\b/i.exec(text.slice(block.start, block.end));
    if (said === null || Number(said[1]) === count) continue;
    const start = block.start + said.index;
    const first = claimsOf(spec, "acceptance-criterion")[0]?.start ?? 0;
    found.push({
      start,
      end: start + said[0].length,
      message: `This speaks of ${said[1] ?? ""} acceptance criteria, and ${fileNameOf(spec)} has ${count}. Correct the one that is wrong.`,
      related: [placeIn(spec, first, "The first of them.")],
    });
  }
  return found;
}

function placeIn(document: Document, start: number, message: string): Related {
  return { start, end: start, message, path: pathOf(document), line: lineAt(document.outline.tree.lineStarts, start) };
}
