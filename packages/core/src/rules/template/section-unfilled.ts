import type { Document } from "../../document/document.ts";
import type { Leftover } from "../../document/fill.ts";
import type { Section } from "../../outline/sections.ts";
import type { SectionSpec } from "../../template/kind.ts";
import { defineRule, type Report } from "../rule.ts";
import { demandsOf } from "../views/demands.ts";
import { fillOf } from "../views/fill.ts";
import { guidanceFor, shorten } from "./guidance.ts";

export const sectionUnfilled = defineRule({
  id: "section-unfilled",
  severity: "error",
  documentation: {
    summary: "Text of the template was left where the author's own belongs.",
    why: "Guidance that was left looks like an answer when somebody skims, and it is none. In a corpus of 654 designs, two thirds of those written since 2021 still held instructions of their template.",
    notes:
      "A section that holds nothing but the template's text is one finding, at its heading. In a section that says something of its own, each line that was left is one. Comments are the business of `guidance-left`; labels of a form, checkboxes and other text that is meant to stay are left alone.",
  },
  bad: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 1. Summary\n\n*One or two short paragraphs: what is being built, for whom, and why now. Someone from another team should understand them without reading on.*\n\n## 2. Decision Drivers & Non-Goals\n\n- Drivers: orders get lost when the bank is down\n- Non-Goals: [what a reader might expect from this design and will not get]\n",
      findings: [
        {
          line: 3,
          message:
            /^“Summary” still holds nothing but the template's text\. The template says: “One or two short paragraphs/,
        },
        {
          line: 10,
          message:
            /^This line is still the template's: “Non-Goals: \[what a reader .*”\. Replace it, or say why there is nothing to say\.$/,
        },
      ],
    },
    {
      kind: "spec",
      markdown:
        "# Spec — Retry\n\n## Goal\n\nOrders reach the bank. TBD.\n\nTBD\n\n## UX Links\n- Designs: [link, or “none, because …”]\n",
      findings: [
        { line: 7, message: "“TBD” is a placeholder. Replace it, or say why there is nothing to say." },
        { line: 9, message: /^“UX Links” still holds nothing but the template's text/ },
      ],
    },
  ],
  good: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 2. Decision Drivers & Non-Goals\n\n- Drivers: orders get lost\n- Non-Goals: none, because this is all there is\n",
    },
    {
      kind: "implementation-summary",
      markdown:
        "# Implementation Summary — Retry\n\n## Breaking Changes\n\n- [x] No breaking changes\n- [ ] Breaking changes, each with the way to migrate:\n",
    },
  ],
  check({ document }, report) {
    const fill = fillOf(document);
    if (fill === null) return;
    const demands = new Map<Section, { spec: SectionSpec; isDue: boolean; hasBegun: boolean }>();
    for (const { match, isDue, hasBegun } of demandsOf(document)) {
      for (const section of match.sections) {
        if (!demands.has(section)) demands.set(section, { spec: match.spec, isDue, hasBegun });
      }
    }
    for (const leftover of fill.head) if (leftover.form !== "comment") report(lineReport(document, leftover));
    for (const section of document.outline.sections) {
      const state = fill.sections.get(section);
      if (state === undefined || section.canonical === "title") continue;
      const demand = demands.get(section);
      const isBlank =
        !state.hasContent && state.holdsText && (section.children.length === 0 || state.leftovers.length > 0);
      if (isBlank && demand !== undefined) {
        if (!demand.hasBegun) continue;
        const isOwn = state.leftovers.length > 0 && state.leftovers.every(({ residue }) => residue === null);
        const what = isOwn ? "holds nothing but a placeholder" : "still holds nothing but the template's text";
        const advice = demand.isDue ? "" : " It is optional: write it, or remove it.";
        report({
          start: section.heading.start,
          end: section.heading.end,
          message: `“${section.title}” ${what}.${advice}${guidanceFor(demand.spec)}`,
          key: demand.spec.id,
        });
        continue;
      }
      if (demand?.spec.fixed === true) continue;
      for (const leftover of state.leftovers) if (leftover.form !== "comment") report(lineReport(document, leftover));
    }
  },
});

function lineReport(document: Document, leftover: Leftover): Report {
  const { start, end, form, scope, residue } = leftover;
  const words = `“${shorten(document.outline.tree.text.slice(start, end).replace(/\s+/g, " ").trim(), 80)}”`;
  const replace = "Replace it, or say why there is nothing to say.";
  if (form === "image")
    return { start, end, message: `${words} stands for a picture that is not there. Put the diagram in its place.` };
  if (form === "example")
    return {
      start,
      end,
      message: "This block is still the template's example. Replace it with your own, or remove it.",
    };
  if (form === "checkbox")
    return { start, end, message: `This box is as the template has it: ${words}. Tick it, or write your own.` };
  if (scope === "token" || residue === null) return { start, end, message: `${words} is a placeholder. ${replace}` };
  const what = scope === "sentence" ? "sentence" : "line";
  return { start, end, message: `This ${what} is still the template's: ${words}. ${replace}` };
}
