import { lineAt } from "../../text/source.ts";
import type { Document } from "../../document/document.ts";
import type { AnyClaim } from "../../claims/kinds.ts";
import { fold } from "../../text/fold.ts";
import { isBuiltInName } from "../../template/builtin/kinds.ts";
import type { Related } from "../finding.ts";
import { defineRule } from "../rule.ts";
import { claimsOf, type ClaimOf } from "../views/claims.ts";
import { shown } from "./shown.ts";
import { Memo } from "../../text/memo.ts";

/** Claims that say what will be done. */
const PROMISES = ["goal", "requirement", "acceptance-criterion", "milestone", "task", "test-mapping"] as const;

/** Words that a statement may share with a non-goal and still speak of something else. */
const COMMON: ReadonlySet<string> = new Set(
  "a an and any are as at be been but by can do does for from has have how in into is it its make makes more new no not of on one only or other our out over same should so some such than that the their them then there this to too up use used user users using via was we well what when where which while will with within add adds added adding support supports supported supporting chang changes change changed changing implement implements implementation feature features function functionality work works system service services code data full build builds create creates handle handles provide provides allow allows enable enables improve improves improvement iteration version initial phase future existing current additional first release scope beyond part type types way need needs needed must may might given when then el la los las de del un una y o en con por para que se no al su sus".split(
    " ",
  ),
);

/** A statement that leaves the thing out itself. */
const LEAVES_OUT =
  /\b(?:no|not|never|without|none|neither|nor|cannot|can't|don't|doesn't|won't|isn't|aren't|out of scope|non-?goals?|unchanged|unaffected|remain\w*|preserv\w*|keep\w*|stays?|continue\w*|still|exclud\w*|except|instead|avoid\w*|ignore[sd]?|reject\w*|skip\w*|defer\w*|remov\w*|delet\w*|drop\w*|disabl\w*|retir\w*|later|future|optional\w*|follow-?up|existing|backward\w*|fail\w*|error\w*|sin|ningún)\b/iu;

/** A non-goal that draws a line through something: "versions beyond 3.13" says nothing against versions. */
const LIMITS =
  /\b(?:beyond|other than|(?:more|less|older|newer|earlier|later|higher|lower) than|prior to|outside|any|all|every|full\w*|complet\w*|additional|further|initial|automatic\w*|day[- ]?2|custom|advanced|complex|extensive|perfect|100|each|multiple|arbitrary|new|in this|for now|yet)\b|\d/iu;

/** Only hostile designs have more; each is held against each promise. */
const MOST_NON_GOALS = 200;
/** Words that may stand between those of a non-goal: "import of the old spreadsheet". */
const MOST_BETWEEN = 3;
const FEWEST = 2;
const MOST = 6;
const SHORTEST = 4;

export const nonGoalContradicted = defineRule({
  id: "non-goal-contradicted",
  severity: "warning",
  documentation: {
    summary: "A goal, requirement, criterion or step promises what a non-goal of the same design leaves out.",
    why: "One of the two is wrong, and the people who read the one do not read the other: some build it, some plan without it.",
    notes:
      "Only clear cases are found: all telling words of the non-goal, at least two, stand together in a statement that does not leave the thing out itself. A non-goal that draws a line (“beyond version 3”, “all kinds of”) is held against nothing.",
  },
  bad: [
    {
      path: "directive/specs/20260114-import/tdr.md",
      files: {
        "directive/specs/20260114-import/spec.md": "# Spec — Import\n\n## Non-Goals\n\n- Import from spreadsheets\n",
      },
      kind: "tdr",
      markdown:
        "# TDR — Import\n\n## 12. Milestones / Plan\n\n1. Import files\n2. Import a spreadsheet from the browser (2 days)\n",
      findings: [
        {
          line: 6,
          message:
            "This promises what the design leaves out: “Import from spreadsheets” is a non-goal. Take the promise back, or move the non-goal to the goals.",
          related: [5],
        },
      ],
    },
  ],
  good: [
    {
      markdown:
        "# Import\n\n## Goals\n\n- Import files\n- No import of spreadsheets\n- Keep spreadsheets importable by hand\n\n## Non-Goals\n\n- Import of spreadsheets\n",
    },
  ],
  check({ document, design }, report) {
    if (document.kind !== null && !isBuiltInName(document.kind.name)) return;
    const nonGoals = nonGoalsOf(design?.documents ?? [document]);
    if (nonGoals.length === 0) return;
    for (const kind of PROMISES) {
      for (const claim of claimsOf(document, kind)) {
        const said = saidBy(claim);
        // The cheap look: most statements have the first word of no non-goal.
        const lower = said.toLowerCase();
        if (!nonGoals.some(({ words }) => lower.includes(words[0] ?? "")) || LEAVES_OUT.test(said)) continue;
        const stems = stemsIn(said);
        const met = nonGoals.find(({ words }) => standTogether(words, stems));
        if (met === undefined) continue;
        report({
          start: claim.start,
          end: claim.end,
          message: `This promises what the design leaves out: “${met.text}” is a non-goal. Take the promise back, or move the non-goal to the goals.`,
          related: [placeOf(met, document)],
        });
      }
    }
  },
});

