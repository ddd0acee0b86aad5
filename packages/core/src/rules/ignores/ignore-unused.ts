import { defineRule } from "../rule.ts";

export const ignoreUnused = defineRule({
  id: "ignore-unused",
  severity: "warning",
  about: "ignores",
  documentation: {
    summary: "A comment silences a rule that finds nothing there.",
    why: "It stays behind when the text is put right, and silences the next mistake in that place, which nobody has accepted.",
    notes: "A rule that is switched off, or that could not run because the repository is not known, counts as used.",
  },
  bad: [
    {
      markdown: "# A\n\n<!-- lintel-ignore-next heading-skipped: quoted -->\n## Not that deep\n",
      findings: [{ line: 3, message: "“heading-skipped” finds nothing here. Remove it from the comment." }],
    },
    {
      markdown: "# A\n\n<!-- lintel-ignore-next heading-skipped, fence-unclosed: quoted -->\n### Deep\n",
      findings: [{ line: 3, message: "“fence-unclosed” finds nothing here. Remove it from the comment." }],
    },
  ],
  good: [{ markdown: "# A\n\n<!-- lintel-ignore-next heading-skipped: quoted -->\n### Deep\n" }],
  check({ ignores }, report) {
    for (const ignore of ignores) {
      if (!ignore.allowed || ignore.reason === "" || ignore.covers === null) continue;
      for (const { name, outcome, start, end } of ignore.rules) {
        if (outcome === "unused")
          report({ start, end, message: `“${name}” finds nothing here. Remove it from the comment.` });
      }
    }
  },
});
