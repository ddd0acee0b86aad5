import { defineRule } from "../rule.ts";
import { claimsOf } from "../views/claims.ts";
import { isDesignLike } from "../views/design-like.ts";
import { zonesOf } from "../views/zones.ts";
import { asksByName } from "./asked.ts";

const RUNBOOK =
  /\b(?:run-?books?|play-?books?|troubleshooting|on-?call guide|incident response|how to (?:respond|react))\b/i;

export const runbookMissing = defineRule({
  id: "runbook-missing",
  severity: "info",
  documentation: {
    summary: "Alerts are planned, and nothing says what the person who is called does first.",
    why: "At three in the morning nobody reads a design. An alert without a runbook wakes somebody up to search for one.",
    notes:
      "A section, a link or a word about a runbook is enough; without a template only alerts with a threshold in a section of their own count. Where the template asks for runbooks by name, another rule says that they are missing.",
  },
  bad: [
    {
      markdown:
        "# Retry\n\n## Problem\n\n## Goals\n\n## Design\n\n## Monitoring\n\n### Alerts\n- Error rate above 1 % for 5 minutes\n- Queue age above 10 minutes\n",
      findings: [
        {
          line: 12,
          message:
            "2 alerts are planned and no runbook is named. Say where the person who is called finds what to do first.",
        },
      ],
    },
  ],
  good: [
    {
      markdown:
        "# Retry\n\n## Problem\n\n## Goals\n\n## Design\n\n## Monitoring\n\n### Alerts\n- Error rate above 1 % for 5 minutes, see the [runbook](runbook.md)\n",
    },
    { markdown: "# Retry\n\n## Alerts\n- Error rate above 1 %\n" },
  ],
  check({ document }, report) {
    if (document.kind === null ? !isDesignLike(document) : !KINDS.has(document.kind.name)) return;
    const alerts = claimsOf(document, "alert").filter(
      ({ section, text }) => document.kind !== null || (section === "alerts" && /\d/.test(text)),
    );
    const [first] = alerts;
    if (
      first === undefined ||
      (document.kind === null && alerts.length === 1) ||
      asksByName(document, "runbooks", /\brun-?books?\b/i)
    )
      return;
    if (zonesOf(document, "runbooks").length > 0 || RUNBOOK.test(document.outline.tree.text)) return;
    report({
      start: first.start,
      end: first.end,
      key: "runbook",
      message: `${alerts.length === 1 ? "An alert is" : `${alerts.length} alerts are`} planned and no runbook is named. Say where the person who is called finds what to do first.`,
    });
  },
});

const KINDS: ReadonlySet<string> = new Set(["tdr", "tdd"]);
