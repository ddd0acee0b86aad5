import type { FlagDefinition, FlagFacts } from "@lintel/core";
import type { EvidenceSource, Problem } from "../source.ts";
import { readFound, readNamed } from "../files/named.ts";
import { readManifest } from "./manifest.ts";
import { referenceFinder } from "./references.ts";

/** Where manifests lie when nobody names one. */
const USUAL =
  /^(?:(?:config|flags|\.openfeature)\/)?(?:feature[-_]?flags|flags|flagd|flag[-_]manifest|unleash)(?:\.flagd)?\.(?:ya?ml|json)$/;

/** Feature flags: manifests, and the code that asks for them. */
export const flagSource: EvidenceSource<"flags"> = {
  topic: "flags",
  gather({ files, git, documents, settings }) {
    const names = documents.flatMap(({ document }) =>
      document.claims.flatMap((claim) =>
        claim.kind === "feature-flag" && claim.value.name !== undefined ? [claim.value.name] : [],
      ),
    );
    if (names.length === 0) return { facts: undefined, problems: [] };
    const problems: Problem[] = [];
    const definitions: FlagDefinition[] = [];
    const manifests: string[] = [];
    const named =
      settings.flags === undefined
        ? readFound(
            files.below("").filter((path) => USUAL.test(path)),
            files,
          )
        : readNamed(settings.flags, files, "sources");
    problems.push(...named.problems);
    for (const { path, text } of named.files) {
      const manifest = readManifest(text, path);
      if (!manifest.ok) {
        problems.push({ at: `${path}:${manifest.line}`, message: manifest.message });
        continue;
      }
      manifests.push(path);
      definitions.push(...manifest.definitions);
    }
    const facts: FlagFacts = {
      manifests,
      definitions,
      references: referenceFinder(names, files, git, new Set(manifests)),
    };
    return { facts, problems };
  },
};
