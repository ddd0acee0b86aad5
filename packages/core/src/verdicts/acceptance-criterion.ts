import { designTraceOf } from "./design-trace.ts";
import { defineJudge } from "./judge.ts";
import { opinionOf } from "./test-standing.ts";

/** Whether a test that proves a criterion is known, and passed: the best of the rows that map it, unless one of them failed. */
export const acceptanceCriterionJudge = defineJudge({
  kind: "acceptance-criterion",
  documentation: {
    holds: "A row of the test mapping, or a test that names the criterion, passed on the judged state.",
    broken: "A test of it failed on that state, or the design was delivered and its test is not there.",
    unproven: "No test is mapped to it, or what is mapped proves nothing yet.",
  },
  needs: ["tests"],
  judge(claim, context) {
    const traced = designTraceOf(context)?.criterion(claim);
    return traced === undefined ? null : opinionOf(traced.standing, context.stage);
  },
});
