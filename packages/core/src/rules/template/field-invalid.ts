import { isNegative } from "../../claims/negative.ts";
import { statusOf } from "../../document/status.ts";
import { isPlaceholder } from "../../template/placeholder.ts";
import { foldText } from "../../template/text.ts";
import { closest } from "../../text/closest.ts";
import { defineRule } from "../rule.ts";
import { isRealDate } from "./calendar.ts";
import { aboutField } from "./field-place.ts";
import { deadHandles } from "./handles.ts";
import { allOf } from "./words.ts";

export const fieldInvalid = defineRule({
  id: "field-invalid",
  severity: "error",
  documentation: {
    summary:
      "A field holds a value that cannot be: an impossible date, a word that is no allowed one, a handle that names nobody.",
    why: "Tools and people act on these values. A status with a typing mistake has opened gates, because a check that compares words sees just another word.",
    notes:
      "What is allowed comes from the template: `[Draft / In-Review / Approved]` is a list of values, `YYYY-MM-DD` a date, `YYYYMMDD` a date in digits, `@team` a handle. A word behind an allowed value (“Superseded by ADR-7”) is fine.",
  },
  bad: [
    {
      kind: "tdd",
      markdown:
        "# TDD: Retry\n\n**Author:** Ada\n**Status:** Aproved\n**Date:** 2026-02-30\n**Reviewers:** @payments/, @ ada\n",
      findings: [
        { line: 4, message: "“Aproved” is no allowed value of “Status”. Did you mean “Approved”?" },
        { line: 5, message: "“2026-02-30” is no date of the calendar. Write the date as YYYY-MM-DD." },
        { line: 6, message: "“@payments/” names nobody. Write a person or team as @name or @organisation/team." },
        { line: 6, message: "“@” names nobody. Write a person or team as @name or @organisation/team." },
      ],
    },
    {
      kind: "tdr",
      markdown:
        "# Technical Design Review (TDR) — Retry\n\n**Spec ID**: 20261345\n**Created**: soon\n**Status**: Accepted\n",
      findings: [
        { line: 3, message: "“20261345” is no date of the calendar. Write it as YYYYMMDD." },
        { line: 4, message: "“soon” is no date. Write the date as YYYY-MM-DD." },
        { line: 5, message: "“Accepted” is no allowed value of “Status”. Did you mean “Approved”?" },
      ],
    },
  ],
  good: [
    {
      kind: "tdd",
      markdown:
        "# TDD: Retry\n\n**Author:** Ada\n**Status:** in review (since Monday)\n**Date:** 2028-02-29\n**Reviewers:** @acme/payments, @ada-l\n",
    },
  ],
  check({ document }, report) {
    for (const match of document.fieldMatches) {
      const { spec, field } = match;
      if (field === null || field.form === "title") continue;
      const value = foldless(field.raw);
      if (value === "" || isPlaceholder(value) || foldText(value) === foldText(spec.placeholder ?? "")) continue;
      const tell = (message: string, start?: number, length?: number): void => {
        const span =
          start === undefined || length === undefined
            ? undefined
            : { start: field.start + start, end: field.start + start + length };
        report(aboutField(document, match, message, span));
      };
      switch (spec.type.is) {
        case "date": {
          const complaint = wrongDate(value);
          if (complaint !== null) tell(complaint);
          break;
        }
        case "id": {
          const complaint = wrongId(value, spec.type.pattern);
          if (complaint !== null) tell(complaint);
          break;
        }
        case "choice":
          if (!spec.type.open) {
            const complaint = wrongChoice(value, spec.type.of, spec.label);
            if (complaint !== null) tell(complaint);
          }
          break;
        case "handles":
        case "text":
          if (spec.type.is === "handles" || PEOPLE.has(spec.key)) {
            for (const { text, start } of deadHandles(field.raw)) {
              tell(
                `“${text}” names nobody. Write a person or team as @name or @organisation/team.`,
                start,
                text.length,
              );
            }
          }
          break;
        case "links":
          break;
      }
    }
  },
});

const PEOPLE: ReadonlySet<string> = new Set(["author", "reviewers", "approvers", "owners"]);

/** A value without marks and comments, as written otherwise. */
function foldless(raw: string): string {
  return raw
    .replace(/<!--[^>]{0,200}-->/g, "")
    .replace(/[*_`"']+/g, "")
    .trim();
}

function wrongDate(value: string): string | null {
  const iso = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(value);
  if (iso !== null) {
    const isReal = isRealDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    return isReal ? null : `“${iso[0]}” is no date of the calendar. Write the date as YYYY-MM-DD.`;
  }
  const digits = /(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/.exec(value);
  if (digits !== null && isRealDate(Number(digits[1]), Number(digits[2]), Number(digits[3]))) return null;
  // "3 March 2026", "Q2 2026", "03/04/2026": a year and something in front of it is a date to a person.
  if (/\d{4}/.test(value) || isNegative(value) || value.length > 60) return null;
  return `“${value}” is no date. Write the date as YYYY-MM-DD.`;
}

function wrongId(value: string, pattern: string): string | null {
  if (pattern !== "YYYYMMDD") {
    return /\d/.test(value) || isNegative(value) || value.length > 60
      ? null
      : `“${value}” has no number. It is written as ${pattern}.`;
  }
  const digits = /(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/.exec(value);
  if (digits === null) return `“${value.slice(0, 60)}” is no date in digits. Write it as YYYYMMDD.`;
  const isReal = isRealDate(Number(digits[1]), Number(digits[2]), Number(digits[3]));
  return isReal ? null : `“${digits[0]}” is no date of the calendar. Write it as YYYYMMDD.`;
}

function wrongChoice(value: string, allowed: readonly string[], label: string): string | null {
  const said = plain(value);
  for (const choice of allowed) {
    const word = plain(choice);
    if (said === word || (said.startsWith(word) && /^[^\p{L}\p{N}]/u.test(said.slice(word.length)))) return null;
    // "superseded by [name]" in a template allows every name.
    const stem = /^superseded\b/.exec(word)?.[0];
    if (stem !== undefined && said.startsWith(stem)) return null;
  }
  const first = value.split(/[\s(,;]/, 1)[0] ?? value;
  const status = statusOf(value);
  const meant =
    closest(first, allowed) ??
    (status === null ? null : (allowed.find((choice) => statusOf(choice) === status) ?? null));
  const shown = value.length > 60 ? `${value.slice(0, 59)}…` : value;
  const hint = meant === null ? `It is one of ${allOf(allowed)}.` : `Did you mean “${meant}”?`;
  return `“${shown}” is no allowed value of “${label}”. ${hint}`;
}

function plain(value: string): string {
  return foldText(value)
    .replace(/[-_\s]+/g, " ")
    .trim();
}
