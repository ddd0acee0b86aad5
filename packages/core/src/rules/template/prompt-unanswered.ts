import { isNegative } from "../../claims/negative.ts";
import type { Document, SectionMatch } from "../../document/document.ts";
import type { SectionFill } from "../../document/fill.ts";
import { inlinesOf, plainText } from "../../markdown/inline.ts";
import { walk, type Block } from "../../markdown/tree.ts";
import { canonicalOf, type CanonicalId } from "../../outline/canonical.ts";
import { labelAt, type Label } from "../../outline/label.ts";
import type { Section } from "../../outline/sections.ts";
import type { PromptSpec } from "../../template/kind.ts";
import { foldTitle } from "../../text/fold.ts";
import { defineRule } from "../rule.ts";
import { isAtEnd } from "../views/answered.ts";
import { demandsOf } from "../views/demands.ts";
import { fillOf } from "../views/fill.ts";
import { listed } from "./guidance.ts";

export const promptUnanswered = defineRule({
  id: "prompt-unanswered",
  severity: "info",
  documentation: {
    summary: "A section is filled in and leaves out something by name that the template asks for there.",
    why: "The points of a template are easy to lose when a section is written freely. Each was put there because somebody once missed it.",
    notes:
      "Careful on purpose: a point counts as answered by a label, a heading, a function found anywhere in the document, or by any of its words in the section. A section that says that there is nothing to say answers all of its points.",
  },
  bad: [
    {
      template: "# N\n\n## Why\n\n**Who is hurt?**\n\n**How often?**\n",
      markdown: "# N\n\n## Why\n\n**Who is hurt?**\n\n**How often?**\n\nDaily.\n",
      findings: [{ line: 5, message: "“Who is hurt?” has no answer. Write one, or why there is nothing to say." }],
    },
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 9. Rollout & Migration\n\nThe flag `retry-v2` is off by default and goes up by ten percent a day. Nothing needs a backfill. We revert by turning it off; only the bank would notice, one payment late.\n",
      findings: [
        {
          line: 3,
          message:
            "“Rollout & Migration” does not speak of “Guardrails” and “Blast radius”, which the template asks for.",
        },
      ],
    },
    {
      kind: "impact",
      markdown:
        "# Impact Analysis — Retry\n\n## Risks\n\n- Security: none, because the queue is internal.\n- Performance/Availability:\n- Data integrity: an order could be sent twice.\n",
      findings: [
        { line: 6, message: "“Performance/Availability” has no answer. Write one, or why there is nothing to say." },
      ],
    },
  ],
  good: [
    {
      template: "# N\n\n## Why\n\n**Drivers:**\n\n**Non-Goals:**\n",
      markdown: "# N\n\n## Why\n\n**Drivers:**\n- **People**: wait.\n\n**Non-Goals:**\n\n**Speed**: fine as it is.\n",
    },
    {
      template: "# N\n\n## Why\n\n**Who is hurt?**\n\n**How often?**\n",
      markdown: "# N\n\n## Why\n\n**Who is hurt?**\n\nThe bank.\n\n**How often?**\n\n1. Daily\n",
    },
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 9. Rollout & Migration\n\n### Feature flags\n`retry-v2`, off.\n\n- **Guardrail**: error rate below 1 %.\n- Backfilling: none.\n- Reverting takes a minute. The blast radius is one bank.\n",
    },
    { kind: "tdr", markdown: "# TDR — Retry\n\n## 9. Rollout & Migration\n\nNot applicable: nothing is rolled out.\n" },
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 9. Rollout & Migration\n\nThe flag `retry-v2` opens as long as the guardrail of 1 % errors holds. No data migration is required. We revert by turning it off; the blast radius is one bank.\n\n## 10. Test Strategy & Spec Coverage (TDD)\n\n- TDD: the test of every criterion is written first and fails.\n- Spec to test mapping: `AC-1` → `retry.test.ts`\n- Tiers: unit and integration\n- Negative and edge cases: a bank that never answers.\n- All of them run in GitHub Actions, and performance is measured there too.\n",
    },
    {
      kind: "tdd",
      markdown:
        '# TDD: Retry\n\n### 3.4 API Design\n\n- **Endpoint:** `POST /jobs`\n- **Errors:** 409 when it is there\n- **Compatibility:** added only\n- **Request/Response Payload:**\n\n```json\n{ "id": 1 }\n```\n',
    },
  ],
  check({ document }, report) {
    const fill = fillOf(document);
    if (fill === null) return;
    const known = functionsOf(document);
    for (const { match, isDue } of demandsOf(document)) {
      const [section] = match.sections;
      if (!isDue || section === undefined || match.prompts.length === 0) continue;
      const state = fill.sections.get(section);
      if (state === undefined || !state.hasContent || saysNothingApplies(document, match)) continue;
      const words = wordsIn(document, match.sections, state);
      const blanks = blankLabels(document, match.sections);
      const unsaid: string[] = [];
      // A list of nothing but questions makes an author think; it does not ask for an answer to each.
      const asksByName = match.prompts.some(({ spec }) => spec.form !== "question");
      for (const prompt of match.prompts) {
        if (prompt.spec.required.when === "optional" || (prompt.spec.form === "question" && !asksByName)) continue;
        const blank = blanks.get(prompt.spec.folded);
        if (blank !== undefined) {
          report({
            start: blank.start,
            end: blank.end,
            message: `“${prompt.spec.label}” has no answer. Write one, or why there is nothing to say.`,
            key: `${match.spec.id} ${prompt.spec.folded}`,
          });
        } else if (prompt.zones.length === 0)
          unsaid.push(...unansweredIn(prompt.spec, words, known, match.spec.canonical));
      }
      if (unsaid.length === 0) continue;
      report({
        start: section.heading.start,
        end: section.heading.end,
        message: `“${section.title}” does not speak of ${listed(unsaid.map((name) => `“${name}”`))}, which the template asks for.`,
        key: `${match.spec.id} ${unsaid.join(", ")}`,
      });
    }
  },
});

