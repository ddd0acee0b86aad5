/** How far the evidence of tests reaches, as an opinion. */
import type { Document } from "../document/document.ts";
import type { Fix } from "../rules/finding.ts";
import type { MappingTrace } from "../trace/design.ts";
import { isProof, type Standing } from "../trace/standing.ts";
import type { Stage } from "./stage.ts";
import { broken, holds, unproven, type EvidencePlace, type Opinion, type UnprovenReason } from "./verdict.ts";

/** Only proof holds; only a failure on the judged state, or what a delivered design owes, is broken. */
export function opinionOf(standing: Standing, stage: Stage): Opinion {
  const { rung, shortfall, because, next } = standing;
  const evidence = standing.places.map(({ at, detail }): EvidencePlace => ({ source: "tests", at, detail }));
  const more = { rung: shortfall === null ? rung : `${rung}: ${shortfall}`, ...(next === null ? {} : { next }) };
  if (isProof(standing)) return { ...holds(because, ...evidence), ...more };
  if (rung === "executed" && shortfall === "failed" && standing.isBound)
    return { ...broken(because, ...evidence), ...more };
  if (rung === "dangling" && stage === "shipped") return { ...broken(because, ...evidence), ...more };
  return { ...unproven(reasonOf(standing), because, ...evidence), ...more };
}

function reasonOf({ rung, shortfall }: Standing): UnprovenReason {
  switch (rung) {
    case "dangling":
    case "planned":
      return "planned";
    case "ambiguous":
      return "ambiguous";
    case "unmapped":
    case "manual":
    case "declared":
      return "no-evidence";
    default:
      return shortfall === "stale" ? "stale" : "inconclusive";
  }
}

/** The change of the document that names the one test which is clearly meant by a name that nobody has. */
export function fixOfRow({ claim, resolutions }: MappingTrace, document: Document): Fix | null {
  for (const resolution of resolutions) {
    if (resolution.is !== "missing") continue;
    const best = resolution.suggestions.find(({ isClear }) => isClear);
    const old = resolution.reference.segments.at(-1) ?? "";
    if (best === undefined || old === "") continue;
    const { text } = document.outline.source;
    const lineEnd = text.indexOf("\n", claim.end);
    const at = text.indexOf(old, claim.start);
    // The name stands behind its criterion, on the same line; tests in items below are left to people.
    if (
      at === -1 ||
      at > (lineEnd === -1 ? text.length : lineEnd) ||
      isWordAt(text, at - 1) ||
      isWordAt(text, at + old.length)
    )
      continue;
    return {
      title: `Name \`${best.test.title}\``,
      edits: [{ start: at, end: at + old.length, text: best.test.title }],
    };
  }
  return null;
}

function isWordAt(text: string, at: number): boolean {
  return /[\w]/.test(text[at] ?? " ");
}
