import type { Section } from "../../outline/sections.ts";
import type { Kind, SectionSpec } from "../../template/kind.ts";
import { defineRule } from "../rule.ts";

export const headingSkipped = defineRule({
  id: "heading-skipped",
  severity: "info",
  documentation: {
    summary: "A heading lies more than one level below the one above it.",
    why: "Outlines, screen readers and tables of contents show a hole where the level in between should be, and a tool cannot tell to which section the text belongs.",
    notes:
      "One finding per jump (say, from level 3 to 6), at the first heading that makes it. Headings that the template itself puts there are fine.",
  },
  bad: [
    {
      markdown: "# Payments\n\n## Risks\n\n#### Charged twice\n",
      findings: [
        {
          line: 5,
          message: "“Charged twice” is a heading of level 4 below one of level 2. Make it level 3.",
          related: [3],
        },
      ],
    },
  ],
  good: [
    { markdown: "# Payments\n\n## Risks\n\n### Charged twice\n\n## Plan\n" },
    { markdown: "### Only the start of a page\n\n# Then its title\n" },
  ],
  check({ document }, report) {
    const { sections } = document.outline;
    const jumps = new Map<string, { above: Section; section: Section; times: number }>();
    for (let i = 1; i < sections.length; i++) {
      const above = sections[i - 1];
      const section = sections[i];
      if (above === undefined || section === undefined || section.level <= above.level + 1) continue;
      if (document.kind !== null && isOfTemplate(document.kind, section)) continue;
      const jump = `${above.level} ${section.level}`;
      const first = jumps.get(jump);
      if (first === undefined) jumps.set(jump, { above, section, times: 1 });
      else first.times++;
    }
    for (const { above, section, times } of jumps.values()) {
      const more = times === 1 ? "" : ` ${times - 1} more of them make the same jump.`;
      report({
        start: section.heading.start,
        end: section.heading.end,
        message: `“${section.title}” is a heading of level ${section.level} below one of level ${above.level}. Make it level ${above.level + 1}.${more}`,
        related: [{ start: above.heading.start, end: above.heading.end, message: "The heading above it." }],
      });
    }
  },
});

/** Whether the template has this heading, on this level. */
function isOfTemplate(kind: Kind, section: Section): boolean {
  const holds = (specs: readonly SectionSpec[]): boolean =>
    specs.some((spec) => (spec.level === section.level && spec.folded === section.folded) || holds(spec.children));
  return holds(kind.sections);
}
