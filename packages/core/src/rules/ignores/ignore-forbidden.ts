import { defineRule } from "../rule.ts";

export const ignoreForbidden = defineRule({
  id: "ignore-forbidden",
  severity: "error",
  about: "ignores",
  documentation: {
    summary: "A comment silences a rule where the configuration forbids such comments. It silences nothing.",
    why: "Where a gate stands on the findings, whoever writes the document must not be able to switch them off in it: exceptions are waivers, which others grant and which expire.",
    notes: "Only with the setting `inline-ignores: forbid`.",
  },
  bad: [
    {
      markdown: "# A\n\n<!-- lintel-ignore-next heading-skipped: quoted -->\n### Deep\n",
      ignores: "forbid",
      findings: [
        {
          line: 3,
          message: "Comments that silence rules are forbidden here. Put the text right, or ask for a waiver.",
        },
      ],
    },
  ],
  good: [{ markdown: "# A\n\n<!-- lintel-ignore-next heading-skipped: quoted -->\n### Deep\n" }],
  check({ ignores }, report) {
    for (const { allowed, form, start, end } of ignores) {
      if (allowed || form === null) continue;
      const message = "Comments that silence rules are forbidden here. Put the text right, or ask for a waiver.";
      report({ start, end, message });
    }
  },
});
