/** The one list of rules. A new rule is a new file in one of the folders here, and a line in this list. */
import { fenceUnclosed } from "./form/fence-unclosed.ts";
import { headingSkipped } from "./form/heading-skipped.ts";
import { jsonDuplicateKey } from "./form/json-duplicate-key.ts";
import { jsonInvalid } from "./form/json-invalid.ts";
import { mermaidInvalid } from "./form/mermaid-invalid.ts";
import { tableRagged } from "./form/table-ragged.ts";
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
import { personalDataInText } from "./safety/personal-data-in-text.ts";
import { secretInText } from "./safety/secret-in-text.ts";
import { textHidden } from "./safety/text-hidden.ts";
import { textUnreadable } from "./safety/text-unreadable.ts";
import { sectionEmpty } from "./section-empty.ts";
import { summaryTooLong } from "./substance/summary-too-long.ts";

export const RULES: readonly Rule[] = [
  fenceUnclosed,
  headingSkipped,
  jsonDuplicateKey,
  jsonInvalid,
  mermaidInvalid,
  tableRagged,
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
  personalDataInText,
  secretInText,
  textHidden,
  textUnreadable,
  sectionEmpty,
  summaryTooLong,
];
