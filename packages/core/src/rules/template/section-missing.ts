import type { Section } from "../../outline/sections.ts";
import { defineRule } from "../rule.ts";
import { demandsOf, type Demand } from "../views/demands.ts";
import { guidanceFor, listed } from "./guidance.ts";

export const sectionMissing = defineRule({
  id: "section-missing",
  severity: "error",
  documentation: {
    summary: "A section that the template requires is not in the document.",
    why: "The questions of a template are the ones that the team has learned to ask. A reviewer who does not see one of them does not miss it either, and it is asked again by the incident.",
    notes:
      "Headings are compared by number, by words, by function and at any level; case, dashes and parentheses make no difference, and a label such as `**Non-Goals**:` serves as well. What the template calls optional is never missed, and what it requires from a state on (“must be completed when targeting beta”) only from that state on. A document that has nothing to say keeps the heading and says why.",
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
  ],
  good: [
    {
      kind: "impact",
      markdown:
        "# Impact Analysis — Retry\n\n## MODULES / packages likely touched:\n- `src/queue.ts`: backs off\n\n### Contracts to update\nNone: the queue is internal.\n\n## Risk\n- Security: none.\n\n## Monitoring\nNothing new, because retries are counted already.\n",
    },
  ],
  check({ document }, report) {
    const demands = demandsOf(document);
    const children = new Map<Section, Demand[]>();
    let before: Section | null = null;
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
