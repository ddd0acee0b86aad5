import { defineRule } from "../rule.ts";
import { linksOf } from "../views/links.ts";
import { isPlaceholderTarget } from "./placeholder.ts";

export const linkPlaceholder = defineRule({
  id: "link-placeholder",
  severity: "warning",
  documentation: {
    summary: "A link whose target was never filled in.",
    why: "It looks like a link to the ticket or the mock-up and leads nowhere. The reviewer cannot tell whether there is one that was forgotten, or none.",
  },
  bad: [
    {
      markdown: "See [the ticket](url), [the mock-ups](#), [the board](https://...) and [the log]().\n",
      findings: [
        {
          line: 1,
          message: "The link goes to “url”, which was left to be filled in. Put the target in, or take the link out.",
        },
        {
          line: 1,
          message: "The link goes to “#”, which was left to be filled in. Put the target in, or take the link out.",
        },
        {
          line: 1,
          message:
            "The link goes to “https://...”, which was left to be filled in. Put the target in, or take the link out.",
        },
        { line: 1, message: "The link goes nowhere: its target is empty. Put the target in, or take the link out." },
      ],
    },
  ],
  good: [{ markdown: "See [the ticket](https://example.org/T-1), [above](#goals) and `[text](url)`.\n" }],
  check({ document }, report) {
    for (const { target, start, end, form } of linksOf(document)) {
      if (form === "path" || !isPlaceholderTarget(target)) continue;
      const what = target === "" ? "nowhere: its target is empty" : `to “${target}”, which was left to be filled in`;
      report({ start, end, message: `The link goes ${what}. Put the target in, or take the link out.` });
    }
  },
});
