/** The one list of rules. A new rule is a new file in one of the folders here, and a line in this list. */
import { fenceUnclosed } from "./form/fence-unclosed.ts";
import { headingSkipped } from "./form/heading-skipped.ts";
import { jsonDuplicateKey } from "./form/json-duplicate-key.ts";
import { jsonInvalid } from "./form/json-invalid.ts";
import { tableRagged } from "./form/table-ragged.ts";
import { ignoreForbidden } from "./ignores/ignore-forbidden.ts";
import { ignoreUnknown } from "./ignores/ignore-unknown.ts";
import { ignoreUnpaired } from "./ignores/ignore-unpaired.ts";
import { ignoreUnused } from "./ignores/ignore-unused.ts";
import { ignoreWithoutReason } from "./ignores/ignore-without-reason.ts";
import type { Rule } from "./rule.ts";
import { sectionEmpty } from "./section-empty.ts";
import { summaryTooLong } from "./substance/summary-too-long.ts";

export const RULES: readonly Rule[] = [
  fenceUnclosed,
  headingSkipped,
  jsonDuplicateKey,
  jsonInvalid,
  tableRagged,
  ignoreForbidden,
  ignoreUnknown,
  ignoreUnpaired,
  ignoreUnused,
  ignoreWithoutReason,
  sectionEmpty,
  // substance: what a demanding reviewer asks
  summaryTooLong,
];
