import { closest } from "../text/closest.ts";
import type { FlagDefinition, FlagFacts, FlagReference } from "../facts/flags.ts";
import { defineJudge } from "./judge.ts";
import { broken, holds, unproven, type EvidencePlace, type Opinion } from "./verdict.ts";

const MOST_NAMED = 3;
/** What deployments set and no manifest lists. */
const IS_VARIABLE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/**
 * Whether a flag exists: it is defined, and code that can run asks for it. A definition that nobody asks for switches nothing; a
 * name in code that no manifest knows may be anything.
 */
export const featureFlagJudge = defineJudge({
  kind: "feature-flag",
  documentation: {
    holds: "A manifest defines it as the design says, and code asks for it; of an environment variable, code reads it.",
    broken:
      "The design was delivered and no manifest defines it, its default is another one, or its day to go is past.",
    unproven: "It is planned, nothing in the code asks for it, or there is no manifest to know it.",
  },
  needs: ["flags"],
  judge(claim, { facts, stage }) {
    const { flags } = facts;
    const { name } = claim.value;
    // "behind a feature flag" names none: there is nothing to look for.
    if (flags === undefined || name === undefined) return null;
    const references = flags.references(name);
    const live = references.filter(({ isTest, isDead }) => !isTest && !isDead);
    const definition = flags.definitions.find(({ key }) => key === name);
    if (definition === undefined) {
      const isVariable = IS_VARIABLE.test(name);
      if (isVariable && live.length > 0) {
        return { ...holds(`${name} is read by the code.`, ...placesOf(live)), rung: "referenced" };
      }
      return undefinedFlag(name, flags, live, references, stage === "planned");
    }
    return definedFlag(name, definition, live, references, claim.value.default, facts.calendar?.today ?? null);
  },
});

function undefinedFlag(
  name: string,
  { manifests, definitions }: FlagFacts,
  live: readonly FlagReference[],
  references: readonly FlagReference[],
  isPlanned: boolean,
): Opinion {
  const places = placesOf(live.length > 0 ? live : references);
  if (manifests.length === 0) {
    if (references.length === 0 && isPlanned) return unproven("planned", `${name} is nowhere in the code yet.`);
    const because =
      references.length === 0
        ? `No code asks for ${name}, and there is no manifest of flags.`
        : `Code names ${name}, and there is no manifest that says what it is.`;
    return {
      ...unproven("no-evidence", because, ...places),
      next: "Name your manifest of flags under `evidence: flags:` in lintel.yaml.",
    };
  }
  const near = closest(
    name,
    definitions.map(({ key }) => key),
  );
  const hint = near === null ? "" : ` It defines ${near}.`;
  const because = `${name} is not defined in ${manifests.join(", ")}.${hint}`;
  if (isPlanned) return unproven("planned", because, ...places);
  return {
    ...broken(because, ...places),
    next: near === null ? "Define it, or say in the design that it is gone." : `Name ${near}, or define ${name}.`,
  };
}

function definedFlag(
  name: string,
  definition: FlagDefinition,
  live: readonly FlagReference[],
  references: readonly FlagReference[],
  stated: "on" | "off" | undefined,
  today: string | null,
): Opinion {
  const place: EvidencePlace = { source: "flags", at: definition.at, detail: describe(definition) };
  const { expires } = definition;
  if (stated !== undefined && definition.default !== null && definition.default !== stated) {
    return {
      ...broken(`${name} is ${definition.default} by default, and the design says ${stated}.`, place),
      next: "Correct the manifest, or the design.",
    };
  }
  if (expires !== null && today !== null && expires < today) {
    return {
      ...broken(`${name} was to be gone by ${expires}, and is still defined.`, place, ...placesOf(live)),
      next: "Remove the flag and what asks for it, or give it another day with a reason.",
    };
  }
  if (live.length > 0)
    return { ...holds(`${name} is defined, and the code asks for it.`, place, ...placesOf(live)), rung: "referenced" };
  const where = references.some(({ isDead }) => isDead)
    ? "only code that never runs asks"
    : references.length > 0
      ? "only tests ask"
      : "no code asks";
  return {
    ...unproven("inconclusive", `${name} is defined, and ${where} for it.`, place, ...placesOf(references)),
    next: "Put what the design says behind the flag.",
  };
}

function describe({ default: value, owner, expires }: FlagDefinition): string {
  const parts = [
    value === null ? "defined" : `${value} by default`,
    owner === null ? null : `owner ${owner}`,
    expires === null ? null : `to be gone by ${expires}`,
  ];
  return parts.filter((part) => part !== null).join(", ");
}

function placesOf(references: readonly FlagReference[]): readonly EvidencePlace[] {
  return references.slice(0, MOST_NAMED).map(({ at, isTest, isDead }) => ({
    source: "repository",
    at,
    detail: isDead ? "in code that never runs" : isTest ? "in a test" : "asks for it",
  }));
}
