import { defineRule } from "./rule.ts";

export const sectionEmpty = defineRule({
  id: "section-empty",
  severity: "error",
  documentation: {
    summary: "A section of the template stands in the document and says nothing.",
    why: "A reviewer cannot tell a question that was thought through from one that was forgotten. “None, because …” is an answer.",
  },
  bad: [
    {
      kind: "tdr",
      markdown: "# TDR — X\n\n## 7. Security, Privacy, Compliance\n\n## 8. Observability & Operations\n- Logs: none\n",
      findings: [{ line: 3, message: /“Security, Privacy, Compliance” is empty/ }],
    },
  ],
  good: [
    { kind: "tdr", markdown: "# TDR — X\n\n## 7. Security, Privacy, Compliance\nNo change: the job runs offline.\n" },
  ],
  check({ document }, report) {
    for (const { spec, sections } of document.matches) {
      for (const section of sections) {
        if (section.blocks.length > 0 || section.children.length > 0 || spec.required.when === "optional") continue;
        report({
          start: section.heading.start,
          end: section.heading.end,
          message: `“${section.title}” is empty. Say what the template asks for, or why there is nothing to say.`,
        });
      }
    }
  },
});
