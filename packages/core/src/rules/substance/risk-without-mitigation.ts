import type { Document } from "../../document/document.ts";
import { headersOf } from "../../outline/items.ts";
import type { Zone } from "../../outline/zones.ts";
import { defineRule } from "../rule.ts";
import { blockAt } from "../views/block-at.ts";
import { claimsOf, type ClaimOf } from "../views/claims.ts";
import { extentAt } from "../views/extent.ts";
import { firstFrom, within } from "../views/within.ts";
import { zonesOf } from "../views/zones.ts";
import { asks } from "./asked.ts";
import { shown } from "./shown.ts";

const asksForMitigation = asks(
  ["risks", "risks-open-questions", "security"],
  /\b(?:mitigat\w+|counter-?measures?|what stops it|harmless|mitigaci\w+)\b/i,
);

/** What somebody does about it, or why it is borne. */
const ANSWERED =
  /\b(?:mitigat\w*|prevent\w*|avoid\w*|reduc\w*|limit(?:s|ed|ing)?|guard\w*|fall ?back|revert|roll ?back|monitor\w*|alert\w*|retr(?:y|ies|ied)|validat\w*|document(?:ed|ation)?|warn(?:s|ed|ing)?|accept(?:ed|able)?|low|minimal|unlikely|negligible|addressed|handled?|covered|contained|ensure[sd]?|protect\w*|solved?|resolved?|therefore|thus|so that|instead|we (?:will|can|should)|will be|can be|must be|should be|mitigaci\w+|evitar|reducir)\b/iu;

/** A second clause, which is where people write what they do about it: "a; b", "a → b", "a. B", "name: a". */
const SECOND_CLAUSE = /[;→⇒]|->|=>|\s[—–-]\s|—|[.!]\s+\S|:\s+\S|\(.{20}/u;

const MITIGATIONS = /\b(?:mitigat|mitigaci|countermeasure|response|how we|what we do)/i;

export const riskWithoutMitigation = defineRule({
  id: "risk-without-mitigation",
  severity: "warning",
  documentation: {
    summary: "A risk or a threat is named, and nothing is said about what is done against it.",
    why: "A risk on a list calms everybody and protects nobody. When it comes true, the people on call find that the design knew and had no answer.",
    notes:
      "“Accepted, because …” is an answer. Found are empty cells under “Mitigation” and single clauses that are labelled as a risk or a threat; in a TDR or TDD also the other single clauses in the section of risks. Prose is left alone, for the answer may be in there.",
  },
  bad: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 11. Risks & Open Questions\n\n- Risk: the bank blocks us\n- Risk: jobs get lost. Mitigation: keep them for a day\n",
      findings: [
        {
          line: 5,
          message:
            "Nothing is said about what is done against “the bank blocks us”. Write a mitigation, or why the risk is borne.",
        },
      ],
    },
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 11. Risks\n\n### Risk 1: Jobs get lost\n- Likelihood: low\n- Impact: high\n\n### More\n\n| Risk | Impact |\n|---|---|\n| Queue fills up | high |\n",
      findings: [
        { line: 5, message: /“Risk 1: Jobs get lost”/ },
        { line: 13, message: /“Queue fills up”/ },
      ],
    },
    {
      markdown:
        "# Retry\n\n## Problem\n\n## Goals\n\n## Design\n\n## Security\n\n| Threat | Mitigation |\n|---|---|\n| Forged answers | Signatures |\n| Replayed answers | |\n",
      findings: [{ line: 14, message: /“Replayed answers”/ }],
    },
  ],
  good: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 11. Risks\n\n### Risk 1: Jobs get lost\n- Likelihood: low\n- We keep them for a day\n\n| Risk | Impact | What we do |\n|---|---|---|\n| Queue fills up | high | Alert |\n",
    },
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 11. Risks\n\n- The bank blocks us → we ask for a higher limit\n- Old workers: accepted until March\n\n| Risk | Mitigation |\n|---|---|\n| Lost jobs | Kept for a day |\n",
    },
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 11. Risks\n\n- The bank blocks us\n- Jobs get lost\n\n**Mitigations**: a limit of our own, and a table of jobs.\n",
    },
    { kind: "impact", markdown: "# Impact Analysis — Retry\n\n## Risks\n\n- Security: the key is in memory\n" },
  ],
  check({ document }, report) {
    if (document.kind?.name === "impact" || !asksForMitigation(document)) return;
    const risks = claimsOf(document, "risk").filter(({ text }) => !LEVEL.test(text));
    if (risks.length === 0) return;
    const answered = answeredTogether(document, risks);
    risks.forEach((risk, i) => {
      const next = risks[i + 1]?.start ?? document.outline.tree.text.length;
      if (risk.value.mitigation !== undefined || answered.has(risk) || !isUnanswered(document, risk, next)) return;
      report({
        start: risk.start,
        end: risk.end,
        message: `Nothing is said about what is done against “${shown(risk.text)}”. Write a mitigation, or why the risk is borne.`,
      });
    });
  },
});

