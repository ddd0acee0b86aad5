import type { ApiDescription, ApiFacts, Exchange } from "@lintel/core";
import type { EvidenceSource, Problem, RepositoryFiles } from "../source.ts";
import { readNamed } from "../text/named-files.ts";
import { readHar } from "./har.ts";

/** Where descriptions lie when nobody names one. */
const USUAL =
  /^(?:(?:docs?|api|spec|specs|openapi|public|static|docs\/api|api\/openapi)\/)?(?:openapi|swagger)\.(?:ya?ml|json)$/;

/** HTTP interfaces: OpenAPI descriptions, recorded traffic, a live service. */
export const apiSource: EvidenceSource<"api"> = {
  topic: "api",
  async gather({ files, documents, settings }) {
    if (
      !documents.some(({ document }) => document.claims.some(({ kind }) => kind === "endpoint" || kind === "payload"))
    ) {
      return { facts: undefined, problems: [] };
    }
    const problems: Problem[] = [];
    const descriptions = await describedIn(settings.openapi ?? usualFiles(files), files, problems);
    const exchanges: Exchange[] = [];
    const recordings = readNamed("recordings", settings.recordings ?? [], files);
    problems.push(...recordings.problems);
    for (const { path, text } of recordings.found) {
      const har = readHar(text, path);
      if (har.ok) exchanges.push(...har.exchanges);
      else problems.push({ at: path, message: har.message });
    }
    let unreachable: string | null = null;
    for (const address of settings.service ?? []) {
      const base = URL.canParse(address) ? new URL(address) : null;
      if (base === null || !/^https?:$/.test(base.protocol)) {
        problems.push({ at: `service: ${address}`, message: "This is no address. Write it as http://host:port." });
        continue;
      }
      const { askService } = await import("./service.ts");
      const answers = await askService(
        base,
        documents.map(({ document }) => document),
      );
      exchanges.push(...answers.exchanges);
      ({ unreachable } = answers);
      if (unreachable !== null)
        problems.push({ at: `service: ${base.origin}`, message: `${unreachable}. Start it, or leave it out.` });
    }
    const nothing = descriptions.length === 0 && exchanges.length === 0 && unreachable === null;
    const facts: ApiFacts = { descriptions, exchanges, unreachable };
    return { facts: nothing ? undefined : facts, problems };
  },
};

function usualFiles(files: RepositoryFiles): readonly string[] {
  return files.below("").filter((path) => USUAL.test(path));
}

async function describedIn(
  names: readonly string[],
  files: RepositoryFiles,
  problems: Problem[],
): Promise<readonly ApiDescription[]> {
  if (names.length === 0) return [];
  const named = readNamed("openapi", names, files);
  problems.push(...named.problems);
  const { readOpenApi } = await import("./openapi.ts");
  return named.found.flatMap(({ path, text }) => {
    const result = readOpenApi(text, path);
    if (result.ok) return [result.description];
    problems.push({ at: `${path}:${result.line}`, message: result.message });
    return [];
  });
}
