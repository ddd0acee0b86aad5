import { defineJudge } from "./judge.ts";
import { judgeCoverage } from "./measured/coverage.ts";
import { judgeBound } from "./measured/judge.ts";

/**
 * Whether what was measured meets what was asked: the same quantile, of enough operations, under the load that the design names,
 * of the thing that it names, on the commit that is judged.
 */
export const targetJudge = defineJudge({
  kind: "target",
  documentation: {
    holds:
      "A report of this commit measured the thing itself, often enough and under the load that is named, and every number is within.",
    broken:
      "A report of this commit measured the thing itself, and its number is beyond, whatever is left open about it.",
    unproven:
      "The quantile is missing and cannot be bounded, there are too few samples, the rate was lower, too many requests failed, a closed loop may have left out the slow ones, or the report is of another commit or another endpoint.",
  },
  // Which topic it takes depends on what is measured; the judge says what to provide.
  needs: [],
  judge: (claim, context) =>
    claim.value.metric === "coverage"
      ? judgeCoverage(claim, claim.value, context)
      : judgeBound(claim, claim.value, claim.value.soft === true || claim.value.op === "~", context),
});
