import { defineRule } from "../rule.ts";
import { claimsOf } from "../views/claims.ts";
import { extentAt } from "../views/extent.ts";

export const criterionVague = defineRule({
  id: "criterion-vague",
  severity: "info",
  documentation: {
    summary: "An acceptance criterion whose outcome two people can judge differently.",
    why: "“Works properly” is what everybody wants and nobody can test: whoever builds it decides that it is done, and whoever asked for it finds out later.",
    notes:
      "A vague word is fine beside something that can be looked at: a number, a name in code, a quoted text, a status.",
  },
  bad: [
    {
      markdown:
        "# Spec\n\n## Acceptance Criteria\n\n- Given a large file, when I upload it, then the system responds quickly\n- The page works as expected\n",
      findings: [
        { line: 5, message: "“quickly” can mean anything. Say what is seen, or how much: a number, a text, a state." },
        {
          line: 6,
          message: "“works as expected” can mean anything. Say what is seen, or how much: a number, a text, a state.",
        },
      ],
    },
  ],
  good: [
    {
      markdown:
        "# Spec\n\n## Acceptance Criteria\n\n- Given a large file, when I upload it, then the system responds quickly, within 2 seconds\n- The page properly shows `TOTAL`\n- Given a quick user, when they type fast, then nothing is lost\n",
    },
  ],
  check({ document }, report) {
    const { text } = document.outline.tree;
    for (const criterion of claimsOf(document, "acceptance-criterion")) {
      const extent = extentAt(document, criterion.start);
      if (extent.form === "section") continue;
      const source = text.slice(extent.start, Math.min(extent.end, extent.start + 1500));
      const outcome = criterion.value.then ?? (criterion.value.when === undefined ? source : "");
      const vague = VAGUE.exec(outcome);
      if (vague === null || CONCRETE.test(outcome)) continue;
      const at = text.indexOf(vague[0], extent.start);
      const inside = at !== -1 && at < extent.end;
      const start = inside ? at : criterion.start;
      const end = inside ? at + vague[0].length : criterion.end;
      const message = `“${vague[0]}” can mean anything. Say what is seen, or how much: a number, a text, a state.`;
      report({ start, end, message, key: criterion.id });
    }
  },
});

const VAGUE =
  /\b(?:works? (?:as expected|as intended|properly|correctly|well|fine|normally)|(?:behaves?|functions?|operates?|performs?) (?:as expected|as intended|properly|correctly|well|normally)|as expected|user[- ]friendly|intuitive(?:ly)?|seamless(?:ly)?|robust(?:ly)?|quick(?:ly)?|fast(?:er)?|performant(?:ly)?|efficient(?:ly)?|appropriate(?:ly)?|properly|adequate(?:ly)?|reasonabl[ey]|smooth(?:ly)?|easy to use|easily|nice(?:ly)?|acceptable|good (?:performance|experience|quality)|high[- ]quality|state[- ]of[- ]the[- ]art|etc\.|and so on)(?![\w-])/i;

/** Something that can be looked at. */
const CONCRETE =
  /\d|[`"“]|\b[A-Z]{2,}\b|\b(?:error|message|exception|status|log(?:ged|s)?|warning|raises?|returns?|null|none|true|false|prompt(?:s|ed)?|displayed|shown|shows?)\b/;
