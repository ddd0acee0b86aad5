/** Dates as people write them in the fields of a document. */

const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  ene: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  abr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  ago: 8,
  sep: 9,
  set: 9,
  oct: 10,
  nov: 11,
  dec: 12,
  dic: 12,
};
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?" +
  "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|setiembre|octubre|noviembre|diciembre|ene|abr|ago|dic)\\.?";

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?!\d)/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/;
const DAY_MONTH = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th|º)?\\.?(?: of| de)? ${MONTH},?(?: of| de| del)? (\\d{4})(?!\\d)`,
  "i",
);
const MONTH_DAY = new RegExp(`^${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)`, "i");
const WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? /i;

/**
 * The date with which a value begins, as YYYY-MM-DD; what follows it is a remark ("2026-01-02 — first draft"). Null for a day
 * that no calendar has, for a template's YYYY-MM-DD, and for 03/04/2026, which is two days.
 *
 * @example isoDate("30th Nov 2022") // "2022-11-30"
 */
export function isoDate(value: string): string | null {
  const text = value
    .slice(0, 60)
    .replace(/^[\s*_`"'“[(]+/, "")
    .replace(/\s+/g, " ")
    .replace(WEEKDAY, "");
  const first = YEAR_FIRST.exec(text);
  if (first !== null) return date(Number(first[1]), Number(first[3]), Number(first[4]));
  const compact = COMPACT.exec(text);
  if (compact !== null) return date(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const named = DAY_MONTH.exec(text);
  if (named !== null) return date(Number(named[3]), monthOf(named[2]), Number(named[1]));
  const american = MONTH_DAY.exec(text);
  if (american !== null) return date(Number(american[3]), monthOf(american[1]), Number(american[2]));
  const last = YEAR_LAST.exec(text);
  if (last === null) return null;
  const [a, b, year] = [Number(last[1]), Number(last[3]), Number(last[4])];
  // Dots are written where the day comes first; slashes and dashes only tell where one number is no month.
  if (last[2] === "." || a > 12) return date(year, b, a);
  return b > 12 || a === b ? date(year, a, b) : null;
}

function monthOf(name: string | undefined): number {
  return MONTHS[(name ?? "").toLowerCase().slice(0, 3)] ?? 0;
}

function date(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** How many days a month has, 1 for January. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
