import { describe, expect, it } from "vitest";
import { isoDate } from "../../src/grammar/date.ts";

describe("a date", () => {
  it.each([
    ["2026-01-02", "2026-01-02"],
    ["2024-12-30 — Simplified design", "2024-12-30"],
    ["2026/1/2", "2026-01-02"],
    ["20260102", "2026-01-02"],
    ["30th Nov 2022", "2022-11-30"],
    ["Nov 30, 2022", "2022-11-30"],
    ["November 30th, 2022", "2022-11-30"],
    ["Sept. 3, 2022", "2022-09-03"],
    ["Monday, 3 March 2025", "2025-03-03"],
    ["15 de marzo de 2024", "2024-03-15"],
    ["1 de enero de 2025", "2025-01-01"],
    ["11/21/2022", "2022-11-21"],
    ["21/11/2022", "2022-11-21"],
    ["21.11.2022", "2022-11-21"],
    ["05/05/2024", "2024-05-05"],
    ["**2026-01-02**", "2026-01-02"],
    ["2024-02-29", "2024-02-29"],
  ])("is read from “%s”", (text, date) => {
    expect(isoDate(text)).toBe(date);
  });

  it.each([
    ["YYYY-MM-DD", "a template's own words"],
    ["2026-02-30", "a day that no calendar has"],
    ["2023-02-29", "a day that its year has not"],
    ["04/06/2023", "two days at once"],
    ["2026-13-01", "a month too many"],
    ["soon", "no date"],
    ["", "nothing"],
    ["Q3 2026", "a quarter"],
    ["202601021", "a number"],
  ])("is not read from “%s”: %s", (text) => {
    expect(isoDate(text)).toBeNull();
  });
});
