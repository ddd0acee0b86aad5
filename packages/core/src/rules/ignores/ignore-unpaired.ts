import { defineRule } from "../rule.ts";

export const ignoreUnpaired = defineRule({
  id: "ignore-unpaired",
  severity: "error",
  about: "ignores",
  documentation: {
    summary: "A stretch that is to be silent has a start without an end, or an end without a start.",
    why: "Without its end the silence reaches to the end of the document, over text that was written long after somebody accepted the finding.",
  },
  bad: [
    {
      markdown: "# A\n\n<!-- lintel-ignore-start heading-skipped: quoted -->\n\n### Deep\n\n## More\n",
      findings: [
        {
          line: 3,
          message: "The silence that starts here never ends. Write “<!-- lintel-ignore-end -->” where it does.",
        },
      ],
    },
    {
      markdown: "# A\n\n<!-- lintel-ignore-end -->\n",
      findings: [{ line: 3, message: "No silence starts before this end. Remove it, or write the start." }],
    },
  ],
  good: [
    {
      markdown:
        "# A\n\n<!-- lintel-ignore-start heading-skipped: quoted -->\n\n### Deep\n\n<!-- lintel-ignore-end -->\n",
    },
  ],
  check({ ignores }, report) {
    for (const { form, paired, start, end } of ignores) {
      if (paired) continue;
      const message =
        form === "start"
          ? "The silence that starts here never ends. Write “<!-- lintel-ignore-end -->” where it does."
          : "No silence starts before this end. Remove it, or write the start.";
      report({ start, end, message });
    }
  },
});
