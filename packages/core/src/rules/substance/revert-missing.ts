import type { Document } from "../../document/document.ts";
import { isNegative } from "../../claims/negative.ts";
import { partsOf } from "../../outline/items.ts";
import type { Zone } from "../../outline/zones.ts";
import { defineRule } from "../rule.ts";
import { isDesignLike } from "../views/design-like.ts";
import { spanOfZone } from "../views/extent.ts";
import { zonesOf } from "../views/zones.ts";
import { asksByName } from "./asked.ts";

/** How people say that they can go back. */
const BACK =
  /\b(?:revert\w*|roll(?:ed|ing|s)?[- ]?back\w*|back(?:ed|ing)? ?out|undo\w*|down-?grad\w*|kill[- ]?switch|(?:turn|switch)(?:ed|es|s|ing)? (?:it |them |the \w+ )?(?:off|back)|disabl\w+|reversib\w+|restor\w+|go(?:es|ing)? back|blast radius|additive|non-breaking|abort\w*|revertir|reversión|deshacer)\b/iu;

export const revertMissing = defineRule({
  id: "revert-missing",
  severity: "warning",
  documentation: {
    summary: "The rollout is described, and nothing says how to go back.",
    why: "The way back is easy to plan before the rollout and hard to invent during it, with the old tables gone and customers waiting.",
    notes:
      "A word on reverting, rolling back or switching off is enough, in the sections on rollout, risks or operations. Where the template asks for a revert plan by name, another rule says that it is missing.",
  },
  bad: [
    {
      markdown:
        "# Retry\n\n## Problem\n\n## Goals\n\n## Design\n\n## Rollout\n\n1. Add the table\n2. Move ten percent of the callers, then all\n",
      findings: [
        {
          line: 9,
          message:
            "The rollout says nothing about going back. Write the steps that revert it, how long they take, and what cannot be undone.",
        },
      ],
    },
  ],
  good: [
    {
      markdown:
        "# Retry\n\n## Problem\n\n## Goals\n\n## Design\n\n## Rollout\n\n1. Add the table\n2. Move the callers; switching the flag off moves them back\n",
    },
    { markdown: "# Retry\n\n## Problem\n\n## Goals\n\n## Design\n\n## Rollout\n\nNone: nothing is deployed.\n" },
    { kind: "tdr", markdown: "# TDR — Retry\n\n## 9. Rollout & Migration\n\n1. Add the table\n" },
  ],
  check({ document }, report) {
    if (asksByName(document, "revert", /\b(?:revert|roll-?back)/i)) return;
    if (document.kind === null ? !isDesignLike(document) : !KINDS.has(document.kind.name)) return;
    const zone = zonesOf(document, "rollout").find(
      ({ form, title }) => form === "heading" && (document.kind !== null || PLANS.test(title)),
    );
    if (zone === undefined || zonesOf(document, "revert").length > 0 || !isPlan(document, zone)) return;
    if (PLACES.some((id) => zonesOf(document, id).some((each) => BACK.test(textOf(document, each))))) return;
    report({
      start: zone.opener.start,
      end: zone.opener.end,
      key: "revert",
      message:
        "The rollout says nothing about going back. Write the steps that revert it, how long they take, and what cannot be undone.",
    });
  },
});

const KINDS: ReadonlySet<string> = new Set(["tdr", "tdd"]);
const PLACES = [
  "rollout",
  "implementation-plan",
  "milestones",
  "feature-flags",
  "backfill",
  "compatibility",
  "risks",
  "risks-open-questions",
  "observability",
  "runbooks",
  "data-model",
  "design",
  "error-handling",
] as const;

/** Where no template tells, the title has to say that this is a plan: "Deployment" may describe what is there. */
const PLANS =
  /\broll-?out|\b(?:migration|deployment|release|launch)s? (?:plan|strategy|steps)|\bplan de (?:despliegue|migración)/i;

/** Whether a section plans a rollout: steps of it, rather than a remark or that there is none. */
function isPlan(document: Document, zone: Zone): boolean {
  const parts = partsOf(document.outline.tree, zone);
  const [first] = parts;
  if (first === undefined ? zone.children.length === 0 : isNegative(first.plain)) return false;
  const steps = parts.filter(({ form }) => form !== "paragraph" && form !== "heading");
  const stages = zone.section.children.filter(({ folded }) => STAGE.test(folded));
  return steps.length + stages.length >= 2;
}

const STAGE =
  /\b(?:phases?|stages?|steps?|weeks?|waves?|roll-?out|canary|staging|production|migration|fases?|etapas?)\b/;

function textOf({ outline }: Document, zone: Zone): string {
  const { start, end } = spanOfZone(zone);
  return outline.tree.text.slice(start, end);
}
