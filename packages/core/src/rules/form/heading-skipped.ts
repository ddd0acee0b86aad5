import { defineRule } from "../rule.ts";

export const headingSkipped = defineRule({
  id: "heading-skipped",
  severity: "info",
  documentation: {
    summary: "A heading lies more than one level below the one above it.",
    why: "Outlines, screen readers and tables of contents show a hole where the level in between should be, and a tool cannot tell to which section the text belongs.",
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
    let above = document.outline.sections[0];
    for (const section of document.outline.sections) {
      if (above !== undefined && section.level > above.level + 1) {
        report({
          start: section.heading.start,
          end: section.heading.end,
          message: `“${section.title}” is a heading of level ${section.level} below one of level ${above.level}. Make it level ${above.level + 1}.`,
          related: [{ start: above.heading.start, end: above.heading.end, message: "The heading above it." }],
        });
      }
      above = section;
    }
  },
});
