import type { Document } from "../../document/document.ts";
import { defineRule } from "../rule.ts";
import { claimsOf } from "../views/claims.ts";
import { spanOfZone, textAround } from "../views/extent.ts";
import { zonesOf } from "../views/zones.ts";

/** How people say that a flag goes, or that it stays. */
const REMOVAL =
  /\b(?:remov\w*|delet\w*|clean(?:ed|s|ing)?[- ]?up|cleanup|retire[sd]?|retirement|drop(?:ped|s)?|sunset\w*|expir\w*|temporary|until|graduat\w*|locked? (?:to|on)|permanent\w*|stays?|kept|kill[- ]?switch|long[- ]lived|forever|lifetime|GA\b|eliminar|retirar)\b/iu;

export const flagWithoutRemoval = defineRule({
  id: "flag-without-removal",
  severity: "info",
  documentation: {
    summary: "A feature flag is planned, and nothing says when it goes.",
    why: "Flags that nobody removes pile up. Each one doubles the number of ways in which the program can run, and one of them is never tested.",
    notes:
      "“Removed on …”, “temporary, until …”, “stays as a kill switch” are answers, at the flag or anywhere in the sections on flags and rollout. Gates of a platform with its own life cycle are left to that.",
  },
  bad: [
    {
      kind: "tdr",
      markdown: "# TDR — Retry\n\n## 9. Rollout & Migration\n\n- Feature flag: `retry-v2`, off by default\n",
      findings: [
        {
          line: 5,
          message: "Nothing says when the flag “retry-v2” goes. Write a date or a condition, or that it stays and why.",
        },
      ],
    },
  ],
  good: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 9. Rollout & Migration\n\n- Feature flag: `retry-v2`, off by default\n- After a month at 100 % the flag is removed.\n",
    },
    { kind: "tdr", markdown: "# TDR — Retry\n\n## 9. Rollout\n\n- Feature flags: none needed\n" },
    { markdown: "# KEP\n\n## Feature gates\n\n- Feature gate name: `JobRetryLimit`\n" },
  ],
  check({ document }, report) {
    if (document.kind === null || !KINDS.has(document.kind.name)) return;
    const flags = claimsOf(document, "feature-flag");
    if (flags.length === 0 || saysSoSomewhere(document)) return;
    for (const { start, end, value } of flags) {
      if (REMOVAL.test(textAround(document, start))) continue;
      const name = value.name === undefined ? "the flag" : `the flag “${value.name}”`;
      report({
        start,
        end,
        message: `Nothing says when ${name} goes. Write a date or a condition, or that it stays and why.`,
      });
    }
  },
});

const KINDS: ReadonlySet<string> = new Set(["tdr", "tdd"]);

function saysSoSomewhere(document: Document): boolean {
  const { text } = document.outline.tree;
  return (["feature-flags", "rollout"] as const).some((id) =>
    zonesOf(document, id).some((zone) => {
      const { start, end } = spanOfZone(zone);
      return REMOVAL.test(text.slice(start, end));
    }),
  );
}
