import { isPlaceholder } from "../../template/placeholder.ts";
import { defineRule } from "../rule.ts";
import { claimsOf } from "../views/claims.ts";

export const mappingEmpty = defineRule({
  id: "mapping-empty",
  severity: "warning",
  documentation: {
    summary: "A row of the mapping names neither a test nor a file, nor says that the criterion is shown by hand.",
    why: "The row looks like coverage and is none. When the work is done nobody can tell whether the criterion was tested.",
  },
  bad: [
    {
      markdown:
        "## Spec→Test Mapping\n\n| Criterion | Test |\n| --- | --- |\n| AC-1: Sent again | `test_again` |\n| AC-2: Held | TBD |\n| AC-3: Logged | ??? |\n",
      findings: [
        { line: 6, message: "No test is named for “AC-2: Held”. Name it, or say “manual” and how it is checked." },
        { line: 7, message: "No test is named for “AC-3: Logged”. Name it, or say “manual” and how it is checked." },
      ],
    },
  ],
  good: [
    {
      markdown:
        "## Spec→Test Mapping\n\n| Criterion | Test |\n| --- | --- |\n| AC-1: Sent again | `test_again` |\n| AC-2: Held | manual: unplug the bank |\n| AC-3: Logged | `tests/log_test.go` |\n| AC-4: Fast | existing tests |\n",
    },
  ],
  check({ document }, report) {
    const rows = claimsOf(document, "test-mapping");
    // Rows of which none names a test are a list of what was met, and no mapping.
    if (!rows.some(({ value }) => value.tests.length > 0 || (value.files?.length ?? 0) > 0)) return;
    for (const { value, start, end } of rows) {
      if (value.tests.length > 0 || (value.files?.length ?? 0) > 0 || /\btests?\b/i.test(value.criterion)) continue;
      const note = (value.note ?? "").trim();
      if (
        note !== "" &&
        !/^[\s?.…–—-]*$|^(?:tbd|tba|todo|tbc|pending|later|to be (?:defined|determined|decided|added|written)|por definir)\b/i.test(
          note,
        ) &&
        !isPlaceholder(note)
      )
        continue;
      const { criterion } = value;
      const name = criterion.length > 60 ? `${criterion.slice(0, 59).trimEnd()}…` : criterion;
      const message = `No test is named for “${name}”. Name it, or say “manual” and how it is checked.`;
      report({ start, end, message });
    }
  },
});
