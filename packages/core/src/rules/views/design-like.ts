import type { CanonicalId } from "../../outline/canonical.ts";
import { perDocument } from "./per-document.ts";

/** The questions that a design answers, each with the functions of sections that answer it. */
const QUESTIONS: readonly ReadonlySet<CanonicalId>[] = [
  new Set(["summary", "context", "problem", "current-state"]),
  new Set([
    "goals",
    "non-goals",
    "goals-non-goals",
    "drivers",
    "drivers-non-goals",
    "requirements",
    "success-criteria",
  ]),
  new Set(["design", "architecture", "components", "api", "contracts", "data-model"]),
  new Set(["alternatives"]),
  new Set(["risks", "open-questions", "risks-open-questions", "security"]),
  new Set(["rollout", "milestones", "implementation-plan", "feature-flags", "revert"]),
  new Set(["test-strategy", "test-mapping", "observability", "performance", "nfr"]),
];

/** So many of them a text answers that is a design, whatever it is called. */
const ENOUGH = 4;

/** Whether a document reads as a design by its sections, be it of a known kind or of none. */
export const isDesignLike = perDocument((document): boolean => {
  const functions = new Set<CanonicalId>();
  for (const { canonical, form } of document.outline.zones) {
    if (canonical !== null && form === "heading") functions.add(canonical);
  }
  return QUESTIONS.filter((answers) => [...functions].some((id) => answers.has(id))).length >= ENOUGH;
});
