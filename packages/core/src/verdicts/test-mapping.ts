import { designTraceOf } from "./design-trace.ts";
import { defineJudge } from "./judge.ts";
import { fixOfRow, opinionOf } from "./test-standing.ts";

/**
 * Whether the tests of a row are there, ran and passed on the state that is judged. A test that stands in the sources is
 * declared, no more; a run that nobody bound to a commit informs and proves nothing.
 */
export const testMappingJudge = defineJudge({
  kind: "test-mapping",
  documentation: {
    holds:
      "Every test that the row names passed in a report that is bound to the judged state, and asserted something.",
    broken: "A test of it failed on that state, or the design was delivered and the test is not there.",
    unproven:
      "It is declared only, was skipped, is flaky, ran on another or an unknown state, fits several tests, or is still to be written.",
  },
  needs: ["tests"],
  judge(claim, context) {
    const row = designTraceOf(context)?.row(claim);
    if (row === undefined) return null;
    const fix = fixOfRow(row, context.document);
    return { ...opinionOf(row.standing, context.stage), ...(fix === null ? {} : { fix }) };
  },
});
