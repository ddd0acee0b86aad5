import { isDenied } from "../../claims/denied.ts";
import { languageOf } from "../../markdown/tree.ts";
import type { CanonicalId } from "../../outline/canonical.ts";
import { defineRule } from "../rule.ts";
import { claimsOf } from "../views/claims.ts";
import { fencesOf } from "../views/fences.ts";
import { zonesOf } from "../views/zones.ts";

export const contractMissing = defineRule({
  id: "contract-missing",
  severity: "warning",
  documentation: {
    summary:
      "A design review names no interface, data structure or schema exactly, and does not say that none changes.",
    why: "The people on the other side of an interface build against it. What is decided in words only (“the API gets a new field”) is decided again, differently, by everybody who writes code for it.",
    notes:
      "For documents whose template is the design review of the spec-first workflow. A block of code that is no diagram, an endpoint, a payload, a table of fields or a path in code anywhere is an answer, and so is “No change”.",
  },
  bad: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Orders\n\n## 4. Proposed Design\n\nA worker asks the bank again when it has not answered, three times at most.\n\n## 6. Data Model & Contract Changes\n\nThe order gets a counter, and the API shows it to clients.\n",
      findings: [
        {
          line: 7,
          message:
            "Nothing here can be built against: no field, endpoint or schema is named exactly. Show the contract, or say that none changes.",
        },
      ],
    },
  ],
  good: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Orders\n\n## 6. Data Model & Contract Changes\n\nThe order gets `attempts`, a whole number from 0 to 3.\n",
    },
    {
      kind: "tdr",
      markdown: "# TDR — Orders\n\n## 6. Data Model & Contract Changes\n\n- No changes to tables or APIs.\n",
    },
    { kind: "tdd", markdown: "# TDD: Orders\n\n### 3.3 Data Model & Schema Changes\n\nThe order gets a counter.\n" },
  ],
  check({ document }, report) {
    if (document.kind?.name !== "tdr") return;
    const { tree } = document.outline;
    const zone = CONTRACTS.flatMap((id) => zonesOf(document, id)).find(({ form }) => form === "heading");
    if (zone === undefined || isDenied(tree, zone)) return;
    const said = tree.text.slice(zone.opener.end, zone.section.end);
    if (said.trim().length < 40 || /\b(?:no|none|nothing|not|unchanged|same|n\/a)\b/i.test(said)) return;
    if (said.includes("`") || claimsOf(document, "endpoint").length > 0 || claimsOf(document, "table").length > 0)
      return;
    if (claimsOf(document, "payload").length > 0) return;
    if (fencesOf(document).some((fence) => languageOf(fence) !== "mermaid")) return;
    report({
      start: zone.opener.start,
      end: zone.opener.end,
      key: "contract",
      message:
        "Nothing here can be built against: no field, endpoint or schema is named exactly. Show the contract, or say that none changes.",
    });
  },
});

const CONTRACTS: readonly CanonicalId[] = ["contracts", "data-model", "api"];
