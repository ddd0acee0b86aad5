/** The one list of judges. A new judge is a new file beside this one and a line here. */
import { acceptanceCriterionJudge } from "./acceptance-criterion.ts";
import { alertJudge } from "./alert.ts";
import { codePathJudge } from "./code-path.ts";
import { endpointJudge } from "./endpoint.ts";
import { featureFlagJudge } from "./feature-flag.ts";
import { goalJudge } from "./goal.ts";
import type { ClaimName, Judge } from "./judge.ts";
import { metricJudge } from "./metric.ts";
import { milestoneJudge } from "./milestone.ts";
import { openQuestionJudge } from "./open-question.ts";
import { payloadJudge } from "./payload.ts";
import { sloJudge } from "./slo.ts";
import { tableJudge } from "./table.ts";
import { targetJudge } from "./target.ts";
import { testMappingJudge } from "./test-mapping.ts";

const ALL = [
  codePathJudge,
  targetJudge,
  endpointJudge,
  payloadJudge,
  tableJudge,
  featureFlagJudge,
  milestoneJudge,
  openQuestionJudge,
  metricJudge,
  alertJudge,
  sloJudge,
  testMappingJudge,
  acceptanceCriterionJudge,
  goalJudge,
] as const;

/** How claims are judged, one judge for each kind that can be. */
export const JUDGES = ALL as unknown as readonly Judge[];

const byKind = new Map<ClaimName, Judge>(JUDGES.map((judge) => [judge.kind, judge]));

/** The judge of a kind; null for kinds that state nothing which evidence could prove (an author, a driver). */
export function judgeOf(kind: ClaimName): Judge | null {
  return byKind.get(kind) ?? null;
}
