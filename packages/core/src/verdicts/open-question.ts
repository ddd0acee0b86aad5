import { defineJudge } from "./judge.ts";
import { broken } from "./verdict.ts";

/** A question that was open when the work was done has been answered by the code, and nobody wrote down how. */
export const openQuestionJudge = defineJudge({
  kind: "open-question",
  documentation: {
    holds: "Never: an answer is no claim that evidence proves.",
    broken: "The design was delivered, and the question still stands open in it.",
    unproven: "Never: questions of a design that is not delivered are not judged.",
  },
  needs: [],
  judge(claim, { stage }) {
    if (stage !== "shipped" || claim.value.status !== "open") return null;
    return {
      ...broken("The design was delivered, and this question still stands open in it."),
      next: "Write the answer that the work gave, or say that it is put off and to when.",
    };
  },
});
