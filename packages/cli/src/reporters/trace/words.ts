/** The words that the formats of a trace share. */
import type { MatrixRow, OpenReference, Suspect, TraceMatrix } from "@lintel/core";
import { count } from "../../program/text.ts";
import { enumerate } from "../words.ts";

/** "failed", "declared", "verified": the rung, or why a run is no proof. */
export function standingWord({ rung, shortfall }: Pick<MatrixRow, "rung" | "shortfall">): string {
  if (shortfall === null) return rung;
  return shortfall === "expected-failure"
    ? "marked failing"
    : shortfall === "no-assertion"
      ? "asserts nothing"
      : shortfall;
}

/** Whether a row is proven. */
export function isProven({ rung }: Pick<MatrixRow, "rung">): boolean {
  return rung === "verified" || rung === "guards" || rung === "red-green";
}

/** "12 of 40 criteria proven; 31 references to tests: 20 found, 11 missing." */
export function headline({ summary }: TraceMatrix): string {
  const { criteria, proven, rows, references, found, missing, renamed, ambiguous, designs, orphans } = summary;
  const rungs = Object.entries(summary.byRung)
    .toSorted(([, a], [, b]) => b - a)
    .map(([rung, n]) => `${n} ${rung}`);
  const named = enumerate([
    `${found} found`,
    ...(missing > 0 ? [`${missing} missing${renamed > 0 ? ` (${renamed} likely renamed)` : ""}`] : []),
    ...(ambiguous > 0 ? [`${ambiguous} ambiguous`] : []),
  ]);
  return [
    `${proven} of ${count(criteria, "criterion", "criteria")} proven in ${count(designs, "design")}${rungs.length === 0 ? "" : `; standing: ${enumerate(rungs)}`}.`,
    ...(rows === 0
      ? []
      : [`${count(rows, "row")} of mappings with ${count(references, "reference")} to tests: ${named}.`]),
    ...(orphans === 0 ? [] : [`${count(orphans, "test")} of no criterion beside those that are mapped.`]),
  ].join(" ");
}

/** How a row is called: its ID, where the words do not begin with it, and its words. */
export function nameOf({ id, is, text }: Pick<MatrixRow, "id" | "is" | "text">, design = ""): string {
  const own = id.slice(id.indexOf("#") + 1);
  if (is === "row") return text;
  const shown = design === "" ? id : own;
  if (text.replace(/[*_`]/g, "").startsWith(own)) return design === "" ? `${id}: ${withoutId(text, own)}` : text;
  // A name made of the words themselves adds nothing to them.
  return design !== "" && !/^[A-Z]{1,8}[-_ ]?\d|^\d/.test(own) ? text : `${shown}: ${text}`;
}

function withoutId(text: string, id: string): string {
  const bare = text.replace(/\*\*/g, "");
  return bare.slice(id.length).replace(/^[\s:.)–—-]+/, "");
}

/** What a reference that means no one test needs. */
export function openWord({ written, is, candidates, isClear }: OpenReference): string {
  const near = candidates.slice(0, 3).map(lastName);
  if (is === "planned") return `${written}: still to come`;
  if (is === "ambiguous") return `${written}: may be ${near.join(", ")}`;
  if (near.length === 0) return `${written}: not found`;
  return isClear ? `${written}: not found; likely ${near[0] ?? ""}` : `${written}: not found; near: ${near.join(", ")}`;
}

/** What changed since the snapshot, as a sentence. */
export function suspectWord({ criterion, changed, tests }: Suspect): string {
  const named = tests.slice(0, 3).map(lastName).join(", ");
  if (changed === "criterion") return `${criterion}: its words changed, its tests did not (${named}).`;
  if (changed === "test") return `${criterion}: its words stayed, a test changed (${named}).`;
  return `${criterion}: its words and its tests changed (${named}).`;
}

function lastName(id: string): string {
  return id
    .slice(id.lastIndexOf(" > ") + 1)
    .replace(/^> /, "")
    .trim();
}
