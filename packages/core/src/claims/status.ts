import { defineClaim } from "./claim.ts";
import { isTemplateValue } from "./people.ts";

export interface StatusLine {
  /** As written, without marks. */
  readonly status: string;
}

export const status = defineClaim<"status", StatusLine>({
  kind: "status",
  title: "Status",
  documentation: {
    what: "How far the design is, in its own words.",
    counts: "The document's status lines in its fields or front matter.",
    not: "The status of tasks; a line that still offers the template's choice.",
  },
  examples: [
    {
      markdown: "# RFC: Queues\n\n- **Status**: **In Review**\n- **Author**: Ada",
      claims: [{ line: 3, text: "**In Review**", value: { status: "In Review" } }],
    },
    { markdown: "---\nstatus: implementable\n---\n# KEP", claims: [{ line: 2, text: "implementable" }] },
    { markdown: "# TDD: X\n\n**Status:** [Draft / In-Review / Approved / Superseded]", claims: [] },
  ],
  whole(reading, emit) {
    for (const field of reading.outline.fields) {
      if (field.key !== "status" || isTemplateValue(field, reading)) continue;
      const { raw } = field;
      const isOpenChoice = /^[<[{].*[>\]}]$/.test(raw) || /\w\s?\|\s?\w/.test(raw) || raw.split(/\s*\/\s*/).length > 2;
      const words = raw.replace(/[*_`~"]+/g, "").trim();
      if (isOpenChoice || !/\p{L}/u.test(words) || /^(?:tbd|todo|n\/a)$/i.test(words)) continue;
      emit({ start: field.start, end: field.end, key: "status", value: { status: words } });
    }
  },
  describe: (value) => value.status,
});
