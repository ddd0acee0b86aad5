import { defineRule } from "../rule.ts";
import { claimsOf } from "../views/claims.ts";
import { asks } from "./asked.ts";
import { shown } from "./shown.ts";

const asksForThresholds = asks(["alerts", "observability"], /\bthresholds?\b/i);

/** Words of degree, which somebody has to translate into a number before an alert can be written. */
const DEGREE =
  /\b(?:high|higher|elevated|increas\w+|rising|rises?|spik\w+|surge\w*|excessive|too (?:many|much|high|low|slow|long)|slow|slows?|slowdown|degrad\w+|abnormal\w*|unusual\w*|anomal\w+|unexpected(?:ly)?|low|drops?|poor|bad|wrong|problems?|issues?|trouble|something|anything|regress\w*|large|growing|grows|alto|alta|lento|anómal\w+)\b/iu;

/** A number, or an event that either happened or did not. */
const CERTAIN =
  /\d|\b(?:any|every|each|first|single|zero|one|two|three|five|ten|twice|all|none|never|no|not|absent|missing|down|unavailable|unreachable|offline|stops?|stopped|crash\w*|panics?|exhaust\w+|full|expire[sd]?|expiry|slo|error budget|burn[- ]rate|slas?|exceeds?|threshold|baseline|budget|p9\d)\b|[<>≥≤]/iu;

export const alertWithoutThreshold = defineRule({
  id: "alert-without-threshold",
  severity: "warning",
  documentation: {
    summary: "An alert is planned, and its condition has neither a number nor an event.",
    why: "Whoever writes the alert has to guess the number. The guess pages people at night for nothing, or not at all.",
    notes:
      "“When the job fails” and “when no job has run” are events and need no number. Found are words of degree (“high”, “slow”, “spikes”, “something goes wrong”) without one.",
  },
  bad: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 8. Observability & Operations\n\n### Alerts\n- High error rate\n- Queue age above 10 minutes\n- When something goes wrong\n",
      findings: [
        {
          line: 6,
          message: "“High error rate” has no threshold. Say above which value, for how long, and whom it calls.",
        },
        { line: 8, message: /^“When something goes wrong”/ },
      ],
    },
  ],
  good: [
    {
      kind: "tdd",
      markdown:
        "# TDD: Retry\n\n### 4.3 Observability\n* **Alerting:** error rate above 1 % for 5 minutes; the nightly job fails\n",
    },
    { kind: "tdr", markdown: "# TDR — Retry\n\n### Alerts\n- No new alerts: the existing ones cover it.\n" },
  ],
  check({ document }, report) {
    if (!asksForThresholds(document)) return;
    for (const { start, end, text, value, section } of claimsOf(document, "alert")) {
      if (document.kind === null && section !== "alerts") continue;
      const said = `${text} ${value.condition ?? ""}`;
      if (value.inFence === true || !DEGREE.test(said) || CERTAIN.test(said)) continue;
      report({
        start,
        end,
        message: `“${shown(text)}” has no threshold. Say above which value, for how long, and whom it calls.`,
      });
    }
  },
});
