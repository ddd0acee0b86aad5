import { defineRule } from "../rule.ts";

export const ignoreWithoutReason = defineRule({
  id: "ignore-without-reason",
  severity: "error",
  about: "ignores",
  documentation: {
    summary: "A comment silences a rule and does not say why. It silences nothing until it does.",
    why: "A finding that was looked at and accepted is a decision, and a decision without its reason cannot be reviewed, nor be undone when the reason is gone.",
  },
  bad: [
    {
      markdown: "<!-- lintel-ignore-next heading-skipped -->\n#### Deep\n",
      findings: [
        {
          line: 1,
          message:
            "The comment silences nothing: it gives no reason. Write it behind a colon: “heading-skipped: <why>”.",
        },
      ],
    },
  ],
  good: [
    {
      markdown:
        "# A\n\n<!-- lintel-ignore-next heading-skipped: the page it is quoted from looks like this -->\n#### Deep\n",
    },
  ],
  check({ ignores }, report) {
    for (const { form, rules, reason, start, end } of ignores) {
      if (form === null || form === "end" || rules.length === 0 || reason !== "") continue;
      const names = rules.map(({ name }) => name).join(", ");
      const message = `The comment silences nothing: it gives no reason. Write it behind a colon: “${names}: <why>”.`;
      report({ start, end, message });
    }
  },
});
