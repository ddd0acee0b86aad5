import type { Document, FieldMatch } from "../../document/document.ts";
import { isRequiredNow } from "../../document/required.ts";
import { normaliseLabel } from "../../markdown/escape.ts";
import type { Field } from "../../outline/fields.ts";
import type { Outline } from "../../outline/outline.ts";
import { isPlaceholder, placeholdersIn } from "../../template/placeholder.ts";
import { foldText, withoutComments } from "../../template/text.ts";
import { defineRule } from "../rule.ts";
import { aboutField } from "./field-place.ts";

export const fieldUnfilled = defineRule({
  id: "field-unfilled",
  severity: "error",
  documentation: {
    summary: "A field is empty, or still holds what the template put there to be replaced.",
    why: "A field that says `<agent or engineer>` or TBD looks filled in a list and is not. Whoever relies on it finds out too late.",
  },
  bad: [
    {
      kind: "tdd",
      markdown:
        "# TDD: Retry\n\n**Author:** [your name]\n**Status:** [Draft / In-Review / Approved / Superseded / Closed]\n**Date:**\n**Reviewers:** TBD\n",
      findings: [
        { line: 3, message: "The field “Author” still holds the template's “[your name]”. Write the author." },
        { line: 4, message: /^The field “Status” still holds the template's “\[Draft .*\]”\. Choose one of them\.$/ },
        { line: 5, message: "The field “Date” is empty. Write a date: YYYY-MM-DD." },
        { line: 6, message: "The field “Reviewers” still says “TBD”. Write the reviewers." },
      ],
    },
    {
      kind: "tdd",
      markdown: "# TDD: [Name of the project or feature]\n",
      findings: [
        {
          line: 1,
          message: "The title still holds the template's “[Name of the project or feature]”. Write the title.",
        },
      ],
    },
  ],
  good: [
    {
      kind: "tdd",
      markdown:
        "# TDD: Retry\n\n**Author:** Ada\n**Status:** Draft\n**Date:** 2026-04-01\n**Reviewers:** @payments, [Grace](https://example.com/grace)\n",
    },
  ],
  check({ document }, report) {
    for (const match of document.fieldMatches) {
      const { field, spec } = match;
      // A field that is a section of its own is looked at as a section.
      if (field === null || field.form === "section") continue;
      const left = leftIn(document, match);
      if (left === null) continue;
      if (left === "" && !isRequiredNow(spec.required, document)) continue;
      const name = field.form === "title" ? "The title" : `The field “${field.label}”`;
      const shown = left.length > 60 ? `${left.slice(0, 59)}…` : left;
      const isTemplate = spec.placeholder?.includes(left) === true;
      const what =
        left === "" ? "is empty" : isTemplate ? `still holds the template's “${shown}”` : `still says “${shown}”`;
      const emptyLine = left === "" && !match.isBeside ? lineOf(document, field.line) : undefined;
      report(aboutField(document, match, `${name} ${what}. ${orderFor(match)}`, emptyLine));
    }
  },
});

/** What is still to be replaced in a field; the empty string for an empty one, null when nothing is. */
function leftIn(document: Document, { spec, field, isBeside }: FieldMatch): string | null {
  if (field === null) return null;
  const outline = isBeside ? document.metadata?.outline : document.outline;
  if (outline === undefined) return null;
  if (field.form === "title") {
    const raw = outline.tree.text.slice(field.start, field.end);
    const token = spec.placeholder;
    if (token !== null && foldText(raw).includes(foldText(token))) return token;
    return null;
  }
  const values = [...valuesOf(field), ...field.items.map(({ raw }) => raw)]
    .map((value) => withoutComments(value).trim())
    .filter((value) => value !== "");
  if (values.length === 0) return holdsMap(outline, field) || withoutComments(field.raw).trim() !== "" ? null : "";
  if (spec.placeholder !== null) {
    if (foldText(values.join(", ")) === foldText(spec.placeholder)) return spec.placeholder;
    const tokens = new Set(placeholdersIn(spec.placeholder).map(({ text }) => text));
    for (const token of tokens) {
      if (/^[<[{]/.test(token) && token.length > 3 && values.some((value) => value.includes(token))) return token;
    }
  }
  const defined = (label: string): boolean => outline.tree.definitions.has(normaliseLabel(label));
  return values.find((value) => isPlaceholder(value, defined)) ?? null;
}

/** A list in the flow style of YAML is a list, and no placeholder in brackets. */
function valuesOf(field: Field): readonly string[] {
  const list = field.form === "front-matter" ? /^\[(.*)\]$/.exec(field.raw.trim())?.[1] : undefined;
  return list === undefined ? [field.raw] : list.split(",").map((value) => value.trim());
}

/** Whether lines of a deeper level stand under a key of front matter. */
function holdsMap(outline: Outline, field: Field): boolean {
  if (field.form !== "front-matter") return false;
  const { lineStarts, text } = outline.tree;
  const next = lineStarts[field.line];
  return next !== undefined && /^[ \t]+[^\s#]/.test(text.slice(next, next + 80));
}

function orderFor({ spec, field }: FieldMatch): string {
  switch (spec.type.is) {
    case "date":
      return "Write a date: YYYY-MM-DD.";
    case "choice":
      return field?.raw === "" && !spec.type.open ? `Choose one of ${spec.type.of.join(", ")}.` : "Choose one of them.";
    default:
      return `Write the ${spec.key === "title" ? "title" : spec.label.replace(/\(s\)$/, "").toLowerCase()}.`;
  }
}

/** An empty value has no place of its own: its line has. */
function lineOf(document: Document, line: number): { start: number; end: number } {
  const { lineStarts, text } = document.outline.tree;
  const start = lineStarts[line - 1] ?? 0;
  const stop = lineStarts[line] ?? text.length + 1;
  return { start, end: Math.max(start, text.slice(start, stop - 1).trimEnd().length + start) };
}
