import { inlinesOf, walkInlines } from "../../markdown/inline.ts";
import { isAnnotation, readAnnotations } from "../../template/annotation.ts";
import { defineRule, type Report } from "../rule.ts";
import { blockAt } from "../views/block-at.ts";

export const templateAnnotation = defineRule({
  id: "template-annotation",
  severity: "error",
  documentation: {
    summary: "A `lintel:` comment says something that Lintel does not know.",
    why: "An annotation that is not understood does nothing: a section that should be optional is demanded, a team that should review is not asked.",
    notes:
      "Templates may say `<!-- lintel: optional -->`, `required`, `required at approved`, `bookkeeping`, `fixed`, `reviewers @security-team` or `version 3`, and several of them parted by `;`. None is needed.",
  },
  bad: [
    {
      markdown:
        "# RFC: [title]\n\n## Security\n<!-- lintel: reviewer security-team; optinal -->\n\nText <!-- lintel: requird --> goes on.\n",
      findings: [
        { line: 4, message: "“security-team” is no handle. Handles start with @: `reviewers @security-team`." },
        { line: 4, message: "There is no annotation “optinal”. Did you mean “optional”?" },
        { line: 6, message: "There is no annotation “requird”. Did you mean “required”?" },
      ],
    },
  ],
  good: [
    { markdown: "# RFC: [title]\n\n## Security\n<!-- lintel: reviewers @security-team; required at approved -->\n" },
    { markdown: "# RFC\n\n```md\n<!-- lintel: whatever -->\n```\n" },
  ],
  check({ document }, report) {
    const { tree } = document.outline;
    const { text } = tree;
    const opening = /<!--\s{0,100}lintel\s{0,10}:/iy;
    let from = 0;
    for (let at = text.indexOf("<!--"); at !== -1; at = text.indexOf("<!--", at + 1)) {
      opening.lastIndex = at;
      if (at < from || !opening.test(text)) continue;
      const block = blockAt(tree, at);
      if (block.kind === "html") {
        const close = text.indexOf("-->", at);
        from = close === -1 ? block.end : Math.min(block.end, close + 3);
        tell(text.slice(at, from), at, report);
      } else {
        from = block.end;
        walkInlines(inlinesOf(tree, block), (inline) => {
          if (inline.kind === "html" && isAnnotation(inline.value)) tell(inline.value, inline.start, report);
        });
      }
    }
  },
});

function tell(comment: string, offset: number, report: (finding: Report) => void): void {
  for (const { annotation, message, start, end } of readAnnotations(comment, offset)) {
    if (annotation === null) report({ start, end, message });
  }
}
