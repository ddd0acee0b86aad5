/** Dates as people write them. */
import { isRealDate } from "../../layouts/paths.ts";
import type { Span } from "../../text/source.ts";

/** A date found in a text; offsets count from the start of that text. */
export interface WrittenDate extends Span {
  readonly year: number;
  /** 1 to 12 when real; whatever was written when not. */
  readonly month: number;
  readonly day: number;
  /** `digits` is YYYYMMDD, `parts` year first with other marks (2026/01/14), `words` has the month's name. */
  readonly form: "iso" | "digits" | "parts" | "words";
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";
const FORMS: readonly (readonly [WrittenDate["form"], RegExp])[] = [
  ["iso", /(?<![\d-])(?<y>(?:19|20)\d{2})-(?<m>\d{1,2})-(?<d>\d{1,2})(?![\d-])/],
  ["parts", /(?<![\d/.])(?<y>(?:19|20)\d{2})([/.])(?<m>\d{1,2})\2(?<d>\d{1,2})(?![\d/])/],
  [
    "words",
    new RegExp(`(?<![\\w])(?<d>\\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<w>${MONTH}),? (?<y>(?:19|20)\\d{2})(?!\\w)`, "i"),
  ],
  ["words", new RegExp(`(?<![\\w])(?<w>${MONTH}) (?<d>\\d{1,2})(?:st|nd|rd|th)?,? (?<y>(?:19|20)\\d{2})(?!\\w)`, "i")],
  ["digits", /(?<!\d)(?<y>(?:19|20)\d{2})(?<m>\d{2})(?<d>\d{2})(?!\d)/],
];

/** The first date in a text that says its year; dates such as 03/04/2026, which two readers read differently, are left out. */
export function dateIn(text: string): WrittenDate | null {
  if (!/(?:19|20)\d\d/.test(text)) return null;
  for (const [form, pattern] of FORMS) {
    const match = pattern.exec(text);
    const { y = "", m, d = "", w = "" } = match?.groups ?? {};
    if (match === null) continue;
    const month = m === undefined ? MONTHS.indexOf(w.slice(0, 3).toLowerCase()) + 1 : Number(m);
    return { form, year: Number(y), month, day: Number(d), start: match.index, end: match.index + match[0].length };
  }
  return null;
}

/** Whether the calendar has it. */
export function isReal({ year, month, day }: WrittenDate): boolean {
  return isRealDate(year, month, day);
}

/** YYYY-MM-DD. */
export function isoOf({ year, month, day }: WrittenDate): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Why there is no such day, in a sentence. */
export function whyImpossible({ year, month, day }: WrittenDate): string {
  if (month < 1 || month > 12) return "A year has twelve months.";
  const names = "January February March April May June July August September October November December".split(" ");
  let days = 31;
  while (!isRealDate(year, month, days)) days--;
  return day < 1 ? "Days count from 1." : `${names[month - 1] ?? ""} ${year} has ${days} days.`;
}
