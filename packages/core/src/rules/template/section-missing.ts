import type { Document } from "../../document/document.ts";
import type { Section } from "../../outline/sections.ts";
import { foldTitle } from "../../text/fold.ts";
import type { Span } from "../../text/source.ts";
import { defineRule } from "../rule.ts";
import { demandsOf, type Demand } from "../views/demands.ts";
import { isOfOtherForm } from "../views/other-form.ts";
import { guidanceFor, listed } from "./guidance.ts";

export const sectionMissing = defineRule({
  id: "section-missing",
  severity: "error",
  documentation: {
    summary: "A section that the template requires is not in the document.",
    why: "The questions of a template are the ones that the team has learned to ask. A reviewer who does not see one of them does not miss it either, and it is asked again by the incident.",
    notes:
      "Headings are compared by number, by words, by function and at any level; case, dashes and parentheses make no difference, and a label such as `**Non-Goals**:` serves as well. What the template calls optional is never missed, and what it requires from a state on (“must be completed when targeting beta”) only from that state on. A document that has nothing to say keeps the heading and says why. A decision record of another form than the built-in one (context, decision, consequences) is not held to it.",
  },
  bad: [
    {
      kind: "impact",
      markdown:
        "# Impact Analysis — Retry\n\n## Modules/packages likely touched\n- `src/queue.ts`: backs off\n\n## Risks\n- Security: none, because the queue is internal.\n",
      findings: [
        {
          line: 3,
          message:
            /^“Contracts to update .*” is missing\. Add it after “Modules\/packages likely touched”\. The template says: “.*”$/,
        },
        {
          line: 6,
          message:
            /^“Observability needs” is missing\. Add it after “Risks”\. It asks for “Logs”, “Metrics” and “Alerts”\.$/,
        },
      ],
    },
    {
      template: "# N\n\n## Why\n\nSay why.\n\n## Tests\n\nSay which.\n",
      markdown: "# N\n\n## Why\n\nOrders get lost.\n\n```sh\nmake\n\n## Tests\n\n`retry.test.ts`\n",
      findings: [
        {
          line: 10,
          message: "“Tests” stands inside a block of code, and is no heading there. Close the block above it.",
        },
      ],
    },
  ],
  good: [
    {
      kind: "adr",
      markdown:
        "# 3. Cache in Redis\n\n**Status**: Accepted\n\n## Context\n\nReads are slow.\n\n## Decision\n\nWe cache in Redis.\n\n## Consequences\n\nOne more server.\n",
    },
    {
      kind: "impact",
      markdown:
        "# Impact Analysis — Retry\n\n## MODULES / packages likely touched:\n- `src/queue.ts`: backs off\n\n### Contracts to update\nNone: the queue is internal.\n\n## Risk\n- Security: none.\n\n## Monitoring\nNothing new, because retries are counted already.\n",
    },
  ],
  check({ document }, report) {
    if (isOfOtherForm(document)) return;
    const demands = demandsOf(document);
    const children = new Map<Section, Demand[]>();
    let before: Section | null = null;
    let inCode: ReadonlyMap<string, Span> | null = null;
    for (const demand of demands) {
      const { match, isDue, hasParent } = demand;
      const [found] = match.sections;
      if (found !== undefined && match.parent === null) before = found;
      if (match.by !== null || !isDue || !hasParent) continue;
      if (match.parent !== null) {
        const parent = demands.find((other) => other.match.spec === match.parent)?.match.sections[0];
        if (parent === undefined) continue;
        const missing = children.get(parent);
        if (missing === undefined) children.set(parent, [demand]);
        else missing.push(demand);
        continue;
      }
      const anchor: Section | null = before ?? document.outline.sections[0] ?? null;
      inCode ??= headingsInCode(document);
      const fenced = inCode.get(match.spec.folded);
      if (fenced !== undefined) {
        report({
          ...fenced,
          message: `“${match.spec.title}” stands inside a block of code, and is no heading there. Close the block above it.`,
          key: match.spec.id,
        });
        continue;
      }
      const where = before === null ? "" : ` Add it after “${before.title}”.`;
      report({
        start: anchor?.heading.start ?? 0,
        end: anchor?.heading.end ?? 0,
        message: `“${match.spec.title}” is missing.${where}${guidanceFor(match.spec)}`,
        key: match.spec.id,
      });
    }
    // What lacks under one heading is one thing to do, however many headings it takes.
    for (const [parent, missing] of children) {
      const [only] = missing;
      if (only === undefined) continue;
      const names = missing.map(({ match }) => `“${match.spec.title}”`);
      report({
        start: parent.heading.start,
        end: parent.heading.end,
        message:
          missing.length === 1
            ? `Under “${parent.title}”, ${names[0]} is missing.${guidanceFor(only.match.spec)}`
            : `Under “${parent.title}”, ${missing.length} sections are missing: ${listed(names)}.`,
        key: missing.map(({ match }) => match.spec.id).join(" "),
      });
    }
  },
});

/** Lines of fenced blocks that would be headings outside of them, by folded title. */
function headingsInCode(document: Document): ReadonlyMap<string, Span> {
  const { root, text } = document.outline.tree;
  const headings = new Map<string, Span>();
  for (const block of root.children) {
    if (block.kind !== "code" || !block.fenced) continue;
    for (let i = 0; i + 1 < block.lines.length; i += 2) {
      const start = block.lines[i] ?? 0;
      const end = block.lines[i + 1] ?? start;
      if (text.charCodeAt(start) !== 35) continue;
      const title = /^#{1,6}\s+(\S.*)$/.exec(text.slice(start, Math.min(end, start + 200)))?.[1];
      if (title !== undefined) headings.set(foldTitle(title), { start, end });
    }
  }
  return headings;
}
