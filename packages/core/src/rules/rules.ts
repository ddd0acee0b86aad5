/** The one list of rules. A new rule is a new file in one of the folders here, and a line in this list. */
import { criterionUnmapped } from "./criteria/criterion-unmapped.ts";
import { criterionVague } from "./criteria/criterion-vague.ts";
import { mappingEmpty } from "./criteria/mapping-empty.ts";
import { mappingMissing } from "./criteria/mapping-missing.ts";
import { mappingUnknownCriterion } from "./criteria/mapping-unknown-criterion.ts";
import { noNegativeCase } from "./criteria/no-negative-case.ts";
import { fenceUnclosed } from "./form/fence-unclosed.ts";
import { fieldsRunTogether } from "./form/fields-run-together.ts";
import { headingSkipped } from "./form/heading-skipped.ts";
import { jsonDuplicateKey } from "./form/json-duplicate-key.ts";
import { jsonInvalid } from "./form/json-invalid.ts";
import { mermaidInvalid } from "./form/mermaid-invalid.ts";
import { tableRagged } from "./form/table-ragged.ts";
import { dateImpossible } from "./identity/date-impossible.ts";
import { dateNotIso } from "./identity/date-not-iso.ts";
import { duplicateId } from "./identity/duplicate-id.ts";
import { handleMalformed } from "./identity/handle-malformed.ts";
import { idFolderMismatch } from "./identity/id-folder-mismatch.ts";
import { siblingContradiction } from "./identity/sibling-contradiction.ts";
import { statusUnknown } from "./identity/status-unknown.ts";
import { ignoreForbidden } from "./ignores/ignore-forbidden.ts";
import { ignoreUnknown } from "./ignores/ignore-unknown.ts";
import { ignoreUnpaired } from "./ignores/ignore-unpaired.ts";
import { ignoreUnused } from "./ignores/ignore-unused.ts";
import { ignoreWithoutReason } from "./ignores/ignore-without-reason.ts";
import { anchorBroken } from "./links/anchor-broken.ts";
import { linkBroken } from "./links/link-broken.ts";
import { linkPlaceholder } from "./links/link-placeholder.ts";
import { linkReferenceUndefined } from "./links/link-reference-undefined.ts";
import type { Rule } from "./rule.ts";
import { characterInvisible } from "./safety/character-invisible.ts";
import { identifierConfusable } from "./safety/identifier-confusable.ts";
import { personalDataInText } from "./safety/personal-data-in-text.ts";
import { secretInText } from "./safety/secret-in-text.ts";
import { textHidden } from "./safety/text-hidden.ts";
import { textUnreadable } from "./safety/text-unreadable.ts";
import { alertWithoutThreshold } from "./substance/alert-without-threshold.ts";
import { alternativeWithoutReason } from "./substance/alternative-without-reason.ts";
import { alternativesMissingChoice } from "./substance/alternatives-missing-choice.ts";
import { alternativesSingle } from "./substance/alternatives-single.ts";
import { consistencyUnnamed } from "./substance/consistency-unnamed.ts";
import { contractMissing } from "./substance/contract-missing.ts";
import { deprecationWithoutDate } from "./substance/deprecation-without-date.ts";
import { diagramMissing } from "./substance/diagram-missing.ts";
import { endpointWithoutAuthorisation } from "./substance/endpoint-without-authorisation.ts";
import { endpointWithoutPayload } from "./substance/endpoint-without-payload.ts";
import { flagWithoutRemoval } from "./substance/flag-without-removal.ts";
import { goalUnmeasurable } from "./substance/goal-unmeasurable.ts";
import { metricUnnamed } from "./substance/metric-unnamed.ts";
import { milestoneWithoutDateOrDone } from "./substance/milestone-without-date-or-done.ts";
import { nonGoalContradicted } from "./substance/non-goal-contradicted.ts";
import { ownerMissing } from "./substance/owner-missing.ts";
import { problemWithoutLink } from "./substance/problem-without-link.ts";
import { questionWithoutNextStep } from "./substance/question-without-next-step.ts";
import { revertMissing } from "./substance/revert-missing.ts";
import { riskWithoutMitigation } from "./substance/risk-without-mitigation.ts";
import { runbookMissing } from "./substance/runbook-missing.ts";
import { specTechnical } from "./substance/spec-technical.ts";
import { summaryTooLong } from "./substance/summary-too-long.ts";
import { targetWithoutNumber } from "./substance/target-without-number.ts";
import { fieldInvalid } from "./template/field-invalid.ts";
import { fieldMissing } from "./template/field-missing.ts";
import { fieldUnfilled } from "./template/field-unfilled.ts";
import { guidanceLeft } from "./template/guidance-left.ts";
import { promptUnanswered } from "./template/prompt-unanswered.ts";
import { sectionDuplicate } from "./template/section-duplicate.ts";
import { sectionEmpty } from "./template/section-empty.ts";
import { sectionMisplaced } from "./template/section-misplaced.ts";
import { sectionMissing } from "./template/section-missing.ts";
import { sectionNearMiss } from "./template/section-near-miss.ts";
import { sectionUnfilled } from "./template/section-unfilled.ts";
import { templateAnnotation } from "./template/template-annotation.ts";

export const RULES: readonly Rule[] = [
  criterionUnmapped,
  criterionVague,
  mappingEmpty,
  mappingMissing,
  mappingUnknownCriterion,
  noNegativeCase,
  fenceUnclosed,
  fieldsRunTogether,
  headingSkipped,
  jsonDuplicateKey,
  jsonInvalid,
  mermaidInvalid,
  tableRagged,
  dateImpossible,
  dateNotIso,
  duplicateId,
  handleMalformed,
  idFolderMismatch,
  siblingContradiction,
  statusUnknown,
  ignoreForbidden,
  ignoreUnknown,
  ignoreUnpaired,
  ignoreUnused,
  ignoreWithoutReason,
  anchorBroken,
  linkBroken,
  linkPlaceholder,
  linkReferenceUndefined,
  characterInvisible,
  identifierConfusable,
  personalDataInText,
  secretInText,
  textHidden,
  textUnreadable,
  fieldInvalid,
  fieldMissing,
  fieldUnfilled,
  guidanceLeft,
  promptUnanswered,
  sectionDuplicate,
  sectionEmpty,
  sectionMisplaced,
  sectionMissing,
  sectionNearMiss,
  sectionUnfilled,
  templateAnnotation,
  // substance: what a demanding reviewer asks
  alertWithoutThreshold,
  alternativeWithoutReason,
  alternativesMissingChoice,
  alternativesSingle,
  consistencyUnnamed,
  contractMissing,
  deprecationWithoutDate,
  diagramMissing,
  endpointWithoutAuthorisation,
  endpointWithoutPayload,
  flagWithoutRemoval,
  goalUnmeasurable,
  metricUnnamed,
  milestoneWithoutDateOrDone,
  nonGoalContradicted,
  ownerMissing,
  problemWithoutLink,
  questionWithoutNextStep,
  revertMissing,
  riskWithoutMitigation,
  runbookMissing,
  specTechnical,
  summaryTooLong,
  targetWithoutNumber,
];