const KINDS: ReadonlySet<string> = new Set(["tdr", "tdd"]);
/** So much of a risk is looked at; a longer one holds its answer. */
const LONGEST = 400;
const LEVEL = /^\W*(?:very )?(?:high|medium|low|critical|moderate|minor|major|none|\d)\W*$/i;

/** Whether it is plain that nothing is said against a risk. `next`: where the next risk starts. */
function isUnanswered(document: Document, risk: ClaimOf<"risk">, next: number): boolean {
  const { text } = document.outline.tree;
  const extent = extentAt(document, risk.start);
  const isAsked = document.kind !== null && KINDS.has(document.kind.name);
  if (extent.form === "row") return hasEmptyMitigation(document, risk, isAsked);
  if (extent.form === "paragraph") return false;
  if (isAsked && isOnlyRated(text.slice(extent.start, extent.end))) return true;
  if (extent.form === "section") return false;
  const isLabelled = /\b(?:risk|threat|riesgo|amenaza)\b/i.test(text.slice(extent.start, risk.start));
  const isListed = risk.section === "risks" || risk.section === "risks-open-questions";
  if (!isLabelled && !(isListed && isAsked)) return false;
  const own = text.slice(risk.start, Math.min(risk.end, risk.start + LONGEST));
  const below = text.slice(Math.min(risk.end, extent.end), extent.end);
  if (ANSWERED.test(own) || SECOND_CLAUSE.test(own) || /[\p{L}\p{N}]{3}/u.test(below)) return false;
  // The answer may stand beside the risk, in the items up to the next one.
  return !ANSWERS.test(
    text.slice(extent.end, Math.max(extent.end, Math.min(next, endOfSection(document, risk.start)))),
  );
}

const ANSWERS =
  /(?:^|\n)[ \t*_\d.-]{0,20}(?:new |current )?(?:mitigat\w*|mitigaci\w*|countermeasures?|impact|response|resolution|likelihood|handling)\b/i;

/** Where the text under the heading above `offset` ends. */
function endOfSection({ outline }: Document, offset: number): number {
  const next = outline.sections[firstFrom(outline.sections, offset + 1)];
  return next?.start ?? outline.tree.text.length;
}

/** "### Risk 1: data loss" over nothing but "Likelihood: low" and "Impact: high". */
function isOnlyRated(said: string): boolean {
  const [title = "", ...lines] = said.split("\n").filter((line) => /[\p{L}\p{N}]/u.test(line));
  return (
    lines.length > 0 &&
    lines.length < 10 &&
    lines.every((line) => RATING_LINE.test(line)) &&
    !ANSWERED.test(title) &&
    /^[\s*_#]*(?:risk|threat|riesgo|amenaza)\b/i.test(title)
  );
}

const RATING =
  "(?:likelihood|probability|chance|impact|severity|level|risk level|rating|score|category|type|status|owner|probabilidad|impacto|gravedad)";
const RATING_LINE = new RegExp(String.raw`^[\s*_-]{0,12}${RATING}[*_]{0,2}\s?[:：]`, "i");
const RATING_HEADER = new RegExp(String.raw`^(?:#|id|no\.?|nr\.?|risks?|threats?|riesgos?|amenazas?|${RATING})$`, "i");

/**
 * Whether a row stands in a table with a column for mitigations and leaves that cell empty; or, where mitigations are asked
 * for, in a table that only rates.
 */
function hasEmptyMitigation(document: Document, risk: ClaimOf<"risk">, isAsked: boolean): boolean {
  const { tree } = document.outline;
  const row = blockAt(tree, risk.start).parent;
  const table = row?.parent;
  if (row?.kind !== "row" || table?.kind !== "table") return false;
  const headers = headersOf(tree, table);
  const column = headers.findIndex((header) => MITIGATIONS.test(header));
  if (column === -1) return isAsked && headers.length > 1 && headers.every((header) => RATING_HEADER.test(header));
  const cell = row.children[column];
  return cell === undefined || !/[\p{L}\p{N}]/u.test(tree.text.slice(cell.start, cell.end));
}

/** Risks beside a section or label of mitigations, which answers all of them. */
function answeredTogether(document: Document, risks: readonly ClaimOf<"risk">[]): ReadonlySet<ClaimOf<"risk">> {
  const answered = new Set<ClaimOf<"risk">>();
  for (const id of ["risks", "risks-open-questions"] as const) {
    for (const zone of zonesOf(document, id)) {
      if (!OF_MITIGATIONS.test(zone.section.folded) && !holdsMitigations(document, zone)) continue;
      for (const risk of within(risks, { start: zone.opener.start, end: zone.section.end })) answered.add(risk);
    }
  }
  return answered;
}

const OF_MITIGATIONS = /^(?:risk )?mitigations?(?: plans?| strateg(?:y|ies)| measures)?$/;

function holdsMitigations(document: Document, zone: Zone): boolean {
  if (zone.children.some((child) => MITIGATIONS.test(child.title))) return true;
  const { text } = document.outline.tree;
  return zone.blocks.some(
    (block) => block.kind === "paragraph" && /^[\s*_]*mitiga/i.test(text.slice(block.start, block.start + 24)),
  );
}
