/** The one list of claim kinds. A new kind is a new file beside this one and a line here. */
import type { Claim, ClaimKind } from "./claim.ts";
import { acceptanceCriterion } from "./acceptance-criterion.ts";
import { alternative } from "./alternative.ts";
import { driver } from "./driver.ts";
import { goal } from "./goal.ts";
import { milestone } from "./milestone.ts";
import { openQuestion } from "./open-question.ts";
import { requirement } from "./requirement.ts";
import { risk } from "./risk.ts";
import { task } from "./task.ts";
import { testMapping } from "./test-mapping.ts";
import { codePath } from "./code-path.ts";
import { author } from "./author.ts";
import { reviewer } from "./reviewer.ts";
import { status } from "./status.ts";
import { approvalGate } from "./approval-gate.ts";
import { link } from "./link.ts";
import { table } from "./table.ts";
import { nonGoal } from "./non-goal.ts";
import { target } from "./target.ts";
import { metric } from "./metric.ts";
import { alert } from "./alert.ts";
import { slo } from "./slo.ts";
import { featureFlag } from "./feature-flag.ts";
import { endpoint } from "./endpoint.ts";
import { payload } from "./payload.ts";
import { placeholderLeft } from "./placeholder-left.ts";

const KINDS = [
  goal,
  nonGoal,
  driver,
  requirement,
  acceptanceCriterion,
  testMapping,
  milestone,
  task,
  risk,
  openQuestion,
  alternative,
  codePath,
  author,
  reviewer,
  status,
  approvalGate,
  link,
  table,
  target,
  metric,
  alert,
  slo,
  featureFlag,
  endpoint,
  payload,
  placeholderLeft,
] as const;

type ClaimMadeBy<T> = T extends ClaimKind<infer Kind, infer Value> ? Claim<Kind, Value> : never;

/** A claim of any registered kind, discriminated by `kind`. */
export type AnyClaim = ClaimMadeBy<(typeof KINDS)[number]>;

/** The claims of one kind. */
export type ClaimOf<Kind extends AnyClaim["kind"]> = Extract<AnyClaim, { readonly kind: Kind }>;

export const CLAIM_KINDS: readonly ClaimKind<string, unknown>[] = KINDS;