/** Functions that any heading or label of the document has. */
function functionsOf(document: Document): ReadonlySet<CanonicalId> {
  const known = new Set<CanonicalId>();
  for (const { canonical } of document.outline.zones) if (canonical !== null) known.add(canonical);
  return known;
}

/** Labels and questions in bold with nothing behind them and nothing below, by folded name. */
function blankLabels(document: Document, sections: readonly Section[]): ReadonlyMap<string, Label> {
  const { text } = document.outline.tree;
  const blank = new Map<string, Label>();
  const look = (paragraph: Block, isAlone: boolean): void => {
    const start = paragraph.lines[0] ?? 0;
    const end = paragraph.lines.at(-1) ?? start;
    if (!isAlone || paragraph.lines.length > 2) return;
    const label = labelAt(text, start, end);
    if (label === null || !(label.separated || label.strong) || label.rest < end) return;
    blank.set(foldTitle(label.text), label);
  };
  for (const section of sections) {
    section.blocks.forEach((block, i) => {
      const next = section.blocks[i + 1];
      if (block.kind === "paragraph") look(block, isAtEnd(document.outline.tree, section, i));
      if (block.kind !== "list") return;
      // An example that is not indented still answers the last item of the list above it.
      const isFollowed = next?.kind === "code" || next?.kind === "table";
      for (const item of block.children) {
        const [first, below] = item.children;
        const isAlone = below === undefined && !(isFollowed && item === block.children.at(-1));
        if (first?.kind === "paragraph") look(first, isAlone);
      }
    });
  }
  return blank;
}

