import { readFileSync } from "node:fs";
import type { ApiDescription, ApiFacts, ApiHistory, Exchange } from "@lintel/core";
import type { EvidenceSource, Git, Problem, RepositoryFiles } from "../source.ts";
import { readFound, readNamed, type NamedFiles } from "../files/named.ts";
import { readHar } from "./har.ts";

/** Where descriptions lie when nobody names one. */
const USUAL =
  /^(?:(?:docs?|api|spec|specs|openapi|public|static|docs\/api|api\/openapi)\/)?(?:openapi|swagger)\.(?:ya?ml|json)$/;

/** HTTP interfaces: OpenAPI descriptions, recorded traffic, a live service. */
export const apiSource: EvidenceSource<"api"> = {
  topic: "api",
  async gather({ files, git, documents, settings, authorization }) {
    if (
      !documents.some(({ document }) => document.claims.some(({ kind }) => kind === "endpoint" || kind === "payload"))
    ) {
      return { facts: undefined, problems: [] };
    }
    const problems: Problem[] = [];
    const descriptions = await describedIn(
      settings.openapi === undefined
        ? readFound(usualFiles(files), files)
        : readNamed(settings.openapi, files, "sources"),
      problems,
    );
    const exchanges: Exchange[] = [];
    const recordings = readNamed(settings.recordings ?? [], files, "reports");
    problems.push(...recordings.problems);
    for (const { path, text } of recordings.files) {
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
        authorization ?? null,
      );
      exchanges.push(...answers.exchanges);
      ({ unreachable } = answers);
      if (unreachable !== null)
        problems.push({ at: `service: ${base.origin}`, message: `${unreachable}. Start it, or leave it out.` });
    }
    const nothing = descriptions.length === 0 && exchanges.length === 0 && unreachable === null;
    const paths = documents.map(({ document }) => document.outline.source.path);
    const history =
      git === null || descriptions.length === 0 ? () => [] : await historyOf(git, paths, descriptions, files);
    const facts: ApiFacts = { descriptions, exchanges, unreachable, history };
    return { facts: nothing ? undefined : facts, problems };
  },
};

/** Compares descriptions with what they were before a document came in; asked for a document at a time, and remembered. */
async function historyOf(
  git: Git,
  documents: readonly string[],
  descriptions: readonly ApiDescription[],
  files: RepositoryFiles,
): Promise<ApiFacts["history"]> {
  const [{ apiChanges }, { rootOf }, { firstCommits }] = await Promise.all([
    import("./changes.ts"),
    import("./openapi.ts"),
    import("../repository/first-commits.ts"),
  ]);
  let first: ReadonlyMap<string, string> | null = null;
  const known = new Map<string, readonly ApiHistory[]>();
  const since = (commit: string): readonly ApiHistory[] =>
    descriptions.flatMap(({ path }): readonly ApiHistory[] => {
      const then = git(["show", "--end-of-options", `${commit}^:./${path}`]);
      const [before, after] = [then.ok ? rootOf(then.out) : null, rootOf(readFileSync(files.absolute(path), "utf8"))];
      if (before === null || after === null) return [];
      return [{ path, since: commit.slice(0, SHORT), changes: apiChanges(before, after) }];
    });
  return (document) => {
    first ??= firstCommits(git, documents);
    const commit = first.get(document);
    if (commit === undefined) return [];
    const found = known.get(commit) ?? since(commit);
    known.set(commit, found);
    return found;
  };
}

const SHORT = 10;

function usualFiles(files: RepositoryFiles): readonly string[] {
  return files.below("").filter((path) => USUAL.test(path));
}

async function describedIn(named: NamedFiles, problems: Problem[]): Promise<readonly ApiDescription[]> {
  problems.push(...named.problems);
  if (named.files.length === 0) return [];
  const { readOpenApi } = await import("./openapi.ts");
  return named.files.flatMap(({ path, text }) => {
    const result = readOpenApi(text, path);
    if (result.ok) return [result.description];
    problems.push({ at: `${path}:${result.line}`, message: result.message });
    return [];
  });
}
