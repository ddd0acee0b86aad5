import type { RedGreen, RedGreenResult } from "../facts/tests.ts";
import type { Standing } from "./standing.ts";
import type { Test } from "./tests-index.ts";

/** What running a test without the change told of it; null when it was not run so. */
export function redGreenOf({ file, title }: Test, redGreen: RedGreen | null): RedGreenResult | null {
  return redGreen?.results.find((each) => each.file === file && each.title === title) ?? null;
}

/**
 * A standing with what running the test without the change adds. That run was made of HEAD itself, so a test that guards needs no
 * report of another run; one that failed in a report of the judged state stays failed.
 */
export function withRedGreen(standing: Standing, result: RedGreenResult | null, { base, head }: RedGreen): Standing {
  if (result === null) return standing;
  const place = { at: `${base}..${head}`, detail: result.because };
  const places = [place, ...standing.places];
  const isRefuted = standing.isBound && standing.shortfall !== null;
  const isDisabled = standing.shortfall === "skipped" || standing.shortfall === "todo";
  if ((result.level === "guards" || result.level === "test-first") && !isRefuted && !isDisabled) {
    const rung = result.level === "guards" ? "guards" : "red-green";
    return { rung, shortfall: null, isBound: true, because: result.because, next: null, places };
  }
  if (result.level !== "does-not-guard") return { ...standing, places };
  // It passes, and would without the change: true of what was so before, and no proof of what is new.
  const note = `${standing.because.replace(/\.$/, "")}; it passes on ${base} as well, so it does not show what changed.`;
  return { ...standing, because: note, places };
}