/** Statements that a section says in one or two lines and that say that there is nothing to say. */
function saysNothingApplies(document: Document, { sections }: SectionMatch): boolean {
  return sections.every((section) => {
    if (section.children.length > 0) return false;
    const said = section.blocks.filter(({ kind }) => kind !== "html" && kind !== "rule" && kind !== "definition");
    const [first] = said;
    if (first === undefined || said.length > 2) return false;
    const leaf = firstLeaf(first);
    if (leaf === null || (first.kind === "list" && first.children.length > 1)) return false;
    const plain = plainText(inlinesOf(document.outline.tree, leaf)).trim();
    return isNegative(plain) || /^(?:not applicable|n\/a|none|nothing|no changes?)\b/i.test(plain);
  });
}

function firstLeaf(block: Block): Block | null {
  let leaf: Block | null = null;
  walk(block, (inner) => {
    if (leaf === null && inner.kind === "paragraph") leaf = inner;
    return leaf === null;
  });
  return leaf;
}

/** What the author wrote in the sections, in lower case, without what is the template's. */
function wordsIn(document: Document, sections: readonly Section[], state: SectionFill): string {
  const { text } = document.outline.tree;
  let words = "";
  for (const section of sections) {
    let from = section.heading.end;
    for (const { start, end } of state.leftovers) {
      if (start < from || end > section.end) continue;
      words += `${text.slice(from, start)} `;
      from = end;
    }
    words += text.slice(from, section.end);
  }
  return words.toLowerCase();
}

/** The subjects of a prompt of which the author says no word. */
function unansweredIn(
  spec: PromptSpec,
  words: string,
  known: ReadonlySet<CanonicalId>,
  section: CanonicalId | null,
): readonly string[] {
  if (spec.form === "question") return rootsOf(spec.folded).some((root) => words.includes(root)) ? [] : [spec.label];
  if (spec.canonical !== null && spec.subjects.length === 1) {
    if (known.has(spec.canonical) || isShown(spec.canonical, words, section)) return [];
  }
  const silent = spec.subjects.filter(
    (names) =>
      // A threat without a mitigation is the business of another rule.
      !names.includes("mitigations") &&
      !names.some((name) => {
        const canonical = spec.subjects.length > 1 ? canonicalOf(name) : null;
        const isKnown = canonical !== null && (known.has(canonical) || isShown(canonical, words, section));
        return isKnown || rootsOf(name).some((root) => words.includes(root));
      }),
  );
  if (silent.length === spec.subjects.length) return [spec.label.replace(/[?.:]$/, "")];
  return silent.map(([name = ""]) => name);
}

/** Things that show without their name: code for modules and contracts, a question for open questions, a pipeline for CI. */
function isShown(canonical: CanonicalId, words: string, section: CanonicalId | null): boolean {
  switch (canonical) {
    case "modules":
    case "components":
    case "contracts":
    case "api":
    case "data-model":
      return words.includes("`");
    case "open-questions":
      return words.includes("?");
    case "risks":
      return section === "risks-open-questions" || section === "risks";
    case "backfill":
      return words.includes("migrat");
    case "ci":
      return RUNS.test(words);
    default:
      return false;
  }
}

/** What runs tests without anybody asking. */
const RUNS = /\b(?:github actions|gitlab|jenkins|circleci|buildkite|pipelines?|workflows?|nightly)\b/;

/** Words that many labels have and that answer none of them. */
const COMMON: ReadonlySet<string> = new Set(
  "the and any for with existing current external overall expected general known key new data model models plan plans notes strategy strategies approach behavior behaviour handling management change changes impact requirements considerations per affected updates details proposed open list".split(
    " ",
  ),
);

/** How people inflect a word: its beginning is enough, "retr" for retry, retries and retried. */
function rootsOf(name: string): readonly string[] {
  const all = name.split(/[^\p{L}\p{N}-]+/u).filter((word) => word.length > 1);
  const telling = all.filter((word) => !COMMON.has(word) && word.length > 2);
  return (telling.length > 0 ? telling : all).map((word) => {
    if (word.length <= 3) return word;
    if (word.length === 4) return word.replace(/s$/, "");
    return word.slice(0, Math.max(4, word.length - 3));
  });
}
