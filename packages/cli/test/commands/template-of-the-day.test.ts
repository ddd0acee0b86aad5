import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Trace } from "../../src/cache/trace.ts";
import { History } from "../../src/workspace/history.ts";
import { findRoot } from "../../src/workspace/root.ts";
import { check, commit, folderWith, git, lintel, repositoryWith, temporaryFolder, writeFiles } from "../repository.ts";

const OLD = "# RFC: [title]\n\n## Summary\n\n*One paragraph.*\n";
const NEW = `${OLD}\n## Cost\n\n*What it costs.*\n`;
const TEXT = "# RFC: Search\n\n## Summary\n\nWe build a search for orders.\n";

/** A document of February, a template that asked for more from March on, and a document of April. */
function repository(): string {
  const folder = repositoryWith({ "0000-template.md": OLD });
  writeFiles(folder, { "text/0001-search.md": TEXT });
  commit(folder, "first", "2026-02-01T12:00:00Z");
  writeFiles(folder, { "0000-template.md": NEW });
  commit(folder, "ask for the cost", "2026-03-01T12:00:00Z");
  writeFiles(folder, { "text/0002-index.md": TEXT });
  commit(folder, "second", "2026-04-01T12:00:00Z");
  return folder;
}

const missing = async (folder: string, ...args: string[]) =>
  (await check(folder, ...args)).documents.flatMap(({ path, findings }) =>
    findings.some(({ rule }) => rule === "section-missing") ? [path] : [],
  );

describe("the template of the day", () => {
  it("judges a document by what was asked when it was first committed, today's by what is asked now", async () => {
    const folder = repository();
    expect(await missing(folder)).toEqual(["text/0001-search.md", "text/0002-index.md"]);
    expect(await missing(folder, "--template", "then")).toEqual(["text/0002-index.md"]);
    expect(await missing(folder, "--template", "today")).toEqual(["text/0001-search.md", "text/0002-index.md"]);
  });

  it("is kept from run to run, until something is committed", async () => {
    const folder = repository();
    expect(await missing(folder, "--template", "then")).toEqual(["text/0002-index.md"]);
    expect(await missing(folder, "--template", "then")).toEqual(["text/0002-index.md"]);
    writeFiles(folder, { "text/0003-more.md": TEXT });
    expect(await missing(folder, "--template", "then")).toEqual(["text/0002-index.md", "text/0003-more.md"]);
    commit(folder, "third", "2026-05-01T12:00:00Z");
    expect(await missing(folder, "--template", "then")).toEqual(["text/0002-index.md", "text/0003-more.md"]);
  });

  it("follows documents and templates through renames", async () => {
    const folder = repository();
    git(folder, "mv", "text/0001-search.md", "text/0009-search.md");
    git(folder, "mv", "0000-template.md", "rfc-template.md");
    writeFiles(folder, {
      "lintel.yaml": "templates: { rfc: { path: rfc-template.md, documents: text/*.md, judge-by: then } }\n",
    });
    commit(folder, "move", "2026-06-01T12:00:00Z");
    expect(await missing(folder)).toEqual(["text/0002-index.md"]);
    expect(await missing(folder, "--template", "today")).toEqual(["text/0002-index.md", "text/0009-search.md"]);
  });

  it("is the version that a document names, when it names one that the template had", async () => {
    const folder = repositoryWith({ "0000-template.md": `<!-- lintel: version 1 -->\n${OLD}` });
    commit(folder, "one", "2026-02-01T12:00:00Z");
    writeFiles(folder, { "0000-template.md": `<!-- lintel: version 2 -->\n${NEW}` });
    commit(folder, "two", "2026-03-01T12:00:00Z");
    writeFiles(folder, {
      "text/0001-one.md": `<!-- lintel: version 1 -->\n${TEXT}`,
      "text/0002-two.md": `<!-- lintel: version 2 -->\n${TEXT}`,
      "text/0003-none.md": TEXT,
      "text/0004-never.md": `<!-- lintel: version 7 -->\n${TEXT}`,
    });
    commit(folder, "documents", "2026-04-01T12:00:00Z");
    expect(await missing(folder, "--template", "then")).toEqual([
      "text/0002-two.md",
      "text/0003-none.md",
      "text/0004-never.md",
    ]);
  });

  it("is judged with the metadata of the day", async () => {
    const folder = repositoryWith({
      "lintel.yaml": "templates: { p: { path: t/design.md, documents: p/*/README.md, metadata: meta.yaml } }\n",
      "t/design.md": OLD,
      "p/a/README.md": TEXT,
      "p/a/meta.yaml": "status: done\n",
    });
    commit(folder, "without metadata", "2026-02-01T12:00:00Z");
    writeFiles(folder, { "t/meta.yaml": "status: <state>\n", "p/b/README.md": TEXT, "p/b/meta.yaml": "stage: x\n" });
    commit(folder, "status", "2026-03-01T12:00:00Z");
    writeFiles(folder, { "t/design.md": NEW, "t/meta.yaml": "status: <state>\nteam: <team>\n" });
    commit(folder, "team", "2026-04-01T12:00:00Z");
    const fields = async (when: string): Promise<string[]> =>
      (await check(folder, "--template", when, "--rule", "field-missing")).documents.flatMap(({ path, findings }) =>
        findings.map(({ message }) => `${path.slice(2, 3)} ${/“(.*?)”/.exec(message)?.[1]}`),
      );
    expect(await fields("today")).toEqual(["a team", "b status", "b team"]);
    expect(await fields("then")).toEqual(["b status"]);
    writeFiles(folder, {
      "p/c/README.md": `${TEXT}\n`.replace("\n", "\n\n**Date**: 2026-04-02\n"),
      "p/c/meta.yaml": "x: y\n",
    });
    expect(await fields("then")).toEqual(["b status", "c status", "c team"]);
  });

  it("cannot be told without the history, and says so", async () => {
    const plain = folderWith({ "0000-template.md": OLD, "text/0001-search.md": TEXT });
    expect(await lintel(plain, ["check", "--template", "then"])).toMatchObject({ code: 2 });
    const clone = join(temporaryFolder(), "clone");
    git(plain, "clone", "--quiet", "--depth", "1", `file://${repository()}`, clone);
    const { code, err } = await lintel(clone, ["check", "--template", "then"]);
    expect(code).toBe(2);
    expect(err).toContain("shallow");
  });
});

describe("the history of a repository", () => {
  it("knows when each document came, whatever it was called then, and every version of a file", () => {
    const folder = repository();
    git(folder, "mv", "text/0001-search.md", "text/0009 ünd mehr.md");
    commit(folder, "rename", "2026-05-01T12:00:00Z");
    const history = new History(findRoot(folder, new Trace()));
    const day = (path: string) => new Date((history.firstCommitted(path) ?? 0) * 1000).toISOString().slice(0, 10);
    expect([day("text/0009 ünd mehr.md"), day("text/0002-index.md"), history.firstCommitted("gone.md")]).toEqual([
      "2026-02-01",
      "2026-04-01",
      null,
    ]);
    const versions = history.revisionsOf("0000-template.md");
    expect(versions.map(({ time }) => new Date(time * 1000).toISOString().slice(0, 10))).toEqual([
      "2026-03-01",
      "2026-01-14",
    ]);
    expect(versions.map((version) => Buffer.from(history.contentOf(version) ?? []).toString("utf8"))).toEqual([
      NEW,
      OLD,
    ]);
  });
});
