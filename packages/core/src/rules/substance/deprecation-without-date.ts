import type { CanonicalId } from "../../outline/canonical.ts";
import { inlinesOf, plainText } from "../../markdown/inline.ts";
import { defineRule } from "../rule.ts";
import { isDesignLike } from "../views/design-like.ts";

/** Sections that plan what becomes of the old. */
const SECTIONS: ReadonlySet<CanonicalId | null> = new Set([
  "compatibility",
  "contracts",
  "api",
  "data-model",
  "rollout",
  "revert",
  "backfill",
]);

/** Something is announced to go: "is deprecated", "we deprecate", "marked as deprecated". */
const ANNOUNCES =
  /\b(?:(?:is|are|be|being|get|gets|become|becomes|mark(?:ed|s)?(?: as)?|now) deprecated|deprecates?\b(?! warning)|deprecating|deprecation of|obsolet[oa]s?)/iu;

const DENIES =
  /\b(?:no|not|nothing|none|never|without|avoid\w*|neither|already|previously|existing|was|were|if|unless|ningun[oa]?|nada)\b/iu;

/** A date, a version, a span of time, or a condition. */
const WHEN =
  /\d|\b(?:next|following|major|minor|release[sd]?|version|until|after|once|when|before|by the|months?|weeks?|years?|quarters?|days?|sunset|immediately|at launch|same (?:pr|release|time)|hasta|versión)\b/iu;

export const deprecationWithoutDate = defineRule({
  id: "deprecation-without-date",
  severity: "warning",
  documentation: {
    summary: "Something is deprecated, and nothing says when it goes.",
    why: "What is deprecated without a date stays for ever: its users see no reason to move, and its maintainers may never remove it.",
    notes:
      "A date, a version, “after two releases” or “once no client calls it” is enough, in the same paragraph or item. “Nothing is deprecated” is no deprecation.",
  },
  bad: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 6. Data Model & Contract Changes\n\n- `GET /jobs` is deprecated in favour of the new endpoint.\n- The old event is deprecated and gone in version 3.\n",
      findings: [
        {
          line: 5,
          message:
            "Nothing says when this goes. Write from when it warns, and the date or version in which it is removed.",
        },
      ],
    },
  ],
  good: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 6. Data Model & Contract Changes\n\n- Everything is added; nothing is deprecated.\n- `GET /jobs` is deprecated and removed after 2026-06-01.\n",
    },
    { markdown: "# Notes\n\n## API\n\n`GET /jobs` is deprecated.\n" },
  ],
  check({ document }, report) {
    const { kind, outline } = document;
    if (kind === null ? !isDesignLike(document) : !KINDS.has(kind.name)) return;
    const { tree } = outline;
    for (const { block, canonical } of document.leaves) {
      if (!SECTIONS.has(canonical) || (block.kind !== "paragraph" && block.kind !== "cell")) continue;
      const source = tree.text.slice(block.start, block.end);
      if (!/deprecat|obsolet/i.test(source)) continue;
      const plain = plainText(inlinesOf(tree, block));
      const sentence = plain.split(/(?<=[.;!?])\s+/).find((each) => ANNOUNCES.test(each));
      if (sentence === undefined || DENIES.test(sentence)) continue;
      // Digits of paths and names ("/v1/jobs") are no dates.
      const around = block.parent?.kind === "item" ? tree.text.slice(block.parent.start, block.parent.end) : source;
      if (WHEN.test(around.replace(/`[^`\n]*`/g, "").replace(/\/[\w/{}.:-]+/g, ""))) continue;
      report({
        start: block.start,
        end: block.end,
        message:
          "Nothing says when this goes. Write from when it warns, and the date or version in which it is removed.",
      });
    }
  },
});

const KINDS: ReadonlySet<string> = new Set(["tdr", "tdd"]);