interface LeftOut {
  readonly document: Document;
  readonly claim: ClaimOf<"non-goal">;
  readonly text: string;
  /** Stems of its telling words. */
  readonly words: readonly string[];
}

const known = new Memo<readonly Document[], readonly LeftOut[]>();

/** The non-goals of a design that are named by words of their own. */
function nonGoalsOf(documents: readonly Document[]): readonly LeftOut[] {
  const before = known.get(documents);
  if (before !== undefined) return before;
  const found: LeftOut[] = [];
  for (const document of documents) {
    for (const claim of claimsOf(document, "non-goal")) {
      for (const text of claim.value.items ?? [claim.text]) {
        if (found.length === MOST_NON_GOALS) break;
        const words = [...new Set(stemsIn(text).filter((stem) => stem !== ""))];
        if (words.length < FEWEST || words.length > MOST || LEAVES_OUT.test(bare(text)) || LIMITS.test(text)) {
          continue;
        }
        found.push({ document, claim, text: shown(text), words });
      }
    }
  }
  known.set(documents, found);
  return found;
}

/** A non-goal without the word by which it is one: "No import of spreadsheets". */
function bare(text: string): string {
  return text.replace(/^[\s*_]*(?:no|not|don't|won't|will not|sin)\b/i, "");
}

/** What a claim says; a mapping also by the names of its tests: `test_import_rejected`. */
function saidBy(claim: AnyClaim): string {
  if (claim.kind !== "test-mapping") return claim.text;
  const { criterion, note, tests } = claim.value;
  return [criterion, note ?? "", ...tests.map((test) => test.replace(/_/g, " "))].join(" ");
}

/** A stem for each word of a statement, in order; empty for those that tell nothing. */
function stemsIn(text: string): readonly string[] {
  return fold(text)
    .replace(/\bnon-(?=\w)/g, "non")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => {
      if (word.length < SHORTEST || COMMON.has(word)) return "";
      const stem = stemOf(word);
      return COMMON.has(stem) ? "" : stem;
    });
}

/** Whether all words stand close together in a statement, in any order. */
function standTogether(words: readonly string[], stems: readonly string[]): boolean {
  const places = words.map((word) => stems.indexOf(word));
  if (places.includes(-1)) return false;
  return Math.max(...places) - Math.min(...places) < words.length + MOST_BETWEEN;
}

function stemOf(word: string): string {
  return word.length > 5 ? word.replace(/(?:ations?|ings?|ies|ers?|ed|es|s|e|y)$/, "") : word.replace(/s$/, "");
}

function placeOf({ document, claim }: LeftOut, from: Document): Related {
  const { start, end } = claim;
  const message = "The non-goal.";
  if (document === from) return { start, end, message };
  const { source, tree } = document.outline;
  return { start, end, message, path: source.path, line: lineAt(tree.lineStarts, start) };
}
