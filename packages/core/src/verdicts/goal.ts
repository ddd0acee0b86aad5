import { isProof } from "../trace/standing.ts";
import { designTraceOf } from "./design-trace.ts";
import { defineJudge } from "./judge.ts";
import { opinionOf } from "./test-standing.ts";
import { holds, unproven } from "./verdict.ts";

/** Deep coverage of a goal: every criterion that it rests on is proven. A goal that is linked to none states nothing testable. */
export const goalJudge = defineJudge({
  kind: "goal",
  documentation: {
    holds: "Every criterion that the goal names, or that names it, holds.",
    broken: "One of these criteria is broken.",
    unproven: "One of them is unproven, or the links go round in a circle.",
  },
  needs: [],
  judge(claim, context) {
    const traced = designTraceOf(context)?.goal(claim);
    if (traced === undefined || (traced.criteria.length === 0 && !traced.isCycle)) return null;
    if (traced.isCycle) {
      return {
        ...unproven("inconclusive", "What the goal rests on goes round in a circle."),
        next: "Let goals name criteria, or goals that do, and not each other.",
      };
    }
    const open = traced.criteria.filter(({ standing }) => !isProof(standing));
    const worst = open.find(({ standing }) => opinionOf(standing, context.stage).outcome === "broken") ?? open[0];
    if (worst === undefined) {
      const { length } = traced.criteria;
      return {
        ...holds(
          length === 1
            ? "The criterion that it rests on is proven."
            : `All ${length} criteria that it rests on are proven.`,
        ),
        rung: "verified",
      };
    }
    const opinion = opinionOf(worst.standing, context.stage);
    const name = worst.claim.value.id ?? "A criterion";
    return { ...opinion, because: `${name}, on which it rests: ${opinion.because}` };
  },
});
