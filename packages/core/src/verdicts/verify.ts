import type { Design, Document } from "../document/document.ts";
import { TOPICS, type Facts } from "../facts/facts.ts";
import type { JudgeContext } from "./judge.ts";
import { judgeOf } from "./judges.ts";
import { stageOf } from "./stage.ts";
import type { Verdict } from "./verdict.ts";

/**
 * Holds every claim of a document against what is known. Claims of kinds that no evidence can prove have no verdict. Pure: the
 * same document and facts give the same verdicts.
 *
 * @example verifyDocument(document, null, { repository }).filter(({ outcome }) => outcome === "broken")
 */
export function verifyDocument(document: Document, design: Design | null, facts: Facts): readonly Verdict[] {
  const context: JudgeContext = { document, design, facts, stage: stageOf(document, design) };
  return document.claims.flatMap((claim): Verdict[] => {
    const judge = judgeOf(claim.kind);
    if (judge === null) return [];
    const missing = judge.needs.filter((topic) => facts[topic] === undefined);
    if (judge.needs.length > 0 && missing.length === judge.needs.length) {
      const titles = missing.map((topic) => TOPICS[topic].title).join(" or ");
      return [
        {
          claim: claim.id,
          outcome: "unproven",
          reason: "no-evidence",
          because: `No ${titles} to judge it by.`,
          evidence: [],
          next: missing.map((topic) => TOPICS[topic].provide).join(" Or: "),
        },
      ];
    }
    const opinion = judge.judge(claim, context);
    return opinion === null ? [] : [{ claim: claim.id, ...opinion }];
  });
}
